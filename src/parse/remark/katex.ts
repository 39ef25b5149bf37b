import katex from 'katex'
import type { MathSettings } from '../mathSettings.ts'
import { textAligned, toCore } from './mathml.ts'

/** `tags` of rows, as TeX, stand where KaTeX's MathML has an empty cell for a row's number. */
export type Typeset = (tex: string, displayMode: boolean, tags?: readonly string[]) => string

/**
 * TeX to MathML, and to HTML beside it where the site has KaTeX's look. Nothing in a formula can load, link or grow
 * without bound, and Chinese in it is fine. mhchem is loaded where one of the texts asks for it. Throws what KaTeX throws.
 */
export async function createTypeset(
  texts: readonly string[],
  { look, macros }: Pick<MathSettings, 'look' | 'macros'>,
): Promise<Typeset> {
  if (texts.some((text) => /\\(?:ce|pu)\b/.test(text))) await import('katex/contrib/mhchem')
  const render = (tex: string, displayMode: boolean, output: 'htmlAndMathml' | 'mathml') =>
    katex.renderToString(tex, {
      displayMode,
      output,
      throwOnError: true,
      // KaTeX adds to the object what a formula defines.
      macros: { ...macros },
      strict: 'ignore',
      trust: false,
      maxSize: 100,
      maxExpand: 1000,
    })
  const cellOf = (tag: string) =>
    /<semantics>(.*?)<annotation/s.exec(render(`\\text{${tag}}`, false, 'mathml'))?.[1] ?? ''
  return (tex, displayMode, tags = []) => {
    const set = render(tex, displayMode, look === 'katex' ? 'htmlAndMathml' : 'mathml')
    const html = tags.length > 0 ? withRowTags(set, tags.map(cellOf)) : set
    return toCore(look === 'mathml' && displayMode ? `<span class="katex-display">${html}</span>` : html)
  }
}

/** Rows that have numbers stand amid two cells that share what is left of the line. */
function withRowTags(html: string, cells: readonly string[]): string {
  let row = 0
  return html
    .replace(/<mtable(?=[^>]*><mtr><mtd class ="mtr-glue">)/, '<mtable width="100%"')
    .replaceAll('<mtd class ="mtr-glue">', '<mtd class ="mtr-glue" style="width:50%">')
    .replace(
      /<mtd class ="mml-eqn-num">/g,
      () => `<mtd class ="mtr-num" style="${textAligned('right')}">${cells[row++] ?? ''}`,
    )
}
