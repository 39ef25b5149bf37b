import type {} from 'micromark-extension-gfm-autolink-literal'
import { asciiAlpha, markdownLineEndingOrSpace, unicodeWhitespace } from 'micromark-util-character'
import type { Code, Construct, Extension, State, Tokenizer } from 'micromark-util-types'
import { endsBefore, linkOfOurs } from './bareLink.ts'
import { isInBrackets } from './openBracket.ts'

/**
 * The micromark construct for bare links in Chinese and Japanese lines. It takes those that end where GFM would read
 * on, and `www.` behind a letter; the rest it leaves to GFM's construct, which must have been added before this one.
 *
 *     > | 官网www.example.com，欢迎
 *           ^^^^^^^^^^^^^^^
 *
 * `isChinese` tells of an offset in the document whether its line is Chinese or Japanese.
 */
export function bareLinks(isChinese: (offset: number) => boolean): Extension {
  const construct: Construct = {
    name: 'bareLink',
    previous: (code) => !asciiAlpha(code),
    tokenize: tokenizer(isChinese),
  }
  return { text: Object.fromEntries([...'hHwW'].map((letter) => [letter.charCodeAt(0), construct])) }
}

function tokenizer(isChinese: (offset: number) => boolean): Tokenizer {
  return function (effects, ok, nok) {
    const context = this
    const before = unitOf(context.previous)
    let type: 'literalAutolinkHttp' | 'literalAutolinkWww'
    let left = 0
    return start

    function start(code: Code): State | undefined {
      type = /h/i.test(unitOf(code)) ? 'literalAutolinkHttp' : 'literalAutolinkWww'
      effects.enter('literalAutolink')
      effects.enter(type)
      return effects.check({ partial: true, tokenize: lookAhead(found) }, take, nok)(code)
    }

    function found(run: string, cut: boolean): boolean {
      left = linkOfOurs(run, before, cut)?.length ?? 0
      return left > 0 && isChinese(context.now().offset - run.length) && !isInBrackets(context.events)
    }

    function take(code: Code): State | undefined {
      effects.consume(code)
      if (--left > 0) return take
      effects.exit(type)
      effects.exit('literalAutolink')
      return ok
    }
  }
}

const schemes = ['http://', 'https://', 'www.']

/** Collects what may be a link; `found` decides about it. */
function lookAhead(found: (run: string, cut: boolean) => boolean): Tokenizer {
  return (effects, ok, nok) => {
    let run = ''
    return collect

    function collect(code: Code): State | undefined {
      const unit = unitOf(code)
      const cut = unit !== '' && endsBefore(run, unit)
      if (cut || unit === '' || unit === '<') return (found(run, cut) ? ok : nok)(code)
      run += unit
      if (run.length <= 8 && !mayBeLink(run.toLowerCase())) return nok(code)
      effects.consume(code)
      return collect
    }
  }
}

function mayBeLink(run: string): boolean {
  return schemes.some((scheme) => (run.length < scheme.length ? scheme.startsWith(run) : run.startsWith(scheme)))
}

/** A code as text; '' for white space and for the end. */
function unitOf(code: Code): string {
  return code === null || markdownLineEndingOrSpace(code) || unicodeWhitespace(code) ? '' : String.fromCharCode(code)
}
