import { fold, isLatin, isSpace, rowOf } from '../grams.ts'
import { anywhere, fields, postingSize, ring, writePosting } from '../postings.ts'
import type { SearchCut, SearchPost } from './search.ts'

/**
 * The index of a large site: shards of rows (see postings.ts), a line each.
 * A position counts from the code of its block's first character, so that an edit moves nothing but its own block.
 */
export function gatherGrams(posts: readonly SearchPost[], cut: SearchCut): readonly string[] {
  const table = createTable(cut.bits)
  posts.forEach((post, number) => {
    for (let field = fields.length - 1; field >= 0; field--) {
      const value = post[fields[field] ?? 'x']
      for (const text of typeof value === 'string' ? [value] : value) table.add(fold(text), number * 4 + field)
    }
    table.endPost()
  })
  return table.write(cut)
}

/** Postings in the order of the posts, each of three numbers: its row, its own number (see postings.ts), its places. */
function createTable(bits: number) {
  const rows = 2 ** bits
  const latest = new Int32Array(rows).fill(-1)
  const counts = new Int32Array(rows)
  let postings = new Int32Array(1 << 18)
  let size = 0
  /** The post at hand, counted from 1, and its first posting. */
  let posts = 1
  let start = 0
  /** The last post that had a character: its first place is enough, for a character is looked for alone or not at all. */
  const characters = new Int32Array(0x1_0000)

  /** `place` is where the gram stands, modulo `ring`. */
  const note = (row: number, code: number, place: number): void => {
    const known = latest[row] as number
    if (known >= start) {
      postings[known + 2] = (postings[known + 2] as number) | (1 << place)
      return
    }
    if (size + 3 > postings.length) postings = doubled(postings)
    latest[row] = size
    counts[row] = (counts[row] as number) + 1
    postings[size++] = row
    postings[size++] = code
    postings[size++] = 1 << place
  }

  return {
    add(folded: string, code: number): void {
      let [first, second, latin] = [0, 0, 0]
      let [firstPlace, secondPlace, place] = [0, 0, 0]
      for (let at = 0; at < folded.length; at++) {
        const third = folded.charCodeAt(at)
        place = second === lineFeed || at === 0 ? third % ring : place === ring - 1 ? 0 : place + 1
        latin = isLatin(third) ? latin + 1 : 0
        if (!isSpace(third)) {
          if (characters[third] !== posts) {
            characters[third] = posts
            note(rowOf(bits, 0, 0, third), code, place)
          }
          if (!isSpace(second)) note(rowOf(bits, 0, second, third), code, secondPlace)
          if (latin >= 3) note(rowOf(bits, first, second, third), code, firstPlace)
        }
        first = second
        second = third
        firstPlace = secondPlace
        secondPlace = place
      }
    },
    endPost(): void {
      posts++
      start = size
    },
    /** Each shard's rows as lines. */
    write({ shards, rowsPerShard }: SearchCut): readonly string[] {
      const sorted = byRow(postings.subarray(0, size), counts)
      let bytes = new Uint8Array(1 << 16)
      let from = 0
      return Array.from({ length: shards }, (_, shard) => {
        let end = 0
        for (let row = shard * rowsPerShard; row < Math.min(rows, (shard + 1) * rowsPerShard); row++) {
          const to = from + 2 * (counts[row] as number)
          // What stands in most posts narrows nothing down; without places it is small.
          const everywhere = to - from > posts
          while (bytes.length < end + 1 + (to - from) * postingSize) bytes = doubled(bytes)
          for (let at = from; at < to; at += 2) {
            const code = sorted[at] as number
            const step = at === from ? code : (sorted[at - 2] as number) - code
            end = writePosting(bytes, end, step, everywhere ? anywhere : (sorted[at + 1] as number))
          }
          bytes[end++] = lineFeed
          from = to
        }
        return new TextDecoder().decode(bytes.subarray(0, end))
      })
    },
  }
}

/** Numbers and places of the postings, row after row, the last first in each. */
function byRow(postings: Int32Array, counts: Int32Array): Int32Array {
  const next = new Int32Array(counts.length)
  for (let row = 1; row < counts.length; row++) next[row] = (next[row - 1] as number) + 2 * (counts[row - 1] as number)
  const sorted = new Int32Array((postings.length / 3) * 2)
  for (let at = postings.length - 3; at >= 0; at -= 3) {
    const row = postings[at] as number
    const to = next[row] as number
    sorted[to] = postings[at + 1] as number
    sorted[to + 1] = postings[at + 2] as number
    next[row] = to + 2
  }
  return sorted
}

const lineFeed = 0x0a

function doubled<T extends Int32Array | Uint8Array>(array: T): T {
  const grown = new (array.constructor as new (length: number) => T)(array.length * 2)
  grown.set(array)
  return grown
}
