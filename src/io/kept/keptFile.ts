import { hash } from 'node:crypto'
import { readFileSync, type Stats } from 'node:fs'
import { writeAtomic } from '../output/atomic.ts'
import { withPlainFile } from '../plainFile.ts'

/**
 * A file that can be made again: a line with the print of what it was made of and the hash of the rest, then the rest.
 * Undefined where it is not there, is no plain file, is not trusted, was made of something else or is damaged.
 */
export function readKept(path: string, print: string, isTrusted = (_: Stats) => true): Buffer | undefined {
  try {
    const bytes = withPlainFile(path, (fd, stats) => (isTrusted(stats) ? readFileSync(fd) : Buffer.alloc(0)))
    const end = bytes.indexOf('\n')
    const data = bytes.subarray(end + 1)
    return bytes.toString('latin1', 0, end) === `${print} ${hash('sha1', data)}` ? data : undefined
  } catch {
    return undefined
  }
}

/** Throws what the system throws. */
export function writeKept(path: string, print: string, data: Buffer): void {
  writeAtomic(path, Buffer.concat([Buffer.from(`${print} ${hash('sha1', data)}\n`), data]))
}
