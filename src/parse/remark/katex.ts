import katex from 'katex'
import type { MathSettings } from '../mathSettings.ts'
import { toCore } from './mathml.ts'

/**
 * TeX to MathML, and to HTML beside it where the site has KaTeX's look. Nothing in a formula can load, link or grow
 * without bound, and Chinese in it is fine. mhchem is loaded where one of the texts asks for it. Throws what KaTeX throws.
 */
export async function createTypeset(
  texts: readonly string[],
  { look, macros }: Pick<MathSettings, 'look' | 'macros'>,
): Promise<(tex: string, displayMode: boolean) => string> {
  if (texts.some((text) => /\\(?:ce|pu)\b/.test(text))) await import('katex/contrib/mhchem')
  return (tex, displayMode) => {
    const html = katex.renderToString(tex, {
      displayMode,
      output: look === 'katex' ? 'htmlAndMathml' : 'mathml',
      throwOnError: true,
      // KaTeX adds to the object what a formula defines.
      macros: { ...macros },
      strict: 'ignore',
      trust: false,
      maxSize: 100,
      maxExpand: 1000,
    })
    return toCore(look === 'mathml' && displayMode ? `<span class="katex-display">${html}</span>` : html)
  }
}
