import type { Memo } from '../types.ts'

/** Keeps nothing: for a build that makes everything once. */
export const noMemo: Memo = (_name, _inputs, make) => make()

/** Keeps the last value of each name, for a process that makes the site again and again. */
export function createMemo(): Memo {
  const memos = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>()
  return <T>(name: string, inputs: readonly unknown[], make: () => T): T => {
    const last = memos.get(name)
    // The value under a name came from the `make` of that name.
    if (last && sameItems(last.inputs, inputs)) return last.value as T
    const value = make()
    memos.set(name, { inputs, value })
    return value
  }
}

/**
 * Keeps a value for each item of a list: while `inputs` are the same, an item that comes again gets its value again
 * where that still `holds`. Call it once a round; values that no round uses any more are dropped in time.
 */
export function memoEach<K, V>(
  memo: Memo,
  name: string,
  inputs: readonly unknown[],
): (item: K, make: () => V, holds?: (value: V) => boolean) => V {
  const rounds = memo(name, inputs, () => ({
    byItem: new Map<K, V>(),
    items: [] as K[],
    values: [] as V[],
    used: 0,
  }))
  const { byItem: last, items, values } = rounds
  // The map is copied only when more of it is left over than used.
  const next = last.size > 2 * rounds.used ? new Map<K, V>() : last
  rounds.byItem = next
  items.length = values.length = rounds.used
  rounds.used = 0
  return (item, make, holds) => {
    const turn = rounds.used++
    // Most items come again at their turn, where no map need be asked.
    const cached = items[turn] === item ? values[turn] : last.get(item)
    const isHeld = cached !== undefined && (!holds || holds(cached))
    const value = isHeld ? cached : make()
    if (!isHeld || next !== last) next.set(item, value)
    items[turn] = item
    values[turn] = value
    return value
  }
}

export function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < right.length; index++) if (left[index] !== right[index]) return false
  return true
}
