import { lazy, lazyBy } from '../kit/lazy.ts'
import type { BodyOf, Post, Site, Taxonomy, Term } from '../types.ts'
import { type Base, baseOf } from './base.ts'
import type { RenderableSite } from './contents.ts'
import { createToHtml, type RenderShortcode, type ToHtml } from './html.ts'
import { createSectionView, createTaxonomyView, createTermView } from './listViews.ts'
import { feedLinksOf } from './pageView.ts'
import type { Places } from './places.ts'
import { createPostView } from './postView.ts'
import { everyFile, frontMatterOf, type Part, type Reads } from './reads.ts'
import type { FindRef } from './refs.ts'
import type { PostList, SiteIndex } from './siteIndex.ts'
import { createSiteView } from './siteView.ts'
import type { FeedLink, PostView, SectionView, SiteView, TaxonomyView, TermView } from './views.ts'

/** A site with what pages and feeds ask of it again and again. Each view is made once and shared by all pages. */
export interface Library {
  readonly site: Site
  readonly index: SiteIndex
  readonly data: SiteView['data']
  /** Notes the body among the reads. */
  readonly bodyOf: BodyOf
  readonly base: Base
  readonly places: Places
  readonly reads: Reads
  readonly viewMade: ViewMade
  readonly run: RunPart
  readonly toHtml: ToHtml
  readonly postOf: (post: Post) => PostView
  readonly sectionOf: (list: PostList) => SectionView
  readonly taxonomyOf: (taxonomy: Taxonomy) => TaxonomyView
  readonly termOf: (term: Term) => TermView
  /** Links to the feeds of a list, and of the site. */
  readonly feedsOf: (list: PostList) => readonly FeedLink[]
  /** The site as the page at a url sees it. */
  readonly siteFor: (url: string) => SiteView
  /** The site as no page in particular sees it. */
  readonly siteView: () => SiteView
}

export interface LibraryMeans {
  readonly reads: Reads
  readonly viewMade: ViewMade
  /** Runs a part of an extension, whose error says whose it is. */
  readonly run: RunPart
}

type RunPart = <T>(part: Part, run: () => T) => T

/** Told of each object or list that a late field got, under the field's name. */
export type ViewMade = (field: object) => void

export function createLibrary(
  { site, index, goals, bodyOf, sources, data = {} }: Omit<RenderableSite, 'search'>,
  shortcode: RenderShortcode,
  { reads, viewMade, run }: LibraryMeans,
): Library {
  const { places } = goals
  const findRef: FindRef = (path, from) => {
    const ref = goals.findRef(path, from)
    // Hexo's links find a post by its title as well.
    if (site.config.hexo) reads.note(frontMatterOf(everyFile))
    else if (ref.kind === 'found' && ref.target.output) reads.note(frontMatterOf(ref.target.output.origin))
    return ref
  }
  const templates = new Map(sources.templates.map(({ name, text }) => [name, text]))
  const knows = (name: string) => templates.has(`shortcodes/${name}.njk`)
  const linksInner = (name: string) => templates.get(`shortcodes/${name}.njk`)?.includes('<a') === true
  const siteFor = lazy(() => createSiteView(library))
  const siteView = () => siteFor()('')
  // Views hold one another, so that each maker waits until it is asked for a first one.
  const made = <K, V>(create: (library: Library) => (key: K) => V): ((key: K) => V) => {
    const maker = lazy(() => create(library))
    return lazyBy((key: K) => maker()(key))
  }
  const postOf = made(createPostView)
  const library: Library = {
    ...{ site, index, data, base: baseOf(site.config.url), places, reads, viewMade, run },
    bodyOf(page) {
      if (page.file !== undefined) reads.note(page.file)
      return bodyOf(page)
    },
    toHtml: createToHtml({ places, findRef, site: siteView, shortcode, knows, linksInner }),
    postOf(post) {
      reads.note(frontMatterOf(post.file))
      return postOf(post)
    },
    sectionOf: made(createSectionView),
    taxonomyOf: made(createTaxonomyView),
    termOf: made(createTermView),
    feedsOf: lazyBy((list: PostList) => feedLinksOf(list, library)),
    siteFor: (url) => siteFor()(url),
    siteView,
  }
  return library
}
