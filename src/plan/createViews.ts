import { urlOf } from '../model/urls.ts'
import type { PageOutput, PageRef } from '../types.ts'
import { yearsOf } from './archives.ts'
import { isAbsolute, withBase } from './base.ts'
import { sourceOf } from './html.ts'
import { imageView } from './imageView.ts'
import type { Library } from './library.ts'
import { paginationOf, postsOf } from './listViews.ts'
import { pageView, type Subject } from './pageView.ts'
import { resolveLink } from './resolve.ts'
import type { PostList } from './siteIndex.ts'
import type { PaginationView, View } from './views.ts'

/** Makes the view of an output's template (see views.ts) when it is asked for. */
export function createViews(library: Library): (output: PageOutput) => View {
  return (output) => {
    const ref = output.page
    const subject = subjectOf(output, ref, library)
    const page = pageView(output, subject, library)
    const from = subject.post ? sourceOf(subject.post) : { file: '', url: output.url }
    const { places } = library
    const pictureOf = (path: string) => imageView(resolveLink(places, path, from), from, 'page', places)
    return { site: library.siteFor(page.url), page, pictureOf, ...contentOf(output, ref, subject, library) }
  }
}

function subjectOf({ kind }: PageOutput, ref: PageRef, { index }: Library): Subject {
  if (kind === 'post' || kind === 'page') return { post: index.posts().get(ref.id ?? '') }
  // The archives and the 404 page stand for no text of the author.
  if (kind === 'archives' || kind === '404') return {}
  if (kind === 'taxonomy') return { taxonomy: index.taxonomies().get(ref.taxonomy ?? '') }
  return { list: index.listOf(ref) }
}

function contentOf(output: PageOutput, ref: PageRef, { post, taxonomy, list }: Subject, library: Library): object {
  const years =
    output.template === 'archives.njk'
      ? { years: yearsOf(library, ref), pagination: paginationOfArchives(ref, library) }
      : {}
  if (ref.target !== undefined) return { target: isAbsolute(ref.target) ? ref.target : siteTarget(ref.target, library) }
  if (post) return { post: library.postOf(post), ...years }
  if (taxonomy) return { taxonomy: library.taxonomyOf(taxonomy) }
  return list ? listContent(list, ref, library) : years
}

/** Archives of a Hexo blog have pages; others are whole. */
function paginationOfArchives({ first, total = 0, ...ref }: PageRef, library: Library): PaginationView | null {
  if (first === undefined) return null
  const list = { title: '', description: '', postIds: [], path: first, url: urlOf(first) }
  return { ...paginationOf(list, ref, library), total }
}

function siteTarget(target: string, { base }: Library): string {
  return withBase(base, target.startsWith('/') ? target : `/${target}`)
}

function listContent(list: PostList, ref: PageRef, library: Library): object {
  const { term } = list
  const posts = postsOf(ref.postIds ?? [], library)
  const pagination = paginationOf(list, ref, library)
  if (!term) return { section: library.sectionOf(list), posts, pagination }
  const taxonomy = library.index.taxonomies().get(term.taxonomy)
  return { taxonomy: taxonomy && library.taxonomyOf(taxonomy), term: library.termOf(term), posts, pagination }
}
