import type { Nodes, Parents, Root } from 'mdast'
import type { Point } from 'unist'
import { isChinese } from '../parse/cjk/characters.ts'

/** Offsets of lines between blank ones. */
export type Range = readonly [start: number, end: number]

/**
 * Puts what the reference makes of some paragraphs and headings into a tree of the fast parser. The text of a line
 * does not change what is a paragraph, and without definitions a paragraph knows of nothing outside. False where a range
 * holds more than can be read alone: a table, a task, or a paragraph whose lines have marks of lists and quotes before
 * them.
 */
export function splice(tree: Root, text: string, ranges: readonly Range[], reference: (text: string) => Root): boolean {
  return ranges.every((range) => spliceIn(tree, text, range, reference))
}

function spliceIn(parent: Parents, text: string, range: Range, reference: (text: string) => Root): boolean {
  return parent.children.every((node) => {
    const { start, end } = node.position ?? {}
    if (start?.offset === undefined || end?.offset === undefined) return false
    if (end.offset <= range[0] || start.offset >= range[1]) return true
    if (node.type === 'paragraph' || node.type === 'heading') {
      const isTask = parent.type === 'listItem' && typeof parent.checked === 'boolean'
      const isAlone = parent.type === 'root' || (start.line === end.line && !isTask)
      return isAlone && readAnew(node, text.slice(start.offset, end.offset), start, text, reference)
    }
    return flow.has(node.type) ? spliceIn(node as Parents, text, range, reference) : leaf.has(node.type)
  })
}

/** Nodes that hold paragraphs, and nodes without inline text. */
const flow = new Set(['blockquote', 'list', 'listItem'])
const leaf = new Set(['code', 'html', 'thematicBreak'])

function readAnew(
  node: Parents,
  written: string,
  start: Point,
  text: string,
  reference: (text: string) => Root,
): boolean {
  // A lone tilde strikes out or not by the whole document.
  if (written.includes('~') && isChinese(written) !== isChinese(text)) return false
  const [block, ...more] = reference(written).children
  if (!block || more.length > 0 || block.type !== node.type || !('children' in block)) return false
  if (block.type === 'heading' && node.type === 'heading' && block.depth !== node.depth) return false
  for (const child of block.children) move(child, start)
  node.children = block.children
  return true
}

function move(node: Nodes, by: Point): void {
  if (node.position) {
    movePoint(node.position.start, by)
    movePoint(node.position.end, by)
  }
  if ('children' in node) for (const child of node.children) move(child, by)
}

function movePoint(point: Point, { line, column, offset = 0 }: Point): void {
  if (point.line === 1) point.column += column - 1
  point.line += line - 1
  point.offset = (point.offset ?? 0) + offset
}
