import { fstatSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'

/**
 * The file of the cache store is a row of blocks, each appended by one write:
 *
 *     block  = head index values
 *     head   = "ruo2", then as 32-bit little-endian numbers: bytes of index, bytes of values, CRC-32 of index
 *     index  = JSON: [[key, bytes of value, CRC-32 of value, note], …]; the values follow in this order, as UTF-8
 */
export interface Block {
  /** Where the next block begins. */
  readonly end: number
  readonly spans: ReadonlyMap<string, Span>
}

/** Where a value stands in the file. */
export interface Span {
  readonly start: number
  /** Bytes. */
  readonly length: number
  readonly crc: number
  readonly note: string
}

/** What a block is made of. */
export interface Value {
  readonly bytes: Buffer
  readonly note: string
}

const magic = Buffer.from('ruo2')
const headLength = 16
/** Systems write so many at once. */
const mostPieces = 1024

/** As few pieces as can be had without a copy. */
export function toBlock(values: ReadonlyMap<string, Value>): readonly Buffer[] {
  const entries = [...values].map(([key, { bytes, note }]) => [key, bytes.length, crc32(bytes), note])
  const index = Buffer.from(JSON.stringify(entries))
  const all = [...values.values()].map(({ bytes }) => bytes)
  const length = all.reduce((sum, bytes) => sum + bytes.length, 0)
  const numbers = Buffer.alloc(12)
  numbers.writeUInt32LE(index.length, 0)
  numbers.writeUInt32LE(length, 4)
  numbers.writeUInt32LE(crc32(index), 8)
  const pieces = [Buffer.concat([magic, numbers, index]), ...joined(all)]
  return pieces.length > mostPieces ? [Buffer.concat(pieces)] : pieces
}

/** Those that lie side by side in memory as one. */
function joined(buffers: readonly Buffer[]): Buffer[] {
  const runs: Buffer[] = []
  for (const next of buffers) {
    const last = runs.at(-1)
    const isBeside = last?.buffer === next.buffer && last.byteOffset + last.length === next.byteOffset
    if (isBeside) runs[runs.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + next.length)
    else runs.push(next)
  }
  return runs
}

/** The block at an offset; undefined where there is none, or none that is whole. Reads its head and index alone. */
export function readBlock(fd: number, offset: number): Block | undefined {
  const head = readBytes(fd, offset, headLength)
  if (!head?.subarray(0, 4).equals(magic)) return undefined
  const start = offset + headLength + head.readUInt32LE(4)
  const end = start + head.readUInt32LE(8)
  if (end > fstatSync(fd).size) return undefined
  const index = readBytes(fd, offset + headLength, head.readUInt32LE(4))
  if (!index || crc32(index) !== head.readUInt32LE(12)) return undefined
  return { end, spans: toSpans(index, start) }
}

/** Bytes that are read at once where they lie side by side. */
const atOnce = 1024 * 1024

/** The values in the order of the file; undefined where the bytes are not those that were written. */
export function* readValues<T extends Span>(
  fd: number,
  spans: readonly T[],
): Generator<readonly [span: T, value: Buffer | undefined]> {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  for (let from = 0; from < sorted.length; ) {
    const run = sorted.slice(from, endOfRun(sorted, from))
    const { start } = run[0] as T
    const bytes = readBytes(
      fd,
      start,
      run.reduce((sum, { length }) => sum + length, 0),
    )
    for (const span of run) {
      const at = span.start - start
      const value = bytes?.subarray(at, at + span.length)
      yield [span, value && crc32(value) === span.crc ? value : undefined]
    }
    from += run.length
  }
}

/** Spans from there on that lie side by side and are read at once. */
function endOfRun(sorted: readonly Span[], from: number): number {
  const { start, length } = sorted[from] as Span
  let end = start + length
  for (let next = from + 1; ; next++) {
    const span = sorted[next]
    if (span?.start !== end || end + span.length - start > atOnce) return next
    end += span.length
  }
}

function toSpans(index: Buffer, start: number): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>()
  let offset = start
  for (const [key, length, crc, note] of JSON.parse(index.toString()) as [string, number, number, string][]) {
    spans.set(key, { start: offset, length, crc, note })
    offset += length
  }
  return spans
}

function readBytes(fd: number, offset: number, length: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(length)
  return readSync(fd, bytes, 0, length, offset) === length ? bytes : undefined
}
