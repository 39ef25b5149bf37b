import { applyEdits, type Edit } from '../edits.ts'
import type { CleanBody } from '../source.ts'

/** An opening line by hexo/lib/plugins/filter/before_post_render/backtick_code_block.ts, without quotes, which end alike in CommonMark. */
const opening = /^([^\S\n]*(?:(?:[-*+]|\d+\.)[^\S\n]*)?)(`{3,}|~{3,})(?:.*[^`\s])?\s*$/
const mayDiffer = /^(?:[^\S\n]+|[^\S\n]*(?:[-*+]|\d+\.)[^\S\n]*)(?:```|~~~)/m

interface Line {
  readonly text: string
  readonly offset: number
}

/**
 * Fenced code as Hexo takes it out of a text before Markdown is read: its two lines may be indented at will, and code further
 * left than its fence belongs to it. Such a block is moved to the right as a whole, or its fence to the left, until CommonMark
 * reads the same.
 *
 *     - item             - item
 *         ```js     →      ```js
 *     code                 code
 *         ```              ```
 */
export function freeFences(body: CleanBody): CleanBody {
  if (!mayDiffer.test(body.text)) return body
  const lines: Line[] = []
  for (const text of body.text.split('\n')) {
    const { offset, text: before } = lines.at(-1) ?? { offset: -1, text: '' }
    lines.push({ text, offset: offset + before.length + 1 })
  }
  const edits: Edit[] = []
  const unclosed = new Set<string>()
  for (let at = 0; at < lines.length; at++) {
    const [, start = '', fence] = opening.exec(lines[at]?.text ?? '') ?? []
    if (fence === undefined || unclosed.has(fence)) continue
    const end = closingOf(fence, lines, at + 1)
    if (end === undefined) unclosed.add(fence)
    else {
      edits.push(...mend(lines, at, end, start))
      at = end
    }
  }
  if (edits.length === 0) return body
  const { text, toSource } = applyEdits(body.text, edits)
  return { ...body, text, at: (offset) => body.at(toSource(offset)) }
}

function closingOf(fence: string, lines: readonly Line[], from: number): number | undefined {
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] as Line).text.trim()
    if (line === fence) return at
  }
  return undefined
}

function mend(lines: readonly Line[], from: number, to: number, start: string): readonly Edit[] {
  const edits: Edit[] = []
  const written = width(start)
  const base = /\S/.test(start) ? written : containerOf(lines, from, written)
  const column = written - base <= 3 ? written : base
  const { offset } = lines[from] as Line
  if (column !== written) edits.push({ offset, end: offset + start.length, text: ' '.repeat(column) })
  const code = lines.slice(from + 1, to).filter(({ text }) => text.trim() !== '')
  const left = code.reduce((least, { text }) => Math.min(least, indentOf(text)), Number.POSITIVE_INFINITY)
  const shift = column + Math.max(0, left - written) - left
  for (const { offset, text } of shift === 0 ? [] : code) {
    const end = shift > 0 ? offset : offset + text.search(/\S/)
    edits.push({ offset, end, text: ' '.repeat(shift > 0 ? shift : indentOf(text) + shift) })
  }
  const closing = lines[to] as Line
  const indent = indentOf(closing.text)
  if (indent < column || indent > column + 3) {
    const end = closing.offset + closing.text.search(/\S/)
    edits.push({ offset: closing.offset, end, text: ' '.repeat(column) })
  }
  return edits
}

function indentOf(line: string): number {
  return width(/^\s*/.exec(line)?.[0] ?? '')
}

/** Columns; a tab goes to the next fourth one. */
function width(text: string): number {
  let column = 0
  for (const character of text) column += character === '\t' ? 4 - (column % 4) : 1
  return column
}

/** Lines of a list that are looked at to find the item which holds a fence. */
const farthest = 500

/** The column at which the text of the list item begins that holds a line of this indent; 0 outside of lists. */
function containerOf(lines: readonly Line[], from: number, indent: number): number {
  let limit = indent + 1
  for (let at = from - 1; at >= Math.max(0, from - farthest) && limit > 0; at--) {
    const { text } = lines[at] as Line
    if (text.trim() === '') continue
    const [marker, blanks = ''] = /^(\s*)(?:[-*+]|\d{1,9}[.)])(?=\s)\s*/.exec(text) ?? []
    const left = marker === undefined ? indentOf(text) : width(blanks)
    if (marker !== undefined && left < limit && width(marker) <= indent) return width(marker)
    limit = Math.min(limit, left)
  }
  return 0
}
