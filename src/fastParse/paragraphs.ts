import { lastAtMost } from '../parse/lineIndex.ts'

const blankLine = /\n[ \t>\r]*\n/g
const blank = /^[ \t>\r]*$/

type Spans = readonly (readonly [start: number, end: number])[]

interface Paragraph {
  readonly body: string
  readonly start: number
  readonly end: number
  /** Code spans and where each starts; undefined where they are not plain to see. */
  code?: { readonly spans: Spans | undefined; readonly starts: readonly number[] }
  brackets?: { readonly offsets: readonly number[]; readonly nested: number }
}

/** The paragraph that was asked for last. Questions come from left to right, thousands of them for one paragraph. */
let last: Paragraph = { body: '', start: 0, end: -1 }

/** Lines between blank ones: at least a paragraph, often a whole list. Marks of quotes alone count as blank. */
function paragraphAt(body: string, index: number): Paragraph {
  if (index > last.start && index <= last.end && body === last.body) return last
  last = { body, start: startBehind(blank, body, index), end: paragraphEnd(body, index) }
  return last
}

export function paragraphStart(body: string, index: number): number {
  return paragraphAt(body, index).start
}

/** The end of the last line in front of an index that is as `blank` says, or 0. */
export function startBehind(blank: RegExp, body: string, index: number): number {
  let end = body.lastIndexOf('\n', index - 1)
  while (end > 0) {
    const lineBreak = body.lastIndexOf('\n', end - 1)
    if (blank.test(body.slice(lineBreak + 1, end))) return end
    end = lineBreak
  }
  return 0
}

export function paragraphEnd(body: string, index: number): number {
  blankLine.lastIndex = index
  return blankLine.exec(body)?.index ?? body.length
}

/** Inside a code span, in a paragraph whose code spans are plain to see. */
export function isInCode(body: string, index: number): boolean {
  const paragraph = paragraphAt(body, index)
  paragraph.code ??= codeIn(paragraph)
  const { spans, starts } = paragraph.code
  const [from, to] = spans?.[lastAtMost(starts, index)] ?? [0, 0]
  return index > from && index < to
}

function codeIn({ body, start, end }: Paragraph): Required<Paragraph>['code'] {
  const spans = plainCode(body, start, end)
  return { spans, starts: spans?.map(([from]) => from) ?? [] }
}

/** Behind a bracket that is not closed, where the reference looks at the text again. */
export function isInBracket(body: string, index: number): boolean {
  const paragraph = paragraphAt(body, index)
  paragraph.brackets ??= bracketsIn(paragraph)
  const { offsets, nested } = paragraph.brackets
  if (nested < index) return true
  const last = offsets[lastAtMost(offsets, index - 1)] ?? index
  return last < index && body.charAt(last) === '['
}

/** Offsets of the brackets, and of the first that opens in an open one. */
function bracketsIn({ body, start, end }: Paragraph): Required<Paragraph>['brackets'] {
  const offsets: number[] = []
  let nested = Number.POSITIVE_INFINITY
  for (const { 0: mark, index } of body.slice(start, end).matchAll(/[[\]]/g)) {
    const last = offsets.at(-1)
    if (mark === '[' && last !== undefined && body.charAt(last) === '[') nested = Math.min(nested, start + index)
    offsets.push(start + index)
  }
  return { offsets, nested }
}

/** Tags that hold no delimiter, and begin no block that runs over its line. */
const bareTags = /<\/?(?:b|br|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|u)>/g

/** The code spans of a paragraph, if all are between two single backticks on one line; else undefined. */
export function plainCode(body: string, start: number, end: number): Spans | undefined {
  const paragraph = body.slice(start, end)
  const isOdd = /[\\<]/.test(paragraph) && /[\\<]/.test(paragraph.replace(bareTags, ''))
  if (!paragraph.includes('`')) return isOdd ? undefined : []
  const lines = paragraph.split('\n')
  if (isOdd || !lines.every((line) => /^(?:[^`]*`[^`]+`)*[^`]*$/.test(line))) return undefined
  return [...paragraph.matchAll(/`[^`\n]+`/g)].map((span) => [start + span.index, start + span.index + span[0].length])
}
