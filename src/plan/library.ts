import { lazy } from '../kit/lazy.ts'
import type { BodyOf, PageRef, Post, Section, Site, Taxonomy, Term } from '../types.ts'
import { type Base, baseOf } from './base.ts'
import type { RenderableSite } from './contents.ts'
import { createToHtml, type RenderShortcode, type ToHtml } from './html.ts'
import { createPlaces, type Places } from './places.ts'
import { createFindRef } from './refs.ts'
import { createSiteView } from './siteView.ts'
import { createSummaries, type Summaries } from './summaries.ts'
import type { SiteView } from './views.ts'

/** A site with what pages and feeds ask of it again and again, each found or made once. */
export interface Library extends Summaries {
  readonly site: Site
  readonly bodyOf: BodyOf
  readonly base: Base
  readonly places: Places
  readonly siteView: SiteView
  /** Posts and pages by id. */
  readonly posts: ReadonlyMap<string, Post>
  readonly taxonomies: ReadonlyMap<string, Taxonomy>
  readonly listOf: (ref: PageRef) => PostList | undefined
  readonly toHtml: ToHtml
}

/** The common form of home, a section, a taxonomy and a term. */
export interface PostList {
  readonly title: string
  readonly description: string
  readonly url: string
  readonly path: string
  readonly postIds: readonly string[]
  /** Home's or a section's own, or a term's or taxonomy's `_index.md`. */
  readonly section?: Section | undefined
  readonly term?: Term
}

export function createLibrary(
  { site, bodyOf, outputs, sources }: Omit<RenderableSite, 'search'>,
  shortcode: RenderShortcode,
): Library {
  const places = createPlaces(site, outputs, sources)
  const siteView = createSiteView(site, places)
  const templates = new Set(sources.templates.map(({ name }) => name))
  const knows = (name: string) => templates.has(`shortcodes/${name}.njk`)
  const toHtml = createToHtml({ places, findRef: createFindRef(site, places), site: siteView, shortcode, knows })
  return {
    site,
    bodyOf,
    base: baseOf(site.config.url),
    places,
    siteView,
    posts: new Map([...site.posts, ...site.pages].map((post) => [post.id, post])),
    taxonomies: new Map(site.taxonomies.map((taxonomy) => [taxonomy.name, taxonomy])),
    listOf: createListOf(site),
    ...createSummaries(site, bodyOf, places, toHtml),
    toHtml,
  }
}

export function createListOf(site: Site): Library['listOf'] {
  const { home, sections, taxonomies } = site
  const byId = new Map([home, ...sections].map((section) => [section.id, ofSection(section)]))
  const terms = taxonomies.flatMap(({ terms }) => terms)
  const byTerm = new Map(terms.map((term) => [`${term.taxonomy}/${term.key}`, ofTerm(term)]))
  const byName = new Map(taxonomies.map((taxonomy) => [taxonomy.name, lazy(() => ofTaxonomy(taxonomy, site))]))
  return ({ id, taxonomy, term }) => {
    if (taxonomy === undefined) return byId.get(id ?? '')
    return term === undefined ? byName.get(taxonomy)?.() : byTerm.get(`${taxonomy}/${term}`)
  }
}

/** The list of all posts that have any of the taxonomy's terms. */
function ofTaxonomy({ title, url, path, terms, page }: Taxonomy, { posts, pages }: Site): PostList {
  const ids = new Set(terms.flatMap(({ postIds }) => postIds))
  const postIds = [...posts, ...pages].filter(({ id }) => ids.has(id)).map(({ id }) => id)
  return { title, description: page?.description ?? '', url, path, postIds, section: page }
}

function ofSection(section: Section): PostList {
  return { ...section, description: section.description ?? '', section }
}

function ofTerm(term: Term): PostList {
  const { name, url, path, postIds, page } = term
  return { title: name, description: page?.description ?? '', url, path, postIds, section: page, term }
}
