import type { Code, Construct, Extension, State } from 'micromark-util-types'
import type { Processor } from 'unified'

/** CommonMark's open tag, on one line. */
const openTag = /^<[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>$/i

const [lessThan, greaterThan, doubleQuote, singleQuote] = [60, 62, 34, 39]

/** Tags with a slash in a value without quotes (`<a href=https://a.org/>`), which micromark 4 takes for text. */
export function remarkOpenTags(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions ??= []
  const extensions = data.micromarkExtensions as Extension[]
  extensions.push({ text: { [lessThan]: { name: 'openTag', tokenize, add: 'after' } } })
}

const tokenize: Construct['tokenize'] = (effects, ok, nok) => {
  let written = ''
  let quote: Code = null
  const take = (code: number, next: State): State => {
    written += code < 0 ? ' ' : String.fromCharCode(code)
    effects.consume(code)
    return next
  }
  const inside: State = (code) => {
    if (code === null || code < -2 || (code === lessThan && quote === null)) return nok(code)
    if (code === greaterThan && quote === null) return openTag.test(`${written}>`) ? take(code, end) : nok(code)
    if (code === quote) quote = null
    else if (quote === null && (code === doubleQuote || code === singleQuote)) quote = code
    return take(code, inside)
  }
  const end: State = (code) => {
    effects.exit('htmlTextData')
    effects.exit('htmlText')
    return ok(code)
  }
  return (code) => {
    effects.enter('htmlText')
    effects.enter('htmlTextData')
    return take(code as number, inside)
  }
}
