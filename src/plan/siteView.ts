import { truncate } from '../kit/text.ts'
import type { MenuItem, Output, Site } from '../types.ts'
import { archivesPath } from './archives.ts'
import { absolute, isAbsolute, withBase } from './base.ts'
import { feedFormats } from './feeds.ts'
import { at, feedPath } from './lists.ts'
import { mainMenu } from './menu.ts'
import type { Places } from './places.ts'
import { hrefOf, resolveLink, type Target } from './resolve.ts'
import type { FeedLink, SiteView } from './views.ts'

/** The site as every page sees it; no item of the menu is active yet. */
export function createSiteView(site: Site, places: Places): SiteView {
  const { config, taxonomies } = site
  const { base } = places
  const { name, email = null, url = null } = config.author
  const icon = ['favicon.svg', 'favicon.ico', 'favicon.png'].find((name) => places.served(name))
  return {
    title: config.title,
    initial: truncate(config.title, 1, ''),
    description: config.description,
    language: config.language,
    author: { name, email, url },
    copyright: config.copyright,
    url: base.path,
    absoluteUrl: absolute(base, '/'),
    menu: mainMenu(site)
      .filter(({ name }) => name !== '')
      .map((item) => menuItem(item, places)),
    taxonomies: taxonomies.map(({ name, title, url, terms }) => ({
      name,
      title,
      url: withBase(base, url),
      count: terms.length,
    })),
    archivesUrl: withBase(base, at(archivesPath(config)).url),
    searchUrl: config.search ? withBase(base, '/search/') : null,
    feeds: feedLinks(site.home.path, config.title, site, places),
    icon: icon === undefined ? null : withBase(base, `/${icon}`),
    params: config.params,
    postCount: site.home.postIds.length,
    generator: 'Ruoyu',
  }
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

/** Marks the items that lead to the page, or to the folder that it lies in. Pages with the same marks share a view. */
export function createWithActive(view: SiteView): (url: string) => SiteView {
  const made = new Map<string, SiteView>()
  return (url) => {
    const active = view.menu.map((item) => isOver(item.url, url, view.url))
    const key = active.join()
    const mark = (item: SiteView['menu'][number], index: number) => ({ ...item, active: active[index] === true })
    const marked = made.get(key) ?? { ...view, menu: view.menu.map(mark) }
    made.set(key, marked)
    return marked
  }
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
