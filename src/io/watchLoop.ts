import { Worker } from 'node:worker_threads'

/** A loop that may have no end. */
const loop = /\b(?:while|for)\s*\(|\bdo\s*\{/

/** A loop holds up its own thread: no timer of it would come. */
const program = `const { workerData } = require('node:worker_threads')
for (const { after, word, isLast } of workerData) setTimeout(() => {
  require('node:fs').writeSync(2, word)
  if (isLast) process.kill(process.pid, 'SIGKILL')
}, after)`

export interface Words {
  /** Milliseconds. */
  readonly after: number
  readonly word: string
  /** True where the process ends with the word. */
  readonly isLast: boolean
}

/**
 * Says words on the terminal while code runs that may hold a loop without an end; gives what ends the watch. It is a
 * thread, which takes 7 ms of processor time: code without a loop has none.
 */
export function watchLoop(code: string, words: readonly Words[]): () => void {
  if (!loop.test(code)) return () => {}
  const watch = new Worker(program, { eval: true, workerData: words, execArgv: [] })
  watch.unref()
  return () => void watch.terminate()
}
