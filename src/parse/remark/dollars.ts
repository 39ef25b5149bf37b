import type { Code, Construct, Extension, State } from 'micromark-util-types'
import remarkMath from 'remark-math'
import type { Processor } from 'unified'
import type { Delimiters } from '../mathSettings.ts'
import { brackets } from './brackets.ts'

const dollar = 36
const backslash = 92

/**
 * remark-math's formulas in text, with an eye for dollars that are none of a formula's; and TeX's brackets where the site
 * has them. Its blocks are left out: `$$` that nothing closes would swallow the post (see formulaLines.ts). Between lone
 * dollars stands no formula where
 *
 * - a digit follows, or a full-width mark comes last: `$5～$10`, `$a、$b`;
 * - there is Chinese in it and no sign of TeX: `从 $5 到 $10`, `「$」开头的「$header」`;
 * - there is a tag in it, or a backtick, which begins code: `$PATH 与 `a` 和 $HOME`.
 */
export function remarkDollars(this: Processor, delimiters: Delimiters): void {
  remarkMath.call(this)
  const extensions = this.data().micromarkExtensions as Extension[]
  const construct = extensions.pop()?.text?.[dollar] as Construct
  const text = { [dollar]: careful(construct) }
  extensions.push({
    text: delimiters === 'dollars' ? text : { ...text, [backslash]: brackets(delimiters === 'brackets') },
  })
}

function careful(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = this.now()
      const end: State = (code) =>
        isFormula(this.sliceSerialize({ start, end: this.now() }), code) ? ok(code) : nok(code)
      return construct.tokenize.call(this, effects, end, nok)
    },
  }
}

function isFormula(written: string, next: Code): boolean {
  if (written.startsWith('$$')) return true
  const text = written.slice(1, -1)
  if ((next !== null && next >= 48 && next <= 57) || /[，。、；：！？]$/.test(text)) return false
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) && !/[\\^_=+{}|]/.test(text)) return false
  return !/<\/?[a-z][^>]*>|`/i.test(text)
}
