import type { FootnoteDefinition, FootnoteReference, Root } from 'mdast'
import type { Plugin } from 'unified'
import { finding } from '../../diagnostics/diagnose.ts'
import { maskCode } from '../mask.ts'
import { eachNode, placeOf, type Scope, scopeOf } from './scope.ts'

/**
 * Names footnotes by number in the order of their calls, so that `[^中文]` gets ids that need no encoding and so equal the
 * links that name them, and so that a shortcode's inner footnotes do not take the ids of the body's. Notes that nothing
 * calls, and calls of no note, are told of.
 */
export const remarkFootnotes: Plugin<[], Root> = () => (tree, file) => {
  const scope = scopeOf(file)
  if (!scope.text.includes('[^')) return
  const calls: FootnoteReference[] = []
  const notes: FootnoteDefinition[] = []
  eachNode(tree, (node) => {
    if (node.type === 'footnoteReference') calls.push(node)
    else if (node.type === 'footnoteDefinition') notes.push(node)
  })
  const called = new Set(calls.map(({ identifier }) => identifier))
  for (const note of notes)
    if (!called.has(note.identifier)) {
      const place = { ...placeOf(note, scope), length: (note.label ?? note.identifier).length + 3 }
      scope.page.findings.push(finding('footnote-uncalled', place, { label: note.label ?? note.identifier }))
    }
  tellUndefined(new Set(notes.map(({ identifier }) => identifier)), scope)
  const names = new Map<string, string>()
  for (const node of [...calls, ...notes]) {
    const name = names.get(node.identifier) ?? `${scope.number ? `${scope.number}-` : ''}${names.size + 1}`
    names.set(node.identifier, name)
    node.identifier = name
  }
}

/** A call; classes of regular expressions such as `[^5]`, `[^0-9]`, `[^a]+` are none. */
const footnoteCall = /(?<![\\!\]，：:“"'（(|>])\[\^((?!\w-\w)[\p{L}\p{N}][\p{L}\p{N}_.-]*)\](?![:：(+*?{])/gu

/** A call without a note is text to Markdown. */
function tellUndefined(defined: ReadonlySet<string>, { text, number, page, at }: Scope): void {
  for (const { 0: call, 1: label = '', index } of maskCode(text).matchAll(footnoteCall)) {
    if (defined.has(label.toLowerCase()) || defined.has(label.toUpperCase())) continue
    const place = { ...at(index), length: call.length }
    page.findings.push(finding('footnote-undefined', place, { label, shortcode: number > 0 ? 1 : 0 }))
  }
}
