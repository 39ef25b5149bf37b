import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { diagnose } from '../diagnostics/diagnose.ts'
import { foldersOfSite } from '../kit/folders.ts'
import { packageRoot } from '../packageRoot.ts'
import type { Asset, Checked, Diagnostic } from '../types.ts'
import { type AssetBundle, bundleAssets } from './assetBundle.ts'
import { isRacy, stampText } from './plainFile.ts'
import { reachOf } from './reach.ts'
import { moved, readyAssets, writeReadyAssets } from './readyAssets.ts'
import { isLinkWithin } from './walk.ts'

/**
 * Bundles, minifies and fingerprints the theme's stylesheets and scripts, again only when one of their files changed.
 * `folders` are searched in order: a file in an earlier one replaces that of the same name in later ones. A link that
 * leads out of the folders that the site is read from (`within`) is passed over, for the scan tells of it.
 */
export function createAssets(
  root: string,
): (folders: readonly string[], within: readonly string[]) => Promise<Checked<readonly Asset[]>> {
  let last: { readonly print: string; readonly inputs: readonly string[]; readonly value: readonly Asset[] } | undefined
  return async (folders, within) => {
    const { realOf } = reachOf(root, within)
    const entries = entriesOf(folders).filter((file) => !isLinkWithin(root, file) || realOf(file) !== undefined)
    if (last && printOf(entries, last.inputs) === last.print) return { value: last.value, diagnostics: [] }
    const start = Date.now()
    try {
      const { assets, inputs } = await take(entries, root)
      last = inputs.some((input) => isNew(input, start))
        ? undefined
        : { print: printOf(entries, inputs), inputs, value: assets }
      return { value: assets, diagnostics: [] }
    } catch (error) {
      last = undefined
      return { value: [], diagnostics: explain(error) }
    }
  }
}

/** Folders of the package's own assets, and of those that sites with formulas and with KaTeX's look have besides. */
export const ownAssetFolders: readonly string[] = ['templates/assets', 'src/client'].map((path) =>
  join(packageRoot, path),
)
export const mathFolder = join(packageRoot, 'templates/assets/math')
export const katexFolder = join(packageRoot, 'lib/katex')
/** Folders of a part of the theme that not every site has. */
export function partFolders(part: string): readonly string[] {
  return [`templates/assets/${part}`, `src/client/${part}`].map((path) => join(packageRoot, path))
}

/** All that files are copied from: the folders of the site, and those of the package. */
export function copyFolders(config: Parameters<typeof foldersOfSite>[0]): readonly string[] {
  return [...foldersOfSite(config), mathFolder, katexFolder]
}

/** Bundles the package's own assets, when the package is made. */
export function prepareOwnAssets(): Promise<void> {
  return writeReadyAssets(
    packageRoot,
    entriesOf([...ownAssetFolders, mathFolder, katexFolder, ...['comments', 'lists', 'reading'].flatMap(partFolders)]),
  )
}

function entriesOf(folders: readonly string[]): readonly string[] {
  const entries = new Map<string, string>()
  for (const file of folders.flatMap(entryFiles)) {
    const name = nameOf(file)
    if (!entries.has(name)) entries.set(name, file)
  }
  return [...entries.values()]
}

/** True for a file that may have been written after it was read, or may be again and keep its time. */
function isNew(input: string, start: number): boolean {
  const stats = statSync(input, { throwIfNoEntry: false })
  return !stats || isRacy(stats, start)
}

/** A print of all files that the assets were made of, from their stamps. */
function printOf(entries: readonly string[], inputs: readonly string[]): string {
  const stats = inputs.map((input) => statSync(input, { throwIfNoEntry: false }))
  return [...entries, ...stats.map((one) => `${one && stampText(one)}`)].join('\n')
}

/** The theme's own are ready; esbuild starts for the others only. */
async function take(entries: readonly string[], root: string): Promise<AssetBundle> {
  const ready = readyAssets(packageRoot)
  const others = entries.filter((entry) => !ready.has(entry))
  const bundles = entries.flatMap((entry) => ready.get(entry) ?? [])
  const fromRoot = (path: string) => relative(root, path).replaceAll('\\', '/')
  if (others.length > 0) bundles.push(await bundleAssets(others, root))
  return {
    assets: [...byPath(bundles.flatMap(({ assets }) => assets.map((asset) => moved(asset, fromRoot)))).values()].sort(
      (a, b) => (a.name < b.name ? -1 : 1),
    ),
    inputs: bundles.flatMap(({ inputs }) => inputs),
  }
}

/** Each asset once: two stylesheets may ask for one font. */
function byPath(assets: readonly Asset[]): ReadonlyMap<string, Asset> {
  return new Map(assets.map((asset) => [asset.path, asset]))
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

/** esbuild says where a file is broken; without its program for the platform it says nothing but that. */
function explain(error: unknown): readonly Diagnostic[] {
  const { errors, message } = error as Partial<BuildFailure>
  if (errors) return errors.map(toDiagnostic)
  if (!message?.includes('needed by esbuild')) throw error
  return [diagnose('bundler-missing', { file: 'templates/assets' }, {})]
}

function toDiagnostic({ text, location }: Message): Diagnostic {
  const place = location
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file: 'templates/assets' }
  return diagnose('asset-broken', place, { reason: text })
}
