import type { Config, FeedOutput, PageRef, Post } from '../types.ts'
import { changed, latest } from './addresses.ts'
import { atom } from './atom.ts'
import { absolute } from './base.ts'
import type { Feed, FeedFormat, FeedItem } from './feed.ts'
import { sourceOf } from './html.ts'
import { cardImage, isGone } from './imageView.ts'
import { jsonFeed } from './jsonFeed.ts'
import type { Library } from './library.ts'
import { planFeedsOf } from './lists.ts'
import type { Planner } from './planner.ts'
import { rss } from './rss.ts'
import { originOf } from './terms.ts'
import { escapeXml } from './xml.ts'

/** Feeds of home, of every section, taxonomy and term, in each format that the config asks for. */
export const planFeeds: Planner = ({ site: { config, home, sections, taxonomies } }) => {
  const { feeds } = config
  const listed = feeds.terms ? taxonomies.filter(({ terms }) => terms.length > 0) : []
  return [
    ...planFeedsOf(home.path, home.file ?? 'config', { id: home.id }, config),
    ...(feeds.sections ? sections : []).flatMap(({ path, file, id }) => planFeedsOf(path, file ?? id, { id }, config)),
    ...listed.flatMap(({ name, path, page }) =>
      planFeedsOf(path, page?.file ?? `config:${name}`, { taxonomy: name }, config),
    ),
    ...listed
      .flatMap(({ terms }) => terms)
      .flatMap((term) => planFeedsOf(term.path, originOf(term), { taxonomy: term.taxonomy, term: term.key }, config)),
  ]
}

export const feedFormats: Readonly<Record<NonNullable<PageRef['format']>, FeedFormat & { readonly type: string }>> = {
  rss: { ...rss, type: 'application/rss+xml' },
  atom: { ...atom, type: 'application/atom+xml' },
  json: { ...jsonFeed, type: 'application/feed+json' },
}

/** Writes a feed. An item is made once, for all feeds of its format say the same of a post. */
export function createFeeds(library: Library): (output: FeedOutput) => string {
  const { site, index, reads } = library
  const itemOf = reads.lazyBy(
    (post: Post) => toItem(post, library),
    ({ html, xml }) => html.length + xml.length,
  )
  const written = ({ item }: FeedFormat) => reads.lazyBy((post: Post) => item(itemOf(post)))
  const items = { rss: written(rss), atom: written(atom), json: written(jsonFeed) }
  return (output) => {
    const { format = 'rss' } = output.feed
    const posts = feedPosts(index.listOf(output.feed)?.postIds ?? [], index.posts(), site.config)
    const { start, between, end } = feedFormats[format].frame(toFeed(output, posts, library))
    return start + posts.map(items[format]).join(between) + end
  }
}

/** The first of a list's published posts: drafts in a preview are not for subscribers. */
export function feedPosts(
  ids: readonly string[],
  posts: ReadonlyMap<string, Post>,
  { feeds }: Config,
): readonly Post[] {
  const published: Post[] = []
  const limit = feeds.limit || ids.length
  for (const id of ids) {
    const post = posts.get(id)
    if (post?.status !== 'published' || post.hiddenFrom?.includes('feeds')) continue
    if (published.push(post) >= limit) break
  }
  return published
}

function toFeed({ url, feed }: FeedOutput, posts: readonly Post[], { site, base, index }: Library): Feed {
  const { config, home } = site
  const list = index.listOf(feed)
  const isHome = list?.url === home.url
  return {
    title: isHome || !list ? config.title : `${list.title} · ${config.title}`,
    description: (isHome ? '' : list?.description) || config.description,
    language: config.language,
    author: config.author.name || config.title || base.origin,
    // HTML, as a link to a licence or to the register of sites; a feed has it as text.
    copyright: config.copyright.replace(/<[^>]*>/g, '').replaceAll('&copy;', '©'),
    url: absolute(base, list?.url ?? '/'),
    self: absolute(base, url),
    updated: latest(posts.map(changed)),
    generator: 'Ruoyu',
  }
}

function toItem(post: Post, library: Library): FeedItem {
  const { site, base, bodyOf, postOf, toHtml } = library
  const { absoluteUrl, title, excerpt, terms } = postOf(post)
  const html = toHtml(bodyOf(post).html(), sourceOf(post), 'feed')
  return {
    url: absoluteUrl,
    title,
    date: post.date,
    updated: post.updated,
    author: post.author || site.config.author.name || site.config.title || base.origin,
    language: post.lang,
    summary: excerpt,
    image:
      post.image && !isGone(post.image, library.places) ? cardImage(post.image, sourceOf(post), library.places) : null,
    tags: terms.flatMap(({ terms }) => terms.map(({ name }) => name)),
    html,
    xml: escapeXml(html),
  }
}
