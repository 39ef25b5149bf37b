import { createHash, hash } from 'node:crypto'
import { readSync, type Stats } from 'node:fs'
import type { Piece } from '../types.ts'
import { type Disk, writeFully } from './disk.ts'
import { isRacy, withPlainFile } from './plainFile.ts'

/** What a staged file is: enough to know it again in the output. */
export interface Staged {
  readonly hash: string
  readonly stats: Stats
}

/** 128 bits: enough to tell contents apart, short enough for a line of the manifest. */
const shorten = (digest: string): string => digest.slice(0, 22)

export function hashBytes(bytes: Uint8Array): string {
  return shorten(hash('sha256', bytes, 'base64url'))
}

/** Of a file's bytes, read in pieces. */
export function hashFile(path: string): string {
  const digest = createHash('sha256')
  withPlainFile(path, (fd) => eachPiece(fd, (piece) => digest.update(piece)))
  return shorten(digest.digest('base64url'))
}

let scratch: Buffer = Buffer.alloc(0)

/** Text as UTF-8, in a buffer that the next call takes again: pages come one after the other. */
export function encode(text: string): Buffer {
  if (text.length > 1_000_000) return Buffer.from(text)
  if (scratch.length < text.length * 3) scratch = Buffer.allocUnsafeSlow(text.length * 3)
  return scratch.subarray(0, scratch.write(text))
}

export function joinPieces(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

export function stageBytes(path: string, bytes: Uint8Array, disk: Disk): Stats {
  return disk.create(path, (fd) => writeFully(fd, bytes))
}

/** Copies a plain file's bytes, and tells their hash. */
export function stageCopy(from: string, to: string, disk: Disk): Staged {
  const digest = createHash('sha256')
  const stats = withPlainFile(from, (source) =>
    disk.create(to, (target) => {
      eachPiece(source, (piece) => {
        digest.update(piece)
        writeFully(target, piece)
      })
    }),
  )
  return { hash: shorten(digest.digest('base64url')), stats }
}

/** What tells a source from a changed one without reading it; `` for one written so recently that it can't. */
export function sourceKey(from: string, stats: Stats): string {
  return isRacy(stats, Date.now()) ? '' : `${stats.size} ${stats.mtimeMs} ${from}`
}

const piece = Buffer.allocUnsafeSlow(256 * 1024)

function eachPiece(fd: number, use: (bytes: Uint8Array) => void): void {
  for (let count = readSync(fd, piece); count > 0; count = readSync(fd, piece)) use(piece.subarray(0, count))
}
