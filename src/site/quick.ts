import type { Planned } from '../compile.ts'
import { createTextOf } from '../io/read.ts'
import type { OpenQuick } from './quickPort.ts'

/**
 * The one door to `fastParse/`, `cache/` and `threads/`. Each import waits until it is asked for: a start with nothing
 * to do loads none, and the threads start before the rest is loaded.
 */
export type Threads = Awaited<ReturnType<typeof startThreads>>

export async function startThreads() {
  return (await import('../threads/thread.ts')).startThreads(import.meta.url)
}

export const openQuick: OpenQuick = async ({ root, program, fresh, threads, readLate }) => {
  const { createWorkers } = await import('../threads/workers.ts')
  const { openCache } = await import('../cache/cache.ts')
  const { createBodyCache } = await import('../cache/bodies.ts')
  const { createFileCache } = await import('../cache/files.ts')
  const { createKeptMemory } = await import('../cache/keptMemory.ts')
  const { noKeys, outputKeys } = await import('../cache/outputKeys.ts')
  const { createFactCache } = await import('../cache/pictureFacts.ts')
  const { patchSearch } = await import('../cache/searchPatch.ts')
  const workers = threads && createWorkers(import.meta.url, undefined, threads)
  const cache = fresh ? undefined : openCache(root, import.meta.url, program)
  const bodies = await createBodyCache(cache, createTextOf(root), { workers, readLate })
  return {
    bodiesFor: bodies.for,
    saveBodies: () => cache?.store.save(),
    openMemory(now, isKept) {
      const memory = createKeptMemory(root, program, now, isKept)
      const keysOf = (planned: Planned) => (program ? outputKeys(planned, program, memory) : () => noKeys)
      return { ...memory, keysOf }
    },
    openFacts: cache && (() => createFactCache(root, cache.program)),
    openFiles: (config) => cache && createFileCache(root, cache.program, config),
    openPublisher: workers?.openPublisher,
    patchSearch,
    close: async () => workers?.close(),
  }
}
