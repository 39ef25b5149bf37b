import type { Link, Parents, Text } from 'mdast'
import { linkAt } from '../parse/cjk/bareLinkText.ts'
import { createLines, type Lines } from '../parse/cjk/lines.ts'

/**
 * Cuts the bare links in a tree of the fast parser where the reference ends them: what GFM took too much of,
 * `https://example.com/a，然后`, goes back into the text. False where the tree can't be mended so.
 */
export function cutBareLinks(tree: Parents, source: string): boolean {
  const lines = createLines()
  lines.read(source)
  return cutIn(tree, source, lines)
}

function cutIn(parent: Parents, source: string, lines: Lines): boolean {
  for (let index = 0; index < parent.children.length; index++) {
    const node = parent.children[index]
    if (!node || !('children' in node)) continue
    if (node.type !== 'link' ? !cutIn(node, source, lines) : !cut(node, index, parent, source, lines)) return false
  }
  return true
}

function cut(link: Link, index: number, parent: Parents, source: string, lines: Lines): boolean {
  const [text] = link.children
  const start = link.position?.start.offset
  if (text?.type !== 'text' || start === undefined) return true
  const ours = bareLinkIn(source, start, text.value, lines)
  if (ours === undefined) return true
  if (ours === '') return false
  giveBack(text.value.slice(ours.length), index, parent)
  Object.assign(link, { url: ours, children: [{ type: 'text', value: ours }] })
  const end = link.position?.end
  const cutOff = text.value.length - ours.length
  if (end) Object.assign(end, { column: end.column - cutOff, offset: (end.offset ?? 0) - cutOff })
  return true
}

/**
 * The link that the reference sees where the fast parser sees one with this text at this offset; undefined where it sees
 * the same, empty where that is not how the text begins.
 */
function bareLinkIn(source: string, start: number, text: string, lines: Lines): string | undefined {
  if (!/[^\0-~]/.test(text)) return undefined
  if (source.slice(start, start + text.length) !== text || !lines.isChinese(start)) return undefined
  const ours = linkAt(source, start)
  if (ours === undefined || ours === text) return undefined
  return text.startsWith(ours) ? ours : ''
}

function giveBack(rest: string, index: number, parent: Parents): void {
  const next = parent.children[index + 1]
  if (next?.type === 'text') next.value = rest + next.value
  else parent.children.splice(index + 1, 0, { type: 'text', value: rest } as Text & never)
}
