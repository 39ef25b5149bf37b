import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import { type At, type Node, type Scalar, textOf } from './node.ts'

export interface Text {
  readonly text: string
  readonly at: At
}

export interface Texts {
  readonly texts: readonly Text[]
  readonly findings: readonly Finding[]
}

/**
 * A list of texts, by Hugo's rules: one text stands for a list of it, null and empty items are skipped,
 * numbers are the text as written.
 */
export function readTexts(key: string, node: Node): Texts {
  const items = node.type === 'list' ? node.items : [node]
  const texts: Text[] = []
  const findings: Finding[] = []
  for (const item of items) {
    const text = textOf(item)
    if (text !== undefined) texts.push({ text, at: item.at })
    if (item.type !== 'scalar') findings.push(finding('value-ignored', item.at, { key, expected: 'texts' }))
  }
  return { texts, findings }
}

/**
 * Terms by the rules of `readTexts`; a list within the list, by which Hexo writes a category and one below it, gives
 * its terms, and an unquoted full-width comma, which an input method puts into `[a，b]`, separates terms as well.
 */
export function readTerms(key: string, node: Node): Texts {
  const items = leaves(node)
  const joined = items.flatMap((item) => joinedTerms(key, item))
  if (!items.some(hasComma)) {
    const { texts, findings } = readTexts(key, { type: 'list', items, at: node.at })
    return { texts, findings: [...findings, ...joined] }
  }
  const parts = items.flatMap<Node>((item) => (hasComma(item) ? splitAtCommas(item) : [item]))
  const { texts, findings } = readTexts(key, { type: 'list', items: parts, at: node.at })
  const slips = items
    .filter(hasComma)
    .map(({ at, text }) => finding('terms-full-width-comma', at, { key, value: text.trim() }))
  return { texts, findings: [...findings, ...slips, ...joined] }
}

/** `a, b` and `- a⏎ - b` are one term, to Hugo as well, and seldom meant so. */
function joinedTerms(key: string, item: Node): readonly Finding[] {
  if (item.type !== 'scalar') return []
  const { text, plain, at } = item
  if (plain && text.includes('，')) return []
  const isOverLines = plain && text.length > (at.length ?? 0)
  const parts = text.split(isOverLines ? / - / : /[，、;；]|,(?=\s)|(?<!\d),|,(?!\d)/).map((part) => part.trim())
  const named = parts.filter(Boolean)
  if (named.length < 2) return []
  const params = {
    key,
    value: text.trim(),
    parts: named.map((part) => `“${part}”`).join(' '),
    count: named.length,
  }
  return [finding('terms-joined', at, params)]
}

/** Terms that may stand below others: `A/B` and `[[A, B]]` give `A` and, below it, `A/B`. */
export function readNestedTerms(key: string, node: Node): Texts {
  const read = (node.type === 'list' ? node.items : [node]).map((item) => {
    const { texts, findings } = readTerms(key, item)
    const isPath = item.type === 'list'
    const paths = isPath ? [texts.map(({ text }) => text)] : texts.map(({ text }) => text.split('/'))
    return { findings, texts: paths.flatMap((path, at) => levels(path, texts[at]?.at ?? item.at)) }
  })
  const texts = read.flatMap((one) => one.texts)
  return {
    texts: texts.filter(({ text }, at) => texts.findIndex((other) => other.text === text) === at),
    findings: read.flatMap((one) => one.findings),
  }
}

function levels(path: readonly string[], at: At): readonly Text[] {
  const names = path.map((name) => name.trim()).filter(Boolean)
  return names.map((_, index) => ({ text: names.slice(0, index + 1).join('/'), at }))
}

function leaves(node: Node): readonly Node[] {
  return node.type === 'list' ? node.items.flatMap(leaves) : [node]
}

function hasComma(item: Node): item is Scalar {
  return item.type === 'scalar' && item.plain && item.text.includes('，')
}

function splitAtCommas({ text, plain, at }: Scalar): readonly Scalar[] {
  return Array.from(text.matchAll(/[^，\s][^，]*/g), ({ 0: part, index }) => ({
    type: 'scalar',
    text: part,
    plain,
    at: { ...at, column: at.column + index, length: part.trimEnd().length },
  }))
}
