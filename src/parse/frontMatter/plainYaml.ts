import type { At, Node, Pair, Scalar } from './node.ts'

/*
 * The YAML that nearly all posts consist of, and no more:
 *
 *     key: scalar            one line, plain, 'quoted' or "quoted" without escapes
 *     key: [scalar, scalar]
 *     key:
 *       - scalar
 *
 * with blank lines and comments at the margin between them. It is read here because the general reader takes
 * 0.15–0.5 ms a post, a good part of a cold build. Anything else is left to it, so that this one never has to be right
 * about more than it shows; a property test holds the two against each other.
 */

/** A line: a key or the indent of an item, blanks and a value, without blanks at its end; or nothing, or a comment. */
const lineForm = /(?:([A-Za-z_][\w-]{0,99}):|( *)-)( *)(.*[^ \n])? *(?:\n|$)|(?: *|#.*)(?:\n|$)/y

/** A plain scalar that can be read in one way only begins so; the narrower kind may stand between brackets. */
const plainStart = /^[^\s\-?:,[\]{}#&*!|>'"%@`]/
const plainInFlow = /^[^,[\]{}]+$/
const quoted = /^(?:"([^"\\]*)"|'((?:[^']|'')*)')$/

/** A scalar of a flow list, up to its comma. */
const flowItem = / *("[^"]*"|'[^']*'|[^,"' ](?:[^,"']*[^,"' ])?) *(?:,|$)/y

/** Tabs, control characters and the line ends of other systems, which the general reader has its own rules for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const odd = /[\0-\x09\x0B-\x1F\x7F-\x9F\u2028\u2029\uFEFF]/

/** The pairs, or undefined where the text holds anything that is not as above. */
export function readPlainYaml(text: string, firstLine: number): readonly Pair[] | undefined {
  if (odd.test(text)) return undefined
  const pairs: Pair[] = []
  const keys = new Set<string>()
  // How deep the items of the last key stand; -1 before the first, undefined where none may follow.
  let depth: number | undefined
  let items: Scalar[] = []
  for (let at = 0, line = firstLine; at < text.length; line++) {
    lineForm.lastIndex = at
    const found = lineForm.exec(text)
    if (!found) return undefined
    const { 0: whole, 1: key, 2: indent, 3: blanks = '', 4: value } = found
    at += whole.length
    if (value !== undefined && blanks === '') return undefined
    if (key !== undefined) {
      if (keys.has(key)) return undefined
      keys.add(key)
      const place = { line, column: 1, length: key.length }
      depth = value === undefined ? -1 : undefined
      const node =
        value === undefined ? scalar('', true, place) : readValue(value, line, key.length + 2 + blanks.length)
      if (!node) return undefined
      pairs.push({ key, at: place, value: node })
    } else if (indent !== undefined) {
      const column = indent.length + 1
      if (value === undefined || depth === undefined) return undefined
      const item = readScalar(value, { line, column: column + 1 + blanks.length, length: value.length })
      if (!item || (depth !== -1 && depth !== indent.length)) return undefined
      if (depth === -1) items = openList(pairs, { line, column, length: 1 })
      depth = indent.length
      items.push(item)
    }
  }
  return pairs
}

/** Makes the last pair's value a list. */
function openList(pairs: Pair[], at: At): Scalar[] {
  const items: Scalar[] = []
  const { key, at: place } = pairs.pop() as Pair
  pairs.push({ key, at: place, value: { type: 'list', items, at } })
  return items
}

function readValue(text: string, line: number, column: number): Node | undefined {
  const at = { line, column, length: text.length }
  if (!text.startsWith('[')) return readScalar(text, at)
  return text.endsWith(']') ? readFlow(text.slice(1, -1), { ...at, length: 1 }) : undefined
}

function readFlow(text: string, at: At): Node | undefined {
  const items: Scalar[] = []
  let next = 0
  while (text.slice(next).trim() !== '') {
    flowItem.lastIndex = next
    const { 0: whole, 1: written = '' } = flowItem.exec(text) ?? []
    if (whole === undefined) return undefined
    const column = at.column + 1 + next + whole.indexOf(written)
    const item = readScalar(written, { line: at.line, column, length: written.length })
    if (!item || (item.plain && !plainInFlow.test(written))) return undefined
    items.push(item)
    next += whole.length
  }
  return { type: 'list', items, at }
}

function readScalar(text: string, at: At): Scalar | undefined {
  if (plainStart.test(text)) return isPlain(text) ? scalar(text, true, at) : undefined
  const found = quoted.exec(text)
  return found ? scalar(found[1] ?? (found[2] ?? '').replaceAll("''", "'"), false, at) : undefined
}

/** True where nothing in the text ends the scalar or makes it a key. */
function isPlain(text: string): boolean {
  return !text.includes(': ') && !text.includes(' #') && !text.endsWith(':')
}

function scalar(text: string, plain: boolean, at: At): Scalar {
  return { type: 'scalar', text, plain, at }
}
