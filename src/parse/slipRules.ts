import { firstLetter, isLetter, isPunctuation } from './cjk/characters.ts'
import type { Edit } from './edits.ts'

/** What a rule finds in a body whose code is blotted out. */
export interface Found {
  readonly code: `slip-${'link' | 'image' | 'heading' | 'list' | 'footnote' | 'stars' | 'bold' | 'bold-edge' | 'blank'}`
  readonly mend: Edit
  /** Whether nothing else can have been meant. */
  readonly safe: boolean
}

interface Line {
  readonly text: string
  /** Of its first character in the body. */
  readonly offset: number
  readonly before: string
  readonly after: string
}

type LineRule = (line: Line) => readonly Found[]

/** All slips of a text, in no order. */
export function slipsIn(text: string): readonly Found[] {
  const lines = text.split('\n')
  let offset = 0
  return lines.flatMap((line, index) => {
    const at = offset
    offset += line.length + 1
    if (!line.trim()) return []
    const around = { before: lines[index - 1] ?? '', after: lines[index + 1] ?? '' }
    return rules.flatMap((rule) => rule({ text: line, offset: at, ...around }))
  })
}

/** In front of a block: quotes, and up to three blanks. */
const start = '^(?: {0,3}(?:> {0,4})*)'
const url = /^(?:(https?:\/\/|mailto:)|\.{0,2}\/|#)|\.(?:md|html?|png|jpe?g|gif|webp|svg|pdf)(?:#.*)?$/i

/** `[链接]（https://…）`, also with one parenthesis right. Where it names no protocol it may be prose. */
const link: LineRule = ({ text, offset }) =>
  Array.from(
    text.matchAll(/\[(?!\^)[^\][]*\](?:（([^\s（）()]+)[）)]|\(([^\s（）()]+)）(?!\S*\)))/g),
    ({ 0: whole, 1: a, 2: b, index }) => ({ target: a ?? b ?? '', end: offset + index + whole.length }),
  ).flatMap(({ target, end }) => {
    const match = url.exec(target)
    const mend = { offset: end - target.length - 2, end, text: `(${target})` }
    return match ? [{ code: 'slip-link', mend, safe: match[1] !== undefined }] : []
  })

/** `！[图](x)` where no sentence ends: at the start of a block, or behind a comma or a blank. */
const image: LineRule = ({ text, offset }) =>
  Array.from(text.matchAll(imageMark), ({ 0: before, index }) =>
    at('slip-image', offset + index + before.length, '！', '!', true),
  )

const imageMark = new RegExp(`(?:${start}(?:(?:[-*+]|\\d{1,9}[.)]) +)?|[，、：；,:; ])(?=！\\[[^\\][]*\\][(（])`, 'g')

/** `##标题`; one mark alone may be a hashtag: it counts only behind a blank line, with no other in its line. */
const heading: LineRule = ({ text, offset, before }) => {
  const [, prefix = '', marks = '', rest = ''] = new RegExp(`(${start})(#{1,6}|＃{1,6})([^\\s#＃].*)$`).exec(text) ?? []
  const isHeading =
    marks.length > 1
      ? /^[\p{L}\p{N}“《「【]/u.test(rest)
      : isLetter(rest.charAt(0)) && !/[#＃]/.test(rest) && isBlank(before)
  if (!marks || !isHeading) return []
  const safe = marks.startsWith('##')
  return [at('slip-heading', offset + prefix.length, marks, `${'#'.repeat(marks.length)} `, safe)]
}

/** `-项目` where a list may start; sure where the next line or the one before is an item too. */
const list: LineRule = ({ text, offset, before, after }) => {
  const indent = /^ {0,3}(?=-)/.exec(text)?.[0]
  if (indent === undefined || !isItem(text)) return []
  const safe = isItem(before) || isItem(after)
  if (!safe && !isBlank(before) && !/[：:]$/.test(before)) return []
  return [at('slip-list', offset + indent.length, '-', '- ', safe)]
}

/** `[^1]：` at the start of a line. */
const footnote: LineRule = ({ text, offset }) => {
  const [whole, label = ''] = /^ {0,3}(\[\^[^\]\s]+\])： ?/.exec(text) ?? []
  if (whole === undefined) return []
  const from = offset + whole.indexOf('[')
  return [{ code: 'slip-footnote', mend: { offset: from, end: offset + whole.length, text: `${label}: ` }, safe: true }]
}

/** `＊＊粗＊＊`. Full-width stars also hide words. */
const stars: LineRule = ({ text, offset }) =>
  Array.from(text.matchAll(/(?<!＊)＊＊(?![＊\s])([^＊]+)(?<!\s)＊＊(?!＊)/g), ({ 0: whole, 1: inner = '', index }) =>
    at('slip-stars', offset + index, whole, `**${inner}**`, false),
  )

interface Pair {
  readonly before: string
  readonly inner: string
  readonly after: string
  /** Of the opening stars in the body. */
  readonly from: number
}

/** What stands between double stars, and around them; none in a line whose stars are not plainly pairs. */
function pairsIn({ text, offset }: Line): readonly Pair[] {
  const parts = text.split('**')
  if (parts.length < 3 || parts.length % 2 === 0 || /\*{3}|\\\*/.test(text)) return []
  let from = offset
  return parts.flatMap((inner, index) => {
    const opening = from - 2
    from += inner.length + 2
    const around = { before: parts[index - 1] ?? '', after: parts[index + 1] ?? '' }
    return index % 2 === 1 ? [{ ...around, inner, from: opening }] : []
  })
}

/** `** 粗体**`: blanks inside that keep the stars from opening or closing. They move outside. */
const bold: LineRule = (line) =>
  pairsIn(line).flatMap(({ before, inner: part, after, from }) => {
    const inner = part.trim()
    const isOneSided = !/^\s.*\s$/.test(part)
    if (inner === part || !(isOneSided ? /\p{L}{2}/u.test(inner) : firstLetter(inner) >= 0)) return []
    const left = /^\s/.test(part) && /\S$/.test(before) ? ' ' : ''
    const right = /\s$/.test(part) && /^\S/.test(after) ? ' ' : ''
    return [at('slip-bold', from, `**${part}**`, `${left}**${inner}**${right}`, isOneSided)]
  })

/** `see**[链接](x)**`: between a Latin letter and punctuation that is not Chinese, stars neither open nor close (CommonMark). */
const boldEdge: LineRule = (line) =>
  pairsIn(line).flatMap(({ before, inner, after, from }) => {
    const left = endsLatin.test(before) && isMark(inner.charAt(0)) ? ' ' : ''
    const right = isMark(inner.charAt(inner.length - 1)) && startsLatin.test(after) ? ' ' : ''
    if (!(left || right) || inner.trim() !== inner || firstLetter(inner) < 0) return []
    return [at('slip-bold-edge', from, `**${inner}**`, `${left}**${inner}**${right}`, false)]
  })

const endsLatin = /[\p{Script=Latin}\p{Nd}]$/u
const startsLatin = /^[\p{Script=Latin}\p{Nd}]/u
/** Not the filler of what is blotted out. */
const isMark = (unit: string) => /(?!\uFFFC)[\p{P}\p{S}]/u.test(unit) && !isPunctuation(unit)

/** A full-width blank behind the mark of a heading or item. */
const wideBlank: LineRule = ({ text, offset }) => {
  const match = new RegExp(`(${start})(#{1,6}|[-*+]|\\d{1,9}[.)])(\u3000+)(?=\\S)`).exec(text)
  const [, prefix = '', mark = '', blank = ''] = match ?? []
  return mark ? [at('slip-blank', offset + prefix.length, mark + blank, `${mark} `, mark.startsWith('#'))] : []
}

const rules: readonly LineRule[] = [link, image, heading, list, footnote, stars, bold, boldEdge, wideBlank]

function at(code: Found['code'], offset: number, found: string, text: string, safe: boolean): Found {
  return { code, mend: { offset, end: offset + found.length, text }, safe }
}

function isItem(line: string): boolean {
  const next = /^ {0,3}-(.)/.exec(line)?.[1] ?? ''
  return isLetter(next) || /[“《「【]/.test(next)
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}
