import type { MarkdownConfig } from '../types.ts'

export type Delimiters = 'dollars' | 'brackets' | 'escaped'

export interface MathSettings {
  readonly delimiters: Delimiters
  readonly look: 'mathml' | 'katex'
}

/** Both forms of `markdown.math` in one; nothing where it is off. */
export function mathSettings(math: MarkdownConfig['math']): MathSettings | undefined {
  if (!math) return undefined
  const { delimiters, look } = typeof math === 'object' ? math : { delimiters: math === true ? undefined : math }
  return { delimiters: delimiters ?? 'dollars', look: look ?? 'mathml' }
}

/** True where brackets behind backslashes may be formulas. */
export function hasBrackets(math: MarkdownConfig['math']): boolean {
  const settings = mathSettings(math)
  return !!settings && settings.delimiters !== 'dollars'
}

/** Stands for a line end within a formula on its way through Markdown: a noncharacter, which no post can hold. */
export const formulaLineEnd = '\uFDD6'
