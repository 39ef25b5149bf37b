import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { writeFully, writePieces } from '../disk.ts'

/**
 * A pack holds entries and never changes:
 *
 *     pack   = head index values
 *     head   = "ruo3", then as 32-bit little-endian numbers: bytes of index, CRC-32 of index
 *     index  = JSON: [[key, bytes of value, CRC-32 of value, note], …]; the values follow in this order
 *
 * It is written beside its place and renamed there, under the hash of its index.
 */
export interface Pack {
  readonly path: string
  readonly fd: number
  /** Bytes. */
  readonly size: number
  readonly entries: ReadonlyMap<string, PackedEntry>
}

/** An entry that stands in a pack. */
export interface PackedEntry {
  readonly pack: Pack
  /** Offset of its value in the pack. */
  readonly start: number
  /** Bytes. */
  readonly length: number
  readonly crc: number
  readonly note: string
}

/** An entry that stands in memory. */
export interface NewEntry {
  readonly bytes: Uint8Array
  readonly note: string
}

const magic = Buffer.from('ruo3')
const headLength = 12
/** Pieces that systems write at once. */
const mostPieces = 1024

/** Throws where it can't be read; undefined where its index is damaged. */
export function openPack(path: string): Pack | undefined {
  const fd = openSync(path, 'r')
  const entries = new Map<string, PackedEntry>()
  const pack: Pack = { path, fd, size: fstatSync(fd).size, entries }
  const head = readBytes(pack, 0, headLength)
  const index = head?.subarray(0, 4).equals(magic) && readBytes(pack, headLength, head.readUInt32LE(4))
  if (!head || !index || crc32(index) !== head.readUInt32LE(8)) return void closeSync(fd)
  let start = headLength + index.length
  for (const [key, length, crc, note] of JSON.parse(index.toString()) as [string, number, number, string][]) {
    entries.set(key, { pack, start, length, crc, note })
    start += length
  }
  return pack
}

/** Undefined where the bytes are not those that were written. */
export function bytesOf({ pack, start, length, crc }: PackedEntry): Buffer | undefined {
  const bytes = readBytes(pack, start, length)
  return bytes && crc32(bytes) === crc ? bytes : undefined
}

/** Writes a pack of new entries and of some that stand in other packs, and gives its path. Throws what the system throws. */
export function writePack(
  folder: string,
  fresh: readonly (readonly [key: string, entry: NewEntry])[],
  packed: readonly (readonly [key: string, entry: PackedEntry])[],
): string {
  const index = Buffer.from(
    JSON.stringify([
      ...fresh.map(([key, { bytes, note }]) => [key, bytes.length, crc32(bytes), note]),
      ...packed.map(([key, { length, crc, note }]) => [key, length, crc, note]),
    ]),
  )
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(index.length, 0)
  numbers.writeUInt32LE(crc32(index), 4)
  const path = join(folder, `${hash('sha1', index)}.pack`)
  const temporary = `${path}.${process.pid}`
  const fd = openSync(temporary, 'wx')
  try {
    writeFully(fd, Buffer.concat([magic, numbers, index]))
    for (let from = 0; from < fresh.length; from += mostPieces)
      writePieces(
        fd,
        fresh.slice(from, from + mostPieces).map(([, { bytes }]) => bytes),
      )
    // A damaged value takes its place, and its CRC tells as before.
    for (const [, { pack, start, length }] of packed)
      writeFully(fd, readBytes(pack, start, length) ?? Buffer.alloc(length))
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(fd)
  }
  return path
}

function readBytes({ fd, size }: Pack, offset: number, length: number): Buffer | undefined {
  if (offset + length > size) return undefined
  const bytes = Buffer.allocUnsafe(length)
  return readSync(fd, bytes, 0, length, offset) === length ? bytes : undefined
}
