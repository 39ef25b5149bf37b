import { readingMinutes } from '../text.ts'
import type { Post, Site } from '../types.ts'
import { absolute, withBase } from './base.ts'
import { sourceOf, type ToHtml } from './html.ts'
import { lazyBy } from './lazy.ts'
import type { Places } from './places.ts'
import { hrefOf, resolveLink } from './resolve.ts'
import type { PostSummaryView, TermLink } from './views.ts'

/** Posts as lists show them, each made once. */
export function createSummaries(site: Site, places: Places, toHtml: ToHtml): (post: Post) => PostSummaryView {
  const termsOf = createTermsOf(site, places)
  return lazyBy((post) => {
    const { url, rendered } = post
    const { characters, words, excerpt, more } = rendered
    const description = post.description || ''
    return {
      id: post.id,
      title: post.title,
      url: withBase(places.base, url),
      absoluteUrl: absolute(places.base, url),
      language: post.lang,
      date: post.date ?? null,
      updated: post.updated ?? null,
      author: post.author || site.config.author.name,
      description,
      excerpt: post.summary || description || excerpt,
      more: more ? toHtml(more, sourceOf(post), 'list') : null,
      image: post.image ? coverUrl(post.image, post, places) : null,
      terms: termsOf(post),
      characters: characters + words,
      minutes: readingMinutes(characters, words),
      status: post.status,
      params: post.params,
    }
  })
}

function coverUrl(image: string, post: Post, places: Places): string {
  const from = sourceOf(post)
  return hrefOf(resolveLink(places, image, from), places, from, 'page')
}

/** The terms of a post with their links, by taxonomy; empty taxonomies are left out. */
function createTermsOf({ taxonomies }: Site, { base }: Places): (post: Post) => PostSummaryView['terms'] {
  const links = taxonomies.map(({ name, title, terms }) => ({
    name,
    title,
    byKey: new Map(
      terms.map((term): [string, TermLink] => [term.key, { name: term.name, url: withBase(base, term.url) }]),
    ),
  }))
  return (post) =>
    links.flatMap(({ name, title, byKey }) => {
      const terms = (post.terms[name] ?? []).flatMap((key) => byKey.get(key) ?? [])
      return terms.length > 0 ? [{ name, title, terms }] : []
    })
}
