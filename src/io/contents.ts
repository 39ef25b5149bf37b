import { readSync, type Stats } from 'node:fs'
import { type Disk, isSystemError, writeFully } from './disk.ts'
import { mayHoldPosition, withoutPosition } from './images/position.ts'
import { isRacy, readFully, type Stamp, stampText, withPlainFile } from './plainFile.ts'

let scratch: Buffer = Buffer.alloc(0)

/** Text as UTF-8, in a buffer that the next call takes again: pages come one after the other. */
export function encode(text: string): Buffer {
  if (text.length > 1_000_000) return Buffer.from(text)
  if (scratch.length < text.length * 3) scratch = Buffer.allocUnsafeSlow(text.length * 3)
  return scratch.subarray(0, scratch.write(text))
}

export function stageBytes(path: string, bytes: Uint8Array, disk: Disk): Stats {
  return disk.create(path, (fd) => writeFully(fd, bytes))
}

/** Copies a plain file's bytes; a picture's without the position it was taken at, but where it `keepsPosition`. */
export function stageCopy(from: string, to: string, disk: Disk, keepsPosition: boolean): Stats {
  return withPlainFile(from, (source, { size }) =>
    disk.create(to, (target) => {
      let count = readSync(source, room)
      if (!keepsPosition && size < mostInMemory && mayHoldPosition(room.subarray(0, 12))) {
        const bytes = Buffer.allocUnsafeSlow(size)
        const length = room.copy(bytes, 0, 0, count)
        const end = length + readFully(source, bytes.subarray(length))
        writeFully(target, withoutPosition(bytes.subarray(0, end)))
        return
      }
      for (; count > 0; count = readSync(source, room)) writeFully(target, room.subarray(0, count))
    }),
  )
}

/** Bytes of a picture that is looked into. */
const mostInMemory = 1024 ** 3

/** True where a plain file has these very bytes. */
export function hasBytes(path: string, bytes: Uint8Array): boolean {
  return hasAll(path, bytes.length, (start, length) => bytes.subarray(start, start + length))
}

/** True where a plain file has the bytes of another. */
export function hasBytesOf(path: string, other: string): boolean {
  return withPlainFile(other, (fd, { size }) =>
    hasAll(path, size, (_start, length) => otherRoom.subarray(0, readFully(fd, otherRoom.subarray(0, length)))),
  )
}

/** `next` gives what is expected, piece by piece. False for a file that can't be read. */
function hasAll(path: string, size: number, next: (start: number, length: number) => Uint8Array): boolean {
  try {
    return withPlainFile(path, (fd, stats) => {
      if (stats.size !== size) return false
      for (let done = 0; done < size; ) {
        const count = readSync(fd, room)
        if (count === 0 || !room.subarray(0, count).equals(next(done, count))) return false
        done += count
      }
      return true
    })
  } catch (error) {
    if (isSystemError(error)) return false
    throw error
  }
}

/** A key that tells a copy's source and way from others without reading it; `` for one written too recently, at `now`, to tell. */
export function sourceKey(from: string, stamp: Stamp, keepsPosition: boolean, now = Date.now()): string {
  return isRacy(stamp, now) ? '' : `${stampText(stamp)} ${keepsPosition ? 'whole' : 'clean'} ${from}`
}

const room = Buffer.allocUnsafeSlow(256 * 1024)
const otherRoom = Buffer.allocUnsafeSlow(256 * 1024)
