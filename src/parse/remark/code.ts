import type { Code, Root } from 'mdast'
import type { Plugin } from 'unified'
import { escapeHtml, highlighter, markedLines, markLines } from './highlight.ts'
import { languageOf } from './languages.ts'
import { eachBlock, island, type Page, scopeOf } from './scope.ts'

declare module 'mdast' {
  interface CodeData {
    /** What readers see of the language. */
    label?: string
    language?: string
  }
}

/** Past this many characters the grammars take seconds. */
const longest = 100_000

/** Highlights fenced code. Mermaid stays as written: a script turns it into a picture, and without one it reads well. */
export const remarkCode: Plugin<[{ readonly highlight: boolean }], Root> = (options) => (tree, file) => {
  const { page } = scopeOf(file)
  const blocks: Code[] = []
  eachBlock(tree, (node) => {
    if (node.type !== 'code') return
    if (node.lang?.toLowerCase() === 'mermaid') page.features.mermaid = true
    else blocks.push(node)
  })
  return blocks.length ? prepareAll(blocks, page, options.highlight) : undefined
}

async function prepareAll(blocks: readonly Code[], page: Page, highlight: boolean): Promise<undefined> {
  for (const node of blocks) await prepare(node, page, highlight)
}

async function prepare(node: Code, page: Page, highlight: boolean): Promise<void> {
  page.features.code = true
  const info = `${node.lang ?? ''} ${node.meta ?? ''}`.trim()
  const language = languageOf(info)
  node.data = { ...node.data, ...(language && { label: language.label, language: language.name }) }
  // A shortcode's token inside must survive, and highlighting might split it.
  if (!highlight || node.value.length > longest || node.value.includes('\uFDD0')) return
  const lines = markedLines(info)
  if (!language?.grammar && !lines.size) return
  const colour = language?.grammar ? await highlighter(language.grammar) : escapeHtml
  const html = `${lines.size ? markLines(colour(node.value), lines) : colour(node.value)}\n`
  node.data.hChildren = [{ type: 'text', value: island(page, html, node.value) }]
}
