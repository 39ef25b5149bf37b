import { truncate } from '../kit/text.ts'
import type { MenuItem, Output, Post, Site } from '../types.ts'
import { datesByUrl } from './addresses.ts'
import { archivesPath, yearsOf } from './archives.ts'
import { absolute, isAbsolute, withBase } from './base.ts'
import { feedFormats } from './feeds.ts'
import { createLateFields } from './lateFields.ts'
import type { Library } from './library.ts'
import { at, feedPath } from './lists.ts'
import { mainMenu } from './menu.ts'
import type { Places } from './places.ts'
import { everyFile, frontMatterOf } from './reads.ts'
import { hrefOf, resolveLink, type Target } from './resolve.ts'
import type { FeedLink, SiteView } from './views.ts'

/**
 * The site as each page sees it, by the page's url: the items of the menu are marked that lead to it, or to the folder
 * that it lies in. Pages with the same marks share a view; '' has none.
 */
export function createSiteView(library: Library): (url: string) => SiteView {
  const { site, data, places, base, index, reads, viewMade, postOf, sectionOf, taxonomyOf } = library
  const { config, taxonomies } = site
  const { name, email = null, url = null } = config.author
  const home = index.listOf(site.home)
  const icon = ['favicon.svg', 'favicon.ico', 'favicon.png'].find((name) => places.served(name))
  const facts = {
    title: config.title,
    initial: truncate(config.title, 1, ''),
    description: config.description,
    language: config.language,
    author: { name, email, url },
    copyright: config.copyright,
    url: base.path,
    absoluteUrl: absolute(base, '/'),
    taxonomies: Object.freeze(taxonomies.map(taxonomyOf)),
    archivesUrl: withBase(base, at(archivesPath(config)).url),
    searchUrl: config.search ? withBase(base, '/search/') : null,
    feeds: feedLinks(site.home.path, config.title, site, places),
    icon: icon === undefined ? null : withBase(base, `/${icon}`),
    params: config.params,
    data,
    postCount: site.home.postIds.length,
    generator: 'Ruoyu',
  }
  const withLate = createLateFields<Site, Pick<SiteView, 'posts' | 'pages' | 'sections' | 'years' | 'addresses'>>(
    reads,
    {
      posts: ({ posts }) => posts.filter(isListed).map(postOf),
      pages: ({ pages }) => pages.filter(isListed).map(postOf),
      years: () => yearsOf(library, {}),
      addresses(site) {
        // They say when each page has changed.
        reads.note(frontMatterOf(everyFile))
        return [...datesByUrl(site)].map(([url, date]) => ({ absoluteUrl: absolute(base, url), updated: date ?? null }))
      },
      sections: () => (home ? sectionOf(home).sections : []),
    },
    viewMade,
  )
  const items = mainMenu(site)
    .filter(({ name }) => name !== '')
    .map((item) => menuItem(item, places))
  const views = new Map<string, SiteView>()
  return (url) => {
    const menu = items.map((item) => ({ ...item, active: isOver(item.url, url, base.path) }))
    const marks = menu.map(({ active }) => active).join()
    const view = views.get(marks) ?? withLate({ ...facts, menu }, site)
    views.set(marks, view)
    return view
  }
}

/** The 404 page stands in no list, whatever its front matter says. */
function isListed({ listed, hiddenFrom, path }: Post): boolean {
  return listed && !hiddenFrom?.includes('home') && path !== '404.html'
}
/** A menu's URL may be a path of the site, a content path, an absolute URL, or Hugo's `pageRef`, which knows no `.html`. */
export function menuTarget({ url }: MenuItem, places: Places): Target {
  const path = isAbsolute(url) || /^[/#?]/.test(url) ? url : `/${url}`
  const target = resolveLink(places, path, home)
  const page = target.output ? undefined : resolveLink(places, `${path.replace(/\/$/, '')}.html`, home)
  return page?.output ? page : target
}

const home = { file: '', url: '/' }

function menuItem(item: MenuItem, places: Places): SiteView['menu'][number] {
  const target = menuTarget(item, places)
  const { output, kind, internal, fragment } = target
  const href = hrefOf(target, places, home, 'page')
  const exact = output && kind === 'site' && fragment === '' ? withBase(places.base, output.url) : href
  return { name: item.name, url: exact, external: !internal, active: false }
}

function isOver(item: string, url: string, home: string): boolean {
  return item === url || (item !== home && item.endsWith('/') && url.startsWith(item))
}

/** Links to the feeds of a list in all formats. */
export function feedLinks(
  path: string,
  title: string,
  { config }: Site,
  { base, ofPath }: Places,
): readonly FeedLink[] {
  return config.feeds.formats.flatMap((format) => {
    const output: Output | undefined = ofPath(feedPath(path, format, config))
    return output?.kind === 'feed' || output?.kind === 'static'
      ? [{ title, type: feedFormats[format].type, url: withBase(base, output.url) }]
      : []
  })
}
