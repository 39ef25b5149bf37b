import type { Post } from '../types.ts'
import type { Library } from './library.ts'
import { changed } from './sitemap.ts'
import type { PageView } from './views.ts'

type Head = Pick<PageView, 'kind' | 'title' | 'description' | 'language' | 'absoluteUrl' | 'image'>

/** The page in schema.org's words, as search engines read it. */
export function jsonLd(head: Head, post: Post | undefined, library: Library): PageView['jsonLd'] {
  const { title, description, language, absoluteUrl, kind } = head
  const about = {
    '@context': 'https://schema.org',
    url: absoluteUrl,
    inLanguage: language,
    ...(description && { description }),
  }
  if (post?.kind === 'post') return { ...about, ...blogPosting(head, post, library) }
  const type = kind === 'home' ? 'WebSite' : kind === 'page' ? 'WebPage' : 'CollectionPage'
  return { ...about, '@type': type, ...(title && { name: title }) }
}

function blogPosting({ title, absoluteUrl, image }: Head, post: Post, { site, summaryOf }: Library): object {
  const { name, url } = site.config.author
  const author = post.author || name
  const keywords = summaryOf(post).terms.flatMap(({ terms }) => terms.map(({ name }) => name))
  return {
    '@type': 'BlogPosting',
    headline: title,
    mainEntityOfPage: { '@type': 'WebPage', '@id': absoluteUrl },
    ...(post.date && { datePublished: post.date, dateModified: changed(post) }),
    ...(author && { author: { '@type': 'Person', name: author, ...(url && author === name && { url }) } }),
    ...(image && { image }),
    ...(keywords.length > 0 && { keywords }),
  }
}
