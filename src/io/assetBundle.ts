import { createHash } from 'node:crypto'
import { basename, extname, join, resolve } from 'node:path'
import type { OutputFile, Plugin } from 'esbuild'
import type { Asset } from '../types.ts'

export interface AssetBundle {
  /** The bundled files, and fonts by absolute paths. */
  readonly assets: readonly Asset[]
  /** Absolute paths of all files that they were made of. */
  readonly inputs: readonly string[]
}

/** Bundles, minifies and fingerprints stylesheets and scripts. Throws esbuild's BuildFailure, with paths below `root`. */
export async function bundleAssets(entries: readonly string[], root: string): Promise<AssetBundle> {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [...entries],
    absWorkingDir: root,
    outdir: join(root, 'assets'),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.otf': 'file' },
    assetNames: '[name]',
    format: 'esm',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    plugins: [siteUrls],
    legalComments: 'none',
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs).map((input) => resolve(root, input))
  return { assets: outputFiles.map((file) => toAsset(file, inputs)), inputs }
}

/** `url(/paper.png)` in a stylesheet is a file of the finished site, not of this machine. */
const siteUrls: Plugin = {
  name: 'site-urls',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\// }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path, external: true })),
}

/** Fonts stay under their own names, by which stylesheets ask for them, and are copied from where they lie. */
function toAsset({ path, text }: OutputFile, inputs: readonly string[]): Asset {
  const name = basename(path)
  const extension = extname(name)
  const font = /^\.(?:woff2?|[to]tf)$/.test(extension) && inputs.find((input) => basename(input) === name)
  if (font) return { name, path: `assets/${name}`, copyFrom: font }
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return { name, path: `assets/${name.slice(0, -extension.length)}.${fingerprint}${extension}`, text }
}
