import { diagnose } from '../../diagnostics/diagnose.ts'
import { nearest } from '../../kit/nearest.ts'
import type { Diagnostic } from '../../types.ts'
import type { NamedPlace } from './runs.ts'

/** A template asked an object for a field that it does not have. */
export interface Miss {
  readonly object: object
  readonly key: string
  readonly place: NamedPlace
}

/** The names that a missing field may have been meant for, and views that a look at a page's own view can't find. */
export interface FieldNames {
  /** Keys that some front matter has. */
  readonly params: () => ReadonlySet<string>
  /** Fields of views that were made since this was last asked, each an object of the field alone. */
  readonly takeMade: () => readonly object[]
}

/**
 * Warnings of fields that no view has, once a place. A view has all its fields, be they null, and so has a list; what a
 * template, a filter or the blogger's own data made is free.
 */
export function unknownFields(misses: readonly Miss[], view: object, names: FieldNames): readonly Diagnostic[] {
  const candidates = misses.filter(
    ({ object, key, place }) => !(key in object) && !/^\d+$/.test(key) && !isOfFree(place.name),
  )
  if (candidates.length === 0) return []
  for (const root of [view, ...names.takeMade()]) markViews(root)
  const told = new Map<NamedPlace, Diagnostic>()
  for (const { object, key, place } of candidates) {
    if (!views.has(object) || told.has(place)) continue
    const { file, line, column, name: shown } = place
    const owner = shown.endsWith('[…]') ? `${shown.slice(0, -3)}.` : shown.slice(0, -key.length)
    const [name, length] = [`${owner}${key}`, shown.length]
    const isParam = 'params' in object && names.params().has(key)
    const field = isParam ? `params.${key}` : nearest(key, Array.isArray(object) ? ['length'] : Object.keys(object))
    const suggestion = field && `${owner}${field}`
    told.set(place, diagnose('template-field-unknown', { file, line, column, length }, { name, suggestion }))
  }
  return [...told.values()]
}

/** Fields that hold data of the blogger's or of another's format, where any key may be missing. */
const free: ReadonlySet<string> = new Set(['params', 'args', 'jsonLd', 'alerts', 'data'])

/** True for `post.params.x`: the views are not looked through for it, which would cost each page that asks so. */
function isOfFree(name: string): boolean {
  return free.has(name.split('.').slice(1).at(-2) ?? '')
}

/** Views that were seen so far: pages share most of theirs, and a blog has as many as it has posts. */
const views = new WeakSet<object>()

/** Marks a view and all that it holds. A getter is not asked: it would make its text. */
function markViews(root: object): void {
  const pending = [root]
  views.add(root)
  for (let each = pending.pop(); each; each = pending.pop()) {
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
      if (typeof value !== 'object' || value === null || free.has(key) || views.has(value)) continue
      views.add(value)
      pending.push(value)
    }
  }
}
