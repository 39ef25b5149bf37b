import { join } from 'node:path'
import { quietly } from '../io/disk.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { readKept, writeKept } from '../io/kept/keptFile.ts'
import { decodeUtf8, isRacy, stampText } from '../io/plainFile.ts'
import type { FoundFile } from '../io/walk.ts'
import type { KeptReading, KeptReadings } from '../parse/entries.ts'
import type { Config } from '../types.ts'
import { hashText } from './cache.ts'

/**
 * What was read of content files, from build to build, as long as config and program are the same: one file on disk, in
 * which each has a line. A file is known by its stamp.
 */
export interface Readings extends KeptReadings {
  /** The content hashes, by path, of those of the files that were read before. */
  readonly readBefore: (files: readonly FoundFile[], time: number) => ReadonlyMap<string, string>
  /** Writes what is new to the disk. Of what is read after the first look nothing is kept, for its stamp is not known. */
  readonly save: () => void
}

/** JSON, and after a tab, which JSON never has, that of the front matter. */
type Line = readonly [path: string, stamp: string, hash: string, rest: Rest]
type Rest = Omit<KeptReading, 'frontMatterText'>

interface Known {
  readonly hash: string
  readonly reading: KeptReading
  readonly line: string
}

export function createReadings(root: string, program: string, config: Config): Readings {
  const file = join(cacheFolder(root), 'readings')
  const print = hashText(JSON.stringify([program, config]))
  const known = new Map<string, Known>()
  const stamps = new Map<string, string>()
  const fresh: (() => string)[] = []
  let isStale = false
  return {
    readBefore(files, time) {
      for (const { path, stamp } of files) if (!isRacy(stamp, time)) stamps.set(path, stampText(stamp))
      for (const line of linesOf(readKept(file, print))) {
        const end = line.indexOf('\t')
        const [path, stamp, hash, rest] = JSON.parse(line.slice(0, end)) as Line
        if (stamps.get(path) === stamp)
          known.set(path, { hash, reading: { ...rest, frontMatterText: line.slice(end + 1) }, line })
        else isStale = true
      }
      return new Map([...known].map(([path, { hash }]) => [path, hash]))
    },
    of({ path, hash }) {
      const before = known.get(path)
      return before?.hash === hash ? before.reading : undefined
    },
    hashOf: hashText,
    keep({ path, hash }, { frontMatterText, ...rest }) {
      const stamp = stamps.get(path)
      if (stamp !== undefined)
        fresh.push(() => `${JSON.stringify([path, stamp, hash, rest] satisfies Line)}\t${frontMatterText}`)
    },
    save() {
      const lines = fresh.map((line) => line())
      const all = [...[...known.values()].map(({ line }) => line), ...lines]
      if (lines.length > 0 || isStale) quietly(() => writeKept(file, print, Buffer.from(all.join('\n'))))
      for (const one of [stamps, known]) one.clear()
      fresh.length = 0
      isStale = false
    },
  }
}

function linesOf(data: Buffer | undefined): readonly string[] {
  return (data && decodeUtf8(data))?.split('\n').filter(Boolean) ?? []
}
