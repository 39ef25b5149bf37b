import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'

/** A plain file that was opened for reading. Whoever has it either reads the stream to its end or closes it. */
export interface OpenFile {
  /** Bytes. */
  readonly size: number
  /** Bytes from `start` to `end`, both included; closes the file at its end or when it is destroyed. */
  readonly stream: (start: number, end: number) => Readable
  readonly close: () => Promise<void>
}

/**
 * Opens `path`, relative to the first folder. Undefined for what is not there, is no plain file (a device; a FIFO,
 * which opening would wait for), or lies in none of the folders once symbolic links are followed.
 */
export async function openWithin(folders: readonly string[], path: string): Promise<OpenFile | undefined> {
  let handle: FileHandle | undefined
  try {
    const real = await realpath(resolve(folders[0] ?? '', path))
    const bases = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)))
    if (!bases.some((base) => base && real.startsWith(base + sep))) return undefined
    handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    const stats = await handle.stat()
    if (stats.isFile()) return toOpenFile(handle, stats.size)
    await handle.close()
  } catch {
    await handle?.close().catch(() => {})
  }
  return undefined
}

function toOpenFile(handle: FileHandle, size: number): OpenFile {
  return {
    size,
    stream: (start, end) => handle.createReadStream({ start, end }),
    close: () => handle.close(),
  }
}
