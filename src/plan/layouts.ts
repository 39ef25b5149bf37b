import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import { nearest } from '../kit/nearest.ts'
import type { Diagnostic, Site, Template } from '../types.ts'
import { kindNames } from './templates.ts'

/** Hugo's names for what a page has without a layout, and Hexo's and Jekyll's. */
const usual = new Set([...kindNames, 'single', 'list', 'default', 'baseof', 'index', 'blog', 'false', 'none'])

/** Layouts that no template has, once each: such pages are shown as if they had none, as with Hugo. */
export function checkLayouts(site: Site, templates: readonly Template[]): readonly Diagnostic[] {
  const known = new Set(templates.map(({ name }) => name.replace(/\.njk$/, '')))
  const lacking = new Map<string, Diagnostic>()
  const counts = new Map<string, number>()
  for (const { file, type, layout = '', places } of [...site.posts, ...site.pages, ...site.sections]) {
    if (!layout || !file || usual.has(layout) || known.has(layout) || known.has(`${type}/${layout}`)) continue
    counts.set(layout, (counts.get(layout) ?? 0) + 1)
    if (lacking.has(layout)) continue
    const suggestion = nearest(layout, known)
    lacking.set(
      layout,
      diagnose('layout-missing', { file, ...placeIn(places, 'layout') }, { layout, count: 1, suggestion }),
    )
  }
  return [...lacking].map(([layout, one]) => ({ ...one, params: { ...one.params, count: counts.get(layout) ?? 1 } }))
}
