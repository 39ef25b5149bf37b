import { expect, test } from 'vitest'
import { sitemap } from '../../src/plan/sitemap.ts'
import type { SiteView } from '../../src/plan/views.ts'
import { site } from '../site.ts'

/** The part of a site that its sitemap reads. */
function sitemapOf(count: number) {
  const addresses = Array.from({ length: count }, (_, n) => ({
    absoluteUrl: `https://example.com/posts/${n}/`,
    updated: `20${10 + (n % 10)}-01-02T00:00:00+08:00`,
  }))
  return sitemap().outputs?.({ absoluteUrl: 'https://example.com/', addresses } as unknown as SiteView) ?? []
}

test('a sitemap of more than 50,000 addresses is an index of parts', () => {
  const outputs = sitemapOf(120_002)
  expect(outputs.map(({ path }) => path)).toEqual(['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml'])
  const [index = '', ...parts] = outputs.map(({ text }) => text?.() ?? '')
  expect(index).toContain('<sitemapindex')
  expect(index.match(/<loc>[^<]*/g)).toEqual([1, 2, 3].map((n) => `<loc>https://example.com/sitemap-${n}.xml`))
  expect(index).toContain('<lastmod>2019-01-02T00:00:00+08:00</lastmod>')
  const urls = parts.map((part) => part.match(/<loc>/g)?.length ?? 0)
  expect(urls).toEqual([50_000, 50_000, 20_002])
  expect(new Set(parts.flatMap((part) => part.match(/<loc>[^<]*/g) ?? [])).size).toBe(120_002)
})

test('one of fewer is one file', () => {
  expect(sitemapOf(49_000).map(({ path }) => path)).toEqual(['sitemap.xml'])
})

test('archives of thousands of posts have a page for each year, and the first page says how many each has', async () => {
  const files = Array.from(
    { length: 3001 },
    (_, n) =>
      `-- content/posts/${n}.md --\n---\ntitle: 文${n}\n${n === 0 ? '' : `date: ${2020 + (n % 3)}-01-01\n`}---\n`,
  )
  const isArchive = (path: string) => path.startsWith('archives/')
  const built = await site(files.join(''), { render: ({ path }) => isArchive(path) || path === 'sitemap.xml' })
  expect(built.paths.filter(isArchive)).toEqual([
    'archives/index.html',
    ...['2022', '2021', '2020', 'undated'].map((year) => `archives/${year}/index.html`),
  ])
  const first = built.file('archives/index.html')
  expect(first.match(/href="\/archives\/\w+\/"/g)).toHaveLength(4)
  expect(first).toContain('1000篇文章')
  expect(first).not.toContain('文17<')
  expect(built.file('archives/2022/index.html').match(/href="\/posts\/\d+\/"/g)).toHaveLength(1000)
  expect(built.file('archives/2022/index.html')).toMatch(/<title>2022 · 测试<\/title>/)
  expect(built.file('archives/undated/index.html')).toContain('文0<')
  expect(built.file('sitemap.xml')).toContain('/archives/2022/')
  expect(built.diagnostics).toEqual([])
})
