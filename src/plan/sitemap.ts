import type { IsoDate, Output, Post, Site } from '../types.ts'
import { archivesUrls } from './archives.ts'
import { absolute, baseOf } from './base.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'
import { declaration, element } from './xml.ts'

/** https://www.sitemaps.org/protocol.html: every page that is not a redirect, a draft or the next part of a list. */
export const planSitemap: Planner = ({ site }) => {
  const parts = Math.ceil(countUrls(site) / urlsInOne)
  const others = (site.config.hexo?.sitemaps ?? []).filter((path) => path !== 'sitemap.xml')
  const more = others.map((path) => toOutput(path.replace(/^\/+/, ''), path.endsWith('.txt') ? 'text' : true))
  if (parts < 2) return [toOutput('sitemap.xml', true), ...more]
  return [...Array.from({ length: parts + 1 }, (_, part) => toOutput(partName(part), part)), ...more]
}

/** The protocol's own limit; with more there is an index of parts. */
const urlsInOne = 50_000

function partName(part: number): string {
  return part === 0 ? 'sitemap.xml' : `sitemap-${part}.xml`
}

function toOutput(path: string, sitemap: true | number | 'text'): Output {
  return { ...at(path), kind: 'sitemap', origin: 'config', sitemap }
}

/** The number of addresses; they are counted one by one only where there may be too many for one file. */
function countUrls(site: Site): number {
  const { posts, pages, sections, taxonomies } = site
  const most = taxonomies.reduce(
    (sum, { terms }) => sum + terms.length + 1,
    posts.length + pages.length + sections.length,
  )
  return most < urlsInOne / 2 ? most : datesByUrl(site).size
}

export const planRobots: Planner = ({ site: { config } }) => {
  const sitemap = absolute(baseOf(config.url), '/sitemap.xml')
  const text = `User-agent: *\nDisallow:\n\nSitemap: ${sitemap}\n`
  return [{ ...at('robots.txt'), kind: 'robots', origin: 'config', text }]
}

export function sitemapText(site: Site, part: true | number | 'text' = true): string {
  const base = baseOf(site.config.url)
  const all = [...datesByUrl(site)]
  if (part === 'text') return all.map(([url]) => `${absolute(base, url)}\n`).join('')
  const partOf = (number: number) => all.slice((number - 1) * urlsInOne, number * urlsInOne)
  if (part !== 0) return listed('urlset', 'url', part === true ? all : partOf(part))
  const parts = Array.from({ length: Math.ceil(all.length / urlsInOne) }, (_, index) => index + 1)
  return listed(
    'sitemapindex',
    'sitemap',
    parts.map((number) => [`/${partName(number)}`, latest(partOf(number).map(([, date]) => date))] as const),
  )

  function listed(root: string, item: string, urls: readonly (readonly [url: string, date: IsoDate | undefined])[]) {
    const items = urls.map(
      ([url, date]) => `<${item}>\n${element('loc', absolute(base, url))}${element('lastmod', date)}</${item}>\n`,
    )
    return `${declaration}<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('')}</${root}>\n`
  }
}

/** Each address with the date of its last change; a list changes with its posts. */
function datesByUrl(site: Site): ReadonlyMap<string, IsoDate | undefined> {
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
