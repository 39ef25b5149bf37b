import { setImmediate } from 'node:timers/promises'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { type Recorded, toRecord } from '../cache/record.ts'
import { loadFastParser } from '../fastParse/fastParser.ts'
import { createSeats } from '../fastParse/seat.ts'
import { loadPlugins, type PluginSource } from '../io/configPlugins.ts'
import { openPublisher, type Published, type Publisher } from '../io/output/publish.ts'
import { endWithin } from '../io/stopAfter.ts'
import { bodyIn } from '../parse/frontMatter/cut.ts'
import { createMarkdown, type MarkdownOptions } from '../parse/markdown.ts'
import { createGrams } from '../search/gramIndex.ts'
import { createSearchFiles, inputOf, type SearchCut, type SearchPost } from '../search/search.ts'
import type { SearchFile } from '../site/quickPort.ts'
import type {
  BodyText,
  Checked,
  Config,
  Diagnostic,
  RenderedFile,
  RenderMarkdown,
  SeatCounts,
  SourceFile,
} from '../types.ts'
import { type End, type Turns, takeTurn } from './turns.ts'

/** Bodies that a thread takes its turns at, with others. */
export interface RenderTask {
  /** Without their text where the thread has begun with their file. */
  readonly bodies: readonly (BodyText | Pick<BodyText, 'path'>)[]
  /** Without plugins, which the thread loads by itself. */
  readonly options: MarkdownOptions
  readonly plugins?: PluginSource | undefined
  readonly turns: Turns
  /** From which end of the bodies. */
  readonly end: End
  /** The port that results go to in batches: index and result. */
  readonly results: MessagePort
}

/** Files whose bodies will most likely be asked for. */
export interface BeginTask {
  readonly files: readonly Required<Pick<SourceFile, 'path' | 'text'>>[]
  /** Without plugins. */
  readonly options: MarkdownOptions
  readonly plugins?: PluginSource | undefined
  /** 1 as soon as it is known what is asked for, and in which order: then it is time for that. */
  readonly isOver: Int32Array
}

export type ResultBatch = readonly (readonly [index: number, result: Recorded])[]

export interface OpenTask {
  readonly root: string
  readonly config: Config
}

export interface SearchTask {
  readonly posts: readonly SearchPost[]
  readonly cut: SearchCut
  readonly files: readonly SearchFile[]
}

/** Files in their order. One that stays as it stands is its path alone. */
export type PutTask = readonly { readonly file: RenderedFile | string; readonly key: string | undefined }[]

const batchSize = 16
/** Posts put into the search index between two looks at the messages. */
const postsAtOnce = 8
const filesAtOnce = 16

let publisher: Publisher | undefined

/** Bodies that were begun with, by path: rendered, or where there was no time for that, their text. */
const begun = new Map<string, Recorded | string>()
let rendering: { readonly print: string; readonly counts: SeatCounts; readonly render: RenderMarkdown } | undefined

async function renderingFor({ options: sent, plugins: source }: Pick<RenderTask, 'options' | 'plugins'>) {
  const plugins = source ? await loadPlugins(source) : []
  const options = { ...sent, plugins }
  const print = JSON.stringify(sent)
  if (rendering?.print !== print) {
    const counts: SeatCounts = { fast: 0 }
    const fast = await loadFastParser()
    rendering = { print, counts, render: createMarkdown(options, createSeats(fast, options, counts), endWithin) }
  }
  return rendering
}

/** Tasks that a thread can be given, one after the other. */
const tasks = {
  /** Loads what rendering most bodies needs, and nothing else. */
  async warm(_: undefined): Promise<void> {
    await loadFastParser()
  },

  async begin({ files, isOver, ...options }: BeginTask): Promise<void> {
    const { render } = await renderingFor(options)
    for (const { path, text } of files) {
      const body = bodyIn(text, options.options.headingIds !== undefined)
      if (body === undefined) continue
      begun.set(path, Atomics.load(isOver, 0) ? body : toRecord(await render(body, path)))
    }
  },

  async render({ bodies, turns, end, results, ...options }: RenderTask): Promise<SeatCounts> {
    const { render, counts } = await renderingFor(options)
    let batch: [number, Recorded][] = []
    const send = (): void => {
      results.postMessage(batch)
      batch = []
    }
    for (let index = takeTurn(turns, end); index !== undefined; index = takeTurn(turns, end)) {
      const { path, ...own } = bodies[index] as RenderTask['bodies'][number]
      const draft = 'body' in own ? own.body : begun.get(path)
      if (draft === undefined) throw new Error('its text was never sent')
      batch.push([index, typeof draft === 'string' ? toRecord(await render(draft, path)) : draft])
      if (batch.length === batchSize) send()
    }
    send()
    results.close()
    begun.clear()
    rendering = undefined
    return counts
  },

  async open(task: OpenTask): Promise<Checked<boolean>> {
    const { value, diagnostics } = await openPublisher(task.root, task.config)
    publisher = value
    return { value: value !== undefined, diagnostics }
  },

  /** Makes files of the search index and puts them, a little at a time: what is sent meanwhile goes first. */
  async putSearch({ posts, cut, files }: SearchTask): Promise<void> {
    const grams = createGrams(cut, posts.length)
    for (const [index, post] of cut.shards > 0 ? posts.entries() : []) {
      grams.add(post, index)
      if (index % postsAtOnce === 0) await setImmediate()
    }
    const textOf = createSearchFiles(inputOf(posts, cut), grams)
    for (const [index, { name, path, key }] of files.entries()) {
      publisher?.put({ path, text: textOf(name) }, key)
      if (index % filesAtOnce === 0) await setImmediate()
    }
  },

  put(files: PutTask): void {
    for (const { file, key } of files) {
      if (typeof file !== 'string') publisher?.put(file, key)
      else if (key !== undefined) publisher?.keep(file, key)
    }
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
