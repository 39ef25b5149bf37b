import { lazy } from '../kit/lazy.ts'

/**
 * A view with fields that are made when a template first asks for them: a page of all posts shows few of their texts.
 * Nowhere else does reading a property run code; a copy of the view (`{ ...view }`) makes them all.
 */
export function withLateFields<T extends object, L extends object>(
  view: T,
  fields: { readonly [Name in keyof L]: () => L[Name] },
): T & L {
  for (const name in fields) Object.defineProperty(view, name, { get: lazy(fields[name]), enumerable: true })
  // The cast holds: the loop has defined every property of `fields`.
  return view as T & L
}
