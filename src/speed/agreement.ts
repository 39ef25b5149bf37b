import { classifyCharacter, isCjk, isUnicodeWhitespace } from 'micromark-extension-cjk-friendly-util'
import type { MarkdownConfig } from '../types.ts'
import { blankFences } from './fences.ts'
import { paragraphEnd, paragraphStart, plainCode } from './paragraphs.ts'

/**
 * Whether the fast parser must build the same tree as the reference for a body: exact on what it lets through,
 * and cheap, for it reads every body.
 *
 * The fast parser knows CommonMark and GFM as published. The reference differs from it in these constructs alone:
 *
 * - **Emphasis** (`*` `_` `~~`). Where a run of delimiters stands beside CJK text and punctuation, the reference lets
 *   it open or close where CommonMark does not. A run that opens and closes alike under both rules changes nothing.
 *   Where one differs, its whole paragraph must be made of neighbours that pair off: run 1 with run 2, 3 with 4 …,
 *   each pair on one line, of one character and one length, the first of each pair an opener and the second a closer
 *   under both rules, with no bar and no half of a pair of brackets between. Then every closer finds its neighbour
 *   first, whatever else it may also do (the rule of three can't part runs of one length), and both rules give the
 *   same tree.
 * - **Single tildes** are text to the reference. They are so to the fast parser as well where none outside
 *   of code can close what one before it in the paragraph opens.
 * - **Bare links.** The reference ends them at CJK punctuation and finds them after CJK letters. In a bare URL of
 *   ASCII characters only, without `*` `~` or `__`, both end where GFM says;
 *   one that runs into text without a delimiter is cut afterwards (see bareLinks.ts).
 * - **Fenced code** is read alike, so that delimiters in it say nothing (see fences.ts).
 * - **Math** exists in the reference alone, where the site turns it on.
 * - **Definition lists** exist in the reference alone.
 *
 * What the fast parser reads otherwise by mistake is refused as well: see `isQuirk`.
 */

/** Why the reference must take a body. */
export type Disagreement = 'emphasis' | 'tilde' | 'link' | 'math' | 'definition' | 'quirk'

/** `cut`: the trees agree once bare links are cut. */
export type Verdict = Disagreement | 'agree' | 'cut'

export function judge(body: string, { math }: Pick<MarkdownConfig, 'math'>): Verdict {
  if (isQuirk(body)) return 'quirk'
  const text = blankFences(body)
  if (math && text.includes('$')) return 'math'
  if (definition.test(text)) return 'definition'
  const links = judgeLinks(text)
  return links === 'link' ? links : (emphasisDiffers(text) ?? links)
}

/** A line that begins, within quotes, lists or footnotes, with a colon and a blank. */
const definition = /^(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t]|\[\^[^\]\n]*\]:)*:(?:[ \t]|\r?$)/m

/**
 * What the fast parser was seen to read otherwise than CommonMark and GFM: control characters; a task without text or in
 * a heading; a footnote in another block, or one that starts with a list, a quote, HTML or a footnote; HTML
 * after a definition, or a list from another number than 1; an item that starts with a comment or is empty; a list
 * right behind a comment and the like in a list or quote; a table whose first row continues a paragraph further in;
 * an escaped delimiter at the head of a run; a slash in a tag's value without quotes (see openTags.ts).
 */
function isQuirk(body: string): boolean {
  if (/[\0\v\f\u0085\u2028\u2029\ufeff]|\r(?!\n)/.test(body)) return true
  if (/^[ \t>]*(?:[-+*]|\d+[.)])[ \t]+(?:[-+*\d.)> \t]*<[!?]|\|?[ \t]*\r?$)/m.test(body)) return true
  if (body.includes('|') && lazyTable.test(body)) return true
  if (body.includes('<') && containedHtml.test(body) && behindTag.test(body)) return true
  if (body.includes('<') && slashInValue.test(body)) return true
  if (body.includes('\\') && /\\~|\\\*\*|\\__|(?:^|\s)[^\s\\]*\\\S*@/.test(body)) return true
  return body.includes(']') && bracketQuirks.test(body)
}

/** A slash in a value without quotes, behind attributes without one. */
const slashInValue =
  /<[a-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`/]+))?)*\s+[\w:.-]+\s*=\s*[^\s"'=<>`/]*\//i

/** HTML of the kinds that end at a tag of their own, in a list or a quote; and a list right behind a line with a tag. */
const containedHtml = /^(?:[ \t]|(?:>|[-+*]|\d+[.)]))[ \t>*+\-\d.)]*<(?:!|\?|pre|script|style|textarea)/im
const behindTag = /^[^>\n]*>.*\n[ \t>]*(?:[-+*]|\d+[.)])(?:[ \t]|$)/m

/** A table's second row that is indented further than its first. */
const lazyTable = /^([ \t>]*)(?![ \t>]|(?:[-+*]|\d+[.)])[ \t])[^|\n]*\|.*\n\1[ \t>]+[|:-][-:| \t]*$/m

const bracketQuirks = new RegExp(
  [
    /\[[ \txX]\](?:[ \t]*(?:\r?\n|$)|.*\n[ \t>]*[-=])/,
    /^[ \t>]*\[\^[^\]\n]*\]:[ \t]*(?:[[<>`*+-]|\d+[.)])/,
    /^[ \t>]+\[\^[^\]\n]*\]:/,
    /\]:.*\n[ \t>]*</,
    /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*\[[^\]\n^][^\]\n]*\]:[\s\S]*^[ \t>]*(?!1[.)])\d+[.)][ \t]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'm',
)

// ── Bare links ─────────────────────────────────────────────────────────────

const urlStart = /https?:\/\/(?:www\.)?|www\./gi
const emailStart = /[\w.+-]@[a-z0-9]/gi
const ascii = /^[!-~]*$/
/** A URL that runs into text without any delimiter, nor one in what is cut off: bareLinks.ts cuts it as the reference. */
const mendable = /^https?:\/\/[\w\-.:/?#%=&+,$]*(?<!_[_.:?,]*)[^\0-~](?:(?!https?:|www\.)[^\0- *_~`[\]()!&\\|@<>'"])*$/i

function judgeLinks(body: string): 'agree' | 'cut' | 'link' {
  let verdict: 'agree' | 'cut' = 'agree'
  for (const { 0: start, index } of body.matchAll(urlStart)) {
    const one = judgeUrl(body, index, start)
    if (one === 'cut') verdict = one
    else if (one === 'link' && !isInCode(body, index)) return one
  }
  if (!body.includes('@')) return verdict
  for (const { index } of body.matchAll(emailStart))
    if (!emailAlike(body, index) && !isInCode(body, index)) return 'link'
  return verdict
}

function judgeUrl(body: string, index: number, start: string): 'agree' | 'cut' | 'link' {
  if (isDestination(body, index) || isLinkText(body, index)) return 'agree'
  const before = body.charAt(index - 1)
  if (/[\w\ud800-\udfff]/.test(before)) return 'link'
  if (/^www/i.test(start) && !/^[\s(*_~]?$/.test(before)) return 'link'
  const token = /^[^\s<]*/.exec(body.slice(index, index + 2048))?.[0] ?? ''
  const isAscii = ascii.test(token)
  if (!mendable.test(token) && (!isAscii || /[*~|]|__/.test(token))) return 'link'
  if (!/^[\w\-.:/?#%=&+$]*$/.test(token) && isInBracket(body, index)) return 'link'
  return isAscii ? 'agree' : 'cut'
}

/** Behind a bracket that is not closed, where the reference looks at the text again. */
function isInBracket(body: string, index: number): boolean {
  return body
    .slice(paragraphStart(body, index), index)
    .replace(/\[[^[\]]*\]/g, '')
    .includes('[')
}

/** The destination of `[text](url)` where nothing can keep it from being a link. */
function isDestination(body: string, index: number): boolean {
  if (body.charAt(index - 1) !== '(' || body.charAt(index - 2) !== ']') return false
  const line = body.lastIndexOf('\n', index) + 1
  const opened = /(?:^|[^\\\]])\[(?:[^[\]`<>\\]|`[^[\]`<>\\]+`)*\]\($/.test(body.slice(line, index))
  return opened && /^[^\s()<>`\\]*(?:[ \t]+"[^"\\\n]*")?\)/.test(body.slice(index, index + 2048))
}

/** The text of `[url](url)`, in which no bare link starts. */
function isLinkText(body: string, index: number): boolean {
  if (body.charAt(index - 1) !== '[' || /[\\\]]/.test(body.charAt(index - 2))) return false
  return /^[^\s()<>`\\[\]*_~]*\]\([^\s()<>`\\]*\)/.test(body.slice(index, index + 2048))
}

function emailAlike(body: string, at: number): boolean {
  const before = /[^\s<]*$/.exec(body.slice(Math.max(0, at - 256), at + 1))?.[0] ?? ''
  const after = /^[^\s<]*/.exec(body.slice(at, at + 256))?.[0] ?? ''
  return ascii.test(before) && ascii.test(after) && !/[*~|_]/.test(before + after)
}

/** Inside a code span, in a paragraph whose code spans are plain to see. */
function isInCode(body: string, index: number): boolean {
  const start = paragraphStart(body, index)
  return plainCode(body, start, paragraphEnd(body, index))?.some(([from, to]) => index > from && index < to) ?? false
}

// ── Emphasis ───────────────────────────────────────────────────────────────

interface Run {
  readonly marker: string
  /** Of several kinds, or read differently beside a character outside the basic plane. */
  readonly mixed: boolean
  readonly index: number
  readonly length: number
  readonly standard: Flanks
  readonly cjk: Flanks
  readonly alike: boolean
}

interface Flanks {
  readonly opens: boolean
  readonly closes: boolean
}

/** Delimiters in a row; a row of several kinds differs always. */
const runs = /[*_~]+/g

function emphasisDiffers(body: string): Disagreement | undefined {
  let group: Run[] = []
  let start = 0
  let end = -1
  for (const match of body.matchAll(runs)) {
    if (match.index >= end) {
      const found = groupDiffers(body, group, start, end)
      if (found) return found
      group = []
      start = paragraphStart(body, match.index)
      end = paragraphEnd(body, match.index)
    }
    group.push(toRun(body, match[0], match.index))
  }
  return groupDiffers(body, group, start, end)
}

function groupDiffers(body: string, group: readonly Run[], start: number, end: number): Disagreement | undefined {
  if (group.some(({ mixed }) => mixed)) return 'emphasis'
  const lone = group.filter(isLoneTilde)
  if (mayPair(lone) && mayPair(outsideCode(body, lone, start, end) ?? lone)) return 'tilde'
  const others = lone.length ? group.filter((run) => !isLoneTilde(run)) : group
  if (others.every(({ alike }) => alike)) return undefined
  return pairsOff(body, others, start, end) ? undefined : 'emphasis'
}

function isLoneTilde({ marker, length }: Run): boolean {
  return marker === '~' && length === 1
}

/** Whether one can close what one before it opens, by the standard's rule. */
function mayPair(runs: readonly Run[]): boolean {
  const opener = runs.findIndex(({ standard }) => standard.opens)
  return opener >= 0 && runs.some(({ standard }, index) => index > opener && standard.closes)
}

function pairsOff(body: string, group: readonly Run[], start: number, end: number): boolean {
  const runs = outsideCode(body, group, start, end)
  if (!runs) return false
  const active = runs.filter((run) => !isBullet(body, run) && !isInert(run))
  for (let at = 0; at < active.length; at += 2) {
    const [opener, closer] = [active[at], active[at + 1]]
    if (!opener || !closer || opener.marker !== closer.marker || opener.length !== closer.length) return false
    if (!(opener.standard.opens && opener.cjk.opens && closer.standard.closes && closer.cjk.closes)) return false
    if (/[\n[\]|]/.test(body.slice(opener.index, closer.index).replace(/\[[^[\]\n|]*\]/g, ''))) return false
  }
  return true
}

/** Undefined where it is not plain to see what is code. */
function outsideCode(body: string, group: readonly Run[], start: number, end: number): readonly Run[] | undefined {
  const code = plainCode(body, start, end)
  return code && group.filter(({ index }) => !code.some(([from, to]) => index > from && index < to))
}

function isInert({ standard, cjk }: Run): boolean {
  return !(standard.opens || standard.closes || cjk.opens || cjk.closes)
}

/** A list's bullet. */
function isBullet(body: string, { marker, index, length }: Run): boolean {
  if (marker !== '*' || length !== 1) return false
  const before = body.slice(body.lastIndexOf('\n', index - 1) + 1, index)
  return /^[ \t>]*$/.test(before) && /[ \t\n\r]/.test(body.charAt(index + 1) || '\n')
}

function toRun(body: string, run: string, index: number): Run {
  const marker = run.charAt(0)
  const end = index + run.length
  const before = kindBefore(body, index)
  const after = toKind(body.codePointAt(end) ?? Number.NaN)
  const standard = standardFlanks(marker, before, after)
  const cjk = cjkFlanks(marker, before, after)
  return {
    ...{ marker, index, length: run.length, standard, cjk },
    mixed:
      run !== marker.repeat(run.length) || isHalved(marker, standard, body.charCodeAt(index - 1), body.charCodeAt(end)),
    alike: standard.opens === cjk.opens && standard.closes === cjk.closes,
  }
}

/** Where a line is not Chinese, micromark's own rule holds: it takes one half of a pair of surrogates for a letter. */
function isHalved(marker: string, standard: Flanks, before: number, after: number): boolean {
  if ((before & 0xf800) !== 0xd800 && (after & 0xf800) !== 0xd800) return false
  const halves = standardFlanks(marker, toKind(before), toKind(after))
  return standard.opens !== halves.opens || standard.closes !== halves.closes
}

interface Kind {
  readonly space: boolean
  readonly punctuation: boolean
  readonly cjk: boolean
}

function kindBefore(body: string, index: number): Kind {
  const code = body.charCodeAt(index - 1)
  return toKind(code >= 0xdc00 && code <= 0xdfff ? (body.codePointAt(index - 2) ?? Number.NaN) : code)
}

const kinds = new Map<number, Kind>()

/** Not a number stands for the start and the end. */
function toKind(code: number): Kind {
  let kind = kinds.get(code)
  if (!kind) {
    const category = classifyCharacter(Number.isNaN(code) ? null : code)
    kind = { space: isUnicodeWhitespace(category), punctuation: (category & 2) !== 0, cjk: isCjk(category) }
    kinds.set(code, kind)
  }
  return kind
}

/** CommonMark 0.31.2, section 6.2. */
function standardFlanks(marker: string, before: Kind, after: Kind): Flanks {
  const left = !after.space && (!after.punctuation || before.space || before.punctuation)
  const right = !before.space && (!before.punctuation || after.space || after.punctuation)
  return marker === '_'
    ? { opens: left && (!right || before.punctuation), closes: right && (!left || after.punctuation) }
    : { opens: left, closes: right }
}

/** The specification of markdown-cjk-friendly: punctuation counts where it is not CJK, and CJK lets what follows it open. */
function cjkFlanks(marker: string, before: Kind, after: Kind): Flanks {
  const plain = (kind: Kind) => kind.punctuation && !kind.cjk
  const left = !after.space && (!plain(after) || before.space || plain(before) || before.cjk)
  const right = !before.space && (!plain(before) || after.space || plain(after) || after.cjk)
  return marker === '_'
    ? {
        opens: left && (before.space || before.punctuation || !right),
        closes: right && (after.space || after.punctuation || !left),
      }
    : { opens: left, closes: right }
}
