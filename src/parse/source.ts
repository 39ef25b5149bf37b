import { finding } from '../diagnostics/diagnose.ts'
import { lazy } from '../kit/lazy.ts'
import type { Finding } from '../types.ts'
import { applyEdits, type Edit } from './edits.ts'
import { type LineColumn, lineIndex } from './lineIndex.ts'

/** The place in a body as written of an offset in a text that came from it. */
export type At = (offset: number) => LineColumn

export interface CleanBody {
  /** Line ends are `\n`; no byte order mark, control character or noncharacter. */
  readonly text: string
  readonly at: At
  readonly findings: readonly Finding[]
}

/**
 * Takes out what XML and HTML cannot carry, and the noncharacters U+FDD0–U+FDEF, which stand for shortcodes, code and
 * formulas on the way to HTML.
 */
export function cleanBody(body: string): CleanBody {
  // Neither lines nor columns change with a carriage return at a line's end.
  const unix = body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body
  const lines = lazy(() => lineIndex(unix))
  const at: At = (offset) => lines()(offset)
  if (!suspicious.test(unix)) return { text: unix, at, findings: [] }
  const edits = Array.from(unix.matchAll(unwanted), ({ 0: character, index }) => ({
    // A vertical tab or a form feed stands between words.
    ...{ offset: index, end: index + 1, text: /[\v\f]/.test(character) ? ' ' : '' },
  }))
  const { text, toSource } = applyEdits(unix, edits)
  return { text, at: (offset) => at(toSource(offset)), findings: complaints(unix, edits, at) }
}

/** Any of the unwanted, and halves of pairs, whole or not: a class alone is searched many times faster. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const suspicious = /[\0-\x08\x0B-\x1F\x7F-\x9F\uD800-\uDFFF\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]/

/** C0 but tab and line feed, DEL and C1, lone surrogates, noncharacters, a byte order mark at the start. */
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /^\uFEFF|[\0-\x08\x0B-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** One finding a kind of character, at the first of it. */
function complaints(text: string, removed: readonly Edit[], at: At): Finding[] {
  const counts = new Map<number, { readonly first: number; count: number }>()
  for (const { offset } of removed) {
    const code = text.charCodeAt(offset)
    const known = counts.get(code)
    if (known) known.count++
    else if (code !== 0xfeff) counts.set(code, { first: offset, count: 1 })
  }
  return Array.from(counts, ([code, { first, count }]) => {
    const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    return finding('body-control-character', { ...at(first), length: 1 }, { character, count })
  })
}

/** The body of an HTML file is no Markdown. */
export function isHtml(path: string): boolean {
  return /\.html?$/i.test(path)
}
