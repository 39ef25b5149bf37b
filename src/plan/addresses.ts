import type { IsoDate, Post, Site } from '../types.ts'
import { archivesUrls } from './archives.ts'

/** Each address that search engines may find with the date of its last change; a list changes with its posts. */
export function datesByUrl(site: Site): ReadonlyMap<string, IsoDate | undefined> {
  const { home, sections, posts, pages, taxonomies } = site
  const shown = [...posts, ...pages].filter((post) => post.listed && post.status === 'published' && isShown(post))
  const times = new Map(shown.map((post) => [post.id, instantOf(changed(post))]))
  const newest = (ids: readonly string[]) =>
    ids.reduce<Instant>((found, id) => later(found, times.get(id) ?? never), never).date
  const terms = taxonomies.flatMap(({ terms }) => terms)
  const lists = [...[home, ...sections].filter(isShown), ...terms.filter(({ page }) => isShown(page))]
  return new Map([
    ...lists.map(({ url, postIds }) => [url, newest(postIds)] as const),
    ...taxonomies
      .filter(({ page }) => isShown(page))
      .map(({ url, terms }) => [url, newest(terms.flatMap(({ postIds }) => postIds))] as const),
    ...archivesUrls(site).map((url) => [url, newest(home.postIds)] as const),
    ...shown.map((post) => [post.url, changed(post)] as const),
  ])
}

function isShown({ hiddenFrom = [] }: Pick<Post, 'hiddenFrom'> = {}): boolean {
  return !hiddenFrom.includes('sitemap') && !hiddenFrom.includes('robots')
}

export function changed({ updated, date }: Pick<Post, 'updated' | 'date'>): IsoDate | undefined {
  return updated ?? date
}

/** The latest of dates with different offsets. */
export function latest(dates: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  return dates.map(instantOf).reduce(later, never).date
}

interface Instant {
  readonly date: IsoDate | undefined
  readonly time: number
}

const never: Instant = { date: undefined, time: Number.NEGATIVE_INFINITY }

function instantOf(date: IsoDate | undefined): Instant {
  return date === undefined ? never : { date, time: Date.parse(date) }
}

function later(one: Instant, other: Instant): Instant {
  return other.time > one.time ? other : one
}
