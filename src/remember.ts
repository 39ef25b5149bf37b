import type { Remember } from './types.ts'

/** Remembers nothing: for a build that makes everything once. */
export const forget: Remember = (_name, _inputs, make) => make()

/** Remembers the last value of each name, for a process that makes the site again and again. */
export function createMemory(): Remember {
  const known = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>()
  return <T>(name: string, inputs: readonly unknown[], make: () => T): T => {
    const before = known.get(name)
    // What is kept under a name came from the `make` of that name.
    if (before && sameItems(before.inputs, inputs)) return before.value as T
    const value = make()
    known.set(name, { inputs, value })
    return value
  }
}

export function sameItems(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return false
  for (let index = 0; index < now.length; index++) if (before[index] !== now[index]) return false
  return true
}
