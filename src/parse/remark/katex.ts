import katex from 'katex'

/**
 * TeX to HTML and MathML. Nothing in a formula can load, link or grow without bound, and Chinese in it is fine.
 * Throws what KaTeX throws.
 */
export function typeset(tex: string, { displayMode }: { displayMode: boolean }): string {
  return katex.renderToString(tex, {
    displayMode,
    output: 'htmlAndMathml',
    throwOnError: true,
    strict: 'ignore',
    trust: false,
    maxSize: 100,
    maxExpand: 1000,
  })
}
