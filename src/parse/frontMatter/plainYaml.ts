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

const keyLine = /^([A-Za-z_][\w-]{0,99}):(?: +(.+))?$/
const itemLine = /^( *)- +(.+)$/

/** A plain scalar that can be read in one way only; the narrower kind may stand between brackets. */
const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`](?:(?!: | #).)*(?<!:)$/
const plainInFlow = /^[^,[\]{}]+$/
const quoted = /^(?:"([^"\\]*)"|'((?:[^']|'')*)')$/

/** A scalar of a flow list, up to its comma. */
const flowItem = / *("[^"]*"|'[^']*'|[^,"' ][^,"']*?) *(?:,|$)/y

/** Tabs, control characters and the line ends of other systems, which the general reader has its own rules for. */
const odd = /(?!\n)[\p{Cc}\u2028\u2029\ufeff]/u

/** The pairs, or undefined where the text holds anything that is not as above. */
export function readPlainYaml(text: string, firstLine: number): readonly Pair[] | undefined {
  if (odd.test(text)) return undefined
  const lines = text
    .split('\n')
    .map((line, index) => ({ text: line.replace(/ +$/, ''), line: firstLine + index }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'))
  const pairs = new Map<string, Pair>()
  let at = 0
  while (at < lines.length) {
    const { text: written, line } = lines[at++] as Line
    const [whole, key = '', value] = keyLine.exec(written) ?? []
    if (whole === undefined || pairs.has(key)) return undefined
    const place = { line, column: 1, length: key.length }
    const items = value === undefined ? itemsFrom(lines, at) : []
    const node =
      value !== undefined
        ? readValue(value, line, written.length - value.length)
        : items.length > 0
          ? readItems(items)
          : scalar('', true, place)
    if (!node) return undefined
    pairs.set(key, { key, at: place, value: node })
    at += items.length
  }
  return [...pairs.values()]
}

interface Line {
  readonly text: string
  readonly line: number
}

/** The following lines that are items at one depth. A deeper or shallower one ends the list, and then is no key. */
function itemsFrom(lines: readonly Line[], from: number): readonly Line[] {
  const indent = itemLine.exec(lines[from]?.text ?? '')?.[1]
  let to = from
  while (indent !== undefined && itemLine.exec(lines[to]?.text ?? '')?.[1] === indent) to++
  return lines.slice(from, to)
}

function readItems(lines: readonly Line[]): Node | undefined {
  const items: Scalar[] = []
  for (const { text, line } of lines) {
    const value = itemLine.exec(text)?.[2] ?? ''
    const item = readScalar(value, { line, column: text.length - value.length + 1, length: value.length })
    if (!item) return undefined
    items.push(item)
  }
  const [first] = lines as [Line]
  return { type: 'list', items, at: { line: first.line, column: first.text.indexOf('-') + 1, length: 1 } }
}

function readValue(text: string, line: number, column: number): Node | undefined {
  const at = { line, column: column + 1, length: text.length }
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
  if (plain.test(text)) return scalar(text, true, at)
  const [whole, double, single = ''] = quoted.exec(text) ?? []
  return whole === undefined ? undefined : scalar(double ?? single.replaceAll("''", "'"), false, at)
}

function scalar(text: string, plain: boolean, at: At): Scalar {
  return { type: 'scalar', text, plain, at }
}
