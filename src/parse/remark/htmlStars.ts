import { isLetter } from '../cjk/characters.ts'

/** Elements whose text is code or none. */
export const verbatim = new Set('pre code kbd samp tt script style textarea math svg'.split(' '))

/** Stands for a tag, or for text that is not looked at: what marks words leaves their line whole. */
export function gap(tag: string, length: number): string {
  return (/^(?:a|b|em|font|i|span|strong|u)$/i.test(tag) ? '\uFFFC' : '\n').repeat(length)
}

const pairs = /(?<![*\\/])\*\*(?![\s/])([^*\n]+)(?<![\s/\\])\*\*(?![*/])/g

export interface Bold {
  /** Offsets of its stars. */
  readonly start: number
  readonly end: number
  /** True where Chinese or Japanese stands in it. */
  readonly isChinese: boolean
}

/** Double stars that are meant as bold, and are no power, pointer, glob or comment. */
export function boldIn(text: string): readonly Bold[] {
  return Array.from(text.matchAll(pairs), ({ 0: whole, 1: inner = '', index }) => {
    const end = index + whole.length
    const isInWord = /\w/.test(text.charAt(index - 1)) || /\w/.test(text.charAt(end))
    const isMeant = isLetter(inner) || (/\p{L}/u.test(inner.replace(/&\w+;/g, '')) && !isInWord)
    const isChinese = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(inner)
    return isMeant ? [{ start: index, end, isChinese }] : []
  }).flat()
}

/** True where the tags between the stars close what they open, and nothing else. */
export function isWhole(html: string, { start, end }: Bold): boolean {
  const open: string[] = []
  for (const [, slash, name = ''] of html.slice(start, end).matchAll(/<(\/?)([a-z]+)[^>]*>/gi)) {
    if (!slash) open.push(name.toLowerCase())
    else if (open.pop() !== name.toLowerCase()) return false
  }
  return open.length === 0
}

export function withStrong(html: string, bold: readonly Bold[]): string {
  let written = ''
  let from = 0
  for (const { start, end } of bold) {
    written += `${html.slice(from, start)}<strong>${html.slice(start + 2, end - 2)}</strong>`
    from = end
  }
  return written + html.slice(from)
}
