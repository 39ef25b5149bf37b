import { join, resolve } from 'node:path'
import type { Cache } from '../cache/cache.ts'
import type { Readings } from '../cache/readings.ts'
import type { rememberMarkdown } from '../cache/rememberMarkdown.ts'
import type { Compilation, CompileOptions, Planned, Stage } from '../compile.ts'
import { inConfig } from '../diagnostics/inConfig.ts'
import type { SeatCounts } from '../fastParse/seat.ts'
import { createAssets, ownAssetFolders } from '../io/assets.ts'
import { type LoadedConfig, loadConfig } from '../io/config.ts'
import type { SizeCache } from '../io/imageSize.ts'
import { changedCode, readSources, type Snapshot } from '../io/read.ts'
import type { Scan } from '../io/scan.ts'
import { lazy } from '../kit/lazy.ts'
import { createMemory, forget, sameItems } from '../kit/remember.ts'
import { packageRoot } from '../packageRoot.ts'
import type { Workers } from '../threads/workers.ts'
import type { BuildFlags, Checked, Config, Diagnostic, IsoDate, Remember, Sources } from '../types.ts'
import { withOptions } from './siteConfig.ts'

export interface SiteOptions {
  /** Absolute folder of the site. */
  readonly root: string
  /** The clock. */
  readonly now: () => IsoDate
  readonly drafts?: boolean
  readonly future?: boolean
  readonly expired?: boolean
  /** Over the config's. */
  readonly out?: string
  readonly baseUrl?: string
  /** Takes nothing from the cache on disk. */
  readonly fresh?: boolean
}

export interface Progress {
  readonly stage: 'read' | Stage | 'render' | 'write'
  readonly done?: number
  readonly total?: number
}

export type OnProgress = (progress: Progress) => void

/** A site that was read and compiled; nothing is rendered or written yet. */
export interface Loaded extends Pick<LoadedConfig, 'config' | 'inputs'> {
  readonly sources: Sources
  readonly compilation: Compilation
  /** How many texts each parser took in this load. */
  readonly seats: SeatCounts
  readonly diagnostics: readonly Diagnostic[]
}

/** The site's config and what is in its folders. */
export interface FirstLook {
  readonly config: Checked<LoadedConfig>
  readonly scan: Scan
}

/** What a load may be helped with. */
export interface LoadMeans {
  readonly onProgress?: OnProgress
  readonly remember?: Remember
  readonly workers?: Workers | undefined
  /** Told while bodies are being rendered. */
  readonly onPlanned?: (planned: Planned, sources: Sources) => void
  /** Told when all texts are there. */
  readonly onTexts?: CompileOptions['onTexts']
  /** Takes it over to write to the disk what was rendered; else that is done at once. */
  readonly onSave?: (save: () => void) => void
  /** Bodies that are on disk are read when they are asked for: throws `changedCode` then where they are damaged. */
  readonly readLate?: boolean
  /** Taken just now. */
  readonly look?: FirstLook | undefined
  /** A hash of the program, where it is known. */
  readonly program?: string | undefined
}

/** Reads and compiles the site once. */
export function loadSite(options: SiteOptions, means: LoadMeans = {}): Promise<Loaded> {
  return createLoader(options, { remember: forget, ...means })()
}

/** `touched` are the only files that can have changed since the last time, relative to the root; without it, any can. */
export type Load = (touched?: ReadonlySet<string>) => Promise<Loaded>

/**
 * Reads and compiles the site again and again: what did not change since the last time is not read or parsed again,
 * and where nothing did, the same object comes back.
 */
export function createLoader(
  options: SiteOptions,
  {
    onProgress = () => {},
    remember = createMemory(),
    workers,
    onPlanned = () => {},
    onTexts,
    onSave = now,
    readLate,
    look,
    program,
  }: LoadMeans = {},
): Load {
  const { root, fresh } = options
  const open: OpenCache = lazy(async () =>
    fresh ? undefined : (await import('../cache/cache.ts')).openCache(root, import.meta.url, program),
  )
  const read = createReading(options, remember, open, look)
  let markdown: Awaited<ReturnType<typeof rememberMarkdown>> | undefined
  let last: Loaded | undefined
  const load: Load = async (touched) => {
    onProgress({ stage: 'read' })
    const { config, inputs, sources, diagnostics: found, placed, readings } = await read(touched)
    if (last && last.config === config && last.sources === sources && isValid(last, options)) return last
    const { compile } = await import('../compile.ts')
    const cache = await open()
    markdown ??= await (await import('../cache/rememberMarkdown.ts')).rememberMarkdown(cache, workers, readLate)
    const seats: SeatCounts = { fast: 0 }
    const { render, foresee } = markdown.for(config, seats)
    const compilation = await compile(sources, {
      config,
      flags: flagsOf(options, config),
      renderBodies: render,
      onBody: foresee,
      readings,
      onPlanned(planned) {
        onPlanned(planned, sources)
        readings?.save()
      },
      ...(onTexts && { onTexts }),
      remember,
      ...(config.slugs === 'pinyin' && { pinyin: await remember('pinyin', [], loadPinyin) }),
      onStage: (stage) => onProgress({ stage }),
      onPost: (done, total) => onProgress({ stage: 'parse', done, total }),
    })
    onSave(() => cache?.store.save())
    const diagnostics = [...found, ...compilation.diagnostics].map(placed)
    last = { config, inputs, sources, compilation, seats, diagnostics }
    return last
  }
  return (touched) =>
    load(touched).catch((error: NodeJS.ErrnoException) => {
      if (readLate || error.code !== changedCode) throw error
      // The second look sees what has changed.
      return load()
    })
}

function now(save: () => void): void {
  save()
}

type OpenCache = () => Promise<Cache | undefined>

interface Reading extends Pick<Loaded, 'config' | 'inputs' | 'sources' | 'diagnostics'> {
  readonly readings: Readings | undefined
  /** Adds the line where a diagnostic speaks of the config. */
  readonly placed: (found: Diagnostic) => Diagnostic
  readonly parts: readonly unknown[]
}

/** Reads config, files and assets; what is as it was is the same object as before. */
function createReading(
  options: SiteOptions,
  remember: Remember,
  open: OpenCache,
  firstLook: FirstLook | undefined,
): (touched?: ReadonlySet<string>) => Promise<Reading> {
  const { root } = options
  const buildAssets = createAssets(root)
  const same = <T>(name: string, value: T): T => remember(name, [JSON.stringify(value)], () => value)
  const sizes: SizeCache = new Map()
  let look = firstLook
  let previous: Snapshot | undefined
  let last: Reading | undefined
  return async (touched) => {
    const loaded = look?.config ?? (await loadConfig(root))
    const config = settled(last?.config, withOptions(loaded.value.config, options))
    const cache = await open()
    const readings = await remember('readings', [config], () => readingsFor(root, cache, config))
    const [read, built] = await Promise.all([
      readSources(root, config, {
        ...{ templates, previous, sizes, scan: look?.scan },
        touched: config === last?.config ? touched : undefined,
        readBefore: readings?.readBefore,
      }),
      buildAssets(assetFolders(root, config)),
    ])
    previous = read.value
    look = undefined
    const resources = same('resources', read.value.resources)
    const statics = same('statics', read.value.statics)
    const texts = same('templates', read.value.templates)
    const assets = same('assets', built.value)
    const diagnostics = same(
      'reading',
      [loaded, read, built].flatMap((part) => part.diagnostics),
    )
    const { content } = read.value
    const { path = '', text = '' } = loaded.value
    const parts = [config, text, resources, statics, texts, assets, diagnostics, ...content]
    if (last && sameItems(last.parts, parts)) return last
    const sources = { content, resources, statics, templates: texts, assets }
    const placed = (found: Diagnostic) => inConfig(found, path, text)
    last = { config, inputs: loaded.value.inputs, sources, diagnostics, placed, readings, parts }
    return last
  }
}

async function readingsFor(root: string, cache: Cache | undefined, config: Config): Promise<Readings | undefined> {
  // A user's plugins are given all bodies anyway.
  if (!cache || config.markdown.plugins.length > 0) return undefined
  const { program } = cache
  return (await import('../cache/readings.ts')).createReadings(root, program, config)
}

const templates = join(packageRoot, 'templates')

/** The same object for the same settings. */
function settled(before: Config | undefined, now: Config): Config {
  if (!before || !sameItems(before.markdown.plugins, now.markdown.plugins)) return now
  return JSON.stringify(before) === JSON.stringify(now) ? before : now
}

/** A post dated in the future changes sides when its time has come. */
function isValid({ compilation }: Loaded, { now }: SiteOptions): boolean {
  const { validUntil } = compilation.site
  return validUntil === undefined || Date.parse(now()) < Date.parse(validUntil)
}

function flagsOf(options: SiteOptions, { publish }: Config): BuildFlags {
  return {
    now: options.now(),
    drafts: options.drafts ?? publish.drafts,
    future: options.future ?? publish.future,
    expired: options.expired ?? publish.expired,
  }
}

/** The user's assets, then ours: an earlier one replaces a later one of its name. */
function assetFolders(root: string, { templates }: Config): readonly string[] {
  return [resolve(root, templates, 'assets'), ...ownAssetFolders]
}

async function loadPinyin(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', nonZh: 'consecutive', v: true })
}
