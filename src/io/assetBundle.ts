import { createHash } from 'node:crypto'
import { basename, extname, join, resolve } from 'node:path'
import type { OutputFile, Plugin } from 'esbuild'
import type { Asset } from '../types.ts'

export interface AssetBundle {
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
    format: 'esm',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    plugins: [siteUrls],
    legalComments: 'none',
    logLevel: 'silent',
  })
  return { assets: outputFiles.map(toAsset), inputs: Object.keys(metafile.inputs).map((input) => resolve(root, input)) }
}

/** `url(/paper.png)` in a stylesheet is a file of the finished site, not of this machine. */
const siteUrls: Plugin = {
  name: 'site-urls',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\// }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path, external: true })),
}

function toAsset({ path, text }: OutputFile): Asset {
  const name = basename(path)
  const extension = extname(name)
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return { name, path: `assets/${name.slice(0, -extension.length)}.${fingerprint}${extension}`, text }
}
