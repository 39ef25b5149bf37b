import { parseDate } from '../../kit/dates.ts'
import type { Config, IsoDate } from '../../types.ts'
import type { FileName } from './fileName.ts'
import type { Values } from './schema.ts'

type Name = keyof Config['frontMatter']

/** Hugo's own order of keys, in lower case. Later stages let `date` stand for an absent one. */
const defaults: Readonly<Record<Name, readonly string[]>> = {
  date: ['date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'],
  // Hexo's key comes after Hugo's own.
  lastmod: ['lastmod', 'modified', 'updated'],
  publishDate: ['publishdate', 'pubdate', 'published'],
  expiryDate: ['expirydate', 'unpublishdate'],
}

/** Keys that the config alone makes dates. */
export function ownDateKeys(config: Config['frontMatter']): ReadonlySet<string> {
  const hugos = new Set(Object.values(defaults).flat())
  hugos.delete('updated')
  const keys = Object.values(config).flatMap((sources) => sources ?? [])
  return new Set(keys.map((key) => key.toLowerCase()).filter((key) => !key.startsWith(':') && !hugos.has(key)))
}

/** Keys by the date that they give; the first key that has a date gives it. */
export type DateSources = Readonly<Record<Name, readonly string[]>>

export function dateSources(config: Config['frontMatter']): DateSources {
  const sources = (name: Name) =>
    (config[name] ?? [':default']).flatMap((source) =>
      source === ':default' ? defaults[name] : [source.toLowerCase()],
    )
  return {
    date: sources('date'),
    lastmod: sources('lastmod'),
    publishDate: sources('publishDate'),
    expiryDate: sources('expiryDate'),
  }
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
  { values, dates: own }: { readonly values: Values; readonly dates: Readonly<Record<string, IsoDate>> },
  name: FileName,
  { timeZone, dateSources: sources }: { readonly timeZone: string; readonly dateSources: DateSources },
): Dates {
  const named = name.date === undefined ? undefined : parseDate(name.date, timeZone)
  const dateOf = (source: string): IsoDate | undefined => {
    if (source === ':filename') return named
    const date: unknown = values[source as keyof Values] ?? own[source]
    return typeof date === 'string' ? date : undefined
  }
  const first = (keys: readonly string[]): string | undefined => keys.find((key) => dateOf(key) !== undefined)
  const of = (key: string | undefined) => (key === undefined ? undefined : dateOf(key))
  const source = first(sources.date)
  return {
    date: of(source) ?? named,
    lastmod: of(first(sources.lastmod)),
    publishDate: of(first(sources.publishDate)),
    expiryDate: of(first(sources.expiryDate)),
    slug: source === ':filename' ? name.name : undefined,
  }
}
