// Bundles the command and the package's entry into lib/, dependencies included, so that a start reads a few files.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
// CommonJS packages inside an ES module still ask for node's own modules by require.
const banner = {
  js: "import { createRequire as ruoyuRequire } from 'node:module'; const require = ruoyuRequire(import.meta.url);",
}

/** The theme's templates are compiled here and not in every build. */
const precompiled = {
  name: 'precompiled',
  async setup({ onLoad }) {
    const outfile = 'lib/precompile.js'
    const entryPoints = ['src/render/precompile.ts']
    await build({ absWorkingDir: root, entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', banner })
    const { precompile } = await import('../lib/precompile.js')
    rmSync(new URL('../lib/precompile.js', import.meta.url))
    onLoad({ filter: /render[/\\]precompiled\.ts$/ }, () => ({ contents: precompile(templates()), loader: 'js' }))
  },
}

function templates() {
  const folder = new URL('../templates/', import.meta.url)
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'))
  return names
    .filter((name) => name.endsWith('.njk'))
    .sort()
    .map((name) => ({ name, path: `ruoyu/templates/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }))
}

rmSync(new URL('../lib', import.meta.url), { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/index.ts', 'src/io/assets.ts', 'src/speed/worker.ts'],
  outdir: 'lib',
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'eof',
  external: ['esbuild', 'satteri'],
  alias: {
    'unist-util-visit-parents': './src/parse/visitParents.ts',
    'js-yaml': './src/parse/frontMatter/noYaml.ts',
  },
  plugins: [precompiled],
  banner,
  logLevel: 'warning',
})

// The theme's stylesheets and scripts, so that a site without its own needs no bundler.
const { prepareOwnAssets } = await import('../lib/assets.js')
await prepareOwnAssets()
