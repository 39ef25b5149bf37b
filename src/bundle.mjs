// Bundles the command and the package's entry into lib/, dependencies included, so that a start reads a few files.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync(new URL('../lib', import.meta.url), { recursive: true, force: true })
await build({
  absWorkingDir: new URL('..', import.meta.url).pathname,
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
  alias: { 'unist-util-visit-parents': './src/parse/visitParents.ts' },
  // CommonJS packages inside an ES module still ask for node's own modules by require.
  banner: {
    js: "import { createRequire as ruoyuRequire } from 'node:module'; const require = ruoyuRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

// The theme's stylesheets and scripts, so that a site without its own needs no bundler.
const { prepareOwnAssets } = await import('../lib/assets.js')
await prepareOwnAssets()
