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
      const end: State = (code) =>
        isFormula(this.sliceSerialize({ start, end: this.now() }), code) ? ok(code) : nok(code)
      const first = shortest(effects, end, nok)
      if (this.previous === dollar && isBehindFormula(this)) return first
      return effects.check(several, first, construct.tokenize.call(this, effects, end, nok))
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

/** Succeeds where another formula stands right behind a formula: `$a$$b$`, `$$a$$$b$`. */
const several: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    /** Lengths of the runs of dollars: the first opens a formula, the second ends it and opens another, the third ends that. */
    const runs: number[] = []
    let isInRun = false
    const next: State = (code) => {
      const [first = 0, second = 0, third = 0] = runs
      if (code === dollar) runs.push(isInRun ? (runs.pop() as number) + 1 : 1)
      else if (first > 2 || (second > 0 && (second <= first || second > first + 2))) return nok(code)
      else if (third > 0) return third < second - first ? nok(code) : ok(code)
      else if (code === null) return nok(code)
      isInRun = code === dollar
      effects.consume(code)
      return next
    }
    return (code) => {
      effects.enter('mathTextData')
      return next(code)
    }
  },
}

/** `$a$` of `$a$$b$`, `$$a$$` of `$$a$$$b$`: up to the next dollars that are as many as those that open it. */
function shortest(effects: Effects, ok: State, nok: State): State {
  let [opening, closing] = [0, 0]
  const open: State = (code) => {
    if (code === dollar) {
      opening++
      effects.consume(code)
      return open
    }
    effects.exit('mathTextSequence')
    return opening > 2 ? nok(code) : between(code)
  }
  const between: State = (code) => {
    if (code === null) return nok(code)
    const type = isLineEnd(code) ? 'lineEnding' : code === dollar ? 'mathTextSequence' : 'mathTextData'
    const token = effects.enter(type)
    closing = 0
    const ended: State = (code) => {
      effects.exit(type)
      return between(code)
    }
    const dollars: State = (code) => {
      if (closing === opening) {
        effects.exit('mathTextSequence')
        effects.exit('mathText')
        return ok(code)
      }
      if (code !== dollar) {
        token.type = 'mathTextData'
        effects.exit('mathTextData')
        return between(code)
      }
      closing++
      effects.consume(code)
      return dollars
    }
    const data: State = (code) => {
      if (code === null || code === dollar || isLineEnd(code)) return ended(code)
      effects.consume(code)
      return data
    }
    if (type === 'mathTextSequence') return dollars(code)
    if (type === 'mathTextData') return data(code)
    effects.consume(code)
    return ended
  }
  return (code) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    return open(code)
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
