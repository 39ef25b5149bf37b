import { forget, rememberEach } from '../kit/remember.ts'
import type { Post, Remember, Rendered, Section, Site } from '../types.ts'
import { mapPages } from './mapPages.ts'

/** What a page shows whose Markdown was not rendered. */
export const nothing: Rendered = {
  html: [],
  headings: [],
  excerpt: '',
  text: '',
  characters: 0,
  words: 0,
  links: [],
  anchors: [],
  shortcodes: [],
  features: { math: false, mermaid: false, code: false },
}

/** The site with the bodies of its posts, pages and lists, by the id of their entry. */
export function withRendered(site: Site, bodies: ReadonlyMap<string, Rendered>, remember: Remember = forget): Site {
  const known = rememberEach<Post, Post>(remember, 'posts', [])
  const ofPost = (post: Post): Post => {
    const rendered = bodies.get(post.id) ?? nothing
    return known(
      post,
      () => ({ ...post, rendered }),
      (before) => before.rendered === rendered,
    )
  }
  const ofSection = (section: Section): Section => {
    const rendered = section.file === undefined ? undefined : bodies.get(section.id)
    return rendered ? { ...section, rendered } : section
  }
  return mapPages(site, ofPost, ofSection)
}
