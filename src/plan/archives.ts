import { isUgly, pageFile, urlOf } from '../model/urls.ts'
import type { Config, Output, PageRef, Post, Site } from '../types.ts'
import { withBase } from './base.ts'
import { hexoArchives, planHexoArchives } from './hexoArchives.ts'
import type { Library } from './library.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'
import type { YearView } from './views.ts'

/** Posts on one page of archives; with more each year has its own. 16 MB of HTML at 100,000 posts were too many. */
const postsOnOnePage = 3000

/** All posts by year. A page of the user's at this address takes its place. */
export const planArchives: Planner = ({ site }) => {
  if (site.config.hexo) return planHexoArchives(site, site.config.hexo)
  return archivePages(site).map(
    ({ path, page }): Output => ({
      ...{ ...at(path), kind: 'archives', origin: 'config', template: 'archives.njk', page },
    }),
  )
}

export function archivesPath({ uglyUrls, hexo }: Config): string {
  return hexo ? pageFile(hexo.archiveDir, false) : pageFile('archives', isUgly(uglyUrls, ''))
}

/** Addresses of the archives' pages, for the sitemap. */
export function archivesUrls(site: Site): readonly string[] {
  const { hexo } = site.config
  return (hexo ? hexoArchives(site, hexo) : archivePages(site)).map(({ path }) => urlOf(path))
}

/** One page, and where there are many posts one more for each year. */
function archivePages(site: Site) {
  const posts = new Map(hasYearPages(site) ? site.posts.map((post) => [post.id, post]) : [])
  const years = [...byYear(site, posts).keys()]
  return [{ path: archivesPath(site.config), page: {} }, ...years.map((year) => yearPage(year, site.config))]
}

/** The years of the archives' page, or the one year of a year's own page. */
export function yearsOf(library: Library, { year, postIds }: PageRef): readonly YearView[] {
  const { site, index, base, postOf } = library
  if (site.config.hexo && postIds) return clockYears(postIds, library)
  const isSplit = hasYearPages(site) && year === undefined
  return [...byYear(site, index.posts())]
    .filter(([name]) => year === undefined || name === year)
    .map(([name, posts]) => ({
      year: name === undated ? null : name,
      url: isSplit ? withBase(base, urlOf(yearPage(name, site.config).path)) : null,
      count: posts.length,
      posts: isSplit ? [] : posts.map(postOf),
    }))
}

/** The posts of one page of a Hexo blog's archives by year. */
function clockYears(ids: readonly string[], { index, postOf }: Library): readonly YearView[] {
  const years = new Map<string, Post[]>()
  for (const id of ids) {
    const post = index.posts().get(id)
    const year = post?.clock?.slice(0, 4) ?? undated
    if (post) years.set(year, [...(years.get(year) ?? []), post])
  }
  return [...years].map(([name, posts]) => ({
    year: name === undated ? null : name,
    url: null,
    count: posts.length,
    posts: posts.map(postOf),
  }))
}

const undated = 'undated'

function yearPage(year: string, { uglyUrls }: Config) {
  return { path: pageFile(`archives/${year}`, isUgly(uglyUrls, '')), page: { year } }
}

function hasYearPages({ home }: Site): boolean {
  return home.postIds.length > postsOnOnePage
}

/** The posts of home by the year of their own clock, newest first; those without a date last. */
function byYear({ home }: Site, posts: ReadonlyMap<string, Post>): ReadonlyMap<string, readonly Post[]> {
  const years = new Map<string, Post[]>()
  for (const id of home.postIds) {
    const post = posts.get(id)
    if (!post) continue
    const year = post.date?.slice(0, 4) ?? undated
    const others = years.get(year)
    if (others) others.push(post)
    else years.set(year, [post])
  }
  for (const posts of years.values()) posts.sort(newestFirst)
  return new Map([...years].sort(([a], [b]) => (a === undated ? 1 : b === undated ? -1 : a < b ? 1 : -1)))
}

function newestFirst(a: Post, b: Post): number {
  return Date.parse(b.date ?? '') - Date.parse(a.date ?? '') || 0
}

/** The page that servers show for an unknown address; a `404.md` at the content root takes its place. */
export const planNotFound: Planner = () => [
  { ...at('404.html'), kind: '404', origin: 'config', template: '404.njk', page: {} },
]
