import { distinct } from '../diagnostics/describe.ts'
import { inConfig } from '../diagnostics/inConfig.ts'
import { checkHeap, heapFault } from '../io/heap.ts'
import { noMemo } from '../kit/memo.ts'
import { takesFromDisk } from '../kit/pluginEntries.ts'
import { uptime } from '../kit/uptime.ts'
import type { Diagnostic, LeftOut, SeatCounts } from '../types.ts'
import { type Look, lookAt, noteOf, unchanged } from './look.ts'
import { blocks, flagsOf, type OnProgress, type SiteOptions } from './options.ts'
import type { Counts } from './publishSite.ts'
import { startThreads } from './quick.ts'
import type { Quick, QuickMeans } from './quickPort.ts'
import { setupFaults } from './setup.ts'

export interface BuildOptions extends SiteOptions {
  /** Warnings stop the build as errors do. */
  readonly strict?: boolean
  /** Slips in how the site is set up are told too, see setup.ts. */
  readonly tellsSetup?: boolean
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

/** The part of a report that holds again where nothing has changed. */
export type Said = Omit<BuildReport, 'ok' | 'outputs' | 'seats' | 'milliseconds'>

type Stages = typeof import('./stages.ts')

/** Posts for which other threads are worth their start, and where nothing is built yet they can start at once. */
const manyPosts = 100

/** Bytes that a post takes at least while the site is planned: 20 KB in a blog of 1,000 posts. */
const entrySize = 12_000

/** Builds the whole site, or, where there is any error, writes nothing; or nothing at all, where nothing has changed. */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const { milliseconds, lap, stop } = stopwatch()
  lap('read')
  options.onProgress?.({ stage: 'read' })
  const look = await lookAt(options)
  const { config, path = '', text = '' } = look.config.value
  const { content, language, output: out } = config
  const onProgress: OnProgress = (progress) => {
    lap(progress.stage)
    // All entries and outputs are made at one go.
    checkHeap(progress.stage === 'plan' ? look.scan.content.length * entrySize : 0)
    options.onProgress?.(progress)
  }
  // A recovery is told by the build that made it and by no later one.
  const complete = (report: Omit<BuildReport, 'milliseconds'>): BuildReport => {
    stop()
    const diagnostics = distinct([...look.recovered, ...report.diagnostics])
    return { ...report, ok: report.ok && !blocks(look.recovered, options), diagnostics, milliseconds }
  }
  const failed = (...diagnostics: readonly Diagnostic[]) => {
    const outputs = { rendered: 0, written: 0, unchanged: 0, removed: 0 }
    return { ok: false, language, out, outputs, leftOut: [], diagnostics, seats: { fast: 0 } }
  }
  // Posts and templates hang on the config: beside its faults they would be told of others that are none.
  if (blocks(look.config.diagnostics, {}))
    return complete(failed(...look.config.diagnostics.map((each) => inConfig(each, path, text))))
  const same = unchanged(look, options)
  if (same) return complete(same)
  const threads = await startEarly(look)
  const stages = await (await import('../package/program.ts')).stages()
  const attempt = async (look: Look, help: Pick<QuickMeans, 'threads' | 'readLate'>) => {
    const quick = await stages.openQuick({ ...options, program: look.program, ...help })
    return buildFrom(look, { options, stages, quick, onProgress }).finally(() => quick?.close())
  }
  const report = await attempt(look, { threads, readLate: true })
    .catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== stages.changedCode) throw error
      // The files kept on disk are not what they were; nor is what other threads hold.
      return attempt(await lookAt(options), {})
    })
    .catch((error: NodeJS.ErrnoException) => {
      const fault = heapFault(error, content[0] ?? '')
      if (!fault) throw error
      return failed(fault)
    })
  return complete(report)
}

/** Threads that start while the rest of the program is loaded. */
async function startEarly({ published, scan }: Look): Promise<QuickMeans['threads']> {
  return published.manifest || scan.content.length < manyPosts ? [] : startThreads()
}

interface BuildMeans {
  readonly options: BuildOptions
  readonly stages: Stages
  readonly quick: Quick | undefined
  readonly onProgress: OnProgress
}

async function buildFrom(
  look: Look,
  { options, stages, quick, onProgress }: BuildMeans,
): Promise<Omit<BuildReport, 'milliseconds'>> {
  const { published } = look
  const isKept = !options.fresh && takesFromDisk(look.config.value.config)
  const memory = quick?.openMemory(Date.parse(options.now()), isKept)
  const memo = memory?.memo ?? noMemo
  const site = stages.openSite(options, { memo, quick, look })
  const { config, sources, kept, placed, setup, plugins, ...read } = await site.read()

  const seats: SeatCounts = { fast: 0 }
  const onBody = (done: number, total: number) => onProgress({ stage: 'parse', done, total })
  const bodies = site.bodiesFor(config, seats, { onBody, plugins, code: sources.code })
  bodies.begin(sources.content)

  onProgress({ stage: 'plan' })
  const pinyin = await site.pinyin(config)
  const planned = stages.outline(sources, config, flagsOf(options, config), {
    memo,
    kept,
    textOf: site.textOf,
    pinyin,
  })

  onProgress({ stage: 'parse' })
  const rendering = bodies.render(planned.entries)
  const keysOf = memory?.keysOf(planned)
  // The encoder has threads of its own, and waits for nobody.
  const picturing = stages
    .preparePictures(planned, { root: options.root, published, onProgress })
    .then((pictures) => ({ ...pictures, outputKeys: keysOf?.(pictures.news) }))
  // Other threads render meanwhile, and little else is in memory.
  memory?.save()
  kept?.save()
  // Whatever becomes of the build, what was parsed is there for the next one.
  const [encoded, bodiesMade] = await Promise.all([picturing, rendering.finally(quick?.saveBodies)])
  const pictures = await stages.withDrawings(encoded, planned, bodiesMade, {
    root: options.root,
    published,
    onProgress,
  })
  const keys = pictures === encoded ? encoded.outputKeys : keysOf?.(pictures.news)
  const compilation = stages.finish(planned, bodiesMade, { memo, news: pictures.news, stopAfter: stages.stopAfter })

  const faults = options.tellsSetup
    ? [
        ...setupFaults(options, { config, setup, sources }, compilation.outputs),
        ...stages.missingEncoder(options.root, sources, config),
      ]
    : []
  const diagnostics = [...read.diagnostics, ...compilation.diagnostics, ...pictures.diagnostics, ...faults]
  const { leftOut, validUntil } = compilation.site
  const said = (more: readonly Diagnostic[]): Said => {
    const all = distinct([...diagnostics, ...more].map(placed))
    return { language: config.language, out: config.output, leftOut, diagnostics: all }
  }
  const outcome = blocks(diagnostics, options)
    ? await stages.renderAll(compilation)
    : await stages.publishSite(compilation, config, {
        ...{ ...options, onProgress, quick, published, scan: look.scan, keys, pictureKeys: pictures.keys },
        note: (more) => noteOf(look, said(more), validUntil),
      })
  const report = said(outcome.diagnostics)
  return { ...report, ok: !blocks(report.diagnostics, options), outputs: outcome.outputs, seats }
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
