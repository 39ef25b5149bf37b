import type { Post } from '../types.ts'
import { changed } from './addresses.ts'
import type { Library } from './library.ts'
import type { PageView } from './views.ts'

type Head = Pick<PageView, 'kind' | 'title' | 'description' | 'language' | 'absoluteUrl' | 'image'>

/** The page in schema.org's words, as search engines read it. */
export function jsonLd(head: Head, post: Post | undefined, library: Library): PageView['jsonLd'] {
  const { title, description, language, absoluteUrl, kind } = head
  const about: Words = { '@context': 'https://schema.org', url: absoluteUrl, inLanguage: language }
  if (description) about.description = description
  if (post?.kind === 'post') return blogPosting(about, head, post, library)
  about['@type'] = kind === 'home' ? 'WebSite' : kind === 'page' ? 'WebPage' : 'CollectionPage'
  if (title) about.name = title
  return about
}

/** The JSON-LD of a page, filled key by key: spreading objects would cost more than all the rest of it. */
type Words = Record<string, unknown>

function blogPosting(about: Words, { title, absoluteUrl, image }: Head, post: Post, { site, postOf }: Library): Words {
  const { name, url } = site.config.author
  const author = post.author || name
  const keywords = postOf(post).terms.flatMap(({ terms }) => terms.map(({ name }) => name))
  about['@type'] = 'BlogPosting'
  about.headline = title
  about.mainEntityOfPage = { '@type': 'WebPage', '@id': absoluteUrl }
  if (post.date) {
    about.datePublished = post.date
    about.dateModified = changed(post)
  }
  if (author) {
    const person = { '@type': 'Person', name: author }
    about.author = url && author === name ? Object.assign(person, { url }) : person
  }
  if (image) about.image = image
  if (keywords.length > 0) about.keywords = keywords
  return about
}
