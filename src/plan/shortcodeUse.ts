import { finding, place } from '../diagnostics/diagnose.ts'
import { nearest } from '../kit/nearest.ts'
import type { Diagnostic, RenderedBody, Sources } from '../types.ts'
import { isRef } from './html.ts'

/** A page's file, and its body with shortcodes in it. */
export interface TextWithShortcodes {
  readonly page: { readonly file: string; readonly bodyLine: number }
  readonly body: RenderedBody
}

/**
 * Shortcodes that want an end and have none, so that their box is empty: those whose template shows the inner text
 * whatever the arguments, as in Hugo; and others of a name that the blog closes elsewhere, where no argument stands for
 * the inner text.
 */
export function unclosedShortcodes(
  texts: readonly TextWithShortcodes[],
  { templates }: Sources,
): readonly Diagnostic[] {
  const all = texts.flatMap(({ page, body }) => body.facts().shortcodes.map((shortcode) => ({ page, shortcode })))
  const open = all.filter(({ shortcode }) => shortcode.endTag === 'missing' && !isRef(shortcode.name))
  if (open.length === 0) return []
  const closed = new Set(all.flatMap(({ shortcode: { endTag, name } }) => (endTag === 'there' ? name : [])))
  const sources = new Map(templates.map(({ name, text }) => [name, text]))
  const needs = (name: string) => needsInner(`shortcodes/${name}.njk`, sources)
  return open.flatMap(({ page, shortcode: { name, args, line, column } }) => {
    const need = needs(name)
    const isSlip = need === 'always' || (closed.has(name) && need !== 'never' && !Object.keys(args).some(isContent))
    return isSlip ? place(finding('shortcode-end-missing', { line, column }, { name }), page.file, page.bodyLine) : []
  })
}

/** Arguments that may stand for the inner text. */
const isContent = (key: string) => /^(?:\d+|text|content|src|url|href|link)$/.test(key)

/** A template's use for inner text, also by a template that it includes; `perhaps` where it asks whether there is any. */
function needsInner(name: string, sources: ReadonlyMap<string, string>): 'always' | 'perhaps' | 'never' {
  const text = sources.get(name)
  if (text === undefined) return 'perhaps'
  const [, included] = /\{%-?\s*include\s+["'](shortcodes\/(?!unknown\.)[^"']+)["']/.exec(text) ?? []
  if (
    /\b(?:if|elif|and|or|not)\s+inner(?:Html)?\b|\binner(?:Html)?\s+(?:or\s+\w|if|is|==|!=)|\bargs[\w.]* or inner/.test(
      text,
    )
  )
    return 'perhaps'
  if (/\binner(?:Html)?\b/.test(text)) return 'always'
  return included && included !== name ? needsInner(included, sources) : 'never'
}

/** Unknown shortcodes, once for each name, at its first place. */
export function unknownShortcodes(texts: readonly TextWithShortcodes[], { templates }: Sources): readonly Diagnostic[] {
  const known = new Set(templates.map(({ name }) => name))
  const counts = new Map<string, number>()
  const places = new Map<string, Diagnostic>()
  for (const { page, body } of texts)
    for (const { name, line, column } of body.facts().shortcodes) {
      if (isRef(name) || known.has(`shortcodes/${name}.njk`)) continue
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if (!places.has(name))
        places.set(
          name,
          place(
            finding('shortcode-unknown', { line, column }, { name, count: 1, suggestion: '' }),
            page.file,
            page.bodyLine,
          ),
        )
    }
  const names = templates.flatMap(({ name }) => /^shortcodes\/(.+)\.njk$/.exec(name)?.[1] ?? [])
  return [...places].map(([name, one]) => ({
    ...one,
    params: { name, count: counts.get(name) ?? 1, suggestion: nearest(name, names) },
  }))
}
