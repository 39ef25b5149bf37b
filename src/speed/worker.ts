import { setImmediate } from 'node:timers/promises'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { openPublisher, type Published, type Publisher } from '../io/publish.ts'
import { createMarkdown, type MarkdownOptions } from '../parse/markdown.ts'
import { createSearchFiles, type SearchInput } from '../plan/search.ts'
import { createGrams } from '../plan/searchGrams.ts'
import type { Body, Checked, Config, Diagnostic } from '../types.ts'
import { loadFastParser } from './fastParser.ts'
import { type Parcel, unpack } from './parcels.ts'
import { toRecord } from './record.ts'
import { createSeats, type SeatCounts } from './seat.ts'

/** Bodies that a thread takes its turns at, with others: whoever adds one to `next` renders the body of that index. */
export interface RenderTask {
  readonly bodies: readonly Body[]
  readonly options: MarkdownOptions
  /** Shared by all threads. */
  readonly next: Int32Array
  /** Where results go in batches: index and record of the result. */
  readonly results: MessagePort
}

export type ResultBatch = readonly (readonly [index: number, record: Uint8Array])[]

export interface OpenTask {
  readonly root: string
  readonly config: Config
}

export interface SearchTask {
  readonly input: SearchInput
  readonly files: readonly SearchFile[]
}

export interface SearchFile {
  /** In the index. */
  readonly name: string
  /** In the output. */
  readonly path: string
  readonly key: string | undefined
}

const batchSize = 16
/** Of the search index, between two looks at what was sent. */
const postsAtOnce = 8
const filesAtOnce = 16

let publisher: Publisher | undefined

/** What a thread can be asked to do, one after the other. */
const tasks = {
  /** Loads what rendering needs, and nothing else. */
  async warm(_: undefined): Promise<void> {
    await loadFastParser()
    await import('../parse/remark/chain.ts')
  },

  async render({ bodies, options, next, results }: RenderTask): Promise<SeatCounts> {
    const counts: SeatCounts = { fast: 0 }
    const fast = await loadFastParser()
    const render = createMarkdown(options, createSeats(fast, options, counts))
    let batch: [number, Uint8Array][] = []
    const send = (): void => {
      results.postMessage(batch)
      batch = []
    }
    for (let index = Atomics.add(next, 0, 1); ; index = Atomics.add(next, 0, 1)) {
      const one = bodies[index]
      if (!one) break
      batch.push([index, toRecord(await render(one.body, one.path))])
      if (batch.length === batchSize) send()
    }
    send()
    results.close()
    return counts
  },

  async open(task: OpenTask): Promise<Checked<boolean>> {
    const { value, diagnostics } = await openPublisher(task.root, task.config)
    publisher = value
    return { value: value !== undefined, diagnostics }
  },

  /** The search index is made here, a little at a time: files that are sent meanwhile go first. */
  async putSearch({ input, files }: SearchTask): Promise<void> {
    const { posts, cut } = input
    const grams = createGrams(cut, posts.length)
    for (const [index, post] of cut.shards > 0 ? posts.entries() : []) {
      grams.add(post, index)
      if (index % postsAtOnce === 0) await setImmediate()
    }
    const textOf = createSearchFiles(input, grams)
    for (const [index, { name, path, key }] of files.entries()) {
      publisher?.put({ path, text: textOf(name) }, key)
      if (index % filesAtOnce === 0) await setImmediate()
    }
  },

  put(parcel: Parcel): void {
    if (publisher) unpack(parcel, publisher)
  },

  commit(note: string): Checked<Published> | undefined {
    return publisher?.commit(note)
  },

  abandon(_: undefined): readonly Diagnostic[] {
    return publisher?.abandon() ?? []
  },
}

export type Tasks = typeof tasks

export interface Order {
  readonly id: number
  readonly task: keyof Tasks
  readonly input: unknown
}

parentPort?.on('message', async (order: Order | null) => {
  if (!order) return parentPort?.close()
  const { id, task, input } = order
  // The two sides share one table of tasks, by which `ask` is typed.
  const value = await (tasks[task] as (input: unknown) => unknown)(input)
  parentPort?.postMessage({ id, value })
})
