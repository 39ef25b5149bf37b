import { loadFastParser } from '../fastParse/fastParser.ts'
import { createSeats } from '../fastParse/seat.ts'
import type { Store } from '../io/kept/store.ts'
import { changedCode } from '../io/read.ts'
import { endWithin } from '../io/stopAfter.ts'
import { hasBodyKey, isSafe } from '../kit/pluginEntries.ts'
import { bodyTextOf } from '../parse/entries.ts'
import { createMarkdown, markdownOptions } from '../parse/markdown.ts'
import { isHtml } from '../parse/source.ts'
import { inMemory } from '../plan/renderedBody.ts'
import type { BodiesFor } from '../site/quickPort.ts'
import type { WorkerOptions, Workers } from '../threads/workers.ts'
import type {
  Body,
  BodyText,
  MarkdownResult,
  RenderBodies,
  RenderedBody,
  RenderMarkdown,
  SeatCounts,
  TextOf,
} from '../types.ts'
import { type Cache, hashText } from './cache.ts'
import { fromRecord, type Recorded, toRecord } from './record.ts'

export interface BodyCache {
  readonly for: BodiesFor
}

export interface BodyCacheMeans {
  readonly workers?: Workers | undefined
  readonly readLate?: boolean | undefined
}

/** Fewer bodies than these are rendered before another thread has started. */
const enoughForWorkers = 100

/**
 * Markdown that is rendered once a body: in memory as long as bodies are asked for again, and on disk from build to
 * build, under a key of the body, the options and the program. Bodies that a user's
 * plugins without a key have a say in are rendered anew each time; other threads load the plugins by themselves, from `plugins`.
 *
 * With `readLate` what is on disk is read when it is asked for; where it is damaged, that throws `changedCode`.
 */
export async function createBodyCache(
  cache: Cache | undefined,
  textOf: TextOf,
  { workers, readLate = false }: BodyCacheMeans = {},
): Promise<BodyCache> {
  const fast = await loadFastParser()
  const { store, program } = cache ?? {}
  let memo = new Map<string, RenderedBody>()
  let memoPrint = ''
  return {
    for(config, counts, { onBody = () => {}, plugins, code } = {}) {
      const options = markdownOptions(config, code)
      const isKept = hasBodyKey(config)
      const hasPlugins = options.plugins.length > 0
      const sent: WorkerOptions = { options: { ...options, plugins: [] }, plugins }
      const able = hasPlugins && !plugins ? undefined : workers
      const keyOf = (body: Body): string => keyFor(body, hasPlugins)
      const print = JSON.stringify([program, sent.options])
      const renderBody = createMarkdown(options, createSeats(fast, options, counts), endWithin)
      const disk = isKept && !isSafe(config) && store ? storedUnder(print, store, { readLate, hasPlugins }) : undefined
      const isNew = memo.size === 0 && store?.isEmpty()
      const render: RenderBodies = async (bodies) => {
        const now = isKept && print === memoPrint ? memo : new Map<string, RenderedBody>()
        const keys = bodies.map(keyOf)
        const missing = new Map<string, Body>()
        keys.forEach((key, index) => {
          if (!now.has(key)) missing.set(key, bodies[index] as Body)
        })
        disk?.find(missing, (key, kept) => {
          now.set(key, kept)
          missing.delete(key)
        })
        let done = bodies.length - missing.size
        const others = missing.size >= enoughForWorkers ? able : undefined
        const texts = [...missing].map(([key, body]) => {
          return { key, path: body.source.path, body: bodyTextOf(body, textOf, config.hexo !== undefined) }
        })
        await renderMissing(texts, { render: renderBody, sent, others, counts }, ({ key }, made) => {
          const recorded = 'record' in made ? made : disk && toRecord(made)
          const body = recorded ? fromRecord(recorded.note, () => recorded.record) : inMemory(made as MarkdownResult)
          now.set(key, body)
          // A quicker machine may come to the end of a plugin.
          const isWhole = !body.note.findings.some(({ code }) => /^plugin-(?:endless|skipped)$/.test(code))
          if (recorded && isWhole) disk?.set(key, recorded)
          onBody(++done, bodies.length)
        })
        const results = keys.map((key) => now.get(key) as RenderedBody)
        // Copied only when what is left over has become more than what is used.
        const isFull = now.size > 2 * bodies.length
        memo = isFull ? new Map(results.map((result, index) => [keys[index] as string, result])) : now
        memoPrint = print
        return results
      }
      return {
        begin(files) {
          if (isNew) able?.begin(files, sent)
        },
        render,
      }
    },
  }
}

interface Rendering {
  readonly render: RenderMarkdown
  readonly sent: WorkerOptions
  readonly others: Workers | undefined
  readonly counts: SeatCounts
}

async function renderMissing<T extends BodyText>(
  bodies: readonly T[],
  { render, sent, others, counts }: Rendering,
  take: (body: T, made: MarkdownResult | Recorded) => void,
): Promise<void> {
  const missing = new Set(bodies)
  const here = async (body: T): Promise<void> => {
    take(body, await render(body.body, body.path))
    missing.delete(body)
  }
  await others?.render(bodies, sent, {
    here: (_body, index) => here(bodies[index] as T),
    there(index, recorded) {
      const body = bodies[index]
      if (!body) return
      take(body, recorded)
      missing.delete(body)
    },
    counted: (more) => addCounts(counts, more),
  })
  for (const body of missing) await here(body)
}

function addCounts(counts: SeatCounts, more: SeatCounts): void {
  for (const [taker, count] of Object.entries(more)) counts[taker] = (counts[taker] ?? 0) + count
}

/** HTML has another key than the same text as Markdown, and a plugin may look at the file's path. */
function kindOf({ source }: Body, hasPlugins: boolean): string {
  return `${isHtml(source.path) ? 'html' : ''}${hasPlugins ? source.path : ''}`
}

function keyFor(body: Body, hasPlugins: boolean): string {
  // No copy: a map knows a string again by itself.
  const key = body.bodyHash ?? body.body ?? ''
  const kind = kindOf(body, hasPlugins)
  return kind ? `${kind}\0${key}` : key
}

interface StoredMeans {
  readonly readLate: boolean
  readonly hasPlugins: boolean
}

function storedUnder(print: string, store: Store, { readLate, hasPlugins }: StoredMeans) {
  const seed = hashText(print)
  const addressOf = (body: Body): string =>
    hashText(`${seed}${kindOf(body, hasPlugins)}${body.bodyHash ?? hashText(body.body ?? '')}`)
  const kept = (address: string): RenderedBody | undefined => {
    const note = store.noteOf(address)
    if (note === undefined) return undefined
    if (readLate) return fromRecord(note, () => store.get(address) ?? damaged())
    const record = store.get(address)
    return record && fromRecord(note, () => record)
  }
  /** Addresses of bodies that were looked for and may be set. */
  const missing = new Map<string, string>()
  return {
    find(bodies: ReadonlyMap<string, Body>, take: (key: string, result: RenderedBody) => void): void {
      for (const [key, body] of bodies) {
        const address = addressOf(body)
        const result = kept(address)
        if (result) take(key, result)
        else missing.set(key, address)
      }
    },
    set(key: string, { record, note }: Recorded): void {
      const address = missing.get(key)
      if (address) store.set(address, record, note)
      missing.delete(key)
    },
  }
}

function damaged(): never {
  throw Object.assign(new Error('the cache is damaged'), { code: changedCode })
}
