import type { Post } from '../types.ts'
import { timeOf } from './order.ts'

/** The distance in a term's list up to which others are compared: a term that a thousand posts share says little. */
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
  const candidates: number[] = []
  const related = new Map<string, readonly string[]>()
  for (let self = 0; self < listed.length; self++) {
    candidates.length = 0
    scoreOthers(self, termsOf[self] ?? [], scores, candidates)
    const best = bestOf(candidates, count, self, scores, times)
    related.set(
      (listed[self] as Post).id,
      best.map((other) => (listed[other] as Post).id),
    )
    for (const other of candidates) scores[other] = 0
  }
  return related
}

interface TermList {
  /** Numbers of the posts that have the term, ascending. */
  readonly members: number[]
  weight: number
  /** The number of members that have had their turn. */
  done: number
}

/** The terms of each post, by its number; a rare term weighs more. */
function indexTerms(posts: readonly Post[]): readonly (readonly TermList[])[] {
  const lists: TermList[] = []
  const byTaxonomy = new Map<string, Map<string, TermList>>()
  const termsOf = posts.map(({ terms }, self) => {
    const own: TermList[] = []
    for (const taxonomy in terms) {
      const known = byTaxonomy.get(taxonomy) ?? new Map<string, TermList>()
      byTaxonomy.set(taxonomy, known)
      for (const key of terms[taxonomy] ?? []) {
        const list = known.get(key) ?? { members: [], weight: taxonomy === 'categories' ? 0.5 : 1, done: 0 }
        if (list.members.push(self) === 1) {
          known.set(key, list)
          lists.push(list)
        }
        own.push(list)
      }
    }
    return own
  })
  for (const list of lists) list.weight *= Math.log(1 + posts.length / list.members.length)
  return termsOf
}

/** Adds up what the others share with a post, whose turn comes after that of the one before; gives their numbers. */
function scoreOthers(self: number, terms: readonly TermList[], scores: Float64Array, candidates: number[]): void {
  for (const list of terms) {
    const { members, weight } = list
    const at = list.done++
    const end = Math.min(members.length, at + reach + 1)
    for (let i = Math.max(0, at - reach); i < end; i++) {
      const other = members[i] as number
      if (other === self) continue
      const score = scores[other] as number
      if (score === 0) candidates.push(other)
      scores[other] = score + weight
    }
  }
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
  // The last one's score, once there are `count`: most candidates have less.
  let least = 0
  for (const candidate of candidates) {
    if ((scores[candidate] as number) < least) continue
    let at = best.length
    if (at === count && --at >= 0 && !precedes(candidate, best[at] as number, self, scores, times)) continue
    for (; at > 0 && precedes(candidate, best[at - 1] as number, self, scores, times); at--)
      best[at] = best[at - 1] as number
    if (at >= 0) best[at] = candidate
    if (best.length === count) least = scores[best[count - 1] as number] ?? 0
  }
  return best
}

function precedes(a: number, b: number, self: number, scores: Float64Array, times: Float64Array): boolean {
  const difference = (scores[b] as number) - (scores[a] as number)
  return difference === 0 ? nearer(a, b, self, times) : difference < 0
}

function nearer(a: number, b: number, self: number, times: Float64Array): boolean {
  const own = times[self] as number
  // Two posts without a date count as equally old (-∞ - -∞ is NaN, hence `|| 0`).
  const one = Math.abs((times[a] as number) - own) || 0
  const other = Math.abs((times[b] as number) - own) || 0
  return one === other ? a < b : one < other
}
