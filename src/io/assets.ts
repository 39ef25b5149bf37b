import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { BuildFailure, Message, OutputFile, Plugin } from 'esbuild'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Asset, Checked, Diagnostic } from '../types.ts'

/**
 * Bundles, minifies and fingerprints the theme's stylesheets and scripts.
 * `folders` are searched in order: a file in an earlier one replaces that of the same name in later ones.
 */
export async function buildAssets(folders: readonly string[], root: string): Promise<Checked<readonly Asset[]>> {
  const entries = new Map<string, string>()
  for (const file of folders.flatMap(entryFiles)) {
    const name = nameOf(file)
    if (!entries.has(name)) entries.set(name, file)
  }
  const { build } = await import('esbuild')
  try {
    const { outputFiles } = await build({
      entryPoints: [...entries.values()],
      absWorkingDir: root,
      outdir: join(root, 'assets'),
      entryNames: '[name]',
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: ['chrome111', 'firefox113', 'safari16.4'],
      plugins: [siteUrls],
      legalComments: 'none',
      logLevel: 'silent',
    })
    return { value: outputFiles.map(toAsset), diagnostics: [] }
  } catch (error) {
    const failures = (error as Partial<BuildFailure>).errors
    if (!failures) throw error
    return { value: [], diagnostics: failures.map(toDiagnostic) }
  }
}

/** `url(/paper.png)` in a stylesheet is a file of the finished site, not of this machine. */
const siteUrls: Plugin = {
  name: 'site-urls',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\// }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path, external: true })),
}

function entryFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^[^_.].*\.(css|js|ts)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** `theme.ts` and `theme.js` make one asset, `theme.js`. */
function nameOf(file: string): string {
  return basename(file).replace(/\.ts$/, '.js')
}

function toAsset({ path, text }: OutputFile): Asset {
  const name = basename(path)
  const extension = extname(name)
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return { name, path: `assets/${name.slice(0, -extension.length)}.${fingerprint}${extension}`, text }
}

function toDiagnostic({ text, location }: Message): Diagnostic {
  const place = location
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file: 'templates/assets' }
  return diagnose('asset-broken', place, { reason: text })
}
