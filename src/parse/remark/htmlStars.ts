import { isLetter } from '../cjk/characters.ts'

/** Bold as it is written in Markdown. */
export interface Bold {
  readonly index: number
  readonly text: string
}

/** Elements whose text is code or none. */
export const verbatim = new Set('pre code kbd samp tt script style textarea math svg'.split(' '))

const pairs = /(?<![*\\/])\*\*(?![\s/])([^*\n]+)(?<![\s/\\])\*\*(?![*/])/g

/** What an author means as bold in a piece of text: no power, pointer, glob or comment. */
export function boldIn(text: string): readonly Bold[] {
  return Array.from(text.matchAll(pairs), ({ 0: whole, 1: inner = '', index }) => ({ text: whole, inner, index }))
    .filter(({ inner, index, text: whole }) => {
      if (isLetter(inner)) return true
      const isInWord = /\w/.test(text.charAt(index - 1)) || /\w/.test(text.charAt(index + whole.length))
      return /\p{L}/u.test(inner.replace(/&\w+;/g, '')) && !isInWord
    })
    .map(({ index, text }) => ({ index, text }))
}
