import { hash } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageOperation } from '../../types.ts'
import { quietly } from '../disk.ts'
import { readKept, writeKept } from '../kept/keptFile.ts'

/**
 * The cache of encoded pictures. Its eight laws:
 *
 * 1. An entry's key is the SHA-256 of the source's bytes, the operation, and the encoder's version: never a time or a path.
 * 2. Names of outputs come from source and operation alone (plan/images.ts): another encoder's bytes change no page.
 * 3. It has a folder of its own at the site's root, `.ruoyu/images`, that CI can keep and machines can hand on.
 * 4. An entry is written whole, by rename, and checked when it is read: its key, its hash, and that it is of its format.
 *    One that fails is not there, and is made again.
 * 5. An entry that so many builds did not use is dropped, and above the size cap any that the newest build did not use.
 * 6. An encoded picture is kept whatever becomes of the build.
 * 7. With `images.encode: 'cached'` nothing is encoded: a missing one is shown by its original.
 * 8. A picture that the encoder refuses is a warning at the post's line, and shown by its original.
 */
export interface ImageStore {
  readonly read: (key: string) => Buffer | undefined
  readonly write: (key: string, bytes: Buffer) => void
  /** By the hash of a source: the colour that stands for it. */
  readonly colours: Map<string, string>
  /** Ends a build that used these entries, and the colours of these sources. */
  readonly close: (used: { readonly keys: ReadonlySet<string>; readonly sources: ReadonlySet<string> }) => void
}

/** Builds that an entry outlives without being used: a picture comes back with `git checkout` of a week's work. */
const mostUnused = 20
/** Bytes of all entries. */
const sizeCap = 2 * 1024 ** 3
/** Milliseconds after which what a killed build left half written is removed. */
const patience = 60_000

export function imageFolder(root: string): string {
  return join(root, '.ruoyu/images')
}

/** Names of entries' files, by one encoder. */
export function imageKeys(encoder: string): (operation: ImageOperation) => string {
  const end = encoder.replace(/[^\w.-]+/g, '-')
  return ({ source, format, width, quality, decodedAt }) =>
    `${source}.${format}-${width}-q${quality}-of${decodedAt}.${end}`
}

/** First bytes of each format, with any byte for a dot. */
const starts: Readonly<Record<string, RegExp>> = {
  webp: /^RIFF.{4}WEBP/s,
  avif: /^.{4}ftyp(?:avif|mif1)/s,
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG/,
  woff2: /^wOF2/,
}

interface Index {
  /** A hash of the keys that the last build used. */
  readonly print?: string
  readonly colours: Readonly<Record<string, string>>
  /** How many builds did not use an entry, by key. */
  readonly unused: Readonly<Record<string, number>>
}

const indexPrint = 'ruoyu-images-1'

export function openImageStore(root: string): ImageStore {
  const folder = imageFolder(root)
  const index = readIndex(join(folder, 'index'))
  const colours = new Map(Object.entries(index.colours))
  return {
    read: (key) => readImage(root, key),
    write: (key, bytes) => writeKept(join(folder, key), printOf(key), bytes),
    colours,
    close({ keys, sources }) {
      const print = hash('sha1', [...keys].join())
      const isSame = print === index.print && colours.size === Object.keys(index.colours).length
      // Builds that use the same pictures leave nothing unused that was not so before.
      if (isSame && Object.keys(index.unused).length === 0) return
      const unused = drop(folder, keys, index.unused)
      const kept = Object.fromEntries([...colours].filter(([source]) => sources.has(source)))
      const next: Index = { print, colours: kept, unused }
      quietly(() => writeKept(join(folder, 'index'), indexPrint, Buffer.from(JSON.stringify(next))))
    },
  }
}

/** The picture under a key, where there is one that passes law 4. */
export function readImage(root: string, key: string): Buffer | undefined {
  const [, format = ''] = /^[\da-f]{64}\.(\w+)-[\w.-]+$/.exec(key) ?? []
  const bytes = format ? readKept(join(imageFolder(root), key), printOf(key)) : undefined
  return bytes && starts[format]?.test(bytes.toString('latin1', 0, 12)) ? bytes : undefined
}

/** The first line of an entry: it tells one that was renamed. */
function printOf(key: string): string {
  return `ruoyu-image-1 ${hash('sha1', key)}`
}

function readIndex(path: string): Index {
  const bytes = readKept(path, indexPrint)
  return bytes ? (JSON.parse(bytes.toString()) as Index) : { colours: {}, unused: {} }
}

/** Removes what nobody needs, and counts for the others how long nobody did. */
function drop(folder: string, keys: ReadonlySet<string>, before: Index['unused']): Index['unused'] {
  const unused: Record<string, number> = {}
  quietly(() => {
    const others = readdirSync(folder).filter((name) => name !== 'index' && !keys.has(name))
    const isFull = others.length > 0 && sizeOf(folder, readdirSync(folder)) > sizeCap
    for (const name of others.sort()) {
      const count = (before[name] ?? 0) + 1
      const isOver = name.endsWith('.tmp') ? isOld(join(folder, name)) : isFull || count > mostUnused
      if (isOver) quietly(() => rmSync(join(folder, name), { force: true }))
      else if (!name.endsWith('.tmp')) unused[name] = count
    }
  })
  return unused
}

function sizeOf(folder: string, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0)
}

function isOld(path: string): boolean {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > patience
}
