import { availableParallelism } from 'node:os'
import { type Transferable, Worker } from 'node:worker_threads'
import type { Order, Tasks } from './worker.ts'

type Task = keyof Tasks
type Input<T extends Task> = Parameters<Tasks[T]>[0]
type Answer<T extends Task> = Awaited<ReturnType<Tasks[T]>>

/** A second thread, which does what it is asked, in order. */
export interface Thread {
  /** Rejects where the thread has died. */
  readonly ask: <T extends Task>(task: T, input: Input<T>, transfer?: readonly Transferable[]) => Promise<Answer<T>>
  /** Lets it come to its end, behind what it was asked. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** More than these gain nothing: this thread has to take in all that they make. */
const mostThreads = 3

/**
 * How many threads there can be beside this one: none where there is one core only, or where the program (`running` is
 * a module of it) runs from its sources, which no thread can load.
 */
export function threadCount(running: string): number {
  return running.endsWith('.ts') ? 0 : Math.min(mostThreads, availableParallelism() - 1)
}

/** Starts threads, and lets them load what rendering most bodies needs. */
export function startThreads(running: string, size = threadCount(running)): readonly Thread[] {
  const threads = Array.from({ length: size }, () => startThread(new URL('./worker.js', running)))
  for (const thread of threads) thread.ask('warm', undefined).catch(() => {})
  return threads
}

function startThread(file: URL): Thread {
  const worker = new Worker(file)
  const waiting = new Map<number, Waiting>()
  let count = 0
  let dead: unknown
  const die = (error: unknown): void => {
    dead = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', ({ id, value }: { id: number; value: unknown }) => {
    waiting.get(id)?.resolve(value)
    waiting.delete(id)
  })
  worker.on('error', die)
  worker.on('exit', () => die(dead ?? new Error('the thread has ended')))
  return {
    ask: (task, input, transfer = []) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead)
        const id = ++count
        // The answer of a task is of its own type.
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        worker.postMessage({ id, task, input } satisfies Order, transfer)
      }),
    close: () =>
      new Promise((resolve) => {
        if (dead) return resolve()
        worker.once('exit', () => resolve())
        worker.postMessage(null)
      }),
  }
}
