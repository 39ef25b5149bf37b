import type { Publisher } from '../io/output/publish.ts'
import type { RenderedFile } from '../types.ts'

/** Files on their way to another thread: their bytes in a slab of shared memory, which costs less than a copy of the texts. */
export interface Parcel {
  readonly slab: Slab
  readonly files: readonly (Packed | Whole | Kept)[]
}

/** It stays as it stands. */
interface Kept {
  readonly keep: string
  readonly key: string
}

interface Whole {
  readonly file: RenderedFile
  readonly key: string | undefined
}

interface Packed {
  readonly path: string
  readonly key: string | undefined
  /** Where its bytes are in the slab. */
  readonly start: number
  readonly end: number
}

interface Slab {
  readonly bytes: Uint8Array
  /** One number, 1 from when the slab is sent until the other side has read it. */
  readonly busy: Int32Array
}

/** As the side that fills it has it. */
interface OwnSlab extends Slab {
  readonly bytes: Buffer
}

/** Bytes of a slab. Longer texts go as they are. */
const slabSize = 1024 * 1024
/** More would only fill the memory: with these the other side always has something to read. */
const slabCount = 16
/** Milliseconds to wait for a slab to be read and written to disk. */
const patience = 60_000

export interface Packer {
  readonly add: (file: RenderedFile, key?: string) => void
  readonly keep: (path: string, key: string) => void
  /** Sends what has not filled a slab. */
  readonly send: () => void
}

/** Waits where the other side is behind with all slabs. */
export function createPacker(sendOff: (parcel: Parcel) => void): Packer {
  const slabs: OwnSlab[] = []
  let turn = 0
  let files: (Packed | Whole | Kept)[] = []
  let end = 0
  const current = (): OwnSlab => {
    slabs[turn] ??= emptySlab()
    const slab = slabs[turn] as OwnSlab
    if (end === 0 && Atomics.wait(slab.busy, 0, 1, patience) === 'timed-out')
      throw new Error('the other thread is stuck')
    return slab
  }
  const send = (): void => {
    if (files.length === 0) return
    const slab = current()
    Atomics.store(slab.busy, 0, 1)
    sendOff({ slab, files })
    turn = (turn + 1) % slabCount
    files = []
    end = 0
  }
  return {
    send,
    keep: (path, key) => void files.push({ keep: path, key }),
    add(file, key) {
      if ('copyFrom' in file) return void files.push({ file, key })
      const size = file.text.length * 3
      if (size > slabSize) return void files.push({ file, key })
      if (end + size > slabSize) send()
      const start = end
      end += current().bytes.write(file.text, start)
      files.push({ path: file.path, key, start, end })
    },
  }
}

function emptySlab(): OwnSlab {
  return {
    bytes: Buffer.from(new SharedArrayBuffer(slabSize)),
    busy: new Int32Array(new SharedArrayBuffer(4)),
  }
}

/** On the other side: hands the files on, then gives the slab back. */
export function unpack({ slab, files }: Parcel, { put, keep }: Pick<Publisher, 'put' | 'keep'>): void {
  for (const one of files) {
    if ('keep' in one) keep(one.keep, one.key)
    else put('file' in one ? one.file : { path: one.path, bytes: slab.bytes.subarray(one.start, one.end) }, one.key)
  }
  Atomics.store(slab.busy, 0, 0)
  Atomics.notify(slab.busy, 0)
}
