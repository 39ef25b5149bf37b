import type { Code, Construct, Extension, State, Tokenizer } from 'micromark-util-types'

/** The same extension, whose constructs in text work only where `isOn` says so of an offset. */
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
