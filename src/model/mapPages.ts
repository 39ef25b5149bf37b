import type { Post, Section, Site } from '../types.ts'

/** The site with each of its posts, pages and lists changed; lists are home, sections and the `_index.md` of terms. */
export function mapPages(site: Site, ofPost: (post: Post) => Post, ofSection: (section: Section) => Section): Site {
  const ofList = <T extends { readonly page?: Section }>(list: T): T =>
    list.page ? { ...list, page: ofSection(list.page) } : list
  return {
    ...site,
    home: ofSection(site.home),
    posts: site.posts.map(ofPost),
    pages: site.pages.map(ofPost),
    sections: site.sections.map(ofSection),
    taxonomies: site.taxonomies.map((taxonomy) => ({ ...ofList(taxonomy), terms: taxonomy.terms.map(ofList) })),
  }
}
