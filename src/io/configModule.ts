import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { cacheFolder } from './kept/cacheFolder.ts'
import { writeAtomic } from './output/atomic.ts'

/** A config as a module that Node can import. */
export interface ConfigModule {
  /** Other for other code, so that a long-lived process does not get the old module back. */
  readonly url: string
  /** The site's own files that it was made of, relative to the root. */
  readonly inputs: readonly string[]
}

/**
 * The config in plain JavaScript, in the cache folder, from where its imports of packages lead to the site's own.
 * While nothing that it was made of has changed, it is taken from there and esbuild is not even loaded.
 */
export async function configModule(root: string, path: string): Promise<ConfigModule> {
  const file = join(cacheFolder(root), 'config.mjs')
  const kept = recall(file, root, path)
  if (kept) return kept
  const { code, inputs } = await bundle(root, path)
  const hashes = inputs.map((input) => [input, hashFile(resolve(root, input))])
  const text = withHead({ path, inputs: Object.fromEntries(hashes) }, code)
  try {
    writeAtomic(file, text)
    return { url: urlOf(file, text), inputs }
  } catch {
    // Where nothing can be written, a config that imports no package still loads.
    return { url: `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`, inputs }
  }
}

interface Head {
  readonly path: string
  /** Path → hash of its bytes. */
  readonly inputs: Readonly<Record<string, string>>
}

/** First line: `// ruoyu HASH HEAD`, where HASH is that of all that follows it. */
const firstLine = /^\/\/ ruoyu (\S+) (.*)\n/

function withHead(head: Head, code: string): string {
  const rest = `${JSON.stringify(head)}\n${code}`
  return `// ruoyu ${hash('sha256', rest)} ${rest}`
}

function recall(file: string, root: string, path: string): ConfigModule | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    const [start = '', check = '', json = ''] = firstLine.exec(text) ?? []
    if (hash('sha256', `${json}\n${text.slice(start.length)}`) !== check) return undefined
    const head = JSON.parse(json) as Head
    const same = Object.entries(head.inputs).every(([input, old]) => hashFile(resolve(root, input)) === old)
    return same && head.path === path ? { url: urlOf(file, text), inputs: Object.keys(head.inputs) } : undefined
  } catch {
    return undefined
  }
}

function urlOf(file: string, text: string): string {
  return `${pathToFileURL(file)}?${hash('sha256', text).slice(0, 16)}`
}

function hashFile(file: string): string {
  return hash('sha256', readFileSync(file))
}

/** All that a config may import from this package; so it loads where the package can't be resolved (npx). */
const ourselves: Plugin = {
  name: 'ruoyu',
  setup(build) {
    build.onResolve({ filter: /^ruoyu$/ }, () => ({ path: 'ruoyu', namespace: 'ruoyu' }))
    build.onLoad({ filter: /.*/, namespace: 'ruoyu' }, () => ({
      contents: 'export const defineConfig = (config) => config',
    }))
  },
}

async function bundle(root: string, path: string): Promise<{ readonly code: string; readonly inputs: string[] }> {
  const { build } = await import('esbuild')
  const file = join(root, path)
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    plugins: [ourselves],
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    charset: 'utf8',
    tsconfigRaw: {},
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(file).href),
      'import.meta.dirname': JSON.stringify(root),
      'import.meta.filename': JSON.stringify(file),
    },
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs).filter((input) => !input.startsWith('ruoyu:'))
  return { code: outputFiles[0]?.text ?? '', inputs }
}
