import { classifyCharacter, isCjk, isUnicodeWhitespace } from 'micromark-extension-cjk-friendly-util'
import { createLines, type Lines } from '../parse/cjk/lines.ts'
import type { MarkdownConfig } from '../types.ts'
import { blankFences } from './fences.ts'
import { isInCode, judgeLinks } from './linkAgreement.ts'
import { isMaskable } from './masks.ts'
import { paragraphEnd, paragraphStart, plainCode } from './paragraphs.ts'
import { isQuirk } from './quirks.ts'

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
 *   same tree. Where that is not so, it may be once the punctuation counts as letters (see masks.ts).
 * - **Single tildes** are text to the reference. They are so to the fast parser as well where none outside
 *   of code can close what one before it in the paragraph opens.
 * - **Bare links.** The reference ends them at CJK punctuation and finds them after CJK letters. In a bare URL of
 *   ASCII characters only, without `*` `~` or `__`, both end where GFM says;
 *   one that runs into text without a delimiter is cut afterwards (see bareLinks.ts). A URL in a link that nothing can
 *   keep from being one is no bare link (see linkAgreement.ts).
 * - **Fenced code** is read alike, so that delimiters in it say nothing (see fences.ts).
 * - **Math** exists in the reference alone, where the site turns it on; a lone dollar in a paragraph, or in code, is none.
 * - **Definition lists** exist in the reference alone.
 *
 * What the fast parser reads otherwise by mistake is refused as well (see quirks.ts).
 */

/** Why the reference must take a body. */
export type Disagreement = 'emphasis' | 'tilde' | 'link' | 'math' | 'definition' | 'quirk'

/** `cut`: the trees agree once bare links are cut. `mask`: they do of the text as masks.ts masks it. */
export type Verdict = Disagreement | 'agree' | 'cut' | 'mask'

export function judge(body: string, { math }: Pick<MarkdownConfig, 'math'>): Verdict {
  if (isQuirk(body)) return 'quirk'
  const text = blankFences(body)
  if (math && text.includes('$') && mayBeMath(text)) return 'math'
  if (definition.test(text)) return 'definition'
  const links = judgeLinks(text)
  if (links === 'link') return links
  const emphasis = emphasisDiffers(text, standardFlanks)
  return emphasis === 'emphasis' && links === 'agree' && !emphasisDiffers(text, maskedFlanks)
    ? 'mask'
    : (emphasis ?? links)
}

/** Whether two dollars stand outside of code in one paragraph, or two side by side anywhere. */
function mayBeMath(text: string): boolean {
  if (text.includes('$$')) return true
  const open = [...text.matchAll(/\$/g)].filter(({ index }) => !isInCode(text, index))
  return new Set(open.map(({ index }) => paragraphStart(text, index))).size < open.length
}

/** A line that begins, within quotes, lists or footnotes, with a colon and a blank. */
const definition = /^(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t]|\[\^[^\]\n]*\]:)*:(?:[ \t]|\r?$)/m

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

/** Delimiters in a row; one of several kinds differs always. */
const runs = /[*_~]+/g

interface Rules extends Pick<Lines, 'isChinese'> {
  /** The fast parser's. */
  readonly flanks: FlanksOf
}

function emphasisDiffers(body: string, flanks: FlanksOf): Disagreement | undefined {
  const lines = createLines()
  lines.read(body)
  const rules = { flanks, isChinese: lines.isChinese }
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
    group.push(toRun(body, match[0], match.index, rules))
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

function toRun(body: string, run: string, index: number, { flanks, isChinese }: Rules): Run {
  const marker = run.charAt(0)
  const end = index + run.length
  const before = kindBefore(body, index)
  const after = toKind(body.codePointAt(end) ?? Number.NaN)
  const standard = flanks(marker, before, after)
  // Where a line is not Chinese, the reference keeps to the standard.
  const cjk = (isChinese(index) ? cjkFlanks : standardFlanks)(marker, before, after)
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
  readonly maskable: boolean
}

const letter: Kind = { space: false, punctuation: false, cjk: false, maskable: false }

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
    kind = {
      space: isUnicodeWhitespace(category),
      punctuation: (category & 2) !== 0,
      cjk: isCjk(category),
      maskable: isMaskable(code),
    }
    kinds.set(code, kind)
  }
  return kind
}

type FlanksOf = (marker: string, before: Kind, after: Kind) => Flanks

/** CommonMark 0.31.2, section 6.2. */
function standardFlanks(marker: string, before: Kind, after: Kind): Flanks {
  const left = !after.space && (!after.punctuation || before.space || before.punctuation)
  const right = !before.space && (!before.punctuation || after.space || after.punctuation)
  return marker === '_'
    ? { opens: left && (!right || before.punctuation), closes: right && (!left || after.punctuation) }
    : { opens: left, closes: right }
}

/** The same where punctuation is masked. */
function maskedFlanks(marker: string, before: Kind, after: Kind): Flanks {
  return standardFlanks(marker, masked(before), masked(after))
}

function masked(kind: Kind): Kind {
  return kind.maskable ? letter : kind
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
