import { readFileSync, realpathSync } from 'node:fs'
import { isBuiltin, SourceMap } from 'node:module'
import { join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { resolve } from 'import-meta-resolve'
import type { Place } from '../types.ts'
import { isPlainFile } from './plainFile.ts'
import type { Strip } from './stripTypes.ts'

/**
 * A config as JavaScript that imports by absolute URLs alone, so that it runs from memory: a file of it on disk could be
 * changed by others, and what lies in a cache is never run.
 */
export interface ConfigModule {
  readonly code: string
  /** Source maps, JSON, by the names of modules in stacks, with sources relative to the root; that of a bundle has none. */
  readonly maps?: Readonly<Record<string, string>>
  /** All of its code that can be read, the same wherever the site lies. */
  readonly text: string
  /** Its own module, whose imports stand in `imports` under the names that it has for them. */
  readonly own: string
  readonly imports: Readonly<Record<string, Pick<ConfigModule, 'text' | 'outside'>>>
  /** The files that it was made of, relative to the root: the site's own and those of linked packages. */
  readonly inputs: readonly string[]
  /** The modules of installed packages that it imports, absolute. */
  readonly outside: readonly string[]
  /** The modules of linked packages that it imports, absolute. */
  readonly linked: readonly string[]
}

/** esbuild's name for a module that stands in no file; it imports as if it lay at the root. */
export const fromMemory = '<stdin>'

/** All that a config may import from this package; so it loads where the package can't be resolved (npx). */
const ourselves = 'data:text/javascript,export const defineConfig = (config) => config'

/**
 * Runs a config: what it exports by default, what that promises, or what the function gives that it exports. An error of
 * its own code has, as far as its stack names one, the place in the site's files.
 */
export async function settingsOf({ code, maps }: Pick<ConfigModule, 'code' | 'maps'>): Promise<unknown> {
  try {
    const { default: exported } = (await import(urlOf(code))) as { readonly default?: unknown }
    const isMaker = typeof exported === 'function' && !/^class\b/.test(String(exported))
    return await (isMaker ? exported({}) : exported)
  } catch (error) {
    throw placed(error, maps)
  }
}

/** The error with its place, if its stack names one. */
export function placed(error: unknown, maps: ConfigModule['maps'] = {}): unknown {
  const place = error instanceof Error && thrownAt(error, maps)
  return place ? Object.assign(new Error(error.message, { cause: error }), { place }) : error
}

/** An error of a config's own code, with its place: 1-based, in a file relative to the root. */
export type PlacedError = Error & { readonly place: Pick<Place, 'file' | 'line' | 'column'> }

/** The name of a module in stacks, before its path; the whole bundle has none, and a map. */
const scheme = 'ruoyu-config:'

function named(code: string, path: string): string {
  return `${code}\n//# sourceURL=${scheme}${encodeURI(path)}\n`
}

/** A module in a stack, by its name, or by its URL where Node was started otherwise, line and column. */
const frame = /(?:\(|at )(?:async )?(?:ruoyu-config:([^\s()]*)|data:text\/javascript;base64,([\w+/=]+)):(\d+):(\d+)/g

function thrownAt({ stack = '' }: Error, maps: Readonly<Record<string, string>>): PlacedError['place'] | undefined {
  for (const [, name, code = '', line, column] of stack.matchAll(frame)) {
    const inCode = () => Buffer.from(code, 'base64').toString().split(`//# sourceURL=${scheme}`)[1]?.trim()
    const encoded = name ?? inCode()
    const path = encoded === undefined ? undefined : decodeURI(encoded)
    if (path === undefined || path === fromMemory) continue
    const map = maps[path]
    if (path && map === undefined) return { file: path, line: Number(line), column: Number(column) }
    const entry = map && new SourceMap(JSON.parse(map)).findEntry(Number(line) - 1, Number(column) - 1)
    if (entry && 'originalSource' in entry && !entry.originalSource.includes('<'))
      return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
  }
  return undefined
}

/** Other code has another URL, so that a long-lived process does not get the old module back. */
function urlOf(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
}

const importLine = /^(import\b[^'"`;]*?\bfrom\s*)(['"])([^'"\n]+)\2/gm
/** `f<T>(x)` is another thing in TypeScript than in JavaScript; all its other forms are none in JavaScript. */
const generic = /<[^<>\n]*>+\s*[(`]/

/** A namespace of TypeScript, which is taken for a type where types are stripped. */
const namespace = /\b(?:namespace|module)\s+[\w$.]+\s*\{/

/** Forms that only a bundler can give their meaning: others of import, and CommonJS. */
const otherForms = /\b(?:import|require|export\s*[*{]|module\s*\.|exports\s*\.|__dirname|__filename)/

/**
 * A config that is plain JavaScript, or is once types are stripped, and so are the files of its own that it imports, as
 * it is: esbuild takes 60 ms to start. Undefined where a bundler is needed; what is not JavaScript after all fails with a
 * SyntaxError, now or when it is run.
 */
export function plainModule(
  root: string,
  path: string,
  written: string,
  strip?: Strip,
  above: readonly string[] = [],
): ConfigModule | undefined {
  if (!strip && generic.test(written)) throw new SyntaxError('types')
  if (namespace.test(written) || isQuotedImport(written)) return undefined
  const stripped = /\.m?ts$/.test(path) ? strip?.(written, path) : undefined
  const text = stripped?.code ?? written
  if (above.includes(path) || otherForms.test(text.replace(importLine, ''))) return undefined
  const maps = stripped ? { [path]: stripped.map } : {}
  const inputs = path === fromMemory ? [] : [path]
  const texts = [text]
  const outside: string[] = []
  const imports: Record<string, ConfigModule['imports'][string]> = {}
  const linkTo = (name: string): string | undefined => {
    const file = join(root, path, '..', name)
    if (/^\.\.?\//.test(name)) {
      if (!/\.m?[jt]s$/.test(name) || !isPlainFile(file)) return undefined
      const own = plainModule(root, relative(root, file), readFileSync(file, 'utf8'), strip, [...above, path])
      Object.assign(maps, own?.maps)
      inputs.push(...(own?.inputs ?? []))
      texts.push(own?.text ?? '')
      outside.push(...(own?.outside ?? []))
      if (own) imports[name] = own
      return own && urlOf(own.code)
    }
    const target = name.startsWith('/') ? undefined : moduleOf(name, join(root, path))
    if (target?.file) outside.push(target.file)
    if (target?.file) imports[name] = { text: '', outside: [target.file] }
    return target?.isLinked ? undefined : target?.url
  }
  let isPlain = true
  const code = text.replace(importLine, (_, start: string, quote: string, name: string) => {
    const url = linkTo(name)
    isPlain &&= url !== undefined
    return `${start}${quote}${url}${quote}`
  })
  if (!isPlain) return undefined
  return {
    ...{ code: named(code, path), maps, text: texts.join('\n'), own: text, imports, inputs: [...new Set(inputs)] },
    ...{ outside: [...new Set(outside)].sort(), linked: [] },
  }
}

/** True where a line that looks like an import stands in a template literal. */
function isQuotedImport(text: string): boolean {
  return [...text.matchAll(importLine)].some(({ index }) => text.slice(0, index).split('`').length % 2 === 0)
}

/** Bundles the config with the site's own files and the packages that are linked: of those a change is seen at once. */
export async function bundledModule(root: string, path: string, contents: string): Promise<ConfigModule> {
  const { build } = await import('esbuild')
  const outside = new Map<string, string>()
  const linked = new Set<string>()
  const { outputFiles, metafile } = await build({
    ...(path === fromMemory ? { stdin: { contents, resolveDir: root } } : { entryPoints: [join(root, path)] }),
    absWorkingDir: root,
    bundle: true,
    plugins: [packagePaths(root, outside, linked), ownPlaces],
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    charset: 'utf8',
    tsconfigRaw: {},
    define: {
      'import.meta.url': 'ruoyuFile.url',
      'import.meta.dirname': 'ruoyuFile.dirname',
      'import.meta.filename': 'ruoyuFile.filename',
    },
    banner: { js: requireFrom(join(root, path)) },
    metafile: true,
    write: false,
    sourcemap: 'external',
    outfile: join(root, 'ruoyu.config.bundle.js'),
    logLevel: 'silent',
  })
  const outputOf = (name: RegExp): string => outputFiles.find(({ path }) => name.test(path))?.text ?? ''
  const unnamed = outputOf(/\.js$/)
  const placeless = (code: string): string =>
    code.replaceAll(pathToFileURL(root).href, '').replaceAll(JSON.stringify(root).slice(1, -1), '')
  const text = placeless(unnamed)
  const inputs = Object.keys(metafile.inputs).filter((input) => input !== fromMemory)
  const imports = Object.fromEntries([...outside].map(([file, url]) => [placeless(url), { text: '', outside: [file] }]))
  const packages = { outside: [...outside.keys()].sort(), linked: [...linked].sort() }
  return { code: named(unnamed, ''), maps: { '': outputOf(/\.map$/) }, text, own: text, imports, inputs, ...packages }
}

/** Code that gives CommonJS within the bundle a `require`, for node's own modules and for packages. */
function requireFrom(file: string): string {
  const url = JSON.stringify(pathToFileURL(file))
  return `import { createRequire as ruoyuRequire } from 'node:module'; const require = ruoyuRequire(${url});`
}

/** An installed package stays outside, by the URL that Node would resolve it to. */
function packagePaths(root: string, outside: Map<string, string>, linked: Set<string>): Plugin {
  return {
    name: 'packages',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point') return undefined
        if (kind === 'require-call' || kind === 'require-resolve') return { path, external: true }
        const target = moduleOf(path, importer === fromMemory ? join(root, importer) : importer)
        if (!target) return undefined
        const { file, url, isLinked } = target
        if (file && isLinked) linked.add(file)
        else if (file) outside.set(file, url)
        return file && isLinked ? { path: file } : { path: url, external: true }
      })
    },
  }
}

/** Gives each file of the bundle its own place, which it may ask for. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta') || text.startsWith('#!')) return undefined
      const place = { url: pathToFileURL(path), dirname: join(path, '..'), filename: path }
      return { contents: `const ruoyuFile = ${JSON.stringify(place)};${text}`, loader: 'default' }
    })
  },
}

interface Target {
  readonly url: string
  /** Absolute; none where the module is Node's or ours. */
  readonly file?: string
  /** True for a package of the blogger's own (a workspace, `npm link`, `file:`): it lies in no node_modules. */
  readonly isLinked?: boolean
}

/** True for a package, and for a file by its path from the root, that a config may import. */
export function isModule(name: string, root: string): boolean {
  return /^\.\.?\//.test(name) ? isPlainFile(join(root, name)) : moduleOf(name, join(root, fromMemory)) !== undefined
}

/** The module of a name, as Node finds it; undefined where it finds none. */
function moduleOf(name: string, importer: string): Target | undefined {
  if (name === 'ruoyu') return { url: ourselves }
  if (isBuiltin(name)) return { url: name }
  try {
    const url = resolve(name, pathToFileURL(importer).href)
    const file = realpathSync(fileURLToPath(url))
    return { url, file, isLinked: !file.includes(`${sep}node_modules${sep}`) }
  } catch {
    return undefined
  }
}
