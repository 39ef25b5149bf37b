import { getHeapStatistics, type HeapInfo, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Diagnostic } from '../types.ts'

/** Bytes of V8's limit that are for new objects alone, on 64 bits. */
const newSpace = 48 * 2 ** 20

/** Codes of errors that end a build for which there is not memory enough: our own, and Node's for another thread. */
const heapCode = 'RUOYU_HEAP'
const threadHeapCode = 'ERR_WORKER_OUT_OF_MEMORY'

/**
 * Throws where V8 is about to give up for want of memory: its own end can't be caught, and says nothing to a blogger.
 * `needed` bytes will be taken before the next look. Garbage is collected before the build is stopped, for only then is
 * it known what is in use; with room enough a look takes a microsecond.
 */
export function checkHeap(needed = 0): void {
  if (heapUse(needed) < 0.9) return
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  if (heapUse(needed) >= 0.85) throw Object.assign(new Error('heap limit'), { code: heapCode })
}

/** The diagnostic of an error for want of memory; undefined for any other. */
export function heapFault({ code }: NodeJS.ErrnoException, content: string): Diagnostic | undefined {
  if (code !== heapCode && code !== threadHeapCode) return undefined
  return diagnose('heap-small', { file: content }, { megabytes: Math.round(limitOf(getHeapStatistics()) / 2 ** 20) })
}

/** The part of the limit that is taken once `needed` bytes more are. */
function heapUse(needed: number): number {
  const statistics = getHeapStatistics()
  return (statistics.used_heap_size + needed) / limitOf(statistics)
}

function limitOf({ heap_size_limit: limit }: HeapInfo): number {
  return limit - newSpace
}
