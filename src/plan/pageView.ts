import type { BodyFacts, PageOutput, Post, Taxonomy } from '../types.ts'
import { absolute, withBase } from './base.ts'
import { fontsPath, homeFontsPath, postFontsPath } from './fonts.ts'
import { sourceOf } from './html.ts'
import { cardImage, isGone } from './imageView.ts'
import { jsonLd } from './jsonLd.ts'
import type { Library } from './library.ts'
import { pageUrl } from './listViews.ts'
import type { PostList } from './siteIndex.ts'
import { feedLinks } from './siteView.ts'
import type { FeedLink, PageView } from './views.ts'

/** The subject of a page: one of these, or nothing. */
export interface Subject {
  readonly post?: Post | undefined
  readonly list?: PostList | undefined
  readonly taxonomy?: Taxonomy | undefined
}

/** The view that every page's head needs. */
export function pageView(output: PageOutput, subject: Subject, library: Library): PageView {
  const { site, base, places } = library
  const { post, list, taxonomy } = subject
  const { page = 1, pages = 1, year = '' } = output.page
  const section = list?.section ?? taxonomy?.page
  const title = post?.title ?? list?.title ?? taxonomy?.title ?? year.replace(/^\D+/, '')
  const view = {
    kind: output.kind,
    title,
    headTitle: headTitle(output.kind, title, page, site.config.title),
    description: descriptionOf(subject, library),
    language: post?.lang ?? section?.lang ?? site.config.language,
    url: withBase(base, output.url),
    absoluteUrl: absolute(base, output.url),
    image: post ? absoluteImage(post, library) : null,
    feeds: list ? library.feedsOf(list) : library.siteView().feeds,
    jsonLd: {},
    features: featuresOf(library.bodyOf(post ?? section ?? {}).facts()),
    mermaid: site.config.markdown.mermaid || null,
    prevPageUrl: list && page > 1 ? pageUrl(list, page - 1, library) : null,
    nextPageUrl: list && page < pages ? pageUrl(list, page + 1, library) : null,
    fontUrls: [
      fontsPath,
      ...(output.kind === 'home' && page === 1 ? [homeFontsPath] : post ? [postFontsPath(post.id)] : []),
    ]
      .flatMap((path) => places.fonts(path) ?? [])
      .map((url) => withBase(base, url)),
    noindex: /^(?:404|redirect)$/.test(output.kind) || isHidden(subject),
    layout: post?.layout ?? section?.layout ?? null,
    type: post?.type ?? section?.type ?? null,
  }
  view.jsonLd = jsonLd(view, post, library)
  return view
}

function isHidden({ post, list, taxonomy }: Subject): boolean {
  const page = post ?? list?.section ?? taxonomy?.page
  return (post !== undefined && post.status !== 'published') || page?.hiddenFrom?.includes('robots') === true
}

function headTitle(kind: string, title: string, page: number, siteTitle: string): string {
  const numbered = page > 1 ? `${title} (${page})` : title
  return title === '' || kind === 'home' || title === siteTitle ? numbered : `${numbered} · ${siteTitle}`
}

function descriptionOf({ post, list, taxonomy }: Subject, { site, postOf }: Library): string {
  if (post) return post.description || postOf(post).excerpt
  const own = list?.description || taxonomy?.page?.description || ''
  return own || (list?.url === site.home.url ? site.config.description : '')
}

/** The cover, else the first image of the text, else the card; none that is known to be gone. */
function absoluteImage(post: Post, { bodyOf, places }: Library): string | null {
  const images = [post.image, bodyOf(post).note.linkFacts.image]
  const image = images.find((image) => image && !isGone(image, places))
  if (image) return cardImage(image, sourceOf(post), places)
  const card = places.card(post.id)
  return card === undefined ? null : absolute(places.base, card)
}

/** The list's own feeds, then the site's. */
export function feedLinksOf(list: PostList, { site, places, siteView }: Library): readonly FeedLink[] {
  const { feeds } = siteView()
  if (list.url === site.home.url) return feeds
  return [...feedLinks(list.path, `${list.title} · ${site.config.title}`, site, places), ...feeds]
}

function featuresOf({ features: { math, mermaid, code }, shortcodes }: BodyFacts): PageView['features'] {
  return { math, mermaid: mermaid || shortcodes.some(({ name }) => name === 'mermaid'), code }
}
