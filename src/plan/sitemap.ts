import type { IsoDate, Post, Site } from '../types.ts'
import { archivesPath } from './archives.ts'
import { absolute, baseOf } from './base.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'
import { declaration, element } from './xml.ts'

/** https://www.sitemaps.org/protocol.html: every page that is not a redirect, a draft or the next part of a list. */
export const planSitemap: Planner = ({ site }) => [
  { ...at('sitemap.xml'), kind: 'sitemap', origin: 'config', text: sitemapText(site) },
]

export const planRobots: Planner = ({ site: { config } }) => {
  const sitemap = absolute(baseOf(config.url), '/sitemap.xml')
  const text = `User-agent: *\nDisallow:\n\nSitemap: ${sitemap}\n`
  return [{ ...at('robots.txt'), kind: 'robots', origin: 'config', text }]
}

function sitemapText(site: Site): string {
  const base = baseOf(site.config.url)
  const urls = [...datesByUrl(site)].map(
    ([url, date]) => `<url>\n${element('loc', absolute(base, url))}${element('lastmod', date)}</url>\n`,
  )
  return `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}

/** Each address with the day of its last change; a list changes with its posts. */
function datesByUrl({
  config,
  home,
  sections,
  posts,
  pages,
  taxonomies,
}: Site): ReadonlyMap<string, IsoDate | undefined> {
  const shown = [...posts, ...pages].filter(({ status }) => status === 'published')
  const dates = new Map(shown.map((post) => [post.id, changed(post)]))
  const newest = (ids: readonly string[]) => latest(ids.map((id) => dates.get(id)))
  const lists = [home, ...sections, ...taxonomies.flatMap(({ terms }) => terms)]
  return new Map([
    ...lists.map(({ url, postIds }) => [url, newest(postIds)] as const),
    ...taxonomies.map(({ url, terms }) => [url, newest(terms.flatMap(({ postIds }) => postIds))] as const),
    [at(archivesPath(config)).url, newest(home.postIds)],
    ...shown.map((post) => [post.url, dates.get(post.id)] as const),
  ])
}

export function changed({ updated, date }: Pick<Post, 'updated' | 'date'>): IsoDate | undefined {
  return updated ?? date
}

/** Dates of different offsets: the later instant. */
export function latest(dates: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  let found: IsoDate | undefined
  let time = Number.NEGATIVE_INFINITY
  for (const date of dates) {
    if (date === undefined) continue
    const instant = Date.parse(date)
    if (instant > time) {
      found = date
      time = instant
    }
  }
  return found
}
