import { closeSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { quietly } from '../disk.ts'
import { bytesOf, type NewEntry, openPack, type Pack, type PackedEntry, writePack } from './pack.ts'

/**
 * A cache on disk, in a folder of packs: each save writes one. Its laws: an entry never changes; what is damaged is not
 * there; any number of builds may use it at once; to delete it costs time and nothing else.
 *
 * A file an entry would be simpler still, but 10,000 of them take 2.1 s of processor time to write where a pack takes
 * 0.2, of a cold build of 13 s.
 */
export interface Store {
  readonly isEmpty: () => boolean
  /** The note on a value, known before the value is read, which may turn out to be damaged. */
  readonly noteOf: (key: string) => string | undefined
  /** The value, in UTF-8. */
  readonly get: (key: string) => Buffer | undefined
  /** Keeps a well-formed string, or its UTF-8. A key that is there already keeps its value. */
  readonly set: (key: string, value: string | Uint8Array, note?: string) => void
  /** Writes what is new; above the bound, entries that were not used since the store was opened go. Never fails. */
  readonly save: () => void
  readonly close: () => void
}

/** Bytes that the packs may always have together; beyond, they may have twice what is used. */
const freeBytes = 64 * 1024 * 1024
/** More packs than these make opening slow. */
const mostPacks = 16
/** Milliseconds after which what a killed build left half written is removed. */
const patience = 60_000

export function openStore(folder: string): Store {
  const packs = new Set<Pack>()
  const packed = new Map<string, PackedEntry>()
  const fresh = new Map<string, NewEntry>()
  const used = new Set<string>()
  const damaged = new Set<Pack>()

  const open = (path: string): void => {
    const pack = openPack(path)
    if (!pack) {
      rmSync(path)
      return
    }
    packs.add(pack)
    for (const [key, entry] of pack.entries) packed.set(key, entry)
  }
  const close = (pack: Pack): void => {
    packs.delete(pack)
    damaged.delete(pack)
    closeSync(pack.fd)
  }
  const usedBytes = (): number => {
    let bytes = 0
    for (const key of used) bytes += packed.get(key)?.length ?? 0
    return bytes
  }
  const save = (): void => {
    const all = [...packs].sort((a, b) => b.size - a.size)
    const size = all.reduce((sum, pack) => sum + pack.size, 0)
    const isFull = size > freeBytes && size > 2 * usedBytes()
    const merged = new Set(isFull ? all : [...damaged, ...(all.length < mostPacks ? [] : all.slice(1))])
    if (fresh.size === 0 && merged.size === 0) return
    const kept = [...packed].filter(([key, { pack }]) => merged.has(pack) && (!isFull || used.has(key)))
    mkdirSync(folder, { recursive: true })
    const path = writePack(folder, [...fresh], kept)
    for (const pack of merged) {
      close(pack)
      if (pack.path !== path) quietly(() => rmSync(pack.path))
    }
    if (isFull) packed.clear()
    open(path)
  }

  quietly(() => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (name.endsWith('.pack')) quietly(() => open(path))
      else if (Date.now() - statSync(path).mtimeMs > patience) rmSync(path)
    }
  })
  return {
    isEmpty: () => packed.size === 0,
    noteOf(key) {
      used.add(key)
      return (fresh.get(key) ?? packed.get(key))?.note
    },
    get(key) {
      used.add(key)
      const own = fresh.get(key)
      if (own) return Buffer.from(own.bytes.buffer, own.bytes.byteOffset, own.bytes.length)
      const entry = packed.get(key)
      const value = entry && bytesOf(entry)
      if (entry && !value) {
        // The damaged entry can be set again, and its pack is written anew without it.
        packed.delete(key)
        damaged.add(entry.pack)
      }
      return value
    },
    set(key, value, note = '') {
      used.add(key)
      if (packed.has(key) || fresh.has(key)) return
      fresh.set(key, { bytes: typeof value === 'string' ? Buffer.from(value) : value, note })
    },
    save() {
      quietly(save)
      // Entries that can't be written are not held in memory for a better day.
      fresh.clear()
    },
    close() {
      for (const pack of packs) close(pack)
    },
  }
}
