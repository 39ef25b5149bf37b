import type { PageRef, Section, Taxonomy, Term } from '../types.ts'
import { withBase } from './base.ts'
import { sourceOf } from './html.ts'
import { createLateFields } from './lateFields.ts'
import type { Library } from './library.ts'
import { at, listPath } from './lists.ts'
import type { PostList } from './siteIndex.ts'
import { feedLinks } from './siteView.ts'
import type { PaginationView, PostView, SectionView, TaxonomyView, TermView } from './views.ts'

/** Makes the views of home and of sections. */
export function createSectionView(library: Library): (list: PostList) => SectionView {
  const { base, index, reads, viewMade, sectionOf } = library
  const withLate = createLateFields<PostList, Pick<SectionView, 'content' | 'posts' | 'sections'>>(
    reads,
    {
      content: ({ section }) => textOf(section, library),
      posts: ({ postIds }) => postsOf(postIds, library),
      sections: ({ section }) =>
        (section?.sectionIds ?? [])
          .flatMap((id) => index.listOf({ id }) ?? [])
          .filter((child) => child.section?.listed)
          .map(sectionOf),
    },
    viewMade,
  )
  return (list) => {
    const { title, url, description, postIds, section } = list
    const view = { name: section?.dir ?? '', title, url: withBase(base, url), description, count: postIds.length }
    return withLate(view, list)
  }
}

export function createTaxonomyView(library: Library): (taxonomy: Taxonomy) => TaxonomyView {
  const { base, reads, viewMade, termOf } = library
  const withLate = createLateFields<Taxonomy, Pick<TaxonomyView, 'content' | 'terms'>>(
    reads,
    { content: ({ page }) => textOf(page, library), terms: ({ terms }) => terms.map(termOf) },
    viewMade,
  )
  return (taxonomy) => {
    const { name, title, url, terms } = taxonomy
    return withLate({ name, title, url: withBase(base, url), count: terms.length }, taxonomy)
  }
}

export function createTermView(library: Library): (term: Term) => TermView {
  const { base, site, places, reads, viewMade } = library
  const withLate = createLateFields<Term, Pick<TermView, 'content' | 'feeds' | 'posts'>>(
    reads,
    {
      content: ({ page }) => textOf(page, library),
      feeds: ({ path, name }) => feedLinks(path, `${name} · ${site.config.title}`, site, places),
      posts: ({ postIds }) => postsOf(postIds, library),
    },
    viewMade,
  )
  return (term) => {
    const { depth, name, url, postIds } = term
    return withLate({ name, url: withBase(base, url), count: postIds.length, depth }, term)
  }
}

export function postsOf(ids: readonly string[], { index, postOf }: Library): readonly PostView[] {
  return ids.flatMap((id) => index.posts().get(id) ?? []).map(postOf)
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
