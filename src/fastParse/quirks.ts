/**
 * What the fast parser was seen to read otherwise than CommonMark and GFM: control characters; a task without text or in
 * a heading; a footnote in another block, or one that starts with a list, a quote, HTML or a footnote; HTML after a
 * definition, or a table's second row, or a list from another number than 1 or of empty items; an item that starts with a
 * comment or is empty; a list right behind a comment and the like in a list or quote; a table whose first row continues a
 * paragraph further in, or right behind which HTML stands; an escaped delimiter at the head of a run; a slash in a tag's
 * value without quotes.
 *
 * And what the reference reads otherwise than CommonMark: in a quote or a footnote a list is loose where a blank line and
 * then a list of another kind, or a deeper quote, or another blank line follow it, and tight where a list in it ends so.
 */
export function isQuirk(body: string): boolean {
  // An expression that begins at lines' heads, or has several parts, is slow: first it is seen whether it can match at all.
  if (anyControl.test(body) && control.test(body)) return true
  if ((body.includes('<') || trailing.test(body)) && oddItem.test(body)) return true
  if (body.includes('|') && (lazyTable.test(body) || (hasTable(body) && tagBehindLine.test(body)))) return true
  if (body.includes('<') && containedHtml.test(body) && behindTag.test(body)) return true
  if (body.includes('<') && slashInValue.test(body)) return true
  if (body.includes('\\') && /\\~|\\\*\*|\\__|(?:^|\s)[^\s\\]*\\\S*@/.test(body)) return true
  if (body.includes(']') && anyBracketQuirk.test(body) && bracketQuirks.test(body)) return true
  return mixesLists(body)
}

const anyControl = /[\0\v\f\r\u0085\u2028\u2029\ufeff]/
const control = /[\0\v\f\u0085\u2028\u2029\ufeff]|\r(?!\n)/

/** An item that starts with a comment or the like, or is empty. */
const oddItem = /^[ \t>]*(?:[-+*]|\d+[.)])[ \t]+(?:[-+*\d.)> \t]*<[!?]|\|?[ \t]*\r?$)/m
/** What an empty item ends with. */
const trailing = /[ \t|]\r?(?:\n|$)/

/** A slash in a value without quotes, behind attributes without one. */
const slashInValue =
  /<[a-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`/]+))?)*\s+[\w:.-]+\s*=\s*[^\s"'=<>`/]*\//i

/** HTML of the kinds that end at a tag of their own, in a list or a quote; and a list right behind a line with a tag. */
const containedHtml = /^(?:[ \t]|(?:>|[-+*]|\d+[.)]))[ \t>*+\-\d.)]*<(?:!|\?|pre|script|style|textarea)/im
const behindTag = /^[^>\n]*>.*\n[ \t>]*(?:[-+*]|\d+[.)])(?:[ \t]|$)/m

/** A table's second row that is indented further than its first. */
const lazyTable = /^([ \t>]*)(?![ \t>]|(?:[-+*]|\d+[.)])[ \t])[^|\n]*\|.*\n\1[ \t>]+[|:-][-:| \t]*$/m

/** Whether a row of dashes may make a table. */
function hasTable(body: string): boolean {
  return body.match(/^[ \t>]*[|:-][-:| \t]*\r?$/gm)?.some((row) => /[|:]/.test(row)) ?? false
}

/** A tag at the head of a line right behind another: it ends a table. */
const tagBehindLine = /[^\n]\n[ \t>]*<\/?[a-z]/i

const anyBracketQuirk = /\[[\s^xX]|\]:/
const bracketQuirks = new RegExp(
  [
    /\[\r?\n[ \t>]*\]|\[[ \txX]\](?:[ \t]*(?:\r?\n|$)|.*\n[ \t>]*[-=])/,
    /^[ \t>]*\[\^[^\]\n]*\]:[ \t]*(?:[[<>`*+-]|\d+[.)])/,
    /^(?:[ \t>]|(?:[-+*]|\d+[.)])[ \t])+\[\^[^\]\n]*\]:/,
    /\]:.*\n[ \t>]*(?:<|[|:-][-:| \t]*\r?$)/,
    /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*\[[^\]\n^][^\]\n]*\]:[\s\S]*^[ \t>]*(?:(?!1[.)])\d+[.)][ \t]|(?:[-+*]|\d+[.)])\r?$)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'm',
)

const endsInQuote = />[ \t>]*\r?(?:\n|$)/
const quotedBlank = /^[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+)*>[ \t>]*\r?$/m
/** The marks of quotes at a line's head, and the marks of lists behind them. */
const quotedLine =
  /^[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+)*((?:>[ \t]*)+)((?:(?:[-+*]|\d+[.)])(?:[ \t]+|(?=\r?$))|>[ \t]*)*)/gm
/** Two blank lines of a quote. */
const blankTwice = /^[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+)*>[ \t>]*\r?\n[ \t]*>[ \t>]*\r?$/m
const indentedLine = /^(?: {4}|\t)([ \t]*)((?:(?:[-+*]|\d+[.)])[ \t]+|>[ \t]*)+)/gm

/**
 * Lists of several kinds or depths, or a list and quotes of several depths, in quotes with a blank line, or a list and two
 * of these; in footnotes lists of several kinds.
 */
function mixesLists(body: string): boolean {
  if (body.includes('>') && endsInQuote.test(body) && quotedBlank.test(body)) {
    const lines = [...body.matchAll(quotedLine)]
    const depths = new Set(lines.map(([, quotes]) => quotes?.replace(/[^>]/g, '')))
    const kinds = kindsOf(lines)
    const items = lines.filter(([, , marks]) => marks)
    const isNested =
      items.some(([, , marks = '']) => marks.match(/[-+*.)]/g)?.length !== 1) ||
      new Set(items.map(([line, , marks = '']) => line.length - marks.length)).size > 1
    if (kinds.size > 1 || isNested || (kinds.size > 0 && (depths.size > 1 || blankTwice.test(body)))) return true
  }
  return body.includes('[^') && kindsOf(body.matchAll(indentedLine)).size > 1
}

function kindsOf(lines: Iterable<RegExpMatchArray>): ReadonlySet<string> {
  return new Set([...lines].flatMap(([, , marks]) => marks?.match(/[-+*.)>]/g) ?? []))
}
