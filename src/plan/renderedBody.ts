import type { MarkdownResult, RenderedBody } from '../types.ts'
import { linkFacts } from './linkFacts.ts'

/** A body that is in memory as a whole. */
export function inMemory({ rendered, findings }: MarkdownResult): RenderedBody {
  return {
    note: { findings, linkFacts: linkFacts(rendered) },
    facts: () => rendered,
    html: () => rendered.html,
    text: () => rendered.text,
    links: () => rendered.links,
  }
}

/** The body of a page that has none. */
export const noBody = inMemory({
  rendered: {
    html: [],
    headings: [],
    excerpt: '',
    text: '',
    characters: 0,
    words: 0,
    links: [],
    anchors: [],
    shortcodes: [],
    features: { math: false, mermaid: false, code: false },
  },
  findings: [],
})
