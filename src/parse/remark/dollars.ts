import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types'
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
      const written = () => this.sliceSerialize({ start, end: this.now() })
      const end: State = (code) => (isFormula(written(), code) ? ok(code) : nok(code))
      const first = single(effects, end, nok)
      if (this.previous === dollar && isBehindFormula(this)) return first
      const whole = construct.tokenize.call(this, effects, end, nok)
      /** Succeeds where the text that the construct would take holds `$$` between two formulas. */
      const several: Construct = {
        tokenize: (_effects, yes, no) => {
          const stop: State = (code) => (/^\$[^$]+\$\$[^$]/.test(written()) ? yes(code) : no(code))
          return construct.tokenize.call(this, _effects, stop, no)
        },
        partial: true,
      }
      return effects.check(several, first, whole)
    },
    previous(code) {
      return construct.previous?.call(this, code) === true || isBehindFormula(this)
    },
  }
}

/** The dollar of `$a$` lets another open the next formula. */
function isBehindFormula({ events }: TokenizeContext): boolean {
  return events.at(-1)?.[1].type === 'mathText'
}

/** `$a$` of `$a$$b$`: up to the next dollar. */
function single(effects: Effects, ok: State, nok: State): State {
  const mark =
    (next: State): State =>
    (code) => {
      effects.enter('mathTextSequence')
      effects.consume(code)
      effects.exit('mathTextSequence')
      return next
    }
  const close: State = (code) => {
    effects.exit('mathText')
    return ok(code)
  }
  const between: State = (code) => {
    if (code === dollar) return mark(close)(code)
    if (code === null) return nok(code)
    effects.enter(isLineEnd(code) ? 'lineEnding' : 'mathTextData')
    effects.consume(code)
    return isLineEnd(code) ? afterLine : data
  }
  const afterLine: State = (code) => {
    effects.exit('lineEnding')
    return between(code)
  }
  const data: State = (code) => {
    if (code !== null && code !== dollar && !isLineEnd(code)) {
      effects.consume(code)
      return data
    }
    effects.exit('mathTextData')
    return between(code)
  }
  return (code) => {
    effects.enter('mathText')
    return mark(between)(code)
  }
}

/** micromark's codes for CR, LF and both. */
function isLineEnd(code: Code): boolean {
  return code !== null && code <= -3
}

function isFormula(written: string, next: Code): boolean {
  if (written.startsWith('$$')) return true
  const text = written.slice(1, -1)
  if ((next !== null && next >= 48 && next <= 57) || /[，。、；：！？]$/.test(text)) return false
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) && !/[\\^_=+{}|]/.test(text)) return false
  return !/<\/?[a-z][^>]*>|`/i.test(text)
}
