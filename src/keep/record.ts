/**
 * The records of what lies on other hosts: `content/kept/record.tsv` for files that were fetched, `links.tsv` beside it
 * for links that were asked. Plain text, a row a line, cells parted by tabs; never published.
 */

/** Columns of a record. A row that was cut short lacks cells, or has half a last one, which must do no harm. */
export const fileColumns = ['address', 'sha-256', 'bytes', 'type', 'date', 'where', 'status', 'file'] as const
export const linkColumns = ['address', 'status', 'to', 'date', 'since', 'where'] as const

export type Columns = readonly ['address', ...string[]]
export type Row<C extends Columns> = Readonly<Record<C[number], string>>

/**
 * A fetched file. `address` as a post has it, `date` as `2026-11-27`, `where` as `content/posts/a.md:12`, `file` relative
 * to the site's root. `status`: `kept`, `archived` (kept, from the Internet Archive), or `dead …`, `failed …`,
 * `refused …` with the reason.
 */
export type FileRow = Row<typeof fileColumns>

/** A link that was asked. `status`: see verdict.ts; `to`: its new address; `since`: the first day of this status. */
export type LinkRow = Row<typeof linkColumns>

/** Rows by `addressKey`. */
export type Rows<R> = ReadonlyMap<string, R>

/** The folder of kept files and records, below a content folder. */
export const keptFolder = 'kept'

/** True for a path below the site's root that is a record's. */
export function isRecord(path: string, contentFolders: readonly string[]): boolean {
  const [folder, name] = [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)]
  if (name !== 'record.tsv' && name !== 'links.tsv') return false
  return contentFolders.some((content) => recordFolder(content) === folder)
}

/** `content/` → `content/kept/`; `.` → `kept/`. */
export function recordFolder(content: string): string {
  const bare = content.replace(/^\.(?:\/|$)|\/+$/g, '')
  return bare === '' ? `${keptFolder}/` : `${bare}/${keptFolder}/`
}

/** The later of two rows for one address holds. Lines that are no rows, such as the marks of a merge, are passed over. */
export function parseRecord<C extends Columns>(columns: C, text: string): Map<string, Row<C>> {
  const rows = new Map<string, Row<C>>()
  for (const line of text.split('\n')) {
    const cells = line.replace(/\r$/, '').split('\t')
    const key = cells.length === columns.length ? addressKey(cells[0] ?? '') : undefined
    if (key === undefined) continue
    // Behind the older one's place: a record in order of time.
    rows.delete(key)
    rows.set(key, Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])) as Row<C>)
  }
  return rows
}

export function lineOf<C extends Columns>(columns: C, row: Row<C>): string {
  const cells = row as Readonly<Record<string, string>>
  return `${columns.map((name) => (cells[name] ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`
}

/** The whole record, by address, so that two runs differ in what they found and nothing else. */
export function recordText<C extends Columns>(columns: C, rows: Rows<Row<C>>): string {
  const ordered = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => lineOf(columns, row))
  return `${columns.join('\t')}\n${ordered.join('')}`
}

export function isKept({ status, file }: Pick<FileRow, 'status' | 'file'>): boolean {
  return (status === 'kept' || status === 'archived') && file !== ''
}

/** The first word of a status: `dead 404` → `dead`. */
export function stateOf({ status }: { readonly status: string }): string {
  return status.split(' ', 1)[0] ?? ''
}

/**
 * One form for all spellings of an address on another host: `//host/图.png`, `https://host/%e5%9b%be.png#a`. Undefined
 * for what is no address of http or https.
 */
export function addressKey(written: string): string | undefined {
  const address = written.trim()
  if (!/^(?:https?:)?\/\//i.test(address)) return undefined
  try {
    const url = new URL(address, 'https://host')
    url.hash = ''
    return url.hostname === '' ? undefined : url.href.replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase())
  } catch {
    return undefined
  }
}
