import { join, resolve } from 'node:path'
import type { Compilation, Stage } from './compile.ts'
import { createAssets } from './io/assets.ts'
import { type LoadedConfig, loadConfig } from './io/config.ts'
import { readSources, type Snapshot } from './io/read.ts'
import { packageRoot } from './packageRoot.ts'
import type { rememberMarkdown } from './speed/remember.ts'
import type { SeatCounts } from './speed/seat.ts'
import type { BuildFlags, Config, Diagnostic, IsoDate, Sources } from './types.ts'

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

/** Reads and compiles the site once. */
export function loadSite(options: SiteOptions, onProgress?: OnProgress): Promise<Loaded> {
  return createLoader(options, onProgress)()
}

/** Reads and compiles the site again and again: what did not change since the last time is not read or parsed again. */
export function createLoader(options: SiteOptions, onProgress: OnProgress = () => {}): () => Promise<Loaded> {
  const buildAssets = createAssets(options.root)
  let previous: Snapshot | undefined
  let markdown: Awaited<ReturnType<typeof rememberMarkdown>> | undefined
  return async () => {
    onProgress({ stage: 'read' })
    const loaded = await loadConfig(options.root)
    const config = withOptions(loaded.value.config, options)
    const [read, assets] = await Promise.all([
      readSources(options.root, config, { templates: join(packageRoot, 'templates'), previous }),
      buildAssets(assetFolders(options.root, config)),
    ])
    previous = read.value
    const { compile } = await import('./compile.ts')
    markdown ??= await (await import('./speed/remember.ts')).rememberMarkdown(options.root, import.meta.url)
    const seats: SeatCounts = { fast: 0 }
    const sources: Sources = { ...read.value, assets: assets.value }
    const compilation = await compile(sources, {
      config,
      flags: flagsOf(options, config),
      renderMarkdown: markdown.for(config, seats),
      ...(config.slugs === 'pinyin' && { pinyin: await loadPinyin() }),
      onStage: (stage) => onProgress({ stage }),
      onPost: (done, total) => onProgress({ stage: 'parse', done, total }),
    })
    markdown.save()
    const diagnostics = [loaded, read, assets, compilation].flatMap((part) => part.diagnostics)
    return { config, inputs: loaded.value.inputs, sources, compilation, seats, diagnostics }
  }
}

/** The site's config with the command line's options over it. */
export async function configFor(options: Pick<SiteOptions, 'root' | 'out' | 'baseUrl'>): Promise<LoadedConfig> {
  const { value } = await loadConfig(options.root)
  return { ...value, config: withOptions(value.config, options) }
}

function flagsOf(options: SiteOptions, { publish }: Config): BuildFlags {
  return {
    now: options.now(),
    drafts: options.drafts ?? publish.drafts,
    future: options.future ?? publish.future,
    expired: options.expired ?? publish.expired,
  }
}

function withOptions(config: Config, { out, baseUrl }: Pick<SiteOptions, 'out' | 'baseUrl'>): Config {
  const url = baseUrl && (baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  return { ...config, ...(out && { output: out }), ...(url && { url }) }
}

/** The user's assets, then ours: an earlier one replaces a later one of its name. */
function assetFolders(root: string, { templates }: Config): readonly string[] {
  return [resolve(root, templates, 'assets'), join(packageRoot, 'templates/assets'), join(packageRoot, 'src/client')]
}

async function loadPinyin(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', nonZh: 'consecutive', v: true })
}
