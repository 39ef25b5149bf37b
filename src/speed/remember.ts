import { createMarkdown, markdownOptions } from '../parse/markdown.ts'
import type { Config, MarkdownResult, RenderMarkdown } from '../types.ts'
import { loadFastParser } from './fastParser.ts'
import { createSeat, type SeatCounts } from './seat.ts'

/**
 * Markdown that is rendered once a body, as long as the options stay the same. Bodies that were not asked for since the
 * last call are forgotten, so that a long session holds one site and no more.
 */
export async function rememberMarkdown(): Promise<(config: Config, counts: SeatCounts) => RenderMarkdown> {
  const fast = await loadFastParser()
  let known = new Map<string, Promise<MarkdownResult>>()
  let knownOptions = ''
  return (config, counts) => {
    const options = markdownOptions(config)
    const print = JSON.stringify(options)
    const before = print === knownOptions && config.markdown.plugins.length === 0 ? known : new Map()
    const now = new Map<string, Promise<MarkdownResult>>()
    known = now
    knownOptions = print
    const render = createMarkdown(options, fast && createSeat(fast, options.markdown, counts))
    return (body, path) => {
      const result = before.get(body) ?? now.get(body) ?? render(body, path)
      now.set(body, result)
      return result
    }
  }
}
