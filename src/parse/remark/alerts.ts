import type { Blockquote, Paragraph } from 'mdast'
import type { BlockRule } from './blocks.ts'
import type { Alert, Words } from './words.ts'

/**
 * GitHub's alerts: a quote whose first line is `[!NOTE]`. A title after the marker, as Hugo and Obsidian allow,
 * stands in place of the word for the kind.
 */
export const alerts = (words: Words): BlockRule => ({
  visit: (node) => {
    if (node.type === 'blockquote') turnIntoAlert(node, words)
  },
})

const marker = /^\[!(note|tip|important|warning|caution)\][ \t]*([^\n]*)(?:\n|$)/i

function turnIntoAlert(node: Blockquote, words: Words): void {
  const [first] = node.children
  const text = first?.type === 'paragraph' ? first.children[0] : undefined
  const found = text?.type === 'text' ? marker.exec(text.value) : null
  if (first?.type !== 'paragraph' || text?.type !== 'text' || !found) return
  const kind = (found[1] ?? '').toLowerCase() as Alert
  text.value = text.value.slice(found[0].length)
  if (!text.value) first.children.shift()
  if (first.children[0]?.type === 'break') first.children.shift()
  if (!first.children.length) node.children.shift()
  node.children.unshift(title(found[2]?.trim() || words.alerts[kind]))
  node.data = { ...node.data, hName: 'div', hProperties: { className: ['alert', `alert-${kind}`], role: 'note' } }
}

function title(value: string): Paragraph {
  const data = { hProperties: { className: ['alert-title'] } }
  return { type: 'paragraph', data, children: [{ type: 'text', value }] }
}
