import type { Code, Construct, State, Tokenizer } from 'micromark-util-types'
import { formulaLineEnd } from '../mathSettings.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathTextSequence: 'mathTextSequence'
    mathTextData: 'mathTextData'
  }
}

const backslash = 92
const parenthesis = 40
const bracket = 91
const isLineEnd = (code: Code) => code !== null && code < -2

/**
 * Formulas in TeX's brackets, in one text: never out of its paragraph or cell. `\\(…\\)` and `\\\(…\\\)` are what Markdown
 * leaves as `\(…\)` for a script in the browser; `\(…\)` itself gets there with Hugo's passthrough alone, and so only
 * where `passthrough` is true. The tokens are those of micromark-extension-math. One long function: its states share their
 * place.
 */
export function brackets(passthrough: boolean): Construct {
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const before = this.events.at(-1)?.[1].type
    const isLineStart = before === undefined || before === 'lineEnding' || before === 'linePrefix'
    const isEscaped = this.previous === backslash
    let slashes = 0
    let open = parenthesis
    let innerStart = this.now()
    let innerEnd = innerStart

    const start: State = (code) => {
      effects.enter('mathText')
      effects.enter('mathTextSequence')
      return opening(code)
    }
    const opening: State = (code) => {
      if (code === backslash && slashes < 3) {
        slashes++
        effects.consume(code)
        return opening
      }
      const isOpening = (code === parenthesis || code === bracket) && (slashes > 1 || passthrough)
      if (!isOpening || isEscaped) return nok(code)
      open = code
      effects.consume(code)
      effects.exit('mathTextSequence')
      innerStart = this.now()
      return between
    }
    const between: State = (code) => {
      if (code === null) return nok(code)
      innerEnd = this.now()
      if (code === backslash) return effects.attempt(closing, end, backslashes)(code)
      if (isLineEnd(code)) {
        effects.enter('lineEnding')
        effects.consume(code)
        effects.exit('lineEnding')
        return between
      }
      effects.enter('mathTextData')
      return data(code)
    }
    const data: State = (code) => {
      if (code === null || code === backslash || isLineEnd(code)) {
        effects.exit('mathTextData')
        return between(code)
      }
      effects.consume(code)
      return data
    }
    /** A run of backslashes that closes nothing: in TeX's own form two and two, else as a whole. */
    const backslashes: State = (code) => {
      effects.enter('mathTextData')
      let length = 0
      const run: State = (code) => {
        if (code === backslash && (slashes > 1 || length < 2)) {
          length++
          effects.consume(code)
          return run
        }
        // The next formula begins: nothing closes this one.
        if (code === open && (slashes === 1 ? length === 1 : length === 2 || length === 3)) return nok(code)
        return data(code)
      }
      return run(code)
    }
    const closing: Construct = {
      partial: true,
      tokenize: (effects, ok, nok) => {
        let length = 0
        const mark: State = (code) => {
          if (code === backslash && length < Math.min(slashes, 2) + (slashes > 1 ? 1 : 0)) {
            length++
            effects.consume(code)
            return mark
          }
          if (code !== open + (open === bracket ? 2 : 1) || length < Math.min(slashes, 2)) return nok(code)
          effects.consume(code)
          effects.exit('mathTextSequence')
          return ok
        }
        return (code) => {
          effects.enter('mathTextSequence')
          return mark(code)
        }
      },
    }
    const end: State = (code) => {
      effects.exit('mathText')
      const inner = this.sliceSerialize({ start: innerStart, end: innerEnd }).replaceAll(formulaLineEnd, '\n')
      const isAlone = (isLineStart && (code === null || isLineEnd(code))) || inner.includes('\n')
      const isAmidLine = open === bracket && !isAlone
      return inner.trim() && (slashes > 1 || isTex(inner, isAmidLine)) ? ok(code) : nok(code)
    }
    return start
  }
  return { name: 'mathText', tokenize }
}

/**
 * Hugo's passthrough takes `\[必须\]`, `\[C++\]` and `\(see above\)` for formulas, too. Here, without a sign of TeX, words
 * are none, nor is what stands in `\[…\]` amid a line.
 */
function isTex(inner: string, isAmidLine: boolean): boolean {
  if (/[\\_={}|<>]|(?<!\[)\^/.test(inner)) return true
  return !isAmidLine && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[a-z]{3}/iu.test(inner)
}
