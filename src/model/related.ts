import type { Post } from '../types.ts'
import { timeOf } from './order.ts'

/** How far from a post, in a term's list, others are looked at: a term that a thousand posts share says little. */
const reach = 40

/**
 * For each listed post, the `count` others that share the rarest terms with it; among equals the nearest in time.
 * A category weighs half of what a tag does. `posts` stand in the site's order.
 */
export function relatedPosts(posts: readonly Post[], count: number): ReadonlyMap<string, readonly string[]> {
  const related = new Map<string, readonly string[]>()
  const listed = posts.filter((post) => post.listed)
  const index = postsByTerm(listed)
  const times = listed.map(timeOf)
  const scores = new Float64Array(listed.length)
  listed.forEach((post, self) => {
    const candidates: number[] = []
    for (const term of termsOf(post)) {
      const { members, weight } = index.get(term) as TermIndex
      const at = positionOf(self, members)
      for (const other of members.slice(Math.max(0, at - reach), at + reach + 1)) {
        if (other === self) continue
        if (scores[other] === 0) candidates.push(other)
        scores[other] = (scores[other] ?? 0) + weight * Math.log(1 + listed.length / members.length)
      }
    }
    const distance = (other: number) => Math.abs((times[other] ?? 0) - (times[self] ?? 0))
    const nearer = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || distance(a) - distance(b) || a - b
    const best = top(candidates, count, nearer)
    related.set(
      post.id,
      best.map((other) => (listed[other] as Post).id),
    )
    for (const other of candidates) scores[other] = 0
  })
  return related
}

interface TermIndex {
  readonly members: number[]
  readonly weight: number
}

function postsByTerm(posts: readonly Post[]): ReadonlyMap<string, TermIndex> {
  const index = new Map<string, TermIndex>()
  posts.forEach((post, at) => {
    for (const term of termsOf(post)) {
      const known = index.get(term)
      if (known) known.members.push(at)
      else index.set(term, { members: [at], weight: term.startsWith('categories\n') ? 0.5 : 1 })
    }
  })
  return index
}

function* termsOf({ terms }: Post): Generator<string> {
  for (const [taxonomy, keys] of Object.entries(terms)) for (const key of keys) yield `${taxonomy}\n${key}`
}

/** Where a number stands in an ascending list that holds it. */
function positionOf(number: number, members: readonly number[]): number {
  let low = 0
  let high = members.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}

/** The first `count` of a list if it were sorted, without sorting it all. */
function top(items: readonly number[], count: number, compare: (a: number, b: number) => number): readonly number[] {
  const best: number[] = []
  for (const item of items) {
    const last = best.at(-1)
    if (best.length >= count && (last === undefined || compare(item, last) >= 0)) continue
    const at = best.findIndex((other) => compare(item, other) < 0)
    best.splice(at < 0 ? best.length : at, 0, item)
    if (best.length > count) best.pop()
  }
  return best
}
