import { hash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { FileType } from '../keep/fileTypes.ts'
import { type Columns, lineOf, parseRecord, type Row, recordFolder, recordText } from '../keep/record.ts'
import { writeAtomic } from './output/atomic.ts'
import { readText } from './text.ts'

/** A record on disk, to which rows are added one by one: whatever ends the process, those that were added stay. */
export interface RecordFile<C extends Columns> {
  readonly rows: Map<string, Row<C>>
  readonly add: (key: string, row: Row<C>) => void
  /** Writes the record anew, in order, with a row for each address; nothing where it would say the same. */
  readonly settle: () => void
}

export function openRecord<C extends Columns>(path: string, columns: C): RecordFile<C> {
  const text = readText(path) ?? ''
  const rows = parseRecord(columns, text)
  // A row that was cut short is no row, and the next one begins behind it.
  let before = text === '' ? `${columns.join('\t')}\n` : text.endsWith('\n') ? '' : '\n'
  return {
    rows,
    add(key, row) {
      mkdirSync(dirname(path), { recursive: true })
      appendFileSync(path, before + lineOf(columns, row))
      before = ''
      rows.delete(key)
      rows.set(key, row)
    },
    settle() {
      // Another run may have added rows of its own meanwhile.
      const written = readText(path) ?? ''
      const settled = recordText(columns, parseRecord(columns, written))
      if (written !== '' && settled !== written) writeAtomic(path, settled)
    },
  }
}

/** A file's place in the site and the hash of its bytes. */
export interface KeptFile {
  /** Relative to the site's root. */
  readonly file: string
  readonly sha256: string
}

export interface KeptFiles {
  /** Puts a file into its place, whole or not at all: beside the page of a bundle, else under its hash. */
  readonly put: (bytes: Uint8Array, type: FileType, address: string, bundle: string | undefined) => KeptFile
  /** A copy of a kept file under its hash, for a page that is not the bundle's. */
  readonly share: (file: string, sha256: string) => string
  readonly has: (file: string) => boolean
  /** Removes what a killed run left half written. */
  readonly tidy: () => void
}

const halves = '.fetching-'

/** `content` is the content folder that keeps what lies in no bundle. */
export function openKeptFiles(root: string, content: string): KeptFiles {
  const folder = recordFolder(content)
  const absolute = (file: string): string => resolve(root, file)
  let count = 0
  const write = (file: string, bytes: Uint8Array): void => {
    const half = absolute(`${folder}${halves}${process.pid}-${count++}`)
    for (const path of [half, absolute(file)]) mkdirSync(dirname(path), { recursive: true })
    writeFileSync(half, bytes)
    renameSync(half, absolute(file))
  }
  const byHash = (sha256: string, extension: string): string => `${folder}${sha256.slice(0, 20)}.${extension}`
  return {
    put(bytes, { extension }, address, bundle) {
      const sha256 = hash('sha256', bytes)
      const file =
        bundle === undefined
          ? byHash(sha256, extension)
          : freeName(absolute, bundle, nameOf(address), sha256, extension)
      if (!isSame(absolute(file), sha256)) write(file, bytes)
      return { file, sha256 }
    },
    share(file, sha256) {
      const shared = byHash(sha256, file.slice(file.lastIndexOf('.') + 1))
      if (!existsSync(absolute(shared))) write(shared, readFileSync(absolute(file)))
      return shared
    },
    has: (file) => existsSync(absolute(file)),
    tidy() {
      if (!existsSync(absolute(folder))) return
      for (const name of readdirSync(absolute(folder)))
        if (name.startsWith(halves)) rmSync(join(absolute(folder), name), { force: true })
    },
  }
}

/** A name that is free in the bundle, or has these very bytes already. File systems may not tell case apart. */
function freeName(
  absolute: (file: string) => string,
  bundle: string,
  name: string,
  sha256: string,
  extension: string,
): string {
  const taken = new Set(readdirSync(absolute(bundle)).map((other) => other.toLowerCase().normalize('NFC')))
  const names = [name, `${name}-${sha256.slice(0, 8)}`].map((one) => `${one}.${extension}`)
  const free = names.find((one) => !taken.has(one.toLowerCase()) || isSame(absolute(`${bundle}/${one}`), sha256))
  return `${bundle}/${free ?? `${sha256.slice(0, 20)}.${extension}`}`
}

/** Moves a file to a place in a folder of its own, or back; false where there is something already. */
export function moveFile(from: string, to: string): boolean {
  const [folder, old] = [dirname(to), dirname(from)]
  const isDeeper = folder.startsWith(`${old}/`)
  if (existsSync(to) || (isDeeper && existsSync(folder))) return false
  if (isDeeper) mkdirSync(folder)
  renameSync(from, to)
  if (!isDeeper) rmdirSync(old)
  return true
}

function isSame(path: string, sha256: string): boolean {
  try {
    return hash('sha256', readFileSync(path)) === sha256
  } catch {
    return false
  }
}

/** The last part of an address as a name without its ending: letters and digits of any script, `.`, `_` and `-`. */
function nameOf(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1)
  const last = path.slice(path.lastIndexOf('/') + 1)
  let name = last
  try {
    name = decodeURIComponent(last)
  } catch {}
  const plain = name
    .normalize('NFC')
    .replace(/\.\w{1,5}$/, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
  // No file of Windows may have these, and an index would be the page itself.
  return /^(?:|con|prn|aux|nul|com\d|lpt\d|_?index)$/i.test(plain) ? 'picture' : [...plain].slice(0, 60).join('')
}
