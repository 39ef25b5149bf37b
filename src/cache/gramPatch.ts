import { createGrams, type Grams, isEverywhere } from '../search/gramIndex.ts'
import { anywhere, type Posting, postingSize, readPostings, writePosting } from '../search/postings.ts'
import type { SearchInput, SearchPost } from '../search/search.ts'

/** Postings that a row loses and gains. */
interface Change {
  readonly lost: Posting[]
  readonly gained: Posting[]
}

/**
 * The shards of grams that differ from those of the index before, by number: of an index that was cut in the same way
 * and differs in files of texts that `changed` names by number. `before` gives a file of that index. Undefined where it
 * can't be told without all posts.
 */
export function patchGrams(
  input: SearchInput,
  changed: readonly number[],
  standing: (name: string) => string | undefined,
): ReadonlyMap<number, string> | undefined {
  const { count, cut } = input
  const changes = changesOf(input, changed, standing)
  if (!changes) return undefined
  const shards = new Map<number, string[]>()
  for (const [row, change] of changes) {
    const number = Math.floor(row / cut.rowsPerShard)
    const rows = shards.get(number) ?? standing(`grams/${number}.txt`)?.split('\n')
    const old = rows?.[row % cut.rowsPerShard]
    const next = old === undefined ? undefined : patchRow(old, change, count)
    if (!rows || next === undefined) return undefined
    rows[row % cut.rowsPerShard] = next
    shards.set(number, rows)
  }
  return new Map([...shards].map(([number, rows]) => [number, rows.join('\n')]))
}

/** By row. */
function changesOf(
  { count, postAt, cut }: SearchInput,
  changed: readonly number[],
  standing: (name: string) => string | undefined,
): ReadonlyMap<number, Change> | undefined {
  const lost = createGrams(cut, count)
  const gained = createGrams(cut, count)
  for (const file of changed) {
    const text = standing(`posts/${file}.json`)
    if (text === undefined) return undefined
    for (const [at, old] of (JSON.parse(text) as SearchPost[]).entries()) {
      const number = (cut.starts[file] ?? 0) + at
      if (number >= count) continue
      const post = postAt(number)
      if (JSON.stringify(post) === JSON.stringify(old)) continue
      lost.add(old, number)
      gained.add(post, number)
    }
  }
  return differences(lost, gained, 4 * count)
}

/** Codes are less than `codes`. Postings lost and gained alike, as most are, make no change. */
function differences(lost: Grams, gained: Grams, codes: number): ReadonlyMap<number, Change> {
  const changes = new Map<number, Change>()
  const note = (side: keyof Change, row: number, code: number, places: number): void => {
    const change = changes.get(row) ?? { lost: [], gained: [] }
    change[side].push({ post: code >> 2, field: code & 3, places })
    changes.set(row, change)
  }
  const placesLost = new Map<number, number>()
  lost.each((row, code, places) => placesLost.set(row * codes + code, places))
  gained.each((row, code, places) => {
    const key = row * codes + code
    if (placesLost.get(key) === places) placesLost.delete(key)
    else note('gained', row, code, places)
  })
  for (const [key, places] of placesLost) note('lost', Math.floor(key / codes), key % codes, places)
  return changes
}

function patchRow(row: string, { lost, gained }: Change, posts: number): string | undefined {
  const old = readPostings(row)
  const gone = new Set(lost.map(({ post }) => post))
  const next = [...old.filter(({ post }) => !gone.has(post)), ...gained].sort((a, b) => code(b) - code(a))
  const everywhere = isEverywhere(next.length, posts)
  // The places of the others are not known.
  if (isEverywhere(old.length, posts) && !everywhere) return undefined
  const bytes = new Uint8Array(next.length * postingSize)
  let end = 0
  next.forEach((posting, at) => {
    const step = at === 0 ? code(posting) : code(next[at - 1]) - code(posting)
    end = writePosting(bytes, end, step, everywhere ? anywhere : posting.places)
  })
  return new TextDecoder().decode(bytes.subarray(0, end))
}

function code(posting: Posting | undefined): number {
  return posting ? posting.post * 4 + posting.field : -1
}
