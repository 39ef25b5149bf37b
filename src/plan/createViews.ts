import { lazyBy } from '../kit/lazy.ts'
import type { PageOutput, PageRef, Taxonomy, Term } from '../types.ts'
import { yearsOf } from './archives.ts'
import { isAbsolute, withBase } from './base.ts'
import type { Library } from './library.ts'
import { paginationOf, sectionView, taxonomyView, termView } from './listViews.ts'
import { feedLinksOf, pageView, type Subject } from './pageView.ts'
import { postView } from './postView.ts'
import type { PostList } from './siteIndex.ts'
import { createWithActive } from './siteView.ts'
import type { FeedLink, PostSummaryView, SectionView, TaxonomyView, TermView, View } from './views.ts'

/** Makes the view of an output's template (see views.ts) when it is asked for. */
export function createViews(library: Library): (output: PageOutput) => View {
  // Each is made once: all pages of a list show the list; every page of a term shows its taxonomy, with all terms.
  const termOf = lazyBy((term: Term) => termView(term, library))
  const taxonomyOf = lazyBy((one: Taxonomy) => taxonomyView(one, library, termOf))
  const sectionOf = lazyBy((list: PostList) => sectionView(list, library))
  const feedsOf = lazyBy((list: PostList) => feedLinksOf(list, library))
  const views: Views = { ...library, termOf, taxonomyOf, sectionOf, feedsOf }
  const siteFor = createWithActive(library.siteView)
  return (output) => {
    const ref = output.page
    const subject = subjectOf(output, ref, library)
    const page = pageView(output, subject, views)
    return { site: siteFor(page.url), page, ...contentOf(output, ref, subject, views) }
  }
}

interface Views extends Library {
  readonly termOf: (term: Term) => TermView
  readonly taxonomyOf: (taxonomy: Taxonomy) => TaxonomyView
  readonly sectionOf: (list: PostList) => SectionView
  readonly feedsOf: (list: PostList) => readonly FeedLink[]
}

function subjectOf({ kind }: PageOutput, ref: PageRef, { index }: Library): Subject {
  if (kind === 'post' || kind === 'page') return { post: index.posts().get(ref.id ?? '') }
  // The archives and the 404 page stand for no text of the author.
  if (kind === 'archives' || kind === '404') return {}
  if (kind === 'taxonomy') return { taxonomy: index.taxonomies().get(ref.taxonomy ?? '') }
  return { list: index.listOf(ref) }
}

function contentOf(output: PageOutput, ref: PageRef, { post, taxonomy, list }: Subject, library: Views): object {
  const years = output.template === 'archives.njk' ? { years: yearsOf(library, ref) } : {}
  if (ref.target !== undefined) return { target: isAbsolute(ref.target) ? ref.target : siteTarget(ref.target, library) }
  if (post) return { post: postView(post, library), ...years }
  if (taxonomy) return { taxonomy: library.taxonomyOf(taxonomy) }
  return list ? listContent(list, ref, library) : years
}

function siteTarget(target: string, { base }: Library): string {
  return withBase(base, target.startsWith('/') ? target : `/${target}`)
}

function listContent(list: PostList, ref: PageRef, library: Views): object {
  const { term } = list
  const posts = summariesOf(ref.postIds ?? [], library)
  const pagination = paginationOf(list, ref, library)
  if (!term) return { section: library.sectionOf(list), posts, pagination }
  const taxonomy = library.index.taxonomies().get(term.taxonomy)
  return { taxonomy: taxonomy && library.taxonomyOf(taxonomy), term: library.termOf(term), posts, pagination }
}

function summariesOf(ids: readonly string[], { index, summaryOf }: Library): readonly PostSummaryView[] {
  const summaries: PostSummaryView[] = []
  for (const id of ids) {
    const post = index.posts().get(id)
    if (post) summaries.push(summaryOf(post))
  }
  return summaries
}
