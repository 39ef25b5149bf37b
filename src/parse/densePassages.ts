import { finding } from '../diagnostics/diagnose.ts'
import { applyEdits } from './edits.ts'
import { island, type Page } from './remark/scope.ts'
import type { CleanBody } from './source.ts'

/** Marks of emphasis and links in one paragraph. */
const maxDelimiters = 4000
/** Words and marks of any kind in one paragraph; a link is one. */
const maxWords = 30_000
/** Lengths of runs of back-ticks in one paragraph, each of which micromark looks for to the paragraph's end. */
const maxTickLengths = 40
/** Openings such as `<?` in one paragraph that nothing closes. */
const maxUnclosed = 200
/** Bare links in one paragraph behind an open bracket, which is looked for from each of them. */
const maxLinksInOpen = 1000
const bareLink = /https?:\/\/|www\./gi
/** Marks and references in a bare link, from each of which GFM looks whether only such follow. */
const longTrail = /(?:[!"'),*.:;?_~\]]|&[a-z]+;){300}/i

/** Marks that a body has at least where it passes a limit, and how many of them: counted, for a body may have hundreds. */
const someMarks = [
  { mark: /[*_~[\]`]/g, least: 600 },
  { mark: /<[?!]/g, least: 200 },
  { mark: /&[a-z]+;/g, least: 300 },
  { mark: /[!"'),.:;?]{300}/g, least: 1 },
]
const unclosable = [
  { open: /<\?/g, close: '?>' },
  { open: /<!--/g, close: '-->' },
  { open: /<!\[CDATA\[/g, close: ']]>' },
  { open: /<![a-z]/gi, close: '>' },
]

/**
 * Takes out each paragraph of little but marks, over which micromark's time grows with the square of its length. It is
 * shown as it is written, with the warning `body-too-dense` at the line where a limit is passed.
 */
export function withoutDense(body: CleanBody, page: Page): CleanBody {
  const { text, at } = body
  if (text.length <= maxDelimiters || (text.length <= maxWords && !mayBeDense(text))) return body
  const dense = densePassages(text).filter(({ start, end }) => !isInShortcode(text, start, end))
  if (dense.length === 0) return body
  const edits = dense.map(({ start, end }) => {
    const written = text.slice(start, end)
    return {
      offset: start,
      end,
      text: island(
        page,
        written.replace(/[&<]/g, (mark) => (mark === '&' ? '&#x26;' : '&#x3C;')),
        written,
      ),
    }
  })
  for (const { passed } of dense) page.findings.push(finding('body-too-dense', at(passed), { limit: maxDelimiters }))
  const { text: thin, toSource } = applyEdits(text, edits)
  return { ...body, text: thin, at: (offset) => at(toSource(offset)) }
}

function mayBeDense(text: string): boolean {
  return someMarks.some(({ mark, least }) => (text.match(mark)?.length ?? 0) >= least)
}

interface Passage {
  /** Offset behind the marks of quotes and lists. */
  readonly start: number
  end: number
  /** Offset of the line in which a limit is passed. */
  readonly passed: number
}

/** Marks of quotes, items and headings. */
const prefix = /^[ >\t]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)*/
const blankLine = /^[ >\t]*$/
/** A line that begins an item or a heading. */
const beginsAnew = /^[ >\t]*(?:[-+*#]+|\d{1,9}[.)])[ \t]/
const fenceMark = /^[ >\t]*(`{3,}(?=[^`]*$)|~{3,})/
/** HTML that runs to an end of its own, and HTML that runs to a blank line. */
const verbatimHtml = /^[ >\t]*<(?:(script|pre|style|textarea)\b|!--|\?|!)/i
const blockHtml = /^[ >\t]*<\/?[a-z][a-z\d-]*(?:[\s/>]|$)/i

/** Paragraphs that pass a limit; fenced code, HTML and tables have none. */
function densePassages(text: string): readonly Passage[] {
  const passages: Passage[] = []
  let counts = newCounts(0)
  let [fence, isHtml] = ['', false]
  let closing: RegExp | undefined
  let offset = 0
  for (const line of text.split('\n')) {
    const end = offset + line.length
    const [, ticks = ''] = fenceMark.exec(line) ?? []
    if (closing) closing = closing.test(line) ? undefined : closing
    else if (fence) fence = ticks.startsWith(fence) ? '' : fence
    else if (blankLine.test(line)) counts = newCounts(end)
    else {
      const isNew = counts.lines === 0 || beginsAnew.test(line)
      if (isNew || ticks) counts = newCounts(offset + (prefix.exec(line)?.[0].length ?? 0))
      if (isNew) isHtml = false
      fence = ticks
      const isFirst = counts.lines++ === 0
      const [verbatim, element = ''] = (isFirst && verbatimHtml.exec(line)) || []
      if (verbatim !== undefined) {
        const mark = element ? new RegExp(`</${element}`, 'i') : verbatim.endsWith('--') ? /-->/ : />/
        if (!mark.test(line.slice(verbatim.length))) closing = mark
      }
      isHtml ||= isFirst && blockHtml.test(line)
      if (!fence && !isHtml && verbatim === undefined && !line.includes('|')) count(line, counts)
      const last = passages.at(-1)
      if (last?.start === counts.start) last.end = end
      else if (isDense(counts)) passages.push({ start: counts.start, end, passed: offset })
    }
    offset = end + 1
  }
  return passages
}

interface Counts {
  readonly start: number
  lines: number
  delimiters: number
  words: number
  /** Brackets that are open at the end of the last line. */
  open: number
  linksInOpen: number
  hasTrail: boolean
  readonly tickLengths: Set<number>
  readonly unclosed: number[]
}

function newCounts(start: number): Counts {
  const unclosed = unclosable.map(() => 0)
  return {
    start,
    lines: 0,
    delimiters: 0,
    words: 0,
    open: 0,
    linksInOpen: 0,
    hasTrail: false,
    tickLengths: new Set(),
    unclosed,
  }
}

/** Links and addresses that are whole, of which a page may have thousands. */
const wholeLink = /!?\[[^[\]]*\]\([^()\s]*\)|(?:https?:\/\/|www\.)[^\s<]+|[\w.+-]{1,64}@[\w.-]+/gi

function count(written: string, counts: Counts): void {
  const line = written.replace(wholeLink, 'a')
  counts.open = Math.max(0, counts.open + line.split('[').length - line.split(']').length)
  if (counts.open > 0) counts.linksInOpen += written.match(bareLink)?.length ?? 0
  counts.hasTrail ||= longTrail.test(written) && (written.match(wholeLink) ?? []).some((link) => longTrail.test(link))
  counts.delimiters += line.match(/[*_~[\]]/g)?.length ?? 0
  counts.words += line.match(/[a-z\d]+|[!-/:-@[-`{-~]/gi)?.length ?? 0
  for (const [run] of line.matchAll(/`+/g)) counts.tickLengths.add(run.length)
  if (!/<[?!]/.test(line)) return
  unclosable.forEach(({ open, close }, kind) => {
    const last = line.lastIndexOf(close)
    const opened = line.slice(last + 1).match(open)?.length ?? 0
    counts.unclosed[kind] = opened + (last < 0 ? (counts.unclosed[kind] ?? 0) : 0)
  })
}

function isDense({ delimiters, words, linksInOpen, hasTrail, tickLengths, unclosed }: Counts): boolean {
  return (
    delimiters > maxDelimiters ||
    words > maxWords ||
    linksInOpen > maxLinksInOpen ||
    hasTrail ||
    tickLengths.size > maxTickLengths ||
    unclosed.some((opened) => opened > maxUnclosed)
  )
}

/** Between the tags of a shortcode, whose inner text may be data. */
function isInShortcode(text: string, start: number, end: number): boolean {
  const open = text.slice(0, start).lastIndexOf('{{')
  const [, name] = (open >= 0 && /^\{\{[<%]\s*([^\s/<>%]+)/.exec(text.slice(open, start))) || []
  const closed = name && text.slice(end).matchAll(/\{\{[<%]\s*\/\s*([^\s<>%]+)/g)
  return closed ? [...closed].some(([, closing]) => closing === name) : false
}
