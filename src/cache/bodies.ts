import { loadFastParser } from '../fastParse/fastParser.ts'
import { createSeats, type SeatCounts } from '../fastParse/seat.ts'
import type { Store } from '../io/kept/store.ts'
import { changedCode } from '../io/read.ts'
import { hasKey, takesFromDisk } from '../kit/pluginEntries.ts'
import { createMarkdown, type MarkdownOptions, markdownOptions } from '../parse/markdown.ts'
import { isHtml } from '../parse/source.ts'
import { inMemory } from '../plan/renderedBody.ts'
import type { Workers } from '../threads/workers.ts'
import type { Body, Config, MarkdownResult, RenderBodies, RenderedBody, RenderMarkdown, SourceFile } from '../types.ts'
import { type Cache, hashText } from './cache.ts'
import { fromRecord, type Recorded, toRecord } from './record.ts'

export interface BodyCache {
  /** `counts` grows by how many texts each parser takes; `onBody` is told how many bodies are done. */
  readonly for: (config: Config, counts: SeatCounts, onBody?: (done: number, total: number) => void) => Bodies
}

export interface Bodies {
  /**
   * Where nothing is kept yet and a thread stands ready, it begins with the bodies of these files, before it is known
   * which of them are asked for.
   */
  readonly begin: (files: readonly SourceFile[]) => void
  readonly render: RenderBodies
}

/** Fewer bodies than these are rendered before another thread has started. */
const enoughForWorkers = 100

/**
 * Markdown that is rendered once a body: in memory as long as bodies are asked for again, and on disk from build to
 * build, under a key of the body, the options and the program. A user's plugins can't be sent to a thread: with them
 * all is rendered here, and where they have no key, anew.
 *
 * With `readLate` what is on disk is read when it is asked for; where it is damaged, that throws `changedCode`.
 */
export async function createBodyCache(
  cache: Cache | undefined,
  workers?: Workers,
  readLate = false,
): Promise<BodyCache> {
  const fast = await loadFastParser()
  const { store, program } = cache ?? {}
  let known = new Map<string, RenderedBody>()
  let knownPrint = ''
  return {
    for(config, counts, onBody = () => {}) {
      const options = markdownOptions(config)
      const isKept = hasKey(config.markdown)
      const isPlain = config.markdown.plugins.length === 0
      const print = JSON.stringify([program, options])
      const renderBody = createMarkdown(options, createSeats(fast, options, counts))
      const disk = takesFromDisk(config.markdown) && store ? storedUnder(print, store, readLate) : undefined
      const isNew = isPlain && known.size === 0 && store?.isEmpty()
      const render: RenderBodies = async (bodies) => {
        const now = isKept && print === knownPrint ? known : new Map<string, RenderedBody>()
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
        const others = isPlain && missing.size >= enoughForWorkers ? workers : undefined
        await renderMissing([...missing.values()], { render: renderBody, options, others, counts }, (one, made) => {
          const key = keyOf(one)
          const recorded = 'record' in made ? made : disk && toRecord(made)
          now.set(key, recorded ? fromRecord(recorded.note, () => recorded.record) : inMemory(made as MarkdownResult))
          if (recorded) disk?.set(key, recorded)
          onBody(++done, bodies.length)
        })
        const results = keys.map((key) => now.get(key) as RenderedBody)
        // Copied only when what is left over has become more than what is used.
        const isFull = now.size > 2 * bodies.length
        known = isFull ? new Map(results.map((result, index) => [keys[index] as string, result])) : now
        knownPrint = print
        return results
      }
      return {
        begin(files) {
          if (isNew) workers?.begin(files, options)
        },
        render,
      }
    },
  }
}

interface Rendering {
  readonly render: RenderMarkdown
  readonly options: MarkdownOptions
  readonly others: Workers | undefined
  readonly counts: SeatCounts
}

async function renderMissing(
  bodies: readonly Body[],
  { render, options, others, counts }: Rendering,
  take: (one: Body, made: MarkdownResult | Recorded) => void,
): Promise<void> {
  const missing = new Set(bodies)
  const here = async (one: Body): Promise<void> => {
    take(one, await render(one.body, one.path))
    missing.delete(one)
  }
  await others?.render(bodies, options, {
    here,
    there(index, recorded) {
      const one = bodies[index]
      if (!one) return
      take(one, recorded)
      missing.delete(one)
    },
    counted: (found) => addCounts(counts, found),
  })
  for (const one of missing) await here(one)
}

function addCounts(counts: SeatCounts, found: SeatCounts): void {
  for (const [reason, count] of Object.entries(found)) {
    const key = reason as keyof SeatCounts
    counts[key] = (counts[key] ?? 0) + count
  }
}

/** What is no Markdown is known apart from the same text that is. */
function keyOf(one: Body): string {
  // No copy: a map knows a string again by itself.
  const key = one.hash ?? one.body
  return isHtml(one.path) ? `html\0${key}` : key
}

function storedUnder(print: string, store: Store, readLate: boolean) {
  const seed = hashText(print)
  const addressOf = (one: Body): string =>
    hashText(`${seed}${isHtml(one.path) ? 'html' : ''}${one.hash ?? hashText(one.body)}`)
  const kept = (address: string): RenderedBody | undefined => {
    const note = store.noteOf(address)
    if (note === undefined) return undefined
    if (readLate) return fromRecord(note, () => store.get(address) ?? damaged())
    const record = store.get(address)
    return record && fromRecord(note, () => record)
  }
  /** Of bodies that were looked for and may be set. */
  const missing = new Map<string, string>()
  return {
    find(bodies: ReadonlyMap<string, Body>, take: (key: string, result: RenderedBody) => void): void {
      for (const [key, one] of bodies) {
        const address = addressOf(one)
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
