import { lazy, lazyBy } from '../kit/lazy.ts'
import type { PageRef, Post, Section, Site, Taxonomy, Term } from '../types.ts'

/** The one index of a site, made once after the model; each map when it is first asked for. Outputs are in places.ts. */
export interface SiteIndex {
  /** Posts and pages by id. */
  readonly posts: () => ReadonlyMap<string, Post>
  /** Taxonomies by name. */
  readonly taxonomies: () => ReadonlyMap<string, Taxonomy>
  /** Terms by key, by the name of their taxonomy. */
  readonly terms: () => ReadonlyMap<string, ReadonlyMap<string, Term>>
  /** The list that a page or feed shows: the same object each time. */
  readonly listOf: (ref: PageRef) => PostList | undefined
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

export function createSiteIndex(site: Site): SiteIndex {
  const taxonomies = lazy(() => new Map(site.taxonomies.map((taxonomy) => [taxonomy.name, taxonomy])))
  const terms = lazy(
    () => new Map(site.taxonomies.map(({ name, terms }) => [name, new Map(terms.map((term) => [term.key, term]))])),
  )
  const sections = lazy(() => new Map([site.home, ...site.sections].map((section) => [section.id, section])))
  const ofSection = lazyBy((section: Section): PostList => {
    return { ...section, description: section.description ?? '', section }
  })
  const ofTerm = lazyBy((term: Term): PostList => {
    const { name, url, path, postIds, page } = term
    return { title: name, description: page?.description ?? '', url, path, postIds, section: page, term }
  })
  const ofTaxonomy = lazyBy((taxonomy: Taxonomy) => listOfTaxonomy(taxonomy, site))
  return {
    posts: lazy(() => new Map([...site.posts, ...site.pages].map((post) => [post.id, post]))),
    taxonomies,
    terms,
    listOf({ id = '', taxonomy, term }) {
      if (taxonomy === undefined) {
        const section = sections().get(id)
        return section && ofSection(section)
      }
      if (term === undefined) {
        const whole = taxonomies().get(taxonomy)
        return whole && ofTaxonomy(whole)
      }
      const part = terms().get(taxonomy)?.get(term)
      return part && ofTerm(part)
    },
  }
}

/** The list of all posts that have any of the taxonomy's terms. */
function listOfTaxonomy({ title, url, path, terms, page }: Taxonomy, { posts, pages }: Site): PostList {
  const ids = new Set(terms.flatMap(({ postIds }) => postIds))
  const postIds = [...posts, ...pages].filter(({ id }) => ids.has(id)).map(({ id }) => id)
  return { title, description: page?.description ?? '', url, path, postIds, section: page }
}

/** Everything that may have a content file, lists first: where two have one file, the later stands for it. */
export function pagesOf({ home, sections, posts, pages, taxonomies }: Site): readonly (Post | Section)[] {
  const lists = taxonomies.flatMap(({ page, terms }) => [page, ...terms.map((term) => term.page)])
  return [home, ...sections, ...lists.filter((page) => page !== undefined), ...posts, ...pages]
}
