import { join } from 'node:path'
import { quietly } from '../io/disk.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { readKept, writeKept } from '../io/kept/keptFile.ts'
import type { PictureFactCache } from '../site/quickPort.ts'

/**
 * Facts about pictures, each under a key with its file's stamp: sizes, and hashes, for which all of a picture is read. One
 * file on disk, with a key and a value in turn, a line each; it holds what the last build asked for.
 */
export function createFactCache(root: string, program: string): PictureFactCache {
  const path = join(cacheFolder(root), 'pictures')
  const all = new Map<string, string>()
  const lines = readKept(path, program)?.toString().split('\n') ?? []
  for (let at = 0; at + 1 < lines.length; at += 2) all.set(lines[at] ?? '', lines[at + 1] ?? '')
  const asked = new Set<string>()
  let isNew = false
  return {
    get(key) {
      asked.add(key)
      return all.get(key)
    },
    set(key, value) {
      // A name may hold the end of a line.
      if (key.includes('\n')) return
      all.set(key, value)
      isNew = true
    },
    save() {
      for (const key of all.keys()) {
        if (asked.has(key)) continue
        all.delete(key)
        isNew = true
      }
      if (isNew) quietly(() => writeKept(path, program, Buffer.from([...all].flat().join('\n'))))
      asked.clear()
      isNew = false
    },
  }
}
