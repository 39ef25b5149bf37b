import { lazyBy } from '../kit/lazy.ts'
import { readingMinutes } from '../kit/text.ts'
import type { BodyOf, Post, Site, Term } from '../types.ts'
import { absolute, withBase } from './base.ts'
import { sourceOf, type ToHtml } from './html.ts'
import { withLateFields } from './lateFields.ts'
import type { Places } from './places.ts'
import { hrefOf, resolveLink } from './resolve.ts'
import type { SiteIndex } from './siteIndex.ts'
import type { PostSummaryView, TermLink } from './views.ts'

/** Posts as lists show them, each made once. */
export interface Summaries {
  readonly summaryOf: (post: Post) => PostSummaryView
  /** The summary for a page of all posts: a body is read when the template first asks for what it says. */
  readonly lateSummaryOf: (post: Post) => PostSummaryView
}

export function createSummaries(
  site: Site,
  index: SiteIndex,
  bodyOf: BodyOf,
  places: Places,
  toHtml: ToHtml,
): Summaries {
  const termsOf = createTermsOf(site, index, places)
  const factsOf = (post: Post): Omit<PostSummaryView, 'excerpt' | 'more' | 'characters' | 'minutes'> => ({
    id: post.id,
    title: post.title,
    url: withBase(places.base, post.url),
    absoluteUrl: absolute(places.base, post.url),
    language: post.lang,
    date: post.date ?? null,
    updated: post.updated ?? null,
    author: post.author || site.config.author.name,
    description: post.description || '',
    image: post.image ? coverUrl(post.image, post, places) : null,
    terms: termsOf(post),
    status: post.status,
    params: post.params,
  })
  const summaryOf = lazyBy((post: Post): PostSummaryView => {
    const { characters, words, excerpt, more } = bodyOf(post).facts()
    return {
      ...factsOf(post),
      excerpt: post.summary || post.description || excerpt,
      more: more ? toHtml(more, sourceOf(post), 'list') : null,
      characters: characters + words,
      minutes: readingMinutes(characters, words),
    }
  })
  return {
    summaryOf,
    lateSummaryOf: (post) =>
      withLateFields(factsOf(post), {
        excerpt: () => summaryOf(post).excerpt,
        more: () => summaryOf(post).more,
        characters: () => summaryOf(post).characters,
        minutes: () => summaryOf(post).minutes,
      }),
  }
}

function coverUrl(image: string, post: Post, places: Places): string {
  const from = sourceOf(post)
  return hrefOf(resolveLink(places, image, from), places, from, 'page')
}

/** The terms of a post with their links, by taxonomy; empty taxonomies are left out. */
function createTermsOf(
  { taxonomies }: Site,
  index: SiteIndex,
  { base }: Places,
): (post: Post) => PostSummaryView['terms'] {
  const linkOf = lazyBy((term: Term): TermLink => ({ name: term.name, url: withBase(base, term.url) }))
  return (post) =>
    taxonomies.flatMap(({ name, title }) => {
      const byKey = index.terms().get(name)
      const terms = (post.terms[name] ?? []).flatMap((key) => byKey?.get(key) ?? []).map(linkOf)
      return terms.length > 0 ? [{ name, title, terms }] : []
    })
}
