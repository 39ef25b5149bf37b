import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { rfc822 } from '../../src/plan/rss.ts'
import { textOf as written } from '../site.ts'
import { contentsOf, type Fixture, html, type Made, make } from './fixture.ts'

function textOf(made: Made, path: string): string {
  const output = made.outputs.find((one) => one.path === path)
  const content = output && contentsOf(made)(output)
  return content ? written(content) : ''
}

const post = {
  ...html('<p>研究 &amp; 分析 ]]> \u0008<b>完</b></p>'),
  title: '《a & b》<i>',
  date: '2024-04-03T06:00:00+08:00',
  lastmod: '2024-05-01T00:00:00+08:00',
  description: '一 < 二',
  terms: { tags: ['人工智能', 'C++'] },
}

const fixture: Fixture = {
  content: { 'posts/a.md': post, 'posts/undated.md': { title: '无日期' } },
  config: { url: 'https://example.org/blog/', author: { name: '若愚' }, description: '一个博客' },
}

test('a copyright that is HTML is text in feeds', () => {
  const copyright = '&copy; 某人 <a href="https://beian.miit.gov.cn/">京ICP备1号</a>'
  const made = make({ ...fixture, config: { ...fixture.config, copyright } })
  expect(parseRssFeed(textOf(made, 'index.xml')).copyright).toBe('© 某人 京ICP备1号')
  expect(parseAtomFeed(textOf(made, 'atom.xml')).rights).toEqual({ value: '© 某人 京ICP备1号' })
})

test('the home page’s own feeds may have names that no list’s have', () => {
  const made = make({ ...fixture, config: { feeds: { homeNames: { rss: 'feed.xml' } } } })
  const feeds = made.outputs.filter(
    ({ kind, path }) => kind === 'feed' && path.endsWith('.xml') && !path.includes('atom'),
  )
  expect(feeds.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['feed.xml', 'posts/index.xml', 'tags/人工智能/index.xml']),
  )
  expect(feeds.map(({ path }) => path)).not.toContain('index.xml')
})

describe('feeds hold the whole text, whatever it holds', () => {
  const made = make(fixture)

  test('RSS', () => {
    const feed = parseRssFeed(textOf(made, 'index.xml'))
    expect(feed).toMatchObject({
      title: '若愚',
      link: 'https://example.org/blog/',
      language: 'zh-CN',
      lastBuildDate: 'Wed, 01 May 2024 00:00:00 +0800',
      atom: { links: [{ href: 'https://example.org/blog/index.xml', rel: 'self' }] },
    })
    expect(feed.items?.[0]).toMatchObject({
      title: post.title,
      link: 'https://example.org/blog/posts/a/',
      guid: { value: 'https://example.org/blog/posts/a/', isPermaLink: true },
      pubDate: 'Wed, 03 Apr 2024 06:00:00 +0800',
      description: '一 < 二',
      categories: [{ name: '人工智能' }, { name: 'C++' }],
      dc: { creators: ['若愚'] },
      content: { encoded: '<p>研究 &amp; 分析 ]]> <b>完</b></p>' },
    })
    expect(feed.items?.[1]?.pubDate).toBeUndefined()
  })

  test('Atom', () => {
    const text = textOf(made, 'atom.xml')
    expect(text).toContain('xml:lang="zh-CN"')
    const feed = parseAtomFeed(text)
    expect(feed).toMatchObject({ id: 'https://example.org/blog/atom.xml', updated: '2024-05-01T00:00:00+08:00' })
    expect(feed.entries?.[0]).toMatchObject({
      id: 'https://example.org/blog/posts/a/',
      published: post.date,
      updated: post.lastmod,
      content: { type: 'html', value: '<p>研究 &amp; 分析 ]]> <b>完</b></p>' },
    })
    expect(feed.entries?.[1]?.updated).toBe('1970-01-01T00:00:00Z')
  })

  test('JSON Feed', () => {
    const feed = parseJsonFeed(textOf(made, 'feed.json'))
    expect(feed).toMatchObject({ home_page_url: 'https://example.org/blog/', language: 'zh-CN' })
    expect(feed.items?.[0]).toMatchObject({
      id: 'https://example.org/blog/posts/a/',
      tags: ['人工智能', 'C++'],
      date_modified: post.lastmod,
    })
  })

  test('no XML holds a character that XML forbids, or ends a CDATA', () => {
    for (const path of ['index.xml', 'atom.xml']) expect(textOf(made, path)).not.toMatch(/\p{Cc}(?<!\n)|\]\]>/u)
  })
})

test('a term and a section have feeds of their own, with their own page as the link', () => {
  const made = make(fixture)
  const feed = parseRssFeed(textOf(made, 'tags/c++/index.xml'))
  expect(feed).toMatchObject({ title: 'C++ · 若愚', link: 'https://example.org/blog/tags/c++/' })
  expect(feed.items).toHaveLength(1)
  expect(parseRssFeed(textOf(made, 'posts/index.xml')).items).toHaveLength(2)
})

test('the limit holds, and what only a preview shows is not for subscribers', () => {
  const content = Object.fromEntries([1, 2, 3].map((day) => [`posts/${day}.md`, { date: `2024-04-0${day}T00:00:00Z` }]))
  const made = make({ content, config: { feeds: { limit: 1 } }, status: { 'posts/3.md': 'draft' } })
  expect(parseRssFeed(textOf(made, 'index.xml')).items).toMatchObject([{ link: 'https://example.org/posts/2/' }])
})

test("RFC 822 dates show the date's own clock", () => {
  expect(rfc822('2024-02-29T23:30:00-05:00')).toBe('Thu, 29 Feb 2024 23:30:00 -0500')
  expect(rfc822('2024-01-01T00:00:00Z')).toBe('Mon, 01 Jan 2024 00:00:00 +0000')
})
