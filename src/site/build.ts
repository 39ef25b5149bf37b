import type { SeatCounts } from '../fastParse/seat.ts'
import { loadConfig } from '../io/config.ts'
import { inputsPrint, programPrint } from '../io/inputs.ts'
import { type PublishedBefore, publishedBefore } from '../io/output/published.ts'
import { type Scan, scanSources } from '../io/scan.ts'
import { uptime } from '../kit/uptime.ts'
import { packageRoot } from '../packageRoot.ts'
import type { Config, Diagnostic, IsoDate, LeftOut } from '../types.ts'
import type { OnProgress, SiteOptions } from './load.ts'
import type { Counts } from './publishSite.ts'
import { withOptions } from './siteConfig.ts'

export interface BuildOptions extends SiteOptions {
  /** Warnings stop the build as errors do. */
  readonly strict?: boolean
  readonly onProgress?: OnProgress
}

export interface BuildReport {
  readonly ok: boolean
  readonly language: string
  readonly out: string
  readonly outputs: Counts
  readonly leftOut: readonly LeftOut[]
  readonly diagnostics: readonly Diagnostic[]
  /** How many texts each parser took, and why the reference was needed. */
  readonly seats: SeatCounts
  /** Milliseconds by stage, and `total`. */
  readonly milliseconds: Readonly<Record<string, number>>
}

/** Of a report, what holds again where nothing has changed. */
export type Said = Omit<BuildReport, 'ok' | 'outputs' | 'seats' | 'milliseconds'>

/** Posts for which other threads are worth their start, and where nothing is built yet they can start at once. */
const manyPosts = 100

/** Builds the whole site, or, where there is any error, writes nothing; or nothing at all, where nothing has changed. */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const { milliseconds, lap, stop } = stopwatch()
  const onProgress: OnProgress = (progress) => {
    lap(progress.stage)
    options.onProgress?.(progress)
  }
  onProgress({ stage: 'read' })
  const loaded = await loadConfig(options.root)
  const config = withOptions(loaded.value.config, options)
  const scan = scanSources(options.root, config)
  const program = programPrint(packageRoot, import.meta.url)
  const print = program && printOf(options, config, { scan, inputs: loaded.value.inputs, program })
  const before = publishedBefore(options.root, config)
  const same = print && unchanged(print, options, before)
  if (same) {
    stop()
    return { ...same, milliseconds }
  }
  // They start while the rest of the program is loaded.
  const isWorthIt = !before.manifest && scan.content.length >= manyPosts
  const threads = isWorthIt ? (await import('../threads/thread.ts')).startThreads(import.meta.url) : []
  const note = (report: Said, validUntil: IsoDate | undefined): string =>
    JSON.stringify({ ...(print && { print }), ...(validUntil && { validUntil }), report } satisfies Note)
  // Loaded only now: nothing of it is needed where nothing has changed.
  const { buildAnew } = await (await import('../package/program.ts')).buildAnew()
  const look = { config: loaded, scan }
  const report = await buildAnew(options, { onProgress, look, program, before, threads, note })
  stop()
  return { ...report, milliseconds }
}

/** What a build leaves in the manifest, to know later that it has nothing to do and to say again what it said. */
interface Note {
  readonly print?: string
  readonly validUntil?: IsoDate
  readonly report: Said
}

function printOf(
  { root, drafts, future, expired, strict }: BuildOptions,
  config: Config,
  { scan, inputs, program }: { readonly scan: Scan; readonly inputs: readonly string[]; readonly program: string },
): string | undefined {
  const lockFiles = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock']
  return inputsPrint(root, scan, [...inputs, ...lockFiles], { program, config, drafts, future, expired, strict })
}

/** The report of the build that made what stands in the output, where all it read and wrote is as it was. */
function unchanged(
  print: string,
  { now }: BuildOptions,
  { manifest, intact }: PublishedBefore,
): Omit<BuildReport, 'milliseconds'> | undefined {
  if (!manifest?.note || !intact) return undefined
  const { print: old, validUntil, report } = JSON.parse(manifest.note) as Note
  if (print !== old || (validUntil && Date.parse(now()) >= Date.parse(validUntil))) return undefined
  const outputs = { rendered: 0, written: 0, unchanged: manifest.files.size, removed: 0 }
  return { ...report, ok: true, seats: { fast: 0 }, outputs }
}

function stopwatch() {
  const milliseconds: Record<string, number> = {}
  const start = uptime()
  let current = 'start'
  let since = start
  const lap = (stage: string): void => {
    if (stage === current) return
    const now = uptime()
    milliseconds[current] = Math.round((milliseconds[current] ?? 0) + now - since)
    current = stage
    since = now
  }
  const stop = (): void => {
    lap('end')
    milliseconds.total = Math.round(uptime() - start)
  }
  return { milliseconds, lap, stop }
}
