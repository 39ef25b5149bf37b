import type { Heading, Post } from '../types.ts'
import { sourceOf } from './html.ts'
import { withLateFields } from './lateFields.ts'
import type { Library } from './library.ts'
import type { PostView, TocItem } from './views.ts'

export function postView(post: Post, { index, bodyOf, summaryOf, toHtml }: Library): PostView {
  const summary = (id: string | undefined) => {
    const other = index.posts().get(id ?? '')
    return other ? summaryOf(other) : null
  }
  const { id, title, url, absoluteUrl, language, date, updated, author, description, excerpt, more } = summaryOf(post)
  const { image, terms, characters, minutes, status, params } = summaryOf(post)
  // Key by key: copying an object of so many keys and then adding more takes many times as long.
  const view = {
    id,
    title,
    url,
    absoluteUrl,
    language,
    date,
    updated,
    author,
    description,
    excerpt,
    more,
    image,
    terms,
    characters,
    minutes,
    status,
    params,
    kind: post.kind,
    toc: tocOf(bodyOf(post).facts().headings),
    prev: summary(post.prevId),
    next: summary(post.nextId),
    related: post.relatedIds.flatMap((id) => summary(id) ?? []),
  }
  return withLateFields(view, { content: () => toHtml(bodyOf(post).html(), sourceOf(post), 'page') })
}

/** h2 with their h3, as in Hugo; an h3 before the first h2 stands by itself. */
function tocOf(headings: readonly Heading[]): readonly TocItem[] {
  const items: (TocItem & { readonly children: TocItem[] })[] = []
  for (const { depth, id, html } of headings) {
    if (html === '') continue
    const last = items.at(-1)
    if (depth === 3 && last) last.children.push({ id, html, children: [] })
    else if (depth === 2 || depth === 3) items.push({ id, html, children: [] })
  }
  return items
}
