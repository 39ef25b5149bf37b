import { join } from 'node:path'
import { quietly } from '../io/disk.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { readKept, writeKept } from '../io/kept/keptFile.ts'
import { decodeUtf8, isRacy, stampText } from '../io/plainFile.ts'
import type { KeptFile } from '../parse/entries.ts'
import type { FileCache } from '../site/quickPort.ts'
import type { Config } from '../types.ts'
import { hashText } from './cache.ts'

type Line = readonly [path: string, stamp: string, hash: string, file: KeptFile]

interface KeptLine {
  readonly hash: string
  readonly file: KeptFile
  readonly line: string
}

/**
 * Files that were read hold as long as config and program are the same: one file on disk, in which each content file has a line
 * of JSON. A content file is known by its stamp.
 */
export function createFileCache(root: string, program: string, config: Config): FileCache {
  const path = join(cacheFolder(root), 'files')
  const print = hashText(JSON.stringify([program, config]))
  const kept = new Map<string, KeptLine>()
  const stamps = new Map<string, string>()
  const fresh: Line[] = []
  let isStale = false
  return {
    untouched(files, time) {
      for (const { path, stamp } of files) if (!isRacy(stamp, time)) stamps.set(path, stampText(stamp))
      for (const line of linesOf(readKept(path, print))) {
        const [path, stamp, hash, file] = JSON.parse(line) as Line
        if (stamps.get(path) === stamp) kept.set(path, { hash, file, line })
        else isStale = true
      }
      return new Map([...kept].map(([path, { hash }]) => [path, hash]))
    },
    of({ path, hash }) {
      const line = kept.get(path)
      return line?.hash === hash ? line.file : undefined
    },
    hashOf: hashText,
    keep({ path, hash }, file) {
      const stamp = stamps.get(path)
      if (stamp !== undefined) fresh.push([path, stamp, hash, file])
    },
    save() {
      const lines = [...[...kept.values()].map(({ line }) => line), ...fresh.map((line) => JSON.stringify(line))]
      if (fresh.length > 0 || isStale) quietly(() => writeKept(path, print, Buffer.from(lines.join('\n'))))
      stamps.clear()
      kept.clear()
      fresh.length = 0
      isStale = false
    },
  }
}

function linesOf(data: Buffer | undefined): readonly string[] {
  return (data && decodeUtf8(data))?.split('\n').filter(Boolean) ?? []
}
