import { diagnose } from '../diagnostics/diagnose.ts'
import type { Diagnostic, Entry, MarkdownConfig, SourceFile } from '../types.ts'
import { lineIndex } from './lineIndex.ts'
import { maskCode } from './mask.ts'
import { isHtml } from './source.ts'

/** Syntax that a site has to turn on, by its switch. `a==b || c==d` and `[[1]]` are prose. */
const switches = {
  mark: /(?<![=\w])==(?![=\s])[^=\n]*[^=\s]==(?![=\w])/,
  wikiLinks: /!?\[\[(?!toc\]|\d+\])[^[\]\n]*[\p{L}\p{N}][^[\]\n]*\]\]/iu,
} as const

/** Each switch that is off and would make a difference, told once, where its syntax first stands. */
export function switchHints(
  entries: readonly Entry[],
  textOf: (source: SourceFile) => string,
  markdown: MarkdownConfig,
): readonly Diagnostic[] {
  return (Object.keys(switches) as (keyof typeof switches)[]).flatMap((name) => {
    if (markdown[name]) return []
    const pattern = new RegExp(switches[name], 'giu')
    let first: Diagnostic | undefined
    let count = 0
    for (const { source, bodyLine } of entries) {
      const text = textOf(source)
      if (isHtml(source.path) || !switches[name].test(text)) continue
      const body = text
        .split(/\r\n?|\n/)
        .slice(bodyLine - 1)
        .join('\n')
      const found = [...maskCode(body).matchAll(pattern)]
      count += found.length
      if (first || !found[0]) continue
      const [written] = found[0]
      const { line, column } = lineIndex(body)(found[0].index)
      const place = { file: source.path, line: line + bodyLine - 1, column, length: written.length }
      first = diagnose('switch-off', place, { text: written, name, count: 0 })
    }
    return first ? [{ ...first, params: { ...first.params, count } }] : []
  })
}
