import { anywhere, fields, placesBefore, readPostings } from '../../search/postings.ts'

/** The rows of a word's grams, each with the gram's place in the word. */
export type WordRows = readonly { readonly at: number; readonly row: string }[]

/** Points for a word found in a field: title, terms, headings, text. */
export const points = { t: 8, k: 4, h: 2, x: 1 } as const

/** Numbers of the posts that seem to have all words, those with the most points first, the newer first among equals. */
export function likeliest(words: readonly WordRows[]): readonly number[] {
  const [first = new Map<number, number>(), ...others] = words.map(withWord)
  return [...first]
    .filter(([post]) => others.every((other) => other.has(post)))
    .map(([post, score]) => ({ post, score: others.reduce((sum, other) => sum + (other.get(post) ?? 0), score) }))
    .sort((a, b) => b.score - a.score || b.post - a.post)
    .map(({ post }) => post)
}

/** Points of the posts in which a word's grams stand as far apart as in the word. */
function withWord(rows: WordRows): ReadonlyMap<number, number> {
  let found: ReadonlyMap<number, { readonly places: number; readonly field: number }> | undefined
  for (const { at, row } of rows) {
    const next = new Map<number, { readonly places: number; readonly field: number }>()
    for (const { post, field, places } of readPostings(row)) {
      const before = found ? found.get(post) : { places: anywhere, field: fields.length }
      const left = before ? before.places & placesBefore(places, at) : 0
      if (before && left) next.set(post, { places: left, field: Math.min(before.field, field) })
    }
    found = next
  }
  return new Map([...(found ?? [])].map(([post, { field }]) => [post, points[fields[field] ?? 'x']]))
}
