import type { Output, PageRef, Post } from '../types.ts'
import { isAbsolute, withBase } from './base.ts'
import { lazy } from './lazy.ts'
import type { Library, PostList } from './library.ts'
import { paginationOf, sectionView, taxonomyView, termView } from './listViews.ts'
import { pageView, type Subject } from './pageView.ts'
import { postView } from './postView.ts'
import { createWithActive } from './siteView.ts'
import type { PostSummaryView, TaxonomyView, View, YearView } from './views.ts'

/** Makes what an output's template sees, when it is asked for. See views.ts for what that is. */
export function createViews(library: Library): (output: Output) => View {
  // Every page of a term shows its taxonomy, with all its terms.
  const taxonomies = new Map(library.site.taxonomies.map((one) => [one.name, lazy(() => taxonomyView(one, library))]))
  const views: Views = { ...library, taxonomyOf: (name) => taxonomies.get(name)?.() }
  const siteFor = createWithActive(library.siteView)
  return (output) => {
    const ref = 'page' in output ? output.page : {}
    const subject = subjectOf(output, ref, library)
    const page = pageView(output, subject, library)
    return { site: siteFor(page.url), page, ...contentOf(output, ref, subject, views) }
  }
}

interface Views extends Library {
  readonly taxonomyOf: (name: string) => TaxonomyView | undefined
}

function subjectOf({ kind }: Output, ref: PageRef, { posts, listOf, taxonomies }: Library): Subject {
  if (kind === 'post' || kind === 'page') return { post: posts.get(ref.id ?? '') }
  if (kind === 'taxonomy') return { taxonomy: taxonomies.get(ref.taxonomy ?? '') }
  return { list: listOf(ref) }
}

function contentOf(output: Output, ref: PageRef, { post, taxonomy, list }: Subject, library: Views): object {
  const years = 'template' in output && output.template === 'archives.njk' ? { years: yearsOf(library) } : {}
  if (ref.target !== undefined) return { target: isAbsolute(ref.target) ? ref.target : siteTarget(ref.target, library) }
  if (post) return { post: postView(post, library), ...years }
  if (taxonomy) return { taxonomy: library.taxonomyOf(taxonomy.name) }
  return list && output.kind !== 'archives' ? listContent(list, ref, library) : years
}

function siteTarget(target: string, { base }: Library): string {
  return withBase(base, target.startsWith('/') ? target : `/${target}`)
}

function listContent(list: PostList, ref: PageRef, library: Views): object {
  const { term } = list
  const posts = summariesOf(ref.postIds ?? [], library)
  const pagination = paginationOf(list, ref, library)
  if (!term) return { section: sectionView(list, library), posts, pagination }
  return { taxonomy: library.taxonomyOf(term.taxonomy), term: termView(term, library), posts, pagination }
}

function summariesOf(ids: readonly string[], { posts, summaryOf }: Library): readonly PostSummaryView[] {
  return ids.flatMap((id) => {
    const post = posts.get(id)
    return post ? [summaryOf(post)] : []
  })
}

/** The posts of home by the year of their own clock, newest first; those without a date last. */
function yearsOf(library: Library): readonly YearView[] {
  const years = new Map<string, Post[]>()
  for (const id of library.site.home.postIds) {
    const post = library.posts.get(id)
    if (!post) continue
    const year = post.date?.slice(0, 4) ?? ''
    const posts = years.get(year) ?? []
    posts.push(post)
    years.set(year, posts)
  }
  return [...years]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([year, posts]) => ({ year: year || null, posts: posts.sort(newestFirst).map(library.summaryOf) }))
}

function newestFirst(a: Post, b: Post): number {
  return Date.parse(b.date ?? '') - Date.parse(a.date ?? '') || 0
}
