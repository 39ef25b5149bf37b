/**
 * A row of the search index as written: the posts that have a gram, the newest first, one after another in
 * characters of six bits, `0` (U+0030) to `o`; the sixth bit says that the value goes on.
 *
 * A posting is a number and then places. The number, lowest five bits first, is four times the post's plus the field's
 * (see `fields`), less than that of the posting before it by what is written. The places say where the gram stands:
 * positions in its block modulo 31, lowest first, or 31 alone for anywhere.
 */
export interface Posting {
  readonly post: number
  /** Index in `fields`. */
  readonly field: number
  /** Bit n is set where the gram stands at a position that is n modulo 31. */
  readonly places: number
}

/** Fields of a post from the least telling to the most; a gram counts for the best one that has it. */
export const fields = ['x', 'h', 'k', 't'] as const

export const ring = 31

/** Places that say nothing. */
export const anywhere = 0x7fff_ffff

/** A gram that stands in more places of a post says nothing about them: it costs more than it tells. */
const mostPlaces = 3

const zero = 0x30
const goesOn = 0x20

/** Places moved back by a distance. */
export function placesBefore(places: number, distance: number): number {
  const turn = distance % ring
  return ((places >>> turn) | (places << (ring - turn))) & anywhere
}

/** Most bytes that one posting takes. */
export const postingSize = 7 + mostPlaces

/** Writes a posting at `end` and gives the new end; `step` is its number where it is the first, else the difference. */
export function writePosting(bytes: Uint8Array, end: number, step: number, places: number): number {
  let at = end
  let rest = step
  for (; rest >= goesOn; rest >>>= 5) bytes[at++] = zero + (goesOn | (rest & 31))
  bytes[at++] = zero + rest
  let left = countBits(places) > mostPlaces ? 0 : places
  if (left === 0) bytes[at++] = zero + ring
  while (left !== 0) {
    const place = 31 - Math.clz32(left & -left)
    left &= left - 1
    bytes[at++] = zero + (left === 0 ? place : place | goesOn)
  }
  return at
}

export function readPostings(row: string): readonly Posting[] {
  const postings: Posting[] = []
  let code = 0
  for (let at = 0; at < row.length; ) {
    let step = 0
    let value = goesOn
    for (let shift = 0; value & goesOn; shift += 5) {
      value = row.charCodeAt(at++) - zero
      step |= (value & 31) << shift
    }
    code = postings.length === 0 ? step : code - step
    let places = 0
    do {
      value = row.charCodeAt(at++) - zero
      places |= (value & 31) === ring ? anywhere : 1 << (value & 31)
    } while (value & goesOn)
    postings.push({ post: code >> 2, field: code & 3, places })
  }
  return postings
}

function countBits(value: number): number {
  let count = 0
  for (let left = value; left !== 0; left &= left - 1) count++
  return count
}
