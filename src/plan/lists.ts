import { inFolder, isUgly, pagerFile, urlOf } from '../model/urls.ts'
import type { Config, Output, PageOutput, PageRef, Post } from '../types.ts'

/** A page that lists posts: home, a section, a term. */
export interface List {
  readonly kind: PageOutput['kind']
  readonly origin: string
  readonly path: string
  readonly template: string
  readonly page: PageRef
  readonly postIds: readonly string[]
  /** Posts on a page, where the list has a size of its own; 0 for all. */
  readonly size?: number | undefined
}

/** The list's pages, and the redirect from `page/1/` that Hugo, and not Hexo, gives every list which has pages. */
export function planList(list: List, config: Config): readonly Output[] {
  const { kind, origin, path, template, page, postIds } = list
  const size = (list.size ?? config.pagination.size) || Math.max(1, postIds.length)
  const pages = Math.max(1, Math.ceil(postIds.length / size))
  const outputs = Array.from({ length: pages }, (_, index): PageOutput => {
    const file = listPath(path, index + 1, config)
    const ref = { ...page, page: index + 1, pages, postIds: postIds.slice(index * size, (index + 1) * size) }
    return { path: file, url: urlOf(file), kind, origin, template, page: ref }
  })
  if (config.hexo) return outputs
  return [...outputs, planRedirect(pagePath(path, 1, config), origin, { target: urlOf(path), page: 1 })]
}

/** Pinned posts by their number, the others as they stand. */
export function pinnedFirst(ids: readonly string[], posts: readonly Post[]): readonly string[] {
  const pins = new Map(posts.flatMap(({ id, pinned }) => (pinned === undefined ? [] : [[id, pinned]])))
  return pins.size === 0 ? ids : [...ids].sort((a, b) => (pins.get(b) ?? 0) - (pins.get(a) ?? 0))
}

/** The file of page `page` (from 1) of the list whose first page is `path`. */
export function listPath(path: string, page: number, config: Config): string {
  return page === 1 ? path : pagePath(path, page, config)
}

function pagePath(path: string, page: number, config: Config): string {
  return pagerFile(path, config.pagination.path, page, isFile(path, config))
}

export function planRedirect(path: string, origin: string, page: PageRef): Output {
  return { path, url: urlOf(path), kind: 'redirect', origin, template: 'redirect.njk', page }
}

/** The feeds of a list, beside its first page. Hugo keeps `index.xml` in the folder also where pages are files. */
export function planFeedsOf(path: string, origin: string, page: PageRef, config: Config): readonly Output[] {
  return config.feeds.formats.map((format) => ({
    ...at(feedPath(path, format, config)),
    kind: 'feed',
    origin,
    feed: { ...page, format },
  }))
}

export function feedPath(
  path: string,
  format: NonNullable<PageRef['format']>,
  { feeds, languageFolder, hexo }: Config,
): string {
  const homeDir = hexo?.homeDir || languageFolder
  const isHome = path === (homeDir ? `${homeDir}/index.html` : 'index.html')
  // Hexo's feeds stay at the root where its home page does not.
  if (isHome && hexo) return feeds.homeNames[format] || feeds.names[format]
  return inFolder(path, (isHome && feeds.homeNames[format]) || feeds.names[format])
}

export function at(path: string): Pick<Output, 'path' | 'url'> {
  return { path, url: urlOf(path) }
}

/** True where the list's page is `x.html`; home's file is `index.html` either way, so that the config decides. */
function isFile(path: string, { uglyUrls }: Config): boolean {
  return path === 'index.html' ? isUgly(uglyUrls, '') : !path.endsWith('/index.html')
}
