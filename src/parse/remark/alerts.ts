import type { Blockquote, Paragraph, PhrasingContent } from 'mdast'
import type { BlockRule } from './blocks.ts'
import type { Scope } from './scope.ts'
import { alertNames, type Words } from './words.ts'

/**
 * GitHub's alerts, a quote whose first line is `[!NOTE]`, as Hugo and Obsidian have widened them: any word is a kind, a
 * title may follow, and a sign makes it fold: `[!info]- 题` is folded, `[!info]+ 题` open.
 */
export const alerts = (words: Words, { text }: Scope): BlockRule => ({
  visit: (node) => {
    if (node.type === 'blockquote') turnIntoAlert(node, words, text)
  },
})

/** `[!kind|metadata]`, which Obsidian's themes read. */
const marker = /^\[!([\p{L}\p{N}][\p{L}\p{N} _-]*)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*/u

function turnIntoAlert(node: Blockquote, words: Words, source: string): void {
  const [paragraph] = node.children
  const [first] = paragraph?.type === 'paragraph' ? paragraph.children : []
  const opening =
    first?.type === 'text' && source[first.position?.start.offset ?? -1] === '[' && marker.exec(first.value)
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text' || !opening) return
  const [whole, word = '', fold] = opening
  first.value = first.value.slice(whole.length)
  const { title, rest } = firstLine(paragraph.children)
  const written = word.trim().toLowerCase().replace(/[ _]+/g, '-')
  const kind = alertNames[written] ?? written
  const name: PhrasingContent = { type: 'text', value: words.alerts[kind] ?? word.trim() }
  const hName = fold ? 'details' : 'div'
  const properties = fold ? { open: fold === '+' } : { role: 'note' }
  const head: Paragraph = {
    type: 'paragraph',
    data: { ...(fold && { hName: 'summary' }), hProperties: { className: ['alert-title'] } },
    children: title.length ? title : [name],
  }
  node.children.splice(0, 1, head, ...(rest.length ? [{ ...paragraph, children: rest }] : []))
  node.data = { ...node.data, hName, hProperties: { className: ['alert', `alert-${kind}`], ...properties } }
}

/** The title ends with its line, be it within a text or by a break. */
function firstLine(children: readonly PhrasingContent[]): { title: PhrasingContent[]; rest: PhrasingContent[] } {
  const ends = (child: PhrasingContent) =>
    child.type === 'break' || (child.type === 'text' && child.value.includes('\n'))
  const at = children.findIndex(ends)
  const last = children[at]
  if (!last) return { title: children.filter(hasText), rest: [] }
  const [before, behind] = last.type === 'text' ? cut(last) : [[], []]
  const title = [...children.slice(0, at), ...before].filter(hasText)
  return { title, rest: [...behind, ...children.slice(at + 1)] }
}

function cut(node: Extract<PhrasingContent, { type: 'text' }>): [PhrasingContent[], PhrasingContent[]] {
  const end = node.value.indexOf('\n')
  const [before, behind] = [node.value.slice(0, end).trimEnd(), node.value.slice(end + 1)]
  return [before ? [{ ...node, value: before }] : [], behind ? [{ ...node, value: behind }] : []]
}

function hasText(node: PhrasingContent): boolean {
  return node.type !== 'text' || node.value.trim() !== ''
}
