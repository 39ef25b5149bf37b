import type { Remember } from '../types.ts'

/** Remembers nothing: for a build that makes everything once. */
export const forget: Remember = (_name, _inputs, make) => make()

/** Remembers the last value of each name, for a process that makes the site again and again. */
export function createMemory(): Remember {
  const known = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>()
  return <T>(name: string, inputs: readonly unknown[], make: () => T): T => {
    const before = known.get(name)
    // The value under a name came from the `make` of that name.
    if (before && sameItems(before.inputs, inputs)) return before.value as T
    const value = make()
    known.set(name, { inputs, value })
    return value
  }
}

/**
 * Remembers a value for each item of a list: while `inputs` are the same, an item that comes again gets its value again
 * where that still `holds`. Call it once a round; values that rounds do not use any more are forgotten in time.
 */
export function rememberEach<K, V>(
  remember: Remember,
  name: string,
  inputs: readonly unknown[],
): (item: K, make: () => V, holds?: (value: V) => boolean) => V {
  const rounds = remember(name, inputs, () => ({
    known: new Map<K, V>(),
    items: [] as K[],
    values: [] as V[],
    used: 0,
  }))
  const { known: before, items, values } = rounds
  // The map is copied only when more of it is left over than used.
  const now = before.size > 2 * rounds.used ? new Map<K, V>() : before
  rounds.known = now
  items.length = values.length = rounds.used
  rounds.used = 0
  return (item, make, holds) => {
    const turn = rounds.used++
    // Most items come again at their turn, where no map need be asked.
    const known = items[turn] === item ? values[turn] : before.get(item)
    const held = known !== undefined && (!holds || holds(known))
    const value = held ? known : make()
    if (!held || now !== before) now.set(item, value)
    items[turn] = item
    values[turn] = value
    return value
  }
}

export function sameItems(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return false
  for (let index = 0; index < now.length; index++) if (before[index] !== now[index]) return false
  return true
}
