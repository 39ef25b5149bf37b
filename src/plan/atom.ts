import type { Feed, FeedFormat, FeedFrame, FeedItem } from './feed.ts'
import { declaration, element, escapeAttribute, escapeXml } from './xml.ts'

/** Atom 1.0 (RFC 4287). */
export const atom: FeedFormat = { item, frame }

/** An entry must say when it was updated; one without a date was never. */
const never = '1970-01-01T00:00:00Z'

function item({ url, title, date, updated, author, language, summary, tags, xml }: FeedItem): string {
  const categories = tags.map((tag) => `<category term="${escapeAttribute(tag)}"/>\n`).join('')
  return `<entry xml:lang="${escapeAttribute(language)}">
<title>${escapeXml(title)}</title>
<link rel="alternate" type="text/html" href="${escapeAttribute(url)}"/>
${element('id', url)}${element('published', date)}${element('updated', updated ?? date ?? never)}<author>
<name>${escapeXml(author)}</name>
</author>
${categories}${element('summary', summary)}<content type="html">${xml}</content>
</entry>
`
}

function frame({ title, description, url, self, language, author, copyright, updated, generator }: Feed): FeedFrame {
  const start = `${declaration}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeAttribute(language)}">
<title>${escapeXml(title)}</title>
${element('subtitle', description)}<link rel="alternate" type="text/html" href="${escapeAttribute(url)}"/>
<link rel="self" type="application/atom+xml" href="${escapeAttribute(self)}"/>
${element('id', self)}${element('updated', updated ?? never)}<author>
<name>${escapeXml(author)}</name>
</author>
${element('rights', copyright)}${element('generator', generator)}`
  return { start, between: '', end: '</feed>\n' }
}
