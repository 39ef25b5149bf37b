import { codeEnds, stops } from './codeRanges.ts'
import { readTag } from './shortcodeTag.ts'

/** Stands for what is no Markdown text. */
const filler = '\uFFFC'

/** Shortcodes, HTML: comments, verbatim elements, tags, and blocks, which run to a blank line. */
const markup = /\{\{[<%]|<!--|<(?:pre|script|style|textarea)\b|(?<![^\n]) {0,3}<\/?[a-z]|<[a-z/][^<>\n]*>/
const markupAndFormulas = new RegExp(`\\$\\$|${markup.source}`)
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/

interface MaskOptions {
  readonly formulas: boolean
}

/** The same text, of the same length, with code, shortcodes, HTML and, if asked for, formulas blotted out. */
export function maskCode(text: string, options?: MaskOptions): string {
  return maskIndented(maskMarked(text, options))
}

/** The same text, but with indented code, which has no mark, left in. */
export function maskMarked(text: string, { formulas }: MaskOptions = { formulas: true }): string {
  const next = new RegExp(stops(formulas ? markupAndFormulas : markup), 'gi')
  const codeEnd = codeEnds(text)
  const otherEnd = otherEnds(text)
  const pieces: string[] = []
  let at = 0
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const end = codeEnd(match) ?? otherEnd(match)
    if (end === undefined) continue
    pieces.push(text.slice(at, match.index), blot(text.slice(match.index, end)))
    at = end
    next.lastIndex = end
  }
  return pieces.join('') + text.slice(at)
}

function otherEnds(text: string): (match: RegExpExecArray) => number | undefined {
  const missed = new Set<string>()
  /** The offset behind the closing mark, or the line's end without one. A miss is remembered. */
  const behind = (closing: string, from: number) => {
    const at = missed.has(closing) ? -1 : text.indexOf(closing, from)
    if (at >= 0) return at + closing.length
    missed.add(closing)
    const line = text.indexOf('\n', from)
    return line < 0 ? text.length : line
  }
  return ({ 0: opening, index }) => {
    const after = index + opening.length
    if (opening.startsWith('{{')) {
      const tag = readTag(text, index)
      return 'end' in tag ? tag.end : undefined
    }
    if (opening === '$$') return behind('$$', after)
    if (opening === '<!--') return behind('-->', after)
    const verbatim = /^<(pre|script|style|textarea)$/i.exec(opening)?.[1]
    if (verbatim) return behind(`</${verbatim}>`, after)
    if (opening.endsWith('>')) return after
    return /^ *<\/?[a-z]$/i.test(opening) ? paragraphEnd(text, after) : undefined
  }
}

const blankLine = /\n[ \t\r]*\n/g

function paragraphEnd(text: string, from: number): number {
  blankLine.lastIndex = from
  return blankLine.exec(text)?.index ?? text.length
}

/** Indented lines behind a blank one, where no list holds them. */
export function maskIndented(text: string): string {
  if (!/^(?: {4}|\t)/m.test(text)) return text
  let isBehindBlank = true
  let isInList = false
  const lines = text.split('\n').map((line) => {
    if (!line.trim()) {
      isBehindBlank = true
      return line
    }
    const isIndented = /^(?: {4}|\t)/.test(line)
    const isCode = isIndented && isBehindBlank && !isInList
    if (!isIndented) isInList = listItem.test(line) || (isInList && (!isBehindBlank || /^[ \t]/.test(line)))
    if (!isCode) isBehindBlank = false
    return isCode ? blot(line) : line
  })
  return lines.join('\n')
}

function blot(text: string): string {
  return text.replace(/[^\n]/g, filler)
}
