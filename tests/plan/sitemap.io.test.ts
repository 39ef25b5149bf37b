import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { site } from '../site.ts'

const archive = `
-- content/posts/a.md --
---
title: A
date: 2024-04-03T06:00:00+08:00
lastmod: 2024-05-01T00:00:00Z
aliases: [/old/]
tags: [人工智能]
---
-- content/posts/b.md --
---
title: B
date: 2024-04-30T15:00:00-08:00
---
-- content/posts/draft.md --
---
title: D
draft: true
---
-- content/about.md --
---
title: 关于
---
`
const built = await site(archive, {
  config: { url: 'https://example.org/blog/' },
  flags: { drafts: true },
  render: ({ path }) => path === 'sitemap.xml',
})
const text = built.file('sitemap.xml')

test('the sitemap lists every page once, with the date of its last change, and neither redirects nor drafts', () => {
  const urls = [...text.matchAll(/<loc>(.*)<\/loc>(?:\n<lastmod>(.*)<\/lastmod>)?/g)].map(([, loc, date]) => [
    loc?.replace('https://example.org/blog', ''),
    date,
  ])
  expect(Object.fromEntries(urls)).toEqual({
    '/': '2024-05-01T00:00:00+00:00',
    '/posts/': '2024-05-01T00:00:00+00:00',
    '/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/': '2024-05-01T00:00:00+00:00',
    '/categories/': undefined,
    '/tags/': '2024-05-01T00:00:00+00:00',
    '/archives/': '2024-05-01T00:00:00+00:00',
    '/posts/a/': '2024-05-01T00:00:00+00:00',
    '/posts/b/': '2024-04-30T15:00:00-08:00',
    '/about/': undefined,
  })
})

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
if (!hasXmllint) console.log('skipped: no xmllint on this machine')

test.skipIf(!hasXmllint)('the sitemap is valid by the schema of sitemaps.org', () => {
  const schema = 'node_modules/sitemap/schema/sitemap.xsd'
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], { input: text })
  expect(String(stderr).trim()).toBe('- validates')
  expect(status).toBe(0)
})
