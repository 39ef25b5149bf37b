import { isAscii, isUtf8, transcode } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { statsOf } from './disk.ts'

/** Tells an unchanged file without reading it. */
export interface Stamp {
  /** Bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** Tells a file that was rewritten in place and given its old time again: nobody can set this one. */
  readonly ctimeMs: number
  readonly ino: number
}

export interface PlainFile {
  readonly bytes: Buffer
  readonly stamp: Stamp
}

/** O_NONBLOCK: a FIFO or device that took a file's place since it was looked at can't hold the build up. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a plain file, hands its descriptor on and closes it.
 * Throws the system's error, with code ENOENT where something else than a plain file stands there by now.
 */
export function withPlainFile<T>(path: string, use: (fd: number, stats: Stats) => T): T {
  const fd = openSync(path, openFlags)
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) throw fault('ENOENT', path)
    return use(fd, stats)
  } finally {
    closeSync(fd)
  }
}

/**
 * Reads a plain file of at most `limit` bytes, else throws EFBIG with its `size`.
 * A size that changed in between counts as vanished (ENOENT): the caller reads again.
 */
export function readPlainFile(path: string, limit: number): PlainFile {
  return withPlainFile(path, (fd, stats) => {
    if (stats.size > limit) throw fault('EFBIG', path, stats.size)
    const bytes = Buffer.allocUnsafe(stats.size + 1)
    const length = readFully(fd, bytes)
    if (length !== stats.size) throw fault('ENOENT', path)
    return { bytes: bytes.subarray(0, length), stamp: toStamp(stats) }
  })
}

/** True where a plain file stands there itself, and not a link to one. */
export function isPlainFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false
}

/** An error in the shape of the system's own. */
function fault(code: string, path: string, size?: number): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, syscall: 'open', path, size })
}

/** Fills the buffer from the file's current position; gives the count of bytes. */
export function readFully(fd: number, buffer: Buffer): number {
  let length = 0
  while (length < buffer.length) {
    const count = readSync(fd, buffer, length, buffer.length - length, null)
    if (count === 0) break
    length += count
  }
  return length
}

export function toStamp({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return { size, mtimeMs, ctimeMs, ino }
}

/** The same text for the same stamp, and for no other. */
export function stampText({ size, mtimeMs, ctimeMs, ino }: Stamp): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
}

export function sameStamp(a: Stamp | undefined, b: Stamp | undefined): boolean {
  return a !== undefined && b !== undefined && stampText(a) === stampText(b)
}

/**
 * True where a second write after `now` could leave the same stamp: clocks of file systems tick every few
 * milliseconds, those of HFS+ and FAT every one or two seconds (git's "racy" entries).
 */
export function isRacy({ mtimeMs, ctimeMs }: Pick<Stamp, 'mtimeMs' | 'ctimeMs'>, now: number): boolean {
  return [mtimeMs, ctimeMs].some((time) => now - time < (time % 1000 === 0 ? 2500 : 25))
}

/** The text of UTF-8 bytes, BOM kept; undefined where they are not valid. By way of UTF-16: 4 times toString's speed. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1')
  return isUtf8(bytes) ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le') : undefined
}

/** Offset of the first character that is no UTF-8, in bytes from 0. */
export function invalidUtf8Offset(bytes: Buffer): number {
  let valid = 0
  let invalid = bytes.length + 1
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isPrefix(bytes.subarray(0, middle))) valid = middle
    else invalid = middle
  }
  while (!isUtf8(bytes.subarray(0, valid))) valid--
  return valid
}

/** Valid but for a character that may go on after the end. */
function isPrefix(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
