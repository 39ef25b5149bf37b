import { resolve } from 'node:path'
import { inConfig } from '../diagnostics/inConfig.ts'
import { createAssets, katexFolder, mathFolder, ownAssetFolders, partFolders } from '../io/assets.ts'
import type { LoadedConfig } from '../io/config.ts'
import type { PluginSource } from '../io/configPlugins.ts'
import { findEncoder } from '../io/images/encoder.ts'
import { type FoundFont, findFonts, withCharacters } from '../io/images/fonts.ts'
import { readSources, type Snapshot } from '../io/read.ts'
import type { Scan } from '../io/scan.ts'
import { assetFolders, foldersOfSite } from '../kit/folders.ts'
import { sameItems } from '../kit/memo.ts'
import { hasKey, takesFromDisk } from '../kit/pluginEntries.ts'
import { fontsIn, partsOf } from '../theme.ts'
import type { Checked, Config, Diagnostic, Memo, Sources } from '../types.ts'
import { extensionData } from './extensionData.ts'
import { blocks, type SiteOptions } from './options.ts'
import type { FileCache, Quick } from './quickPort.ts'
import { type Setup, themeFolder } from './setup.ts'
import { configFor } from './siteConfig.ts'

/** A site as it was read. */
export interface SiteSources extends Pick<LoadedConfig, 'config' | 'inputs'> {
  readonly sources: Sources
  readonly diagnostics: readonly Diagnostic[]
  /** Its files as earlier builds read them. */
  readonly kept: FileCache | undefined
  readonly setup: Setup
  readonly plugins: PluginSource | undefined
  /** Keys of the config stand for their defaults: nothing but the config's own faults can be told with truth. */
  readonly hasWrongConfig: boolean
  /** Adds the line where a diagnostic speaks of the config. */
  readonly placed: (diagnostic: Diagnostic) => Diagnostic
}

/** The site's config and what is in its folders. */
export interface FirstLook {
  readonly config: Checked<LoadedConfig>
  readonly scan: Scan
  readonly given: Checked<NonNullable<Sources['given']>>
  readonly fonts: Checked<readonly FoundFont[]>
}

/** `touched` are the only files that can have changed since the last time, relative to the root; without it, any can. */
export type ReadSite = (touched?: ReadonlySet<string>) => Promise<SiteSources>

interface ReadMeans {
  readonly openFiles: Quick['openFiles'] | undefined
  readonly openFacts: Quick['openFacts'] | undefined
  readonly look: FirstLook | undefined
}

/** Reads config, files and assets; what is as it was is the same object as before, and where all is, the same site. */
export function createSiteReader(
  options: SiteOptions,
  memo: Memo,
  { openFiles, openFacts, look: firstLook }: ReadMeans,
): ReadSite {
  const { root } = options
  const buildAssets = createAssets(root)
  // The prefix keeps these names from those of the compiler, which shares the memo.
  const same = <T>(name: string, value: T): T => memo(`sources: ${name}`, [JSON.stringify(value)], () => value)
  const facts = openFacts?.()
  const factsHere = new Map<string, string>()
  let look = firstLook
  let previous: Snapshot | undefined
  let last: { readonly site: SiteSources; readonly parts: readonly unknown[] } | undefined
  return async (touched) => {
    const loaded = look?.config ?? (await configFor(options))
    const config = settled(last?.site.config, loaded.value.config)
    const hasWrongConfig = blocks(loaded.diagnostics, {})
    // Plugins without a key are given all bodies anyway, and what is kept under the blogger's own settings outlives a fault.
    const isKept = takesFromDisk(config) && !hasWrongConfig
    const kept = memo('kept files', [config, isKept], () => (isKept ? openFiles?.(config) : undefined))
    const given = look?.given ?? (await memo('answers of extensions', [config], () => extensionData(config)))
    const [read, built] = await Promise.all([
      readSources(root, config, {
        ...{ templates: themeFolder, previous, facts: facts ?? factsHere, scan: look?.scan },
        widerThan: narrowest(root, config),
        touched: config === last?.site.config ? touched : undefined,
        untouched: kept?.untouched,
      }),
      buildAssets(assetsInOrder(root, config), foldersOfSite(config)),
    ])
    const fonts =
      look?.fonts ?? memo('fonts of settings', [config], () => findFonts(root, fontsIn(config.theme), config.file))
    const found = same('fonts', fonts.value)
    facts?.save()
    previous = read.value
    look = undefined
    const { content } = read.value
    const sources: Sources = {
      content,
      resources: same('resources', read.value.resources),
      statics: same('statics', read.value.statics),
      templates: same('templates', read.value.templates),
      assets: same('assets', built.value),
      records: same('records', options.asWritten ? [] : (read.value.records ?? [])),
      data: same('data', read.value.data ?? []),
      code: same('code', read.value.code ?? []),
      given: same('data of extensions', given.value),
      fonts: memo('fonts with characters', [found], () => found.map(withCharacters)),
      links: same('files behind links', read.value.links ?? {}),
    }
    const diagnostics = same(
      'diagnostics of reading',
      (hasWrongConfig ? [loaded] : [loaded, read, built, given, fonts]).flatMap((part) => part.diagnostics),
    )
    const { inputs, path = '', text = '' } = loaded.value
    const {
      resources,
      statics,
      templates: texts,
      assets,
      records,
      data,
      code,
      given: answers,
      fonts: faces,
      links,
    } = sources
    const parts = [
      config,
      text,
      resources,
      statics,
      texts,
      assets,
      records,
      data,
      code,
      answers,
      faces,
      links,
      diagnostics,
      ...content,
    ]
    if (last && sameItems(last.parts, parts)) return last.site
    const placed = (diagnostic: Diagnostic) => inConfig(diagnostic, path, text)
    const { plugins } = loaded.value
    const known = { config, inputs, sources, diagnostics, kept, setup: loaded.value, plugins }
    last = { site: { ...known, hasWrongConfig, placed }, parts }
    return last.site
  }
}

/** The same object for the same settings. */
function settled(last: Config | undefined, next: Config): Config {
  if (!last || !(hasKey(next) || sameItems(last.extensions, next.extensions))) return next
  return JSON.stringify(last) === JSON.stringify(next) ? last : next
}

/** Pixels: the narrowest picture that is made of others, where there is an encoder to make it. */
function narrowest(root: string, { images: { widths } }: Config): number | undefined {
  return widths.length > 0 && findEncoder(root) ? Math.min(...widths) : undefined
}

/** The user's assets, those of extensions, then ours: an earlier one replaces a later one of its name. */
function assetsInOrder(root: string, config: Config): readonly string[] {
  const { math } = config.markdown
  const katex = typeof math === 'object' && math.look === 'katex' ? [katexFolder] : []
  return [
    ...assetFolders(config).map((folder) => resolve(root, folder)),
    ...ownAssetFolders,
    ...(math ? [mathFolder] : []),
    ...katex,
    ...partsOf(config.theme).flatMap(partFolders),
  ]
}
