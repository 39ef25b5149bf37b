import type { Compilation } from './compile.ts'
import { distinct } from './diagnostics/describe.ts'
import { inputsPrint, programPrint } from './io/inputs.ts'
import { openPublisher, type Published } from './io/publish.ts'
import { publishedBefore } from './io/published.ts'
import { configFor, loadSite, type OnProgress, type SiteOptions } from './load.ts'
import { packageRoot } from './packageRoot.ts'
import type { SeatCounts } from './speed/seat.ts'
import { createWorkers, type Workers } from './speed/workers.ts'
import type { Config, Diagnostic, IsoDate, LeftOut } from './types.ts'

export interface BuildOptions extends SiteOptions {
  /** Warnings stop the build as errors do. */
  readonly strict?: boolean
  readonly onProgress?: OnProgress
}

/** Counts of outputs. */
export interface Counts {
  readonly rendered: number
  readonly written: number
  readonly unchanged: number
  readonly removed: number
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

/** Builds the whole site, or, where there is any error, writes nothing; or nothing at all, where nothing has changed. */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const { milliseconds, lap, stop } = stopwatch()
  const onProgress: OnProgress = (progress) => {
    lap(progress.stage)
    options.onProgress?.(progress)
  }
  onProgress({ stage: 'read' })
  const { config, inputs } = await configFor(options)
  const print = printOf(options, config, inputs)
  const before = print && unchanged(print, options, config)
  if (before) {
    stop()
    return { ...before, milliseconds }
  }
  const workers = createWorkers(import.meta.url)
  try {
    return { ...(await buildAnew({ ...options, onProgress }, config, print, workers)), milliseconds }
  } finally {
    await workers?.close()
    stop()
  }
}

async function buildAnew(
  options: BuildOptions & { readonly onProgress: OnProgress },
  config: Config,
  print: string | undefined,
  workers: Workers | undefined,
): Promise<Omit<BuildReport, 'milliseconds'>> {
  const { compilation, seats, diagnostics } = await loadSite(options, options.onProgress, workers)
  const { leftOut, validUntil } = compilation.site
  const report = { language: config.language, out: config.output, leftOut }
  const note = (found: readonly Diagnostic[]): string =>
    JSON.stringify({ print, validUntil, report: { ...report, diagnostics: distinct([...diagnostics, ...found]) } })
  const published = blocks(diagnostics, options)
    ? { outputs: nothing, diagnostics: renderAll(compilation) }
    : await publish(compilation, config, options, { workers, note })
  const all = distinct([...diagnostics, ...published.diagnostics])
  return { ...report, ok: !blocks(all, options), outputs: published.outputs, diagnostics: all, seats }
}

/** What a build leaves in the manifest, to know later that it has nothing to do and to say again what it said. */
interface Note {
  readonly print?: string
  readonly validUntil?: IsoDate
  readonly report: Omit<BuildReport, 'ok' | 'outputs' | 'seats' | 'milliseconds'>
}

function printOf(options: BuildOptions, config: Config, inputs: readonly string[]): string | undefined {
  const program = programPrint(packageRoot, import.meta.url)
  const { drafts, future, expired, strict } = options
  const lockFiles = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock']
  return (
    program &&
    inputsPrint(options.root, config, [...inputs, ...lockFiles], { program, config, drafts, future, expired, strict })
  )
}

/** The report of the build that made what stands in the output, where all it read and wrote is as it was. */
function unchanged(
  print: string,
  { root, now }: BuildOptions,
  config: Config,
): Omit<BuildReport, 'milliseconds'> | undefined {
  const { manifest, intact } = publishedBefore(root, config)
  if (!manifest || !intact) return undefined
  const { print: old, validUntil, report } = JSON.parse(manifest.note) as Note
  if (print !== old || (validUntil && Date.parse(now()) >= Date.parse(validUntil))) return undefined
  return { ...report, ok: true, seats: { fast: 0 }, outputs: { ...nothing, unchanged: manifest.files.size } }
}

interface Outcome {
  readonly outputs: Counts
  readonly diagnostics: readonly Diagnostic[]
}

interface PublishMeans {
  readonly workers: Workers | undefined
  /** What to leave in the manifest, given what rendering found. */
  readonly note: (found: readonly Diagnostic[]) => string
}

/** Fewer files than these are written before another thread has started. */
const enoughForWorkers = 300

async function publish(
  { outputs, render }: Compilation,
  config: Config,
  options: BuildOptions,
  { workers, note }: PublishMeans,
): Promise<Outcome> {
  const others = outputs.length >= enoughForWorkers ? workers : undefined
  const opened = await (others ?? { openPublisher }).openPublisher(options.root, config)
  const publisher = opened.value
  if (!publisher) return { outputs: nothing, diagnostics: opened.diagnostics }
  const diagnostics = [...opened.diagnostics]
  outputs.forEach((output, index) => {
    const { value, diagnostics: found } = render(output)
    diagnostics.push(...found)
    publisher.put(value)
    options.onProgress?.({ stage: 'render', done: index + 1, total: outputs.length })
  })
  if (blocks(diagnostics, options)) {
    const faults = await publisher.abandon()
    return { outputs: nothing, diagnostics: [...diagnostics, ...faults] }
  }
  options.onProgress?.({ stage: 'write' })
  const committed = await publisher.commit(note(diagnostics))
  return {
    outputs: count(outputs.length, committed.value),
    diagnostics: [...diagnostics, ...committed.diagnostics],
  }
}

/** What the templates get wrong is told together with what the content does, though nothing will be written. */
function renderAll({ outputs, render }: Compilation): readonly Diagnostic[] {
  return outputs.flatMap((output) => render(output).diagnostics)
}

const nothing: Counts = { rendered: 0, written: 0, unchanged: 0, removed: 0 }

function count(rendered: number, { written, unchanged, removed }: Published): Counts {
  return { rendered, written: written.length, unchanged: unchanged.length, removed: removed.length }
}

/** Whether these stop the build. */
export function blocks(diagnostics: readonly Diagnostic[], { strict }: Pick<BuildOptions, 'strict'>): boolean {
  return diagnostics.some(({ level }) => level === 'error' || (strict && level === 'warning'))
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
