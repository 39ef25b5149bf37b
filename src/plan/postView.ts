import { kindGiven } from '../kit/plainData.ts'
import { readingMinutes } from '../kit/text.ts'
import type { Heading, Post, Term } from '../types.ts'
import { absolute, withBase } from './base.ts'
import { sourceOf } from './html.ts'
import { createLateFields } from './lateFields.ts'
import type { Library } from './library.ts'
import { hrefOf, resolveLink } from './resolve.ts'
import { resourcesOf } from './resourceViews.ts'
import type { PostView, TermLink, TocItem } from './views.ts'

type LateField =
  | 'excerpt'
  | 'more'
  | 'characters'
  | 'minutes'
  | 'content'
  | 'toc'
  | 'prev'
  | 'next'
  | 'related'
  | 'section'
  | 'resources'
  | 'data'

/** Makes the views of posts; all that their bodies say waits until a template asks for it. */
export function createPostView(library: Library): (post: Post) => PostView {
  const { site, index, places, base, reads, bodyOf, toHtml, postOf, sectionOf, viewMade } = library
  const termsOf = createTermsOf(library)
  const idsOf = (ids: readonly (string | undefined)[]) =>
    ids.flatMap((id) => index.posts().get(id ?? '') ?? []).map(postOf)
  const withLate = createLateFields<Post, Pick<PostView, LateField>>(
    reads,
    {
      excerpt: (post) => post.summary || post.description || bodyOf(post).facts().excerpt,
      more(post) {
        const { more } = bodyOf(post).facts()
        return more ? toHtml(more, sourceOf(post), 'list') : null
      },
      characters(post) {
        const { characters, words } = bodyOf(post).facts()
        return characters + words
      },
      minutes(post) {
        const { characters, words } = bodyOf(post).facts()
        return readingMinutes(characters, words)
      },
      content: (post) => toHtml(bodyOf(post).html(), sourceOf(post), 'page'),
      toc: (post) => tocOf(bodyOf(post).facts().headings, levelsOf(post, site.config.theme.toc)),
      prev: ({ prevId }) => idsOf([prevId])[0] ?? null,
      next: ({ nextId }) => idsOf([nextId])[0] ?? null,
      related: ({ relatedIds }) => idsOf(relatedIds),
      section({ section, sections: [id] }) {
        const list = section && id !== undefined ? index.listOf({ id }) : undefined
        return list ? sectionOf(list) : null
      },
      resources: (post) => resourcesOf(post, places),
      data: createDataOf(library),
    },
    viewMade,
  )
  return (post) =>
    withLate(
      {
        id: post.id,
        kind: post.kind,
        title: post.title,
        url: withBase(base, post.url),
        absoluteUrl: absolute(base, post.url),
        language: post.lang,
        date: post.date ?? null,
        updated: post.updated ?? null,
        author: post.author || site.config.author.name,
        description: post.description || '',
        image: post.image ? coverUrl(post.image, post, library) : null,
        terms: Object.freeze(termsOf(post)),
        pinned: post.pinned !== undefined,
        status: post.status,
        params: post.params,
      },
      post,
    )
}

/** Data of a post by name: remark plugins' `file.data`, and over it what each extension makes of the post. */
function createDataOf({ site, reads, run, bodyOf, postOf, siteView }: Library): (post: Post) => PostView['data'] {
  const fields = site.config.extensions.flatMap(({ name, posts }) => {
    const make = (post: Post) =>
      run({ name, part: 'posts', file: post.file }, () => {
        const data: unknown = posts?.(postOf(post), siteView())
        const kind = kindGiven(data)
        if (kind === 'object') return data as object
        throw new Error(`it gave no object, but ${kind}`)
      })
    return posts ? [[name, make] as const] : []
  })
  const withLate = createLateFields<Post, Record<string, object>>(reads, Object.fromEntries(fields), () => {})
  return (post) => withLate({ ...bodyOf(post).facts().data }, post)
}

function coverUrl(image: string, post: Post, { places }: Library): string {
  const from = sourceOf(post)
  return hrefOf(resolveLink(places, image, from), places, from, 'page')
}

/** The terms of a post with their links, by taxonomy; empty taxonomies are left out. */
function createTermsOf({ site: { taxonomies }, index, base }: Library): (post: Post) => PostView['terms'] {
  const links = new Map<Term, TermLink>()
  const linkOf = (term: Term): TermLink => {
    const link = links.get(term) ?? { name: term.name, url: withBase(base, term.url) }
    links.set(term, link)
    return link
  }
  return (post) =>
    taxonomies.flatMap(({ name, title }) => {
      const byKey = index.terms().get(name)
      const terms = (post.terms[name] ?? []).flatMap((key) => byKey?.get(key) ?? []).map(linkOf)
      return terms.length > 0 ? [{ name, title, terms }] : []
    })
}

interface Levels {
  readonly show: boolean
  readonly from: number
  readonly to: number
}

/** The levels of headings in a post's contents: its own `toc`, else the theme's. */
function levelsOf({ params }: Post, ofTheme: unknown): Levels {
  const { toc } = params
  const own = (toc === false ? { show: false } : toc && typeof toc === 'object' ? toc : {}) as LevelsOfPost
  const isOff = own.enable === false
  return { show: true, from: 2, to: 3, ...(ofTheme as Partial<Levels>), ...own, ...(isOff && { show: false }) }
}

/** LoveIt's and FixIt's posts say `toc: { enable: false }`. */
type LevelsOfPost = Partial<Levels> & { readonly enable?: boolean }

/** Headings of these levels below one another, as in Hugo. A text whose sections are h1 has one level more above. */
function tocOf(headings: readonly Heading[], { show, from, to }: Levels): readonly TocItem[] {
  if (!show) return []
  const items: TocItem[] = []
  const above: { readonly depth: number; readonly children: TocItem[] }[] = []
  const up = from === 2 && headings.filter(({ depth }) => depth === 1).length > 1 ? 1 : 0
  for (const { depth, id, html } of headings) {
    if (html === '' || depth < from - up || depth > to - up) continue
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop()
    const item = { id, html, children: [] }
    ;(above.at(-1)?.children ?? items).push(item)
    above.push({ depth, children: item.children })
  }
  return items
}
