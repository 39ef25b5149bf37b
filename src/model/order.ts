import type { IsoDate } from '../types.ts'

export interface Ordered {
  readonly id: string
  readonly title: string
  readonly weight: number
  readonly date?: IsoDate | undefined
}

/** Hugo's order: weights other than 0 first, ascending; then newest first, without date last; then title, then path. */
export function inOrder<T extends Ordered>(items: readonly T[], collator: Intl.Collator): readonly T[] {
  return items
    .map((item) => ({ item, weight: item.weight || Number.POSITIVE_INFINITY, time: timeOf(item) }))
    .sort(
      (a, b) =>
        compare(a.weight, b.weight) ||
        compare(b.time, a.time) ||
        collator.compare(a.item.title, b.item.title) ||
        compare(a.item.id, b.item.id),
    )
    .map(({ item }) => item)
}

/** Milliseconds since 1970; no date is before all others. */
export function timeOf({ date }: { readonly date?: IsoDate | undefined }): number {
  return date === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date)
}

interface Neighbours {
  prevId?: string
  nextId?: string
}

/** Each listed post's neighbours in its first-level section; `posts` stand in the site's order. */
export function neighbours(
  posts: readonly { readonly id: string; readonly section: string; readonly listed: boolean }[],
): ReadonlyMap<string, Readonly<Neighbours>> {
  const found = new Map<string, Neighbours>()
  const last = new Map<string, string>()
  for (const { id, section, listed } of posts) {
    if (!listed) continue
    const prevId = last.get(section)
    found.set(id, prevId === undefined ? {} : { prevId })
    const before = prevId === undefined ? undefined : found.get(prevId)
    if (before) before.nextId = id
    last.set(section, id)
  }
  return found
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
