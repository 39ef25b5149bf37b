/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The one range that a `Range` header asks of a file of `size` bytes, by RFC 9110 section 14.
 * Undefined: send the whole file (no header, another unit, several ranges, nonsense). `outside`: answer with 416.
 */
export function readRange(header: unknown, size: number): ByteRange | 'outside' | undefined {
  const match = typeof header === 'string' ? /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) : null
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [first, last] = [match[1], match[2]].map((digits) => (digits ? Number(digits) : undefined))
  if (first === undefined)
    return last === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - (last ?? 0)), end: size - 1 }
  if (last !== undefined && last < first) return undefined
  return first >= size ? 'outside' : { start: first, end: Math.min(last ?? size - 1, size - 1) }
}
