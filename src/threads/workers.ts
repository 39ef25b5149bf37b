import { setImmediate } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { Recorded } from '../cache/record.ts'
import { emptyManifest, readManifest } from '../io/output/manifest.ts'
import { type Places, placesOf } from '../io/output/places.ts'
import type { Published } from '../io/output/publish.ts'
import { madeBefore } from '../io/output/stage.ts'
import { postsBetween } from '../search/search.ts'
import type { DistantPublisher } from '../site/quickPort.ts'
import type { BodyText, Checked, Config, SeatCounts, SourceFile } from '../types.ts'
import { startThreads, type Thread, threadCount } from './thread.ts'
import { createFlag, createTurns, takeTurn } from './turns.ts'
import type { PutTask, RenderTask, ResultBatch } from './worker.ts'

/** Other threads, started when there is enough for them to do: a start costs as much as some hundred posts. */
export interface Workers {
  /** Lets a thread that was started begin with the bodies of files, before it is known which of them are asked for. */
  readonly begin: (files: readonly SourceFile[], options: WorkerOptions) => void
  /**
   * Renders bodies on all threads, this one with `here`. Tells each result by index: of another thread as its record.
   * Bodies that a thread which died did not render are missing.
   */
  readonly render: (bodies: readonly BodyText[], options: WorkerOptions, ways: RenderWays) => Promise<void>
  /** A publisher on another thread. */
  readonly openPublisher: (root: string, config: Config) => Promise<Checked<DistantPublisher | undefined>>
  readonly close: () => Promise<void>
}

/** Options that threads render Markdown by. Functions can't be sent: the plugins are loaded there. */
export type WorkerOptions = Pick<RenderTask, 'options' | 'plugins'>

export interface RenderWays {
  readonly here: (body: BodyText, index: number) => Promise<void>
  readonly there: (index: number, result: Recorded) => void
  /** How many texts each parser took on another thread. */
  readonly counted: (counts: SeatCounts) => void
}

/** Files that are sent at once to be begun with. */
const filesAtOnce = 16

/** Files are sent once their texts are so long together, in UTF-16 units. */
const batchLength = 300_000
/** Batches that another thread may be behind with: more would only fill the memory. */
const mostUnderWay = 16

/** Own renderings after which the results of others are looked at. */
const ownTurns = 8

/** With threads that were started already, or will be. Undefined where there is none to be had. */
export function createWorkers(
  running: string,
  size = threadCount(running),
  started: readonly Thread[] = [],
): Workers | undefined {
  if (size < 1) return undefined
  let threads = started
  const start = (): readonly Thread[] => {
    if (threads.length === 0) threads = startThreads(running, size)
    return threads
  }
  let isOver = createFlag()
  /** Paths of the files that the first thread was sent to begin with. */
  const begun = new Set<string>()
  return {
    begin(files, options) {
      const [thread] = threads
      for (let start = 0; thread && start < files.length; start += filesAtOnce) {
        const some = files.slice(start, start + filesAtOnce).map(({ path, text = '' }) => ({ path, text }))
        thread.ask('begin', { ...options, files: some, isOver }).catch(() => {})
        for (const { path } of some) begun.add(path)
      }
    },
    async render(bodies, options, ways) {
      Atomics.store(isOver, 0, 1)
      isOver = createFlag()
      const turns = createTurns(bodies.length)
      // The first thread has begun at the front.
      const others = Promise.allSettled(
        start().map((thread, number) => {
          const isFirst = number === 0
          const sent = bodies.map(({ body, path }) => (isFirst && begun.has(path) ? { path } : { body, path }))
          const task = { ...options, bodies: sent, turns, end: isFirst ? ('front' as const) : ('back' as const) }
          return renderThere(thread, task, ways)
        }),
      )
      begun.clear()
      // The caller's own work, which it has to do meanwhile, comes first.
      await setImmediate()
      let own = 0
      for (let index = takeTurn(turns, 'back'); index !== undefined; index = takeTurn(turns, 'back')) {
        await ways.here(bodies[index] as BodyText, index)
        if (++own % ownTurns === 0) await setImmediate()
      }
      await others
    },
    async openPublisher(root, config) {
      const [thread] = start()
      if (!thread) return { value: undefined, diagnostics: [] }
      const plain = { ...config, extensions: [] }
      const opened = await thread.ask('open', { root, config: plain })
      const places = placesOf(root, config)
      return { ...opened, value: opened.value ? distantPublisher(thread, places) : undefined }
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
      threads = []
    },
  }
}

async function renderThere(
  thread: Thread,
  shared: Omit<RenderTask, 'results'>,
  { there, counted }: RenderWays,
): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const allIn = new Promise((resolve) => port1.once('close', resolve))
  port1.on('message', (batch: ResultBatch) => {
    for (const [index, result] of batch) there(index, result)
  })
  try {
    counted(await thread.ask('render', { ...shared, results: port2 }, [port2]))
    await allIn
  } finally {
    port1.close()
  }
}

function distantPublisher(thread: Thread, places: Places): DistantPublisher {
  // The other thread has the lock: what it read of the output holds here too.
  const last = { places, old: readManifest(places.own) ?? emptyManifest }
  let batch: PutTask[number][] = []
  let length = 0
  const underWay: Promise<void>[] = []
  let search: Promise<void> | undefined
  const send = (): void => {
    underWay.push(awaitedLater(thread.ask('put', batch)))
    batch = []
    length = 0
  }
  const end = async (): Promise<void> => {
    send()
    await Promise.all([search, ...underWay])
  }
  return {
    async put(file, key) {
      batch.push({ file, key })
      length += 'text' in file ? file.text.length : 0
      if (length < batchLength) return
      send()
      if (underWay.length > mostUnderWay) await underWay.shift()
    },
    putSearch(input, files) {
      search = awaitedLater(thread.ask('putSearch', { posts: postsBetween(input), cut: input.cut, files }))
    },
    keep(path, key) {
      const made = madeBefore(last, path, key) !== undefined
      if (made) batch.push({ file: path, key })
      return made
    },
    async commit(note) {
      await end()
      return (await thread.ask('commit', note)) ?? { value: nothing, diagnostics: [] }
    },
    async abandon() {
      await end()
      return thread.ask('abandon', undefined)
    },
  }
}

/** Node ends a process where a promise that nobody awaits yet is rejected. */
function awaitedLater(answer: Promise<void>): Promise<void> {
  answer.catch(() => {})
  return answer
}

const nothing: Published = { written: [], unchanged: [], removed: [] }
