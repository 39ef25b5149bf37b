import { createKeptMemory } from '../cache/keptMemory.ts'
import { outputKeys } from '../cache/outputKeys.ts'
import { distinct } from '../diagnostics/describe.ts'
import type { PublishedBefore } from '../io/output/published.ts'
import { changedCode } from '../io/read.ts'
import type { Thread } from '../threads/thread.ts'
import { createWorkers, type Workers } from '../threads/workers.ts'
import type { Diagnostic, IsoDate, Output } from '../types.ts'
import type { BuildOptions, BuildReport, Said } from './build.ts'
import { type FirstLook, type LoadMeans, loadSite, type OnProgress } from './load.ts'
import { blocks, nothing, publishSite, renderAll } from './publishSite.ts'

interface Means {
  readonly onProgress: OnProgress
  readonly look: FirstLook | undefined
  /** Of the program; without it nothing is known again. */
  readonly program: string | undefined
  /** What the last build published. */
  readonly before: PublishedBefore
  /** Those that were started already. */
  readonly threads: readonly Thread[]
  /** What to leave in the manifest. */
  readonly note: (report: Said, validUntil: IsoDate | undefined) => string
}

/** Builds what has to be built. */
export async function buildAnew(options: BuildOptions, means: Means): Promise<Omit<BuildReport, 'milliseconds'>> {
  const workers = createWorkers(import.meta.url, undefined, means.threads)
  try {
    return await loadAndPublish(options, means, workers, true).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== changedCode) throw error
      // What was kept on disk is not what it was; nor is what other threads hold.
      return loadAndPublish(options, { ...means, look: undefined }, undefined, false)
    })
  } finally {
    await workers?.close()
  }
}

async function loadAndPublish(
  options: BuildOptions,
  { onProgress, look, program, before, note }: Means,
  workers: Workers | undefined,
  readLate: boolean,
): Promise<Omit<BuildReport, 'milliseconds'>> {
  // Where nothing is built yet all of the search index will be wanted.
  const onTexts = before.manifest ? undefined : workers?.gather
  let save = (): void => {}
  const onSave: LoadMeans['onSave'] = (taken) => {
    save = taken
  }
  const memory = createKeptMemory(options.root, options.fresh ? undefined : program, Date.parse(options.now()))
  let keys: ReadonlyMap<Output, string> = new Map()
  const onPlanned: LoadMeans['onPlanned'] = (planned, sources) => {
    if (program) keys = outputKeys(planned, sources, memory.printOf(planned.outline))
    // Now, while little else is in memory.
    memory.save()
  }
  const { remember } = memory
  const loaded = await loadSite(options, {
    ...{ onProgress, look, program, workers, remember, onPlanned, onTexts, onSave, readLate },
  })
  const { config, compilation, seats, diagnostics } = loaded
  const { leftOut, validUntil } = compilation.site
  const said = (found: readonly Diagnostic[]): Said => {
    return { language: config.language, out: config.output, leftOut, diagnostics: distinct([...diagnostics, ...found]) }
  }
  const published = blocks(diagnostics, options)
    ? { outputs: nothing, diagnostics: renderAll(compilation) }
    : await publishSite(compilation, config, {
        ...options,
        onProgress,
        workers,
        before,
        note: (found) => note(said(found), validUntil),
        keys,
        meanwhile: save,
      })
  // Where nothing was written.
  save()
  const report = said(published.diagnostics)
  return { ...report, ok: !blocks(report.diagnostics, options), outputs: published.outputs, seats }
}
