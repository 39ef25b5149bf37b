import type { MarkdownConfig } from '../types.ts'

export type Delimiters = 'dollars' | 'brackets' | 'escaped'

export interface MathSettings {
  readonly delimiters: Delimiters
  readonly look: 'mathml' | 'katex'
  readonly macros: Readonly<Record<string, string>>
}

/** Both forms of `markdown.math` in one; nothing where it is off. */
export function mathSettings(math: MarkdownConfig['math']): MathSettings | undefined {
  if (!math) return undefined
  const own = typeof math === 'object' ? math : { delimiters: math === true ? undefined : math }
  const { delimiters, look, macros }: Exclude<MarkdownConfig['math'], boolean | string> = own
  return { delimiters: delimiters ?? 'dollars', look: look ?? 'mathml', macros: macros ?? {} }
}

/** True where brackets behind backslashes may be formulas. */
export function hasBrackets(math: MarkdownConfig['math']): boolean {
  const settings = mathSettings(math)
  return !!settings && settings.delimiters !== 'dollars'
}

/** Stands for a line end within a formula on its way through Markdown: a noncharacter, which no post can hold. */
export const formulaLineEnd = '\uFDD6'
