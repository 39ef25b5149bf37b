// Bundles the program into lib/, dependencies included, so that a start reads few files.
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'

const root = new URL('../..', import.meta.url).pathname
const lib = new URL('../../lib/', import.meta.url)
// CommonJS packages inside an ES module still ask for node's own modules by require.
const banner = {
  js: "import { createRequire as ruoyuRequire } from 'node:module'; const require = ruoyuRequire(import.meta.url);",
}
const common = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20.19', logLevel: 'warning' }
const small = { minifySyntax: true, minifyWhitespace: true, legalComments: 'eof' }

/** Each part of the program is a bundle that src/package/start.ts runs, and reads the others by their names when it needs them. */
const parts = {
  'cli.cjs': 'src/cli.ts',
  'program.cjs': 'src/package/program.ts',
  'worker.cjs': 'src/threads/worker.ts',
  'general.cjs': 'src/parse/general.ts',
  'pinyin.cjs': 'pinyin-pro',
}

const apart = {
  name: 'apart',
  setup({ onResolve }) {
    for (const [name, source] of Object.entries(parts))
      onResolve({ filter: new RegExp(`(?:^|/)${basename(source)}$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}`, external: true } : undefined,
      )
  },
}

/** The fast parser without its native code, which its own package finds for the platform (see src/package/start.ts). */
const native = {
  name: 'native',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.js$/ }, ({ importer }) =>
      /satteri[/\\]dist[/\\]binding\.js$/.test(importer) ? { path: 'satteri/native', external: true } : undefined,
    )
  },
}

/** Commander starts no other program for us, and what could loads a good part of Node. */
const alone = {
  name: 'alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /commander[/\\]lib/.test(importer) ? { path: 'none', namespace: 'alone' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'alone' }, () => ({ contents: '' }))
  },
}

async function bundlePart(name) {
  const { outputFiles } = await build({
    ...common,
    ...small,
    entryPoints: [parts[name]],
    outfile: `lib/${name}`,
    write: false,
    format: 'cjs',
    external: ['esbuild'],
    alias: {
      'unist-util-visit-parents': './src/parse/visitParents.ts',
      'js-yaml': './src/parse/frontMatter/noYaml.ts',
    },
    plugins: [native, apart, alone],
    define: { 'import.meta.url': 'importMetaUrl' },
  })
  const text = outputFiles[0].text
    .replace(/^#!.*\n/, '')
    .replace(/\bimport\(/g, 'importModule(')
    // V8 reads ASCII twice as fast. What esbuild leaves are expressions, where an escape means the same.
    .replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  writeFileSync(new URL(name, lib), text)
  return [`./${name}`, createHash('sha1').update(text).digest('hex')]
}

/** CommonJS: the loader of ES modules is a good part of a start. */
async function writeEntry(outfile, part, prints) {
  const contents = `import { start } from './src/package/start.ts'\nstart('./${part}', ${JSON.stringify(prints)})`
  await build({
    ...common,
    ...small,
    stdin: { contents, resolveDir: root },
    outfile,
    format: 'cjs',
    banner: {
      js: "#!/usr/bin/env node\nconst importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    define: { 'import.meta.url': 'importMetaUrl' },
  })
}

rmSync(lib, { recursive: true, force: true })
await build({
  ...common,
  ...small,
  entryPoints: ['src/index.ts', 'src/io/assets.ts'],
  outdir: 'lib',
  entryNames: '[name]',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  external: ['esbuild'],
  banner,
})
const prints = Object.fromEntries(await Promise.all(Object.keys(parts).map(bundlePart)))
writeFileSync(new URL('package.json', lib), '{ "type": "commonjs" }\n')
await writeEntry('lib/cli.js', 'cli.cjs', prints)
await writeEntry('lib/worker.js', 'worker.cjs', prints)

// The theme's stylesheets and scripts, so that a site without its own needs no bundler.
const { prepareOwnAssets } = await import('../../lib/assets.mjs')
await prepareOwnAssets()
