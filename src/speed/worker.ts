import { setImmediate } from 'node:timers/promises'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { openPublisher, type Published, type Publisher } from '../io/publish.ts'
import { createMarkdown, type MarkdownOptions } from '../parse/markdown.ts'
import { createSearchFiles, type SearchInput } from '../plan/search.ts'
import { createGrams } from '../plan/searchGrams.ts'
import type { Body, Checked, Config, Diagnostic, RenderMarkdown } from '../types.ts'
import { loadFastParser } from './fastParser.ts'
import { type Parcel, unpack } from './parcels.ts'
import { toRecord } from './record.ts'
import { createSeats, type SeatCounts } from './seat.ts'
import { type End, type Progress, type Turns, takeTurn } from './turns.ts'

/** Bodies that a thread takes its turns at, with others. */
export interface RenderTask {
  readonly bodies: readonly Body[]
  readonly options: MarkdownOptions
  readonly turns: Turns
  /** From which end of the bodies. */
  readonly end: End
  /** Where results go in batches: index and record of the result. */
  readonly results: MessagePort
}

/** Bodies that will most likely be asked for. */
export interface ForeseeTask {
  readonly bodies: readonly Body[]
  readonly options: MarkdownOptions
  readonly progress: Progress
}

export type ResultBatch = readonly (readonly [index: number, record: Uint8Array])[]

export interface OpenTask {
  readonly root: string
  readonly config: Config
}

export interface SearchTask {
  /** Without it, what was gathered before. */
  readonly input?: SearchInput | undefined
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

/** By path. */
const foreseen = new Map<string, { readonly body: string; readonly record: Uint8Array }>()
let rendering: { readonly print: string; readonly counts: SeatCounts; readonly render: RenderMarkdown } | undefined

async function renderingFor(options: MarkdownOptions) {
  const print = JSON.stringify(options)
  if (rendering?.print !== print) {
    const counts: SeatCounts = { fast: 0 }
    const fast = await loadFastParser()
    rendering = { print, counts, render: createMarkdown(options, createSeats(fast, options, counts)) }
  }
  return rendering
}

let gathered: Promise<(name: string) => string> | undefined

/** The texts of the search index by its files' names, a little at a time: what is asked for meanwhile goes first. */
async function gather(input: SearchInput): Promise<(name: string) => string> {
  const { posts, cut } = input
  const grams = createGrams(cut, posts.length)
  for (const [index, post] of cut.shards > 0 ? posts.entries() : []) {
    grams.add(post, index)
    if (index % postsAtOnce === 0) await setImmediate()
  }
  return createSearchFiles(input, grams)
}

/** Ends when all files of the search index are put. */
let searching: Promise<void> | undefined

async function putSearch({ input, files }: SearchTask): Promise<void> {
  const textOf = await (input ? gather(input) : gathered)
  gathered = undefined
  if (!textOf) throw new Error('nothing was gathered')
  for (const [index, { name, path, key }] of files.entries()) {
    publisher?.put({ path, text: textOf(name) }, key)
    if (index % filesAtOnce === 0) await setImmediate()
  }
}

/** What a thread can be asked to do, one after the other. */
const tasks = {
  /** Loads what rendering most bodies needs, and nothing else. */
  async warm(_: undefined): Promise<void> {
    await loadFastParser()
  },

  async foresee({ bodies, options, progress: { done, over } }: ForeseeTask): Promise<void> {
    const { render } = await renderingFor(options)
    for (const { body, path } of bodies) {
      if (Atomics.load(over, 0)) return
      foreseen.set(path, { body, record: toRecord(await render(body, path)) })
      Atomics.add(done, 0, 1)
    }
  },

  async render({ bodies, options, turns, end, results }: RenderTask): Promise<SeatCounts> {
    const { render, counts } = await renderingFor(options)
    let batch: [number, Uint8Array][] = []
    const send = (): void => {
      results.postMessage(batch)
      batch = []
    }
    for (let index = takeTurn(turns, end); index !== undefined; index = takeTurn(turns, end)) {
      const one = bodies[index] as Body
      const known = foreseen.get(one.path)
      batch.push([index, known?.body === one.body ? known.record : toRecord(await render(one.body, one.path))])
      if (batch.length === batchSize) send()
    }
    send()
    results.close()
    foreseen.clear()
    rendering = undefined
    return counts
  },

  async open(task: OpenTask): Promise<Checked<boolean>> {
    const { value, diagnostics } = await openPublisher(task.root, task.config)
    publisher = value
    return { value: value !== undefined, diagnostics }
  },

  /** Begins with the search index before it is known which files of it are wanted. */
  gather(input: SearchInput): void {
    gathered = gather(input)
  },

  async putSearch(task: SearchTask): Promise<void> {
    searching = putSearch(task)
    await searching
  },

  put(parcel: Parcel): void {
    if (publisher) unpack(parcel, publisher)
  },

  async commit(note: string): Promise<Checked<Published> | undefined> {
    await searching
    return publisher?.commit(note)
  },

  async abandon(_: undefined): Promise<readonly Diagnostic[]> {
    await searching
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
