import { lazy } from '../kit/lazy.ts'
import { fold, isLatin, isSpace, rowOf } from './grams.ts'
import { anywhere, fields, postingSize, ring, writePosting } from './postings.ts'
import type { SearchCut, SearchPost } from './search.ts'

/** The index of a large site, gathered post by post, in the order of their numbers; then each shard of its rows can be had. */
export interface Grams {
  readonly add: (post: SearchPost, number: number) => void
  /** Tells each posting: its row, its number and its places. */
  readonly each: (tell: (row: number, code: number, places: number) => void) => void
  /** Rows (see postings.ts), a line each. */
  readonly shard: (number: number) => string
}

/** Bits of a row within its group: a group fits a processor's cache. */
const groupBits = 15

/**
 * Postings are gathered in groups of neighbouring rows. A posting is two numbers: its row within the group and its own
 * number (see postings.ts) in one, and its places.
 * A position counts from the code of its block's first character, so that an edit moves nothing but its own block.
 */
export function createGrams({ bits, rowsPerShard }: SearchCut, posts: number): Grams {
  const codeBits = 32 - Math.clz32(4 * posts)
  const rowBits = Math.min(bits, groupBits, 32 - codeBits)
  const groups = Array.from({ length: 2 ** (bits - rowBits) }, () => ({
    postings: new Int32Array(256),
    size: 0,
    start: 0,
  }))
  /** Place of a row's latest posting in its group. */
  const latest = new Int32Array(2 ** bits).fill(-1)
  /** The last post, its number plus 1, that had a character: its first place is enough, as it is looked for alone. */
  const characters = new Int32Array(0x1_0000)

  /** `place` is where the gram stands, modulo `ring`. */
  const note = (row: number, code: number, place: number): void => {
    const group = groups[row >>> rowBits] as Group
    const known = latest[row] as number
    if (known >= group.start) {
      group.postings[known + 1] = (group.postings[known + 1] as number) | (1 << place)
      return
    }
    const { size } = group
    if (size + 2 > group.postings.length) group.postings = grown(group.postings, posts / ((code >> 2) + 1))
    latest[row] = size
    group.postings[size] = (row << codeBits) | code
    group.postings[size + 1] = 1 << place
    group.size = size + 2
  }

  const addText = (folded: string, code: number): void => {
    const post = (code >> 2) + 1
    let [first, second, latin] = [0, 0, 0]
    let [firstPlace, secondPlace, place] = [0, 0, 0]
    for (let at = 0; at < folded.length; at++) {
      const third = folded.charCodeAt(at)
      place = second === lineFeed || at === 0 ? third % ring : place === ring - 1 ? 0 : place + 1
      latin = isLatin(third) ? latin + 1 : 0
      if (!isSpace(third)) {
        if (characters[third] !== post) {
          characters[third] = post
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
  }

  let bytes = new Uint8Array(1 << 16)
  let sorted: { readonly group: number; readonly rows: Rows } | undefined
  const rowsOf = (group: number): Rows => {
    if (sorted?.group !== group) sorted = { group, rows: byRow(groups[group] as Group, rowBits, codeBits) }
    return sorted.rows
  }

  const writeRow = (row: number, at: number): number => {
    const { starts, codes, places } = rowsOf(row >>> rowBits)
    const local = row & (2 ** rowBits - 1)
    const from = starts[local] as number
    const to = starts[local + 1] as number
    while (bytes.length < at + 1 + (to - from) * postingSize) bytes = grown(bytes)
    const everywhere = isEverywhere(to - from, posts)
    let end = at
    for (let index = from; index < to; index++) {
      const code = codes[index] as number
      const step = index === from ? code : (codes[index - 1] as number) - code
      end = writePosting(bytes, end, step, everywhere ? anywhere : (places[index] as number))
    }
    bytes[end] = lineFeed
    return end + 1
  }
  const decoder = lazy(() => new TextDecoder())

  return {
    add(post, number) {
      for (const group of groups) group.start = group.size
      for (let field = fields.length - 1; field >= 0; field--) {
        const value = post[fields[field] ?? 'x']
        for (const text of typeof value === 'string' ? [value] : value) addText(fold(text), number * 4 + field)
      }
    },
    each(tell) {
      for (const [number, { postings, size }] of groups.entries()) {
        for (let at = 0; at < size; at += 2) {
          const posting = postings[at] as number
          const row = (number << rowBits) | ((posting >>> codeBits) & (2 ** rowBits - 1))
          tell(row, posting & (2 ** codeBits - 1), postings[at + 1] as number)
        }
      }
    },
    shard(number) {
      const last = Math.min(2 ** bits, (number + 1) * rowsPerShard)
      let end = 0
      for (let row = number * rowsPerShard; row < last; row++) end = writeRow(row, end)
      return decoder().decode(bytes.subarray(0, end))
    },
  }
}

/** A gram that stands in most posts narrows nothing down; without places it is small. */
export function isEverywhere(postings: number, posts: number): boolean {
  return 2 * postings > posts + 1
}

interface Group {
  /** Postings, with room for more. */
  postings: Int32Array<ArrayBuffer>
  size: number
  /** Index at which the postings of the post at hand begin. */
  start: number
}

/** Numbers and places of a group's postings, row after row, the last first in each. */
interface Rows {
  readonly starts: Int32Array
  readonly codes: Int32Array
  readonly places: Int32Array
}

/** The postings by row, in loops of their own: V8 gives up what it compiled for one loop of a function at the next. */
function byRow(group: Group, rowBits: number, codeBits: number): Rows {
  const { size } = group
  const starts = new Int32Array(2 ** rowBits + 1)
  countRows(group, starts, codeBits)
  addUp(starts)
  const rows = { starts, codes: new Int32Array(size / 2), places: new Int32Array(size / 2) }
  sortInto(rows, group, codeBits)
  return rows
}

/** The number of each row's postings, counted at the row behind. */
function countRows({ postings, size }: Group, counts: Int32Array, codeBits: number): void {
  const mask = counts.length - 2
  for (let at = 0; at < size; at += 2) {
    const row = ((postings[at] as number) >>> codeBits) & mask
    counts[row + 1] = (counts[row + 1] as number) + 1
  }
}

function addUp(counts: Int32Array): void {
  let sum = 0
  for (let row = 0; row < counts.length; row++) {
    sum += counts[row] as number
    counts[row] = sum
  }
}

function sortInto({ starts, codes, places }: Rows, { postings, size }: Group, codeBits: number): void {
  const mask = starts.length - 2
  const next = starts.slice()
  for (let at = size - 2; at >= 0; at -= 2) {
    const posting = postings[at] as number
    const row = (posting >>> codeBits) & mask
    const to = next[row] as number
    codes[to] = posting & (2 ** codeBits - 1)
    places[to] = postings[at + 1] as number
    next[row] = to + 1
  }
}

const lineFeed = 0x0a

/** A copy with room for `factor` times as much and some more; for twice as much at least, eight times at most. */
function grown<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(array: T, factor = 2): T {
  const times = Math.min(Math.max(1.1 * factor, 2), 8)
  const more = new (array.constructor as new (length: number) => T)(Math.ceil(array.length * times))
  more.set(array)
  return more
}
