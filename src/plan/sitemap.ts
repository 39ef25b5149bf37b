import type { IsoDate, Post, Site } from '../types.ts'
import { archivesPath } from './archives.ts'
import { absolute, baseOf } from './base.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'
import { declaration, element } from './xml.ts'

/** https://www.sitemaps.org/protocol.html: every page that is not a redirect, a draft or the next part of a list. */
export const planSitemap: Planner = () => [{ ...at('sitemap.xml'), kind: 'sitemap', origin: 'config', sitemap: true }]

export const planRobots: Planner = ({ site: { config } }) => {
  const sitemap = absolute(baseOf(config.url), '/sitemap.xml')
  const text = `User-agent: *\nDisallow:\n\nSitemap: ${sitemap}\n`
  return [{ ...at('robots.txt'), kind: 'robots', origin: 'config', text }]
}

export function sitemapText(site: Site): string {
  const base = baseOf(site.config.url)
  const urls = [...datesByUrl(site)].map(
    ([url, date]) => `<url>\n${element('loc', absolute(base, url))}${element('lastmod', date)}</url>\n`,
  )
  return `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}

/** Each address with the date of its last change; a list changes with its posts. */
function datesByUrl({
  config,
  home,
  sections,
  posts,
  pages,
  taxonomies,
}: Site): ReadonlyMap<string, IsoDate | undefined> {
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
    [at(archivesPath(config)).url, newest(home.postIds)],
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
