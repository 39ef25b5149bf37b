import type { Reads } from './reads.ts'

/**
 * Adds fields that are made when a template first asks for them: a page of all posts shows few of their texts. `fields`
 * make them of a key, once for each. Nowhere else does reading a property run code; a copy of the view (`{ ...view }`)
 * makes them all. `made` is told each object and list under the name of its field.
 */
export function createLateFields<K, L extends object>(
  { lazyBy }: Pick<Reads, 'lazyBy'>,
  fields: { readonly [Name in keyof L]: (key: K) => L[Name] },
  made: (field: object) => void,
): <T extends object>(view: T, key: K) => T & L {
  const keys = new WeakMap<object, K>()
  const getters: PropertyDescriptorMap = {}
  // Views of a kind share their getters, so that they stay objects of one shape.
  for (const name in fields) {
    const fieldOf = lazyBy((key: K) => {
      const value = fields[name](key)
      // All pages share it: a list that a filter turned round would be so on the pages that come later.
      if (Array.isArray(value)) Object.freeze(value)
      if (typeof value === 'object') made({ [name]: value })
      return value
    })
    getters[name] = {
      get(this: object) {
        // The cast holds: a view gets its key with its getters.
        return fieldOf(keys.get(this) as K)
      },
      enumerable: true,
    }
  }
  return <T extends object>(view: T, key: K) => {
    keys.set(view, key)
    // The cast holds: each property of `fields` has its getter.
    // All pages share it: an extension that changed it would change pages that come later.
    return Object.freeze(Object.defineProperties(view, getters)) as T & L
  }
}
