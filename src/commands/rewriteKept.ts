import { resolve } from 'node:path'
import { writeAtomic } from '../io/output/atomic.ts'
import { readText } from '../io/text.ts'
import type { RemotePlace } from '../keep/places.ts'
import { type FileRow, isKept } from '../keep/record.ts'
import { type Change, type Rewritten, rewrite } from '../keep/rewrite.ts'

export type { Change }

import type { Run } from './keep.ts'

/** The outcome of `--rewrite`. */
export interface Rewrite {
  readonly addresses: number
  /** Files that were changed, or would be. */
  readonly changed: readonly string[]
  /** Places, `content/posts/a.md:12 https://…`, whose text is another than the address. */
  readonly left: readonly string[]
}

/** `--rewrite`: the posts themselves name the kept files. All that is not such an address stays, byte for byte. */
export function rewriteKept({ wanted, record, places, options, loaded }: Run): Rewrite {
  const changes = new Map<string, Change[]>()
  for (const { key } of wanted) {
    const row = record.rows.get(key)
    if (!row || !isKept(row)) continue
    for (const place of places.get(key) ?? [])
      changes.set(place.file, [...(changes.get(place.file) ?? []), { ...place, to: goalOf(row, place, loaded.config) }])
  }
  const changed: string[] = []
  const left: string[] = []
  let addresses = 0
  for (const [file, ofFile] of changes) {
    const path = resolve(options.root, file)
    const rewritten = rewriteText(readText(path) ?? '', ofFile)
    left.push(...rewritten.left.map(({ line, address }) => `${file}:${line} ${address}`))
    if (rewritten.left.length === ofFile.length) continue
    addresses += ofFile.length - rewritten.left.length
    changed.push(file)
    if (!options.dryRun) writeAtomic(path, rewritten.text)
  }
  return { addresses, changed, left }
}

/** A byte order mark stands before the first column. */
export function rewriteText(text: string, changes: readonly Change[]): Rewritten {
  if (!text.startsWith('\uFEFF')) return rewrite(text, changes)
  const { text: changed, left } = rewrite(text.slice(1), changes)
  return { text: `\uFEFF${changed}`, left }
}

/** A file of the same bundle by its name, any other from the site's root. */
function goalOf({ file }: FileRow, place: RemotePlace, config: Run['loaded']['config']): string {
  const folder = place.file.slice(0, place.file.lastIndexOf('/') + 1)
  if (file.startsWith(folder) && !file.slice(folder.length).includes('/')) return file.slice(folder.length)
  const name = file.slice(file.lastIndexOf('/') + 1)
  return `/${[config.languageFolder, 'kept', name].filter(Boolean).join('/')}`
}
