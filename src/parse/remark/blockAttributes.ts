import type { Properties } from 'hast'
import type { Nodes, Paragraph, Parents } from 'mdast'
import type { MarkdownConfig } from '../../types.ts'
import { attributeListOf } from './attributeList.ts'
import type { BlockRule } from './blocks.ts'
import { giveSize } from './imageSizes.ts'

/** `{.class key=value}` on a line of its own right behind a block belongs to the block, as with Hugo's Goldmark. */
export const blockAttributes = ({ imageSizes }: Pick<MarkdownConfig, 'imageSizes'>): BlockRule => ({
  visit: (node) => {
    if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem') takeLists(node, imageSizes)
  },
})

function takeLists(parent: Parents, imageSizes: boolean): void {
  const give = (block: Nodes, properties: Properties) =>
    giveTo(block, imageSizes ? giveSize(block, properties) : properties)
  const kept: Nodes[] = []
  for (const block of parent.children) {
    const before = kept.at(-1)
    const list = listBehind(block)
    if (!list) kept.push(block)
    else if (list.line > 0) {
      list.text.value = list.text.value.slice(0, list.line - 1)
      if (!shortcodes.test(list.text.value)) give(block, list.properties)
      kept.push(block)
    } else if (before?.position?.end.line === list.at - 1) give(before, list.properties)
    else kept.push(block)
  }
  parent.children = kept as typeof parent.children
}

/** A paragraph of these loses its tags. */
const shortcodes = /^(?:\s*\uFDD0\d+\uFDD1)+\s*$/

/** The list in the last line of a block, where that begins in the block's own column. */
function listBehind(block: Nodes) {
  const paragraph = lastParagraph(block)
  const text = paragraph?.children.at(-1)
  const end = paragraph?.position?.end
  if (text?.type !== 'text' || !end) return undefined
  const line = text.value.lastIndexOf('\n') + 1
  const isWhole = line > 0 || paragraph?.children.length === 1
  const written = text.value.slice(line)
  const list = isWhole && end.column - written.length === block.position?.start.column && attributeListOf(written)
  return list && list.before === '' ? { text, line, at: end.line, properties: list.properties } : undefined
}

function lastParagraph(block: Nodes): Paragraph | undefined {
  if (block.type === 'paragraph') return block
  const last =
    block.type === 'blockquote' || block.type === 'list' || block.type === 'listItem'
      ? block.children.at(-1)
      : undefined
  return last && lastParagraph(last)
}

function giveTo(block: Nodes, properties: Properties): void {
  const data: { hProperties?: Properties } = block.data ?? {}
  block.data = { ...data, hProperties: { ...data.hProperties, ...properties } }
}
