import { getHeapStatistics, setFlagsFromString } from 'node:v8'
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
  if (heapInUse() + needed < 0.9 * heapLimit()) return
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  if (heapInUse() + needed >= 0.85 * heapLimit()) throw Object.assign(new Error('heap limit'), { code: heapCode })
}

/** The diagnostic of an error for want of memory; undefined for any other. */
export function heapFault({ code }: NodeJS.ErrnoException, content: string): Diagnostic | undefined {
  if (code !== heapCode && code !== threadHeapCode) return undefined
  return diagnose('heap-small', { file: content }, { megabytes: Math.round(heapLimit() / 2 ** 20) })
}

function heapInUse(): number {
  return getHeapStatistics().used_heap_size
}

function heapLimit(): number {
  return getHeapStatistics().heap_size_limit - newSpace
}
