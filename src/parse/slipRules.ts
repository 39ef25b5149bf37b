import { firstLetter, isLetter, isPunctuation } from './cjk/characters.ts'
import { at, type Found, isBlank, type Line, type LineRule } from './slipLine.ts'
import { linkRules } from './slipLinks.ts'

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

/** The marks in front of a block: quotes, and up to three blanks. */
const start = '^(?: {0,3}(?:> {0,4})*)'
const url = /^(?:(https?:\/\/|mailto:)|\.{0,2}\/|#)|\.(?:md|html?|png|jpe?g|gif|webp|svg|pdf)(?:#.*)?$/i

/** `[链接]（https://…）`, also with one parenthesis right. Without a protocol it may be prose. */
const link: LineRule = ({ text, offset }) =>
  Array.from(
    text.matchAll(/\[(?!\^)[^\][]*\](?:（([^\s（）()]+)[）)]|\(([^\s（）()]+)）(?![^\s[]*\)))/g),
    ({ 0: whole, 1: a, 2: b, index }) => ({ target: a ?? b ?? '', end: offset + index + whole.length }),
  ).flatMap(({ target, end }) => {
    const match = url.exec(target)
    const offset = end - target.length - 2
    return match ? [{ code: 'slip-link', offset, end, right: `(${target})`, safe: match[1] !== undefined }] : []
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

/** `-项目`, `1.文字` where a list may start; sure where the next line or the one before is an item too. */
const list: LineRule = ({ text, offset, before, after }) => {
  const [, indent = '', mark = ''] = itemMark.exec(text) ?? []
  if (!mark || !isItem(text)) return []
  const safe = isItem(before) || isItem(after)
  if (!safe && !isBlank(before) && !/[：:]$/.test(before)) return []
  return [at('slip-list', offset + indent.length, mark, `${mark} `, safe)]
}

/** `[^1]：` at the start of a line. */
const footnote: LineRule = ({ text, offset }) => {
  const [whole, label = ''] = /^ {0,3}(\[\^[^\]\s]+\])： ?/.exec(text) ?? []
  if (whole === undefined) return []
  const from = offset + whole.indexOf('[')
  return [{ code: 'slip-footnote', offset: from, end: offset + whole.length, right: `${label}: `, safe: true }]
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
  /** The opening stars' offset in the body. */
  readonly from: number
}

/** Texts between double stars, and around them; none in a line whose stars are not plainly pairs. */
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
/** True of punctuation and signs, but for Chinese ones and the filler of blotted-out text. */
const isMark = (unit: string) => /(?!\uFFFC)[\p{P}\p{S}]/u.test(unit) && !isPunctuation(unit)

/** A full-width blank behind the mark of a heading or item. */
const wideBlank: LineRule = ({ text, offset }) => {
  const match = new RegExp(`(${start})(#{1,6}|[-*+]|\\d{1,9}[.)])(\u3000+)(?=\\S)`).exec(text)
  const [, prefix = '', mark = '', blank = ''] = match ?? []
  return mark ? [at('slip-blank', offset + prefix.length, mark + blank, `${mark} `, mark.startsWith('#'))] : []
}

/** `:::tip`, a box of VuePress, Docusaurus and markdown-it, which only the blogger can put into other words. */
const container: LineRule = ({ text, offset }) => {
  const [, indent = '', opening] = /^( {0,3})(:{3,} *[a-z][\w-]*)/i.exec(text) ?? []
  return opening ? [hint('slip-container', offset + indent.length, opening)] : []
}

/** `[TOC]` alone on its line: the theme shows the contents. */
const contents: LineRule = ({ text, offset }) => {
  const [, indent = '', written] = /^( {0,3})(@?\[toc\](?:\([^)]*\))?|\[\[_?toc_?\]\]|\{:toc\})\s*$/i.exec(text) ?? []
  return written ? [hint('slip-contents', offset + indent.length, written)] : []
}

function hint(code: Found['code'], offset: number, written: string): Found {
  return { code, offset, end: offset + written.length, safe: false }
}

const rules: readonly LineRule[] = [
  ...[link, image, heading, list, footnote, stars, bold, boldEdge, wideBlank],
  ...[...linkRules, container, contents],
]

/** A number of two digits: `2024.年` is a year. */
const itemMark = /^( {0,3})([-*+]|\d{1,2}[.)])(?![-*+])/

/** A star is no mark where another star in its line makes emphasis of it, nor in front of a note (`*注：`). */
function isItem(line: string): boolean {
  const [whole = '', , mark] = itemMark.exec(line) ?? []
  const rest = line.slice(whole.length)
  if (!mark || (mark === '*' && (rest.includes('*') || /^(?:备?注|说明|提示|注意|PS)/.test(rest)))) return false
  const next = rest.charAt(0)
  return isLetter(next) || /[“《「【]/.test(next)
}
