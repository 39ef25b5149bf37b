import type { Code } from 'mdast'
import { type FenceLine, readFenceLine } from '../hexo/fenceLine.ts'
import type { BlockRule } from './blocks.ts'
import { fenceOptions } from './fenceOptions.ts'
import { escapeHtml, highlighter, markedLines, markLines } from './highlight.ts'
import { languageOf } from './languages.ts'
import { island, type Page, type Scope } from './scope.ts'

declare module 'mdast' {
  interface CodeData {
    /** Shown above the code. */
    caption?: FenceLine['caption']
    /** The language's name for readers. */
    label?: string
    language?: string
    /** The number of the first line, where lines are numbered. */
    firstLine?: number
  }
}

/** Characters past which the grammars take seconds. */
const longest = 100_000

/** Highlights fenced code. Mermaid stays as written: a script turns it into a picture, and without one it reads well. */
export const code = ({ page }: Scope, settings: CodeSettings): BlockRule => {
  const blocks: Code[] = []
  return {
    visit: (node) => {
      if (node.type !== 'code') return
      if (node.lang?.toLowerCase() === 'mermaid') page.features.mermaid = true
      else blocks.push(node)
    },
    end: () => (blocks.length ? prepareAll(blocks, page, settings) : undefined),
  }
}

interface CodeSettings {
  readonly highlight: boolean
  /** Lines are numbered, unless a fence says otherwise. */
  readonly lineNumbers: boolean
}

async function prepareAll(blocks: readonly Code[], page: Page, settings: CodeSettings): Promise<void> {
  for (const node of blocks) await prepare(node, page, settings)
}

async function prepare(node: Code, page: Page, { highlight, lineNumbers }: CodeSettings): Promise<void> {
  page.features.code = true
  const info = `${node.lang ?? ''} ${node.meta ?? ''}`.trim()
  const language = languageOf(info)
  const { title, firstLine } = fenceOptions(info, lineNumbers)
  const { caption = title === undefined ? undefined : { text: title }, marks = [] } = page.headingIds
    ? readFenceLine(info)
    : {}
  node.data = {
    ...node.data,
    ...(language && { label: language.label, language: language.name }),
    ...(caption && { caption }),
    ...(firstLine !== undefined && { firstLine }),
  }
  // A shortcode's token inside must survive, and highlighting might split it.
  if (!highlight || node.value.length > longest || node.value.includes('\uFDD0')) return
  const lines = marks.length > 0 ? new Set(marks) : markedLines(info)
  if (!language?.grammar && !lines.size) return
  const colour = language?.grammar ? await highlighter(language.grammar) : escapeHtml
  const html = `${lines.size ? markLines(colour(node.value), lines) : colour(node.value)}\n`
  node.data.hChildren = [{ type: 'text', value: island(page, html, node.value) }]
}
