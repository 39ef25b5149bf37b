import type { Post } from '../types.ts'
import { timeOf } from './order.ts'

/** How far from a post, in a term's list, others are looked at: a term that a thousand posts share says little. */
const reach = 16

/**
 * For each listed post, the `count` others that share the rarest terms with it; among equals the nearest in time.
 * A category weighs half of what a tag does. `posts` stand in the site's order.
 */
export function relatedPosts(posts: readonly Post[], count: number): ReadonlyMap<string, readonly string[]> {
  const listed = posts.filter((post) => post.listed)
  const termsOf = indexTerms(listed)
  const times = Float64Array.from(listed, timeOf)
  const scores = new Float64Array(listed.length)
  const related = new Map<string, readonly string[]>()
  listed.forEach(({ id }, self) => {
    const candidates = scoreOthers(self, termsOf[self] ?? [], scores)
    const best = bestOf(candidates, count, self, scores, times)
    related.set(
      id,
      best.map((other) => (listed[other] as Post).id),
    )
    for (const other of candidates) scores[other] = 0
  })
  return related
}

interface TermList {
  /** Numbers of the posts that have the term, ascending. */
  readonly members: number[]
  weight: number
}

/** The terms of each post, by its number; a rare term weighs more. */
function indexTerms(posts: readonly Post[]): readonly (readonly TermList[])[] {
  const lists = new Map<string, TermList>()
  const termsOf = posts.map(({ terms }, self) =>
    Object.entries(terms).flatMap(([taxonomy, keys]) =>
      keys.map((key) => {
        const list = lists.get(`${taxonomy}/${key}`) ?? { members: [], weight: taxonomy === 'categories' ? 0.5 : 1 }
        lists.set(`${taxonomy}/${key}`, list)
        list.members.push(self)
        return list
      }),
    ),
  )
  for (const list of lists.values()) list.weight *= Math.log(1 + posts.length / list.members.length)
  return termsOf
}

/** Adds up what the others share with a post; gives their numbers. */
function scoreOthers(self: number, terms: readonly TermList[], scores: Float64Array): readonly number[] {
  const candidates: number[] = []
  for (const { members, weight } of terms) {
    const at = positionOf(self, members)
    const end = Math.min(members.length, at + reach + 1)
    for (let i = Math.max(0, at - reach); i < end; i++) {
      const other = members[i] as number
      if (other === self) continue
      if (scores[other] === 0) candidates.push(other)
      scores[other] = (scores[other] as number) + weight
    }
  }
  return candidates
}

/** Where a number stands in an ascending list that holds it. */
function positionOf(number: number, members: readonly number[]): number {
  let low = 0
  let high = members.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle] as number) < number) low = middle + 1
    else high = middle
  }
  return low
}

/** The `count` candidates with the highest score, the nearer in time first among equals; one pass, no full sort. */
function bestOf(
  candidates: readonly number[],
  count: number,
  self: number,
  scores: Float64Array,
  times: Float64Array,
): readonly number[] {
  const best: number[] = []
  const precedes = (a: number, b: number) => {
    const difference = (scores[b] as number) - (scores[a] as number)
    return difference === 0 ? nearer(a, b, self, times) : difference < 0
  }
  for (const candidate of candidates) {
    const worst = best.length < count ? -1 : (scores[best.at(-1) as number] as number)
    if ((scores[candidate] as number) < worst) continue
    let at = best.length
    while (at > 0 && precedes(candidate, best[at - 1] as number)) at--
    if (at >= count) continue
    best.splice(at, 0, candidate)
    if (best.length > count) best.pop()
  }
  return best
}

function nearer(a: number, b: number, self: number, times: Float64Array): boolean {
  const distance = (other: number) => Math.abs((times[other] as number) - (times[self] as number)) || 0
  return distance(a) === distance(b) ? a < b : distance(a) < distance(b)
}
