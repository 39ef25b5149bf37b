/**
 * Hugo's shortcodes, read before Markdown is.
 *
 *     body      = { text | code | escaped | tag }
 *     tag       = "{{<" blank [ "/" blank ] name { blank argument } blank [ "/" blank ] ">}}"      and so with "%"
 *     name      = ( letter | digit | "_" ) { letter | digit | "_" | "-" | "." | "/" }
 *     argument  = [ key [ blank ] "=" [ blank ] ] value   named or positional, never both in one tag
 *     value     = '"' { any but '"' and line end | '\"' } '"'  |  "`" { any but "`" } "`"  |  word
 *     word      = letters, digits, "_", "-", "."; behind "=" anything up to a blank or the tag's end
 *     escaped   = "{{<" "/*" text "*" "/" ">}}"           stands for the same without the comment marks
 *     code      = a fenced block or a code span: tags in it are text; escaped ones lose their marks, as in Hugo
 *
 * Source: Hugo's parser/pageparser/pagelexer_shortcode.go. In Hugo a shortcode's template says whether it has inner
 * content; here a closing tag says it: a shortcode that is never closed has none.
 */

import { finding } from '../diagnostics/diagnose.ts'
import type { Finding } from '../types.ts'
import { applyEdits, type Edited } from './edits.ts'
import { type LineColumn, lineIndex } from './lineIndex.ts'
import { type Paired, pairTags } from './pairTags.ts'
import { scan } from './shortcodeScan.ts'
import { type Fault, type Form, fault, type Tag } from './shortcodeTag.ts'
import type { At } from './source.ts'

/** Offsets are UTF-16 units in the body; line and column are 1-based. */
export interface Shortcode extends LineColumn {
  readonly name: string
  /** Named arguments; positional ones under "0", "1", … */
  readonly args: Readonly<Record<string, string>>
  readonly form: Form
  readonly endTag?: 'there' | 'missing'
  /** The source between the tags. Shortcodes in it are as written: extract them from it in turn. */
  readonly inner?: { readonly text: string; readonly offset: number }
  readonly offset: number
  /** The offset behind the closing tag. */
  readonly end: number
}

export interface Extraction extends Edited {
  /** `text` is the body with a token for each outermost shortcode: U+FDD0, its index in decimal, U+FDD1. */
  readonly shortcodes: readonly Shortcode[]
  /** Faults of the whole body, inner content included: an extraction from inner content finds the same ones. */
  readonly findings: readonly Finding[]
}

interface Pair {
  readonly open: Tag
  readonly close?: Tag
  readonly end: number
}

/** Signs without which there is nothing to do. */
const needed = /\{\{[<%]|[\uFDD0\uFDD1]/

/** Signs of what a scan edits. */
const edited = /\{\{[<%]\/\*|[\uFDD0\uFDD1]/

/**
 * Takes the shortcodes out of a Markdown body. An invalid one stays in the text, with a finding at the place
 * that `at` gives for its offset.
 */
export function extractShortcodes(body: string, at: At = lineIndex(body)): Extraction {
  if (!needed.test(body)) return { text: body, shortcodes: [], findings: [], toSource: (offset) => offset }
  const { tags, edits, faults } = scan(body)
  const { pairs, strays } = pairTags(tags, (tag) => tag)
  const outer = outermost(pairs.map((pair) => ({ ...pair, end: (pair.close ?? pair.open).end })))
  const tokens = outer.map(({ open, end }, index) => ({ offset: open.offset, end, text: `\uFDD0${index}\uFDD1` }))
  return {
    ...applyEdits(body, [...tokens, ...edits]),
    shortcodes: outer.map(({ open, close, end }) => ({
      ...{ name: open.name, args: open.args, form: open.form, offset: open.offset, end },
      ...(open.kind === 'open' && { endTag: close ? 'there' : 'missing' }),
      ...(close ? { inner: { text: body.slice(open.end, close.offset), offset: open.end } } : {}),
      ...at(open.offset),
    })),
    findings: [...faults, ...strays.map(stray)]
      .sort((a, b) => a.offset - b.offset)
      .map((fault) => fault.at({ ...at(fault.offset), length: fault.length })),
  }
}

/** Inner content for reading as it is: escaped tags without their comment marks, nested shortcodes as written. */
export function unescapeShortcodes(inner: string): string {
  return edited.test(inner) ? applyEdits(inner, scan(inner).edits).text : inner
}

function stray({ tag, open }: Paired<Tag>['strays'][number]): Fault {
  const params = { name: tag.name, open: open?.name ?? '' }
  return fault(tag.offset, tag.end - tag.offset, (place) => finding('shortcode-not-open', place, params))
}

function outermost(pairs: readonly Pair[]): readonly Pair[] {
  let end = 0
  return [...pairs]
    .sort((a, b) => a.open.offset - b.open.offset)
    .filter((pair) => {
      if (pair.open.offset < end) return false
      end = pair.end
      return true
    })
}
