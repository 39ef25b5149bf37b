/**
 * Constructs that the fast parser was seen to read otherwise than CommonMark and GFM: control characters; a task
 * without text or in a heading; a footnote in another block, or one that starts with a list, a quote, HTML or a
 * footnote, or whose label holds an escape, a blank or a character reference; HTML after a definition, or a table's
 * second row, or a list from another number than 1 or of empty items; an item that starts with a comment or is empty;
 * HTML that ends at a mark of its own in a list or quote, or that holds the end tag of another of its kind; a table
 * whose first row continues a paragraph further in, whose second starts as a list or stands in the label of what may be
 * a definition, or right behind which HTML stands; an escaped delimiter at the head of a run; a slash or an equals sign
 * in a tag's value without quotes; a tag over several lines in a list, a quote or a footnote; a hard break at the end
 * of a link's text; an image whose text starts as a footnote's; a title over several lines; a lazy line that starts
 * with a tag; indented code right behind what closed a list, a quote or a footnote; a fence that nothing closes there.
 *
 * And what the reference reads otherwise than CommonMark: in a quote or a footnote a list is loose where a blank line
 * and then a list of another kind, or a deeper quote, or another blank line follow it, and tight where a list in it
 * ends so; an item is tight where a line of blanks alone, as far in as its indented code, stands behind that code, and
 * in a quote such a line belongs to the code; CDATA does not end at `]]]>`.
 *
 * `withoutFences` is the body without the content of fenced code (see fences.ts).
 */
export function isQuirk(body: string, withoutFences = body): boolean {
  // An expression that begins at lines' heads, or has several parts, is slow: first it is seen whether it can match at all.
  if (anyControl.test(body) && control.test(body)) return true
  if (emptyItem.test(withoutFences) || ((body.includes('<') || trailing.test(body)) && oddItem.test(body))) return true
  if (body.includes('|') && (lazyTable.test(body) || tabbedTable.test(body))) return true
  if (/\||-:|:-/.test(body) && ((hasTable(body) && tagBehindLine.test(body)) || narrowTable.test(body))) return true
  if (task.test(body) && indentedUnderline.test(body)) return true
  if (body.includes('<') && (containedHtml.test(body) || longBlank.test(body) || isTagContained(withoutFences)))
    return true
  if (body.includes('<') && (oddValue.test(body) || endsAtAnother(body) || body.includes(']]]>'))) return true
  if (body.includes('\\') && /\\~|\\\*\*|\\__|(?:^|\s)[^\s\\]*\\\S*@/.test(body)) return true
  if (body.includes(']') && anyBracketQuirk.test(withoutFences) && bracketQuirks.test(withoutFences)) return true
  const mayLeave = leavingLine.test(withoutFences) || (body.includes('[^') && body.includes('<'))
  if (mayLeave && leavesContainer(body)) return true
  if (anyDeepBlank.test(withoutFences) && blankBehindCode.test(withoutFences)) return true
  return (containedFence.test(body) && leavesFenceOpen(body)) || mixesLists(body)
}

const anyControl = /[\0\v\f\r\u0085\u2028\u2029\ufeff]/
const control = /[\0\v\f\u0085\u2028\u2029\ufeff]|\r(?!\n)/

const emptyItem = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t>]+)*(?:[-+*]|\d{1,9}[.)])\r?$/m
/** An item that starts with a comment or the like, or is empty. */
const oddItem = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t>]+)*(?:[-+*]|\d+[.)])[ \t]+(?:[-+*\d.)> \t]*<[!?]|\|?[ \t]*\r?$)/m
/** The end of an empty item. */
const trailing = /[ \t|]\r?(?:\n|$)/

/** A slash or an equals sign in a value without quotes, behind attributes without one. */
const oddValue =
  /<[a-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`/]+))?)*\s+[\w:.-]+\s*=\s*[^\s"'=<>`/]*[/=]/i

/** HTML of the kinds that end at a mark of their own, in a list or a quote. */
const containedHtml = /^[ \t]*(?:>|[-+*]|\d+[.)])[ \t>*+\-\d.)]*<(?:!|\?|pre|script|style|textarea)/im
/** A blank line of a quote with several blanks, which the reference counts to HTML before it. */
const longBlank = /^[ \t]*>[ \t>]*(?:[ ]{2}|\t)\r?$/m
const anyDeepBlank = /[\n>](?: {5}| *\t)[ \t]*\r?(?:\n|$)/
/** A line of blanks alone behind indented code of an item, or in a quote. */
const blankBehindCode =
  /^(?:[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*(?:[-+*]|\d+[.)]))?(?: {5}| *\t)[ \t]*[^ \t\r\n].*\n(?:[ \t]*\r?\n)*(?: {5}| *\t)[ \t]*\r?$|>(?: {5}| *\t)[ \t]*\r?$/m
const container = /^[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t]|\[\^)/m
/** A tag or comment amid text that its line does not end. A tag that begins a block at a line's head is none. */
const tagOverLines =
  /^(?!<|[ \t]*<\/?(?:div|p|table|t[rdh]|[uod]l|li|d[td]|details|summary|section|figure|iframe|center|form)\b).*<(?:\/?[a-z][\w-]*(?:[ \t]+[\w:.-]+(?:[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s"'=<>`]+))?)*(?:[ \t]+[\w:.-]+)?(?:[ \t]*=[ \t]*(?:"[^"\n]*|'[^'\n]*)?)?[ \t]*|!--(?:(?!-->|<!--).)*|\?(?:(?!\?>|<\?).)*|!\[CDATA\[(?:(?!\]\]>|<!).)*|![a-z][^<>\n]*)\r?\n/im

function isTagContained(body: string): boolean {
  return tagOverLines.test(body) && container.test(body)
}

/** The head of such HTML, behind blanks in a container (see below). */
const rawHead = /<(?:!|\?|pre|script|style|textarea)/iy

const rawText = /^(?:[ \t>]|[-+*]|\d+[.)])*<(pre|script|style|textarea)(?=[\s>]|$)|<\/(pre|script|style|textarea)>/gim

/** HTML of `<pre>`, `<script>`, `<style>` or `<textarea>` in which the end tag of another of them stands. */
function endsAtAnother(body: string): boolean {
  const open = new Set<string>()
  for (const [, start, end] of body.matchAll(rawText)) {
    if (start) open.add(start.toLowerCase())
    if (!end || open.size === 0) continue
    if (open.size > 1 || !open.has(end.toLowerCase())) return true
    open.clear()
  }
  return false
}

/** A table's second row that is indented further than its first. */
const lazyTable =
  /^[ \t>]*[-+*][ \t](?=[^\n|]*\|)[-:| \t]+\r?$|^([ \t>]*)(?![ \t>]|(?:[-+*]|\d+[.)])[ \t])[^|\n]*\|.*\n\1[ \t>]+[|:-][-:| \t]*$/m

/** A table's second row behind a tab. */
const tabbedTable = /^[ >]*\t[ \t>]*[|:-][-:| \t]*\r?$/m

/** A table's second row of one column without a bar, behind blanks or in a quote. */
const narrowTable = /^[ \t>]+(?::-+:?|-+:)[ \t]*\r?$/m

const task = /(?:[-+*]|\d[.)])[ \t]+\[[ xX]\]/
const indentedUnderline = /^[ \t>]+(?:=+|-+)[ \t]*\r?$/m

/** True where a row of dashes may make a table. */
function hasTable(body: string): boolean {
  return body.match(/^[ \t>]*[|:-][-:| \t]*\r?$/gm)?.some((row) => /[|:]/.test(row)) ?? false
}

/** A tag at the head of a line right behind another: it ends a table. */
const tagBehindLine = /[^\n]\n[ \t>]*<\/?[a-z]/i

const anyBracketQuirk = /\[[\s^xX]|\]:|(?:\\| {2})\r?\n[ \t>]*\]|\]\(/
const bracketQuirks = new RegExp(
  [
    /^[ \t>]*\[[ xX]\]|(?:\[|\\| {2})\r?\n[ \t>]*\]|\]\(\s*(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))+)\s+(?:"(?:\\.|[^"\\\n])*|'(?:\\.|[^'\\\n])*|\((?:\\.|[^)\\\n])*)\\?\n|\[[ \txX]\](?:[ \t]*(?:\r?\n|$)|.*\n[ \t>]*(?:[-=]|[|:][-:| \t]*\r?$))/,
    /!\[\^|\[\^[^\]\n]*[&\\ \t][^\]\n]*\]/,
    /^[ \t>]*\[\^[^\]\n]*\]:[ \t]*(?:[[<>`*+-]|\d+[.)])/,
    /^(?:[ \t>]|(?:[-+*]|\d+[.)])[ \t])+\[\^[^\]\n]*\]:/,
    /\]:.*\n[ \t>]*(?:<|[|:-][-:| \t]*\r?$)/,
    /\[(?:\\(?:.|$)|[^[\]\n\\])*\n[ \t>]*[|:-][-:| \t]*\r?$/,
    /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*\[[^\]\n^][^\]\n]*\]:[\s\S]*^[ \t>]*(?:(?!1[.)])\d+[.)][ \t]|(?:[-+*]|\d+[.)])\r?$)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'm',
)

const mark = /(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]*\]:)/
/** A block that paragraphs do not go on behind: a heading, a fence, HTML, a thematic break, the line under a heading. */
const closing =
  / {0,3}(?:#{1,6}[ \t\r\n]|```|~~~|<|[-=]+[ \t]*\r?$|(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$)/
/** A line with blanks and a tag, a block as above, a line that may be indented code, one of containers, a blank one. */
const lines = new RegExp(
  `^(?:([ \\t]+<|[ \\t>]*[ \\t]{2}<)|(${closing.source})|([ \\t]*\\r?$)|( {4}| {0,3}\\t)|([ \\t]*(?:${mark.source}[ \\t]*)+)|.)`,
  'gm',
)

const heading = /#{1,6}(?:[ \t\r\n]|$)/y

/** Lines that the walk below looks for: indented code, a tag behind blanks, code right behind a mark. */
const leavingLine = /^(?: {4}| {0,3}\t|[ \t>]+<)|[-+*>.):](?: {5}| *\t)/m

/**
 * A line that continues, between blank lines, what stands in a list, a quote or a footnote, and starts with blanks and a
 * tag, in a footnote with a tag alone; or indented code right behind what closed one.
 */
function leavesContainer(body: string): boolean {
  /** True while a container is open: since the last blank line, and at all; that is a footnote, and quotes alone. */
  let [isNear, isOpen, isNote, isQuote] = [false, false, false, false]
  /** True where the next line may be code right behind a container's end; and where the next blank line ends it. */
  let [isClosed, isLeft] = [false, false]
  /** True from HTML on that blank lines don't end: where it ends is not looked for. */
  let isRaw = false
  let fenceEnd: RegExp | undefined
  for (const { 0: line, 1: tag, 2: closes, 3: blank, 4: code, 5: marks, index } of body.matchAll(lines)) {
    if (fenceEnd) {
      fenceEnd.lastIndex = index
      if (fenceEnd.test(body)) fenceEnd = undefined
    } else if (blank !== undefined) {
      isOpen &&= !isLeft || isRaw
      isNote &&= isOpen
      isNear = isLeft = false
      isClosed &&= isRaw
    } else if (tag !== undefined || (isNote && closes?.endsWith('<'))) {
      rawHead.lastIndex = index + line.length - 1
      if (isNear || (isClosed && /^(?: {4}| {0,3}\t)/.test(line)) || (isOpen && rawHead.test(body))) return true
      if (line.includes('>')) {
        if (isOpen && !isQuote && isDeep(line)) return true
        isQuote ||= !isOpen
        isOpen = isNear = true
      }
    } else if (code !== undefined) {
      if (isClosed) return true
      isNear = isOpen
    } else if (marks !== undefined) {
      const isQuoteToo = /^[ \t>]*$/.test(marks)
      if (isOpen && !(isQuote && isQuoteToo) && isDeep(marks)) return true
      isQuote = isQuoteToo && (isQuote || !isOpen)
      heading.lastIndex = index + line.length
      isClosed = isOpen && heading.test(body)
      isOpen = true
      isLeft = false
      isNear = /[^ \t>\r]/.test(line) || !body.startsWith('\n', index + line.length)
      isNote ||= line.includes('[^')
    } else if (closes !== undefined) {
      isClosed = isOpen
      // A tag may be lazy text, behind which the container goes on.
      isLeft = isOpen && !closes.startsWith(' ') && !closes.endsWith('<')
      rawHead.lastIndex = index + line.length - 1
      isRaw ||= isOpen && rawHead.test(body)
      const fence = /^(`{3,}(?![^\n]*`)|~{3,})/.exec(body.slice(index, index + 1000))?.[1]
      if (fence) fenceEnd = new RegExp(` {0,3}${fence}${fence.charAt(0)}*[ \\t]*\\r?(?:\\n|$)`, 'y')
    } else {
      isClosed &&= isRaw
      isLeft ||= isOpen && !isNear && line !== ' '
    }
  }
  return false
}

/** True where what stands behind the marks of containers may be indented code. */
const isDeep = (marks: string) => / {5}|\t/.test(marks.trimStart())

const fence = /^([ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t][ \t>]*)*)(`{3,}(?=[^`\n]*$)|~{3,}|\[\^[^\]\n]*\]:)/gm

const containedFence = /^[ \t>\-+*\d.)]+(?:```|~~~)/m

/** A fence in a list or a quote, or behind blanks, that none closes there, or behind which a footnote's text begins. */
function leavesFenceOpen(body: string): boolean {
  const quotes = (prefix: string) => prefix.replace(/[^>]/g, '').length
  let open: { readonly prefix: string; readonly marker: string } | undefined
  for (const [, prefix = '', marks = ''] of body.matchAll(fence)) {
    const marker = marks.charAt(0)
    if (marker === '[') {
      if (open?.prefix) return true
    } else if (!open) open = { prefix, marker }
    else if (open.marker === marker) {
      if (open.prefix && (quotes(open.prefix) !== quotes(prefix) || !/^[ \t>]/.test(prefix))) return true
      open = undefined
    }
  }
  return Boolean(open?.prefix)
}

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
      (items.length > 0 && lines.some(([line]) => /^[ \t]*[-+*\d]/.test(line))) ||
      items.some(([, , marks = '']) => marks.match(/[-+*.)]/g)?.length !== 1) ||
      new Set(items.map(([line, , marks = '']) => line.length - marks.length)).size > 1
    if (kinds.size > 1 || isNested || (kinds.size > 0 && (depths.size > 1 || blankTwice.test(body)))) return true
  }
  return body.includes('[^') && kindsOf(body.matchAll(indentedLine)).size > 1
}

function kindsOf(lines: Iterable<RegExpMatchArray>): ReadonlySet<string> {
  return new Set([...lines].flatMap(([, , marks]) => marks?.match(/[-+*.)>]/g) ?? []))
}
