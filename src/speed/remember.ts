import { hash } from 'node:crypto'
import { join } from 'node:path'
import { cacheFolder } from '../io/cacheFolder.ts'
import { programPrint } from '../io/inputs.ts'
import { openStore, type Store } from '../io/store.ts'
import { packageRoot } from '../packageRoot.ts'
import { createMarkdown, markdownOptions } from '../parse/markdown.ts'
import { isHtml } from '../parse/source.ts'
import type { Config, MarkdownResult, RenderMarkdown } from '../types.ts'
import { loadFastParser } from './fastParser.ts'
import { createSeat, type SeatCounts } from './seat.ts'

export interface Remembered {
  readonly for: (config: Config, counts: SeatCounts) => RenderMarkdown
  /** Writes what is new to the disk. */
  readonly save: () => void
}

/**
 * Markdown that is rendered once a body: in memory as long as bodies are asked for again, and on disk from build to
 * build, under a key of the body, the options and the program. A user's plugins can't be hashed, so they are rendered anew.
 */
export async function rememberMarkdown(root: string, running: string): Promise<Remembered> {
  const fast = await loadFastParser()
  const program = programPrint(packageRoot, running)
  const store = program ? openStore(join(cacheFolder(root), 'markdown')) : undefined
  let known = new Map<string, Promise<MarkdownResult>>()
  let knownOptions = ''
  return {
    for(config, counts) {
      const options = markdownOptions(config)
      const plain = config.markdown.plugins.length === 0
      const print = JSON.stringify([program, options])
      const before = plain && print === knownOptions ? known : new Map<string, Promise<MarkdownResult>>()
      const now = new Map<string, Promise<MarkdownResult>>()
      known = now
      knownOptions = print
      const render = createMarkdown(options, fast && createSeat(fast, options.markdown, counts))
      const stored = plain && store ? throughStore(render, store, print) : render
      return (body, path) => {
        const key = isHtml(path) ? `html\0${body}` : body
        const result = before.get(key) ?? now.get(key) ?? stored(body, path)
        now.set(key, result)
        return result
      }
    },
    save: () => store?.save(),
  }
}

function throughStore(render: RenderMarkdown, store: Store, print: string): RenderMarkdown {
  const seed = hash('sha1', print)
  return async (body, path) => {
    const key = hash('sha1', `${seed}${isHtml(path)}${body}`)
    const kept = store.get(key)
    if (kept !== undefined) return JSON.parse(kept) as MarkdownResult
    const result = await render(body, path)
    store.set(key, JSON.stringify(result))
    return result
  }
}
