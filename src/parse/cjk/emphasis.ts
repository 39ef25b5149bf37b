import { asciiAlpha, asciiAlphanumeric } from 'micromark-util-character'
import type { Code, Construct, Extension, State, Tokenizer } from 'micromark-util-types'

/** An extension whose constructs in text work only where `isOn` says so of an offset. */
export function onlyWhere(isOn: (offset: number) => boolean, extension: Extension): Extension {
  const gate = (construct: Construct): Construct => ({ ...construct, tokenize: gated(isOn, construct.tokenize) })
  const text = Object.entries(extension.text ?? {}).map(([code, constructs]) => [
    code,
    Array.isArray(constructs) ? constructs.map(gate) : constructs && gate(constructs),
  ])
  return { ...extension, text: Object.fromEntries(text) }
}

function gated(isOn: (offset: number) => boolean, tokenize: Tokenizer): Tokenizer {
  return function (effects, ok, nok) {
    return isOn(this.now().offset) ? tokenize.call(this, effects, ok, nok) : nok
  }
}

const tilde = 126

/** A tilde alone stays a tilde, as in `1~3天`: GFM would strike out what stands between two of them. */
export function loneTilde(isOn: () => boolean): Extension {
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const { previous } = this
    return (code: Code): State | undefined => {
      if (previous === tilde || !isOn()) return nok(code)
      effects.enter('data')
      effects.consume(code)
      effects.exit('data')
      return (next) => (next === tilde ? nok : ok)(next)
    }
  }
  return { text: { [tilde]: { name: 'loneTilde', tokenize } } }
}

const [asterisk, dot, enumerationComma] = [42, 46, 0x3001]

/**
 * Stars in Chinese lines that mark a word and no emphasis: `有*.asp或*.aspx`, one in front of a dot and a Latin letter;
 * `***1、***2`, three or more between 、 and a letter or digit.
 */
export function literalStars(isOn: (offset: number) => boolean): Extension {
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const { previous } = this
    const isChinese = isOn(this.now().offset)
    let length = 0
    const take = (code: Code): State | undefined => {
      if (code === asterisk) {
        length++
        effects.consume(code)
        return take
      }
      effects.exit('data')
      if (length >= 3) return (previous === enumerationComma && asciiAlphanumeric(code) ? ok : nok)(code)
      return length === 1 && code === dot
        ? effects.check({ partial: true, tokenize: extension }, ok, nok)(code)
        : nok(code)
    }
    return (code) => {
      if (previous === asterisk || !isChinese) return nok(code)
      effects.enter('data')
      return take(code)
    }
  }
  return { text: { [asterisk]: { name: 'literalStars', tokenize } } }
}

const extension: Tokenizer = (effects, ok, nok) => (code) => {
  effects.enter('data')
  effects.consume(code)
  effects.exit('data')
  return (next) => (asciiAlpha(next) ? ok : nok)(next)
}
