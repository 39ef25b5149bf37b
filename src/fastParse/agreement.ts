import { createLines } from '../parse/cjk/lines.ts'
import { hasBrackets } from '../parse/mathSettings.ts'
import type { MarkdownConfig } from '../types.ts'
import { closes, type FastRule, opens, type Run, runsIn } from './delimiters.ts'
import { blankFences } from './fences.ts'
import { judgeLinks, linkDisagreements } from './linkAgreement.ts'
import { isInCode, paragraphEnd, paragraphStart, plainCode } from './paragraphs.ts'
import { isQuirk } from './quirks.ts'
import type { Range } from './splice.ts'

/**
 * Judges whether the fast parser must build the same tree as the reference for a body: exact on each body that it lets
 * through, and cheap, for it reads them all.
 *
 * The fast parser knows CommonMark and GFM as published. The reference differs from it in these constructs alone:
 *
 * - **Emphasis** (`*` `_` `~~`). The reference lets a run of delimiters beside CJK text and punctuation open or close
 *   where CommonMark does not. A run that opens and closes alike under both rules changes nothing.
 *   The whole paragraph of one that differs must be made of neighbours that pair off: run 1 with run 2, 3 with 4 …,
 *   each pair on one line, of one character and one length, the first of each pair an opener and the second a closer
 *   under both rules, with no bar and no half of a pair of brackets between. Then every closer finds its neighbour
 *   first, whatever else it may also do (the rule of three can't part runs of one length), and both rules give the
 *   same tree. Else they may once the punctuation counts as letters (see masks.ts).
 * - **Single tildes** are text to the reference. They are so to the fast parser as well where none outside
 *   of code can close what one before it in the paragraph opens.
 * - **Bare links.** The reference ends them at CJK punctuation and finds them after CJK letters. In a bare URL of
 *   ASCII characters only, without `*` `~` or `__`, both end where GFM says;
 *   one that runs into text without a delimiter is cut afterwards (see bareLinks.ts). A URL in a link that nothing can
 *   keep from being one is no bare link (see linkAgreement.ts).
 * - **Fenced code** is read alike, so that delimiters in it say nothing (see fences.ts).
 * - **Math** exists in the reference alone, where the site turns it on; a lone dollar in a paragraph, or in code, is none.
 *   So do TeX's brackets where they are formulas.
 * - **Definition lists** exist in the reference alone.
 *
 * Constructs that the fast parser reads otherwise by mistake are refused as well (see quirks.ts).
 *
 * Emphasis, tildes and links are matters of single paragraphs: of a text that defines nothing, the reference reads those
 * that differ, and the fast parser the rest (see splice.ts).
 */

/** Why the reference must take a body. */
export type Disagreement = 'emphasis' | 'tilde' | 'link' | 'math' | 'definition' | 'quirk'

/** `cut`: the trees agree once bare links are cut. `mask`: they do of the text as masks.ts masks it. */
export type Verdict = Disagreement | 'agree' | 'cut' | 'mask'

export function judge(body: string, { math }: Pick<MarkdownConfig, 'math'>): Verdict {
  const text = blankFences(body)
  if (isQuirk(body, text)) return 'quirk'
  if (math && text.includes('$') && mayBeMath(text)) return 'math'
  if (hasBrackets(math) && /\\[([]/.test(text)) return 'math'
  if (definition.test(text)) return 'definition'
  if (text.length > longest && text.split(/\n[ \t>\r]*\n/).some(({ length }) => length > longest)) return 'quirk'
  const links = judgeLinks(text)
  if (links === 'link') return links
  const emphasis = emphasisDiffers(text, 'standard')
  return emphasis === 'emphasis' && links === 'agree' && !emphasisDiffers(text, 'masked') ? 'mask' : (emphasis ?? links)
}

/**
 * The paragraphs that keep the parsers from agreeing on a body that is judged so for one of them; undefined where one
 * says something of another, as a definition does.
 */
export function disagreements(body: string): readonly Range[] | undefined {
  if (/\]:|\[\^/.test(body)) return undefined
  const text = blankFences(body)
  const starts = [...linkDisagreements(text), ...emphasisDisagreements(text)]
  return [...new Set(starts)].map((start) => [start, paragraphEnd(text, start + 1)] as const)
}

/** UTF-16 units of a paragraph: the fast parser's time grows with the square of them, 0.15 s for entities of this length. */
const longest = 20_000

/** True where two dollars stand outside of code in one paragraph, or two side by side anywhere. */
function mayBeMath(text: string): boolean {
  if (text.includes('$$')) return true
  const open = [...text.matchAll(/\$/g)].filter(({ index }) => !isInCode(text, index))
  return new Set(open.map(({ index }) => paragraphStart(text, index))).size < open.length
}

/** A line that begins, within quotes, lists or footnotes, with a colon and a blank. */
const definition = /^(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t]|\[\^[^\]\n]*\]:)*:(?:[ \t]|\r?$)/m

function emphasisDiffers(body: string, rule: FastRule): Disagreement | undefined {
  for (const { group, end } of groupsIn(body, rule)) {
    const found = groupDiffers(body, group, end)
    if (found) return found
  }
  return undefined
}

/** Offsets of the paragraphs in which emphasis differs. */
function emphasisDisagreements(body: string): readonly number[] {
  return groupsIn(body, 'standard')
    .filter(({ group, end }) => groupDiffers(body, group, end))
    .map(({ group }) => paragraphStart(body, group[0]?.index ?? 0))
}

interface Group {
  readonly group: Run[]
  readonly end: number
}

/** The runs of each paragraph that has any, and where it ends. */
function groupsIn(body: string, rule: FastRule): readonly Group[] {
  const lines = createLines()
  lines.read(body)
  const groups: Group[] = []
  for (const run of runsIn(body, rule, lines.isChinese)) {
    const last = groups.at(-1)
    if (last && run.index < last.end) last.group.push(run)
    else groups.push({ group: [run], end: paragraphEnd(body, run.index) })
  }
  return groups
}

/** The disagreement that the runs of a paragraph make, which ends at `end`. */
function groupDiffers(body: string, group: readonly Run[], end: number): Disagreement | undefined {
  let [lone, unlike] = [0, 0]
  for (const run of group) {
    if (run.mixed) return 'emphasis'
    if (isLoneTilde(run)) lone++
    else if (run.fast !== run.reference) unlike++
  }
  if (lone === 0 && unlike === 0) return undefined
  const start = paragraphStart(body, group[0]?.index ?? 0)
  if (lone > 0) {
    const tildes = group.filter(isLoneTilde)
    if (mayPair(tildes) && mayPair(outsideCode(body, tildes, start, end) ?? tildes)) return 'tilde'
  }
  if (unlike === 0) return undefined
  const others = lone > 0 ? group.filter((run) => !isLoneTilde(run)) : group
  return pairsOff(body, others, start, end) ? undefined : 'emphasis'
}

function isLoneTilde({ marker, length }: Run): boolean {
  return marker === '~' && length === 1
}

/** True where a run can close what one before it opens, by the standard's rule. */
function mayPair(runs: readonly Run[]): boolean {
  const opener = runs.findIndex(({ fast }) => fast & opens)
  return opener >= 0 && runs.some(({ fast }, index) => index > opener && fast & closes)
}

function pairsOff(body: string, group: readonly Run[], start: number, end: number): boolean {
  const runs = outsideCode(body, group, start, end)
  if (!runs) return false
  const active = runs.filter((run) => !isBullet(body, run) && (run.fast | run.reference) !== 0)
  for (let at = 0; at < active.length; at += 2) {
    const [opener, closer] = [active[at], active[at + 1]]
    if (!opener || !closer || opener.marker !== closer.marker || opener.length !== closer.length) return false
    if (!(opener.fast & opener.reference & opens && closer.fast & closer.reference & closes)) return false
    const between = body.slice(opener.index, closer.index)
    if (parting.test(between) && parting.test(between.replace(/\[[^[\]\n|]*\]/g, ''))) return false
  }
  return true
}

/** A character that may keep two runs of delimiters from being a pair. */
const parting = /[\n[\]|]/

/** Undefined where it is not plain to see what is code. */
function outsideCode(body: string, group: readonly Run[], start: number, end: number): readonly Run[] | undefined {
  const code = plainCode(body, start, end)
  if (code?.length === 0) return group
  return code && group.filter(({ index }) => !code.some(([from, to]) => index > from && index < to))
}

/** A list's bullet. */
function isBullet(body: string, { marker, index, length }: Run): boolean {
  if (marker !== '*' || length !== 1) return false
  const before = body.slice(body.lastIndexOf('\n', index - 1) + 1, index)
  return /^[ \t>]*$/.test(before) && /[ \t\n\r]/.test(body.charAt(index + 1) || '\n')
}
