import type { Output, PageRef, Post } from '../types.ts'
import { atom } from './atom.ts'
import { absolute } from './base.ts'
import type { Feed, FeedFormat, FeedItem } from './feed.ts'
import { sourceOf } from './html.ts'
import { jsonFeed } from './jsonFeed.ts'
import type { Library } from './library.ts'
import { planFeedsOf } from './lists.ts'
import type { Planner } from './planner.ts'
import { rss } from './rss.ts'
import { changed, latest } from './sitemap.ts'
import { originOf } from './terms.ts'

/** Feeds of home, of every section and of every term, in each format that the config asks for. */
export const planFeeds: Planner = ({ site: { config, home, sections, taxonomies } }) => {
  const { feeds } = config
  const terms = feeds.terms ? taxonomies.flatMap(({ terms }) => terms) : []
  return [
    ...planFeedsOf(home.path, home.file ?? 'config', { id: home.id }, config),
    ...(feeds.sections ? sections : []).flatMap(({ path, file, id }) => planFeedsOf(path, file ?? id, { id }, config)),
    ...terms.flatMap((term) =>
      planFeedsOf(term.path, originOf(term), { taxonomy: term.taxonomy, term: term.key }, config),
    ),
  ]
}

export const feedFormats: Readonly<Record<NonNullable<PageRef['format']>, FeedFormat & { readonly type: string }>> = {
  rss: { ...rss, type: 'application/rss+xml' },
  atom: { ...atom, type: 'application/atom+xml' },
  json: { ...jsonFeed, type: 'application/feed+json' },
}

/** UTF-16 units of finished items that are kept for the feeds to come. */
const memory = 16_000_000

/** Writes the text of a feed. A post's item is the same in every feed, so that it is written once a format. */
export function createFeeds(library: Library): (output: Output) => string {
  const { site } = library
  const items = new Map<string, string>()
  let size = 0
  const itemOf = (post: Post, format: NonNullable<PageRef['format']>): string => {
    const key = `${format} ${post.id}`
    const known = items.get(key)
    if (known !== undefined) return known
    const made = feedFormats[format].item(toItem(post, library))
    size += made.length
    if (size > memory) {
      items.clear()
      size = made.length
    }
    items.set(key, made)
    return made
  }
  return (output) => {
    if (!('feed' in output)) return ''
    const { format = 'rss' } = output.feed
    const posts = postsOf(output.feed, library).slice(0, site.config.feeds.limit || undefined)
    const feed = toFeed(output, posts, library)
    return feedFormats[format].feed(
      feed,
      posts.map((post) => itemOf(post, format)),
    )
  }
}

/** Published ones: what a preview shows is not for subscribers. */
function postsOf(ref: PageRef, { listOf, posts }: Library): readonly Post[] {
  return (listOf(ref)?.postIds ?? []).flatMap((id) => {
    const post = posts.get(id)
    return post?.status === 'published' ? [post] : []
  })
}

function toFeed({ url, ...output }: Output, posts: readonly Post[], { site, base, listOf }: Library): Feed {
  const { config, home } = site
  const list = 'feed' in output ? listOf(output.feed) : undefined
  const isHome = list?.url === home.url
  return {
    title: isHome || !list ? config.title : `${list.title} · ${config.title}`,
    description: (isHome ? '' : list?.description) || config.description,
    language: config.language,
    author: config.author.name || config.title || base.origin,
    copyright: config.copyright,
    url: absolute(base, list?.url ?? '/'),
    self: absolute(base, url),
    updated: latest(posts.map(changed)),
    generator: 'Ruoyu',
  }
}

function toItem(post: Post, library: Library): FeedItem {
  const { site, base, summaryOf, toHtml } = library
  const { absoluteUrl, title, excerpt, image, terms } = summaryOf(post)
  return {
    url: absoluteUrl,
    title,
    date: post.date,
    updated: post.updated,
    author: post.author || site.config.author.name || site.config.title || base.origin,
    language: post.lang,
    summary: excerpt,
    image: image && new URL(image, base.origin).href,
    tags: terms.flatMap(({ terms }) => terms.map(({ name }) => name)),
    html: toHtml(post.rendered.html, sourceOf(post), 'feed'),
  }
}
