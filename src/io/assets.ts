import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import type { BuildFailure, Message, OutputFile, Plugin } from 'esbuild'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Asset, Checked, Diagnostic } from '../types.ts'
import { isRacy } from './plainFile.ts'

/**
 * Bundles, minifies and fingerprints the theme's stylesheets and scripts, again only when one of their files changed.
 * `folders` are searched in order: a file in an earlier one replaces that of the same name in later ones.
 */
export function createAssets(root: string): (folders: readonly string[]) => Promise<Checked<readonly Asset[]>> {
  let last: { readonly print: string; readonly inputs: readonly string[]; readonly value: readonly Asset[] } | undefined
  return async (folders) => {
    const entries = entriesOf(folders)
    if (last && printOf(entries, last.inputs) === last.print) return { value: last.value, diagnostics: [] }
    const start = Date.now()
    try {
      const { assets, inputs } = await bundle(entries, root)
      last = inputs.some((input) => isNew(input, start))
        ? undefined
        : { print: printOf(entries, inputs), inputs, value: assets }
      return { value: assets, diagnostics: [] }
    } catch (error) {
      const failures = (error as Partial<BuildFailure>).errors
      if (!failures) throw error
      last = undefined
      return { value: [], diagnostics: failures.map(toDiagnostic) }
    }
  }
}

function entriesOf(folders: readonly string[]): readonly string[] {
  const entries = new Map<string, string>()
  for (const file of folders.flatMap(entryFiles)) {
    const name = nameOf(file)
    if (!entries.has(name)) entries.set(name, file)
  }
  return [...entries.values()]
}

/** Whether it may have been written after it was read, or may be again and keep its time. */
function isNew(input: string, start: number): boolean {
  const stats = statSync(input, { throwIfNoEntry: false })
  return !stats || isRacy(stats, start)
}

/** Of all files that the assets were made of, from their sizes and times. */
function printOf(entries: readonly string[], inputs: readonly string[]): string {
  const stats = inputs.map((input) => statSync(input, { throwIfNoEntry: false }))
  return [...entries, ...stats.map((one) => `${one?.size} ${one?.mtimeMs} ${one?.ino}`)].join('\n')
}

async function bundle(entries: readonly string[], root: string) {
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
