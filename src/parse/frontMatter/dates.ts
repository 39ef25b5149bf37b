import { parseDate } from '../../dates.ts'
import type { Config, IsoDate } from '../../types.ts'
import type { FileName } from './fileName.ts'
import type { Values } from './schema.ts'

type Name = keyof Config['frontMatter']

/** Hugo's own order of keys, in lower case. Where one is absent, later stages let `date` stand for it. */
const defaults: Readonly<Record<Name, readonly string[]>> = {
  date: ['date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'],
  lastmod: ['lastmod', 'modified'],
  publishDate: ['publishdate', 'pubdate', 'published'],
  expiryDate: ['expirydate', 'unpublishdate'],
}

/** Keys that the config alone makes dates. */
export function ownDateKeys(config: Config['frontMatter']): ReadonlySet<string> {
  const known = new Set(Object.values(defaults).flat())
  const keys = Object.values(config).flatMap((sources) => sources ?? [])
  return new Set(keys.map((key) => key.toLowerCase()).filter((key) => !key.startsWith(':') && !known.has(key)))
}

export interface Dates {
  readonly date: IsoDate | undefined
  readonly lastmod: IsoDate | undefined
  readonly publishDate: IsoDate | undefined
  readonly expiryDate: IsoDate | undefined
  /** The rest of a file's name that gave the date by the config's `:filename`, which Hugo takes for the slug. */
  readonly slug: string | undefined
}

/**
 * Dates by the config's `frontMatter`, else by Hugo's own order. Without a word in the config a date in the file's name
 * is the last resort, and the name stays whole: Hugo would sort such a post last.
 */
export function datesOf(
  values: Values,
  own: Readonly<Record<string, IsoDate>>,
  name: FileName,
  { timeZone, frontMatter }: Pick<Config, 'timeZone' | 'frontMatter'>,
): Dates {
  const named = name.date === undefined ? undefined : parseDate(name.date, timeZone)
  const keyed: Readonly<Record<string, unknown>> = { ...own, ...values, ':filename': named }
  const read = (key: Name): { readonly source: string; readonly date: IsoDate } | undefined => {
    const sources = (frontMatter[key] ?? [':default']).flatMap((source) =>
      source === ':default' ? defaults[key] : [source.toLowerCase()],
    )
    for (const source of sources) {
      const date = keyed[source]
      if (typeof date === 'string') return { source, date }
    }
    return undefined
  }
  const date = read('date')
  return {
    date: date?.date ?? named,
    lastmod: read('lastmod')?.date,
    publishDate: read('publishDate')?.date,
    expiryDate: read('expiryDate')?.date,
    slug: date?.source === ':filename' ? name.name : undefined,
  }
}
