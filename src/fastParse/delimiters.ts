import { classifyCharacter, isCjk, isUnicodeWhitespace } from 'micromark-extension-cjk-friendly-util'

/** Bits of a run of delimiters: it opens emphasis, it closes it. */
export const opens = 1
export const closes = 2

/** Delimiters in a row. */
export interface Run {
  /** The first one. */
  readonly marker: string
  /** True for a run of several kinds, or one that is read differently beside a character outside the basic plane. */
  readonly mixed: boolean
  readonly index: number
  readonly length: number
  /** Bits that the fast parser gives it, and those that the reference does. */
  readonly fast: number
  readonly reference: number
}

/** How the fast parser reads: as CommonMark has it, or so where punctuation is masked (see masks.ts). */
export type FastRule = 'standard' | 'masked'

export function runsIn(body: string, rule: FastRule, isChinese: (index: number) => boolean): readonly Run[] {
  const runs: Run[] = []
  const pattern = /[*_~]+/g
  for (let match = pattern.exec(body); match; match = pattern.exec(body))
    runs.push(toRun(match[0], match.index, body, rule, isChinese))
  return runs
}

function toRun(run: string, index: number, body: string, rule: FastRule, isChinese: (index: number) => boolean): Run {
  const { length } = run
  const marker = run.charAt(0)
  const end = index + length
  const place = placeOf(marker, kindBefore(body, index), kindOf(body.codePointAt(end)))
  const fast = tables[rule][place] as number
  const cjk = tables.cjk[place] as number
  const standard = tables.standard[place] as number
  // The reference keeps to the standard in a line that is not Chinese.
  const isLiteral = marker === '*' && isLiteralStars(body, index, length) && isChinese(index)
  const reference = isLiteral ? 0 : cjk === standard || isChinese(index) ? cjk : standard
  const mixed =
    (length > 1 && run !== marker.repeat(length)) ||
    isHalved(marker, fast, body.charCodeAt(index - 1), body.charCodeAt(end))
  return { marker, mixed, index, length, fast, reference }
}

/** Stars that the reference leaves as text, see `literalStars`. */
function isLiteralStars(body: string, index: number, length: number): boolean {
  const behind = body.slice(index + length, index + length + 2)
  return length === 1
    ? /^\.[a-z]/i.test(behind)
    : length > 2 && body.charAt(index - 1) === '、' && /^[a-z\d]/i.test(behind)
}

/** Micromark's own rule, in a line that is not Chinese, takes one half of a pair of surrogates for a letter. */
function isHalved(marker: string, fast: number, before: number, after: number): boolean {
  if ((before & 0xf800) !== 0xd800 && (after & 0xf800) !== 0xd800) return false
  return fast !== tables.standard[placeOf(marker, kindOf(before), kindOf(after))]
}

/** Bits of a character's kind. */
const [space, punctuation, cjk, maskable] = [1, 2, 4, 8]

function kindBefore(body: string, index: number): number {
  const code = body.charCodeAt(index - 1)
  return kindOf(code >= 0xdc00 && code <= 0xdfff ? body.codePointAt(index - 2) : code)
}

/** Kinds of the basic plane's characters that were asked for, with one bit more. */
const kinds = new Uint8Array(0x1_0000)
const isKnown = 16

/** Not a number, and nothing, stand for the start and the end. */
function kindOf(code = Number.NaN): number {
  const kind = kinds[code] ?? 0
  return kind === 0 ? classify(code) : kind & ~isKnown
}

function classify(code: number): number {
  const category = classifyCharacter(Number.isNaN(code) ? null : code)
  const kind =
    (isUnicodeWhitespace(category) ? space : 0) |
    (category & 2 ? punctuation : 0) |
    (isCjk(category) ? cjk : 0) |
    (category & 2 && code > 0x7f && code <= 0xffff ? maskable : 0)
  kinds[code] = kind | isKnown
  return kind
}

/** Punctuation beyond ASCII, of one UTF-16 unit. */
export function isMaskable(code: number): boolean {
  return (kindOf(code) & maskable) !== 0
}

type Flanks = (isUnderscore: boolean, before: number, after: number) => number

/** CommonMark 0.31.2, section 6.2. */
const standardFlanks: Flanks = (isUnderscore, before, after) => {
  const left = !(after & space) && (!(after & punctuation) || (before & (space | punctuation)) !== 0)
  const right = !(before & space) && (!(before & punctuation) || (after & (space | punctuation)) !== 0)
  return isUnderscore
    ? bits(left && (!right || (before & punctuation) !== 0), right && (!left || (after & punctuation) !== 0))
    : bits(left, right)
}

/** The same where punctuation is masked: it counts as letters. */
const maskedFlanks: Flanks = (isUnderscore, before, after) =>
  standardFlanks(isUnderscore, before & maskable ? 0 : before, after & maskable ? 0 : after)

/** The specification of markdown-cjk-friendly: punctuation counts where it is not CJK, and CJK lets what follows it open. */
const cjkFlanks: Flanks = (isUnderscore, before, after) => {
  const plain = (kind: number) => (kind & (punctuation | cjk)) === punctuation
  const left = !(after & space) && (!plain(after) || (before & (space | cjk)) !== 0 || plain(before))
  const right = !(before & space) && (!plain(before) || (after & (space | cjk)) !== 0 || plain(after))
  return isUnderscore
    ? bits(
        left && ((before & (space | punctuation)) !== 0 || !right),
        right && ((after & (space | punctuation)) !== 0 || !left),
      )
    : bits(left, right)
}

function bits(doesOpen: boolean, doesClose: boolean): number {
  return (doesOpen ? opens : 0) | (doesClose ? closes : 0)
}

const tables = { standard: tableOf(standardFlanks), masked: tableOf(maskedFlanks), cjk: tableOf(cjkFlanks) }

function tableOf(flanks: Flanks): Uint8Array {
  return Uint8Array.from({ length: 512 }, (_, place) => flanks(place >> 8 === 1, (place >> 4) & 15, place & 15))
}

function placeOf(marker: string, before: number, after: number): number {
  return (marker === '_' ? 256 : 0) | (before << 4) | after
}
