import { markdownLineEnding, markdownSpace } from 'micromark-util-character'
import type { Code, Construct, Extension, State } from 'micromark-util-types'
import type { Processor } from 'unified'

/** CommonMark's open tag. Its white space is ASCII's: behind U+3000 no attribute stands. */
const openTag =
  /^<[a-z][a-z\d-]*(?:[ \t\n]+[a-z_:][\w.:-]*(?:[ \t\n]*=[ \t\n]*(?:[^ \t\n"'=<>`]+|'[^']*'|"[^"]*"))?)*[ \t\n]*\/?>$/i

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
    if (code === null || (code === lessThan && quote === null)) return nok(code)
    if (markdownLineEnding(code)) return lineEnd(code)
    if (code === greaterThan && quote === null) return openTag.test(`${written}>`) ? take(code, end) : nok(code)
    if (code === quote) quote = null
    else if (quote === null && (code === doubleQuote || code === singleQuote)) quote = code
    return take(code, inside)
  }
  /** A line's end and up to three blanks behind it, as micromark's own HTML in text has them. */
  const lineEnd = (code: Code): State | undefined => {
    written += '\n'
    effects.exit('htmlTextData')
    effects.enter('lineEnding')
    effects.consume(code)
    effects.exit('lineEnding')
    return (next) => (markdownSpace(next) ? prefix(next) : goOn(next))
  }
  const prefix = (code: Code): State | undefined => {
    let left = 3
    const blank: State = (next) => {
      if (markdownSpace(next) && left-- > 0) {
        effects.consume(next)
        return blank
      }
      effects.exit('linePrefix')
      return goOn(next)
    }
    effects.enter('linePrefix')
    return blank(code)
  }
  const goOn: State = (code) => {
    effects.enter('htmlTextData')
    return inside(code)
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
