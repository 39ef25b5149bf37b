import { distinct } from './diagnostics/describe.ts'
import { inputsPrint, programPrint } from './io/inputs.ts'
import type { Manifest } from './io/manifest.ts'
import { type PublishedBefore, publishedBefore } from './io/published.ts'
import { type Scan, scanSources } from './io/scan.ts'
import { configFor, loadSite, type OnProgress, type SiteOptions } from './load.ts'
import { packageRoot } from './packageRoot.ts'
import { blocks, type Counts, nothing, publishSite, renderAll } from './publishSite.ts'
import { outputKeys } from './speed/outputKeys.ts'
import type { SeatCounts } from './speed/seat.ts'
import { createWorkers, type Workers } from './speed/workers.ts'
import type { Config, Diagnostic, IsoDate, LeftOut } from './types.ts'

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

/** Posts for which other threads are worth their start, and where nothing is built yet they can start at once. */
const manyPosts = 300

/** Builds the whole site, or, where there is any error, writes nothing; or nothing at all, where nothing has changed. */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const { milliseconds, lap, stop } = stopwatch()
  const onProgress: OnProgress = (progress) => {
    lap(progress.stage)
    options.onProgress?.(progress)
  }
  onProgress({ stage: 'read' })
  const { config, inputs } = await configFor(options)
  const scan = scanSources(options.root, config)
  const program = programPrint(packageRoot, import.meta.url)
  const print = program && printOf(options, config, { scan, inputs, program })
  const before = publishedBefore(options.root, config)
  const same = print && unchanged(print, options, before)
  if (same) {
    stop()
    return { ...same, milliseconds }
  }
  const workers = createWorkers(import.meta.url)
  if (!before.manifest && scan.content.length >= manyPosts) workers?.start()
  try {
    return {
      ...(await buildAnew(options, { onProgress, scan, program, print, workers, before: before.manifest })),
      milliseconds,
    }
  } finally {
    await workers?.close()
    stop()
  }
}

interface Means {
  readonly onProgress: OnProgress
  readonly scan: Scan
  readonly program: string | undefined
  readonly print: string | undefined
  readonly workers: Workers | undefined
  readonly before: Manifest | undefined
}

async function buildAnew(
  options: BuildOptions,
  { onProgress, scan, program, print, workers, before }: Means,
): Promise<Omit<BuildReport, 'milliseconds'>> {
  const loaded = await loadSite(options, { onProgress, scan, workers })
  const { config, compilation, seats, diagnostics } = loaded
  const { leftOut, validUntil } = compilation.site
  const report = { language: config.language, out: config.output, leftOut }
  const note = (found: readonly Diagnostic[]): string =>
    JSON.stringify({ print, validUntil, report: { ...report, diagnostics: distinct([...diagnostics, ...found]) } })
  const published = blocks(diagnostics, options)
    ? { outputs: nothing, diagnostics: renderAll(compilation) }
    : await publishSite(compilation, config, {
        ...options,
        onProgress,
        workers,
        before,
        note,
        keyOf: program ? outputKeys(loaded, program) : undefined,
      })
  const all = distinct([...diagnostics, ...published.diagnostics])
  return { ...report, ok: !blocks(all, options), outputs: published.outputs, diagnostics: all, seats }
}

/** What a build leaves in the manifest, to know later that it has nothing to do and to say again what it said. */
interface Note {
  readonly print?: string
  readonly validUntil?: IsoDate
  readonly report: Omit<BuildReport, 'ok' | 'outputs' | 'seats' | 'milliseconds'>
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
  return { ...report, ok: true, seats: { fast: 0 }, outputs: { ...nothing, unchanged: manifest.files.size } }
}

function stopwatch() {
  const milliseconds: Record<string, number> = {}
  const start = performance.now()
  let current = 'start'
  let since = start
  const lap = (stage: string): void => {
    if (stage === current) return
    const now = performance.now()
    milliseconds[current] = Math.round((milliseconds[current] ?? 0) + now - since)
    current = stage
    since = now
  }
  const stop = (): void => {
    lap('end')
    milliseconds.total = Math.round(performance.now() - start)
  }
  return { milliseconds, lap, stop }
}
