import type { PageRef, Section, Taxonomy, Term } from '../types.ts'
import { withBase } from './base.ts'
import { sourceOf } from './html.ts'
import type { Library } from './library.ts'
import { at, listPath } from './lists.ts'
import type { PostList } from './siteIndex.ts'
import { feedLinks } from './siteView.ts'
import type { PaginationView, SectionView, TaxonomyView, TermView } from './views.ts'

export function sectionView({ title, url, description, section }: PostList, library: Library): SectionView {
  const { base, index } = library
  const children = section?.sectionIds.flatMap((id) => index.listOf({ id }) ?? []) ?? []
  return {
    title,
    url: withBase(base, url),
    description,
    content: textOf(section, library),
    sections: children
      .filter((child) => child.section?.listed)
      .map(({ title, url, postIds }) => ({ title, url: withBase(base, url), count: postIds.length })),
  }
}

export function taxonomyView(
  { name, title, url, page, terms }: Taxonomy,
  library: Library,
  termOf: (term: Term) => TermView,
): TaxonomyView {
  return {
    name,
    title,
    url: withBase(library.base, url),
    content: textOf(page, library),
    terms: terms.map(termOf),
  }
}

export function termView({ name, url, path, page, postIds }: Term, library: Library): TermView {
  const { base, site, places } = library
  return {
    name,
    url: withBase(base, url),
    count: postIds.length,
    content: textOf(page, library),
    feeds: feedLinks(path, `${name} · ${site.config.title}`, site, places),
  }
}

/** HTML of an `_index.md`; null where it says nothing. */
function textOf(section: Section | undefined, { bodyOf, toHtml }: Library): string | null {
  const html = section ? bodyOf(section).html() : []
  return section && html.length > 0 ? toHtml(html, sourceOf(section), 'page') : null
}

/** Pages up to so many from the one that is shown. */
const nearby = 3

export function paginationOf(list: PostList, { page = 1, pages = 1 }: PageRef, library: Library): PaginationView {
  const itemOf = (number: number) => ({
    page: number,
    url: pageUrl(list, number, library),
    current: number === page,
  })
  const items = [itemOf(1)]
  const end = Math.min(page + nearby, pages - 1)
  for (let number = Math.max(page - nearby, 2); number <= end; number++) items.push(itemOf(number))
  if (pages > 1) items.push(itemOf(pages))
  return {
    page,
    pages,
    total: list.postIds.length,
    prevUrl: page > 1 ? pageUrl(list, page - 1, library) : null,
    nextUrl: page < pages ? pageUrl(list, page + 1, library) : null,
    items,
  }
}

export function pageUrl(list: PostList, page: number, library: Pick<Library, 'base' | 'site'>): string {
  const known = urls.get(list) ?? []
  urls.set(list, known)
  known[page] ??= withBase(library.base, at(listPath(list.path, page, library.site.config)).url)
  return known[page]
}

/** URLs of each list's pages, by their number: each page names its neighbours. */
const urls = new WeakMap<PostList, string[]>()
