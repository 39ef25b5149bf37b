// Bundles the program into lib/, dependencies included, so that a start reads few files.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { licences } from './licences.mjs'

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
  'acorn.cjs': 'acorn',
  'stripTypes.cjs': 'src/io/stripTypes.ts',
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

async function bundlePart(name) {
  const { outputFiles, metafile } = await build({
    ...common,
    ...small,
    entryPoints: [parts[name]],
    metafile: true,
    outfile: `lib/${name}`,
    write: false,
    format: 'cjs',
    external: ['esbuild'],
    plugins: [native, apart],
    define: { 'import.meta.url': 'importMetaUrl' },
  })
  const text = outputFiles[0].text
    .replace(/^#!.*\n/, '')
    .replace(/\bimport\(/g, 'importModule(')
    // V8 reads ASCII twice as fast. Beyond it esbuild leaves expressions alone, where an escape means the same.
    .replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  writeFileSync(new URL(name, lib), text)
  return {
    name: `./${name}`,
    print: createHash('sha1').update(text).digest('hex'),
    files: Object.keys(metafile.inputs),
  }
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
const modules = await build({
  ...common,
  ...small,
  metafile: true,
  entryPoints: ['src/index.ts', 'src/io/assets.ts'],
  outdir: 'lib',
  entryNames: '[name]',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  external: ['esbuild'],
  banner,
})
const bundles = await Promise.all(Object.keys(parts).map(bundlePart))
const prints = Object.fromEntries(bundles.map(({ name, print }) => [name, print]))
const inputs = [...Object.keys(modules.metafile.inputs), ...bundles.flatMap(({ files }) => files)]
writeFileSync(new URL('THIRD-PARTY-LICENSES', lib), licences(inputs, new URL('../../', import.meta.url)))
writeFileSync(new URL('package.json', lib), '{ "type": "commonjs" }\n')
await writeEntry('lib/cli.js', 'cli.cjs', prints)
chmodSync(new URL('cli.js', lib), 0o755)
await writeEntry('lib/worker.js', 'worker.cjs', prints)

// KaTeX's stylesheet and fonts, in the one format that all browsers read.
const katex = new URL('../../node_modules/katex/dist/', import.meta.url)
mkdirSync(new URL('katex/', lib))
const css = readFileSync(new URL('katex-swap.min.css', katex), 'utf8')
writeFileSync(
  new URL('katex/katex.css', lib),
  css.replace(/url\(fonts\/([\w-]+)\.woff2\) format\("woff2"\),[^;}]*/g, 'url($1.woff2) format("woff2")'),
)
for (const name of readdirSync(new URL('fonts/', katex)).filter((file) => file.endsWith('.woff2')))
  copyFileSync(new URL(`fonts/${name}`, katex), new URL(`katex/${name}`, lib))

// The theme's stylesheets and scripts, so that a site without its own needs no bundler.
const { prepareOwnAssets } = await import('../../lib/assets.mjs')
await prepareOwnAssets()
