import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { reachOf } from './reach.ts'

/** A plain file that was opened for reading. Whoever has it either reads the stream to its end or closes it. */
export interface OpenFile {
  /** Bytes. */
  readonly size: number
  /** Bytes from `start` to `end`, both included; closes the file at its end or when it is destroyed. */
  readonly stream: (start: number, end: number) => Readable
  readonly close: () => Promise<void>
}

/**
 * Opens a file of one of the folders, all relative to `root`. Undefined for what is not there, is no plain file (a device;
 * a FIFO, which opening would wait for), or lies where no link may lead.
 */
export async function openWithin(
  root: string,
  folders: readonly string[],
  path: string,
): Promise<OpenFile | undefined> {
  let handle: FileHandle | undefined
  try {
    const real = reachOf(root, folders).realOf(path)
    if (real === undefined) return undefined
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
