import { lazy } from '../kit/lazy.ts'

/**
 * A view with fields that are made when a template first asks for them: a page of all posts shows few of their texts.
 * The one place where reading a property is more than that; a copy of the view (`{ ...view }`) makes them all.
 */
export function withLateFields<T extends object, L extends object>(
  view: T,
  fields: { readonly [Name in keyof L]: () => L[Name] },
): T & L {
  for (const name in fields) Object.defineProperty(view, name, { get: lazy(fields[name]), enumerable: true })
  // The properties are those of `fields`.
  return view as T & L
}
