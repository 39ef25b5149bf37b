import type { IsoDate } from '../types.ts'
import type { Feed, FeedFormat, FeedFrame, FeedItem } from './feed.ts'
import { declaration, element, escapeAttribute, escapeXml } from './xml.ts'

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with the whole text in `content:encoded`. */
export const rss: FeedFormat = { item, frame }

function item({ url, title, date, author, summary, tags, xml }: FeedItem): string {
  return `<item>
${element('title', title)}${element('link', url)}<guid isPermaLink="true">${escapeXml(url)}</guid>
${element('pubDate', date && rfc822(date))}${element('dc:creator', author)}${tags.map((tag) => element('category', tag)).join('')}${element('description', summary)}<content:encoded>${xml}</content:encoded>
</item>
`
}

function frame({ title, description, url, self, language, copyright, updated, generator }: Feed): FeedFrame {
  const start = `${declaration}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', title)}${element('link', url)}${element('description', description || title)}${element('language', language)}${element('copyright', copyright)}${element('lastBuildDate', updated && rfc822(updated))}${element('generator', generator)}<atom:link href="${escapeAttribute(self)}" rel="self" type="application/rss+xml"/>
`
  return { start, between: '', end: '</channel>\n</rss>\n' }
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2024-04-03T06:00:00+08:00` → `Wed, 03 Apr 2024 06:00:00 +0800`, on the date's own clock. */
export function rfc822(date: IsoDate): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  const weekday = days[new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay()]
  const offset = date.slice(19).replace(':', '').replace('Z', '') || '+0000'
  return `${weekday}, ${day} ${months[Number(month) - 1]} ${year} ${date.slice(11, 19)} ${offset}`
}
