import type { Feed, FeedFormat, FeedFrame, FeedItem } from './feed.ts'

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const jsonFeed: FeedFormat = { item, frame }

function item({ url, title, date, updated, author, language, summary, image, tags, html }: FeedItem): string {
  return JSON.stringify({
    id: url,
    url,
    title,
    language,
    ...(summary && { summary }),
    ...(image && { image }),
    ...(date && { date_published: date }),
    ...(updated && { date_modified: updated }),
    ...(author && { authors: [{ name: author }] }),
    ...(tags.length > 0 && { tags }),
    content_html: html,
  })
}

function frame({ title, description, url, self, language, author }: Feed): FeedFrame {
  const head = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: url,
    feed_url: self,
    ...(description && { description }),
    language,
    ...(author && { authors: [{ name: author }] }),
  })
  return { start: `${head.slice(0, -1)},"items":[\n`, between: ',\n', end: '\n]}\n' }
}
