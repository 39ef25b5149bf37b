import { describe, expect, test } from 'vitest'
import { html, make, type Page } from './fixture.ts'

const dated = (day: number, terms: Record<string, string[]> = {}): Page => ({
  title: `第${day}篇`,
  date: `2024-04-${String(day).padStart(2, '0')}T06:00:00+08:00`,
  terms,
})

describe('what a site consists of', () => {
  test('every page, list, feed and file of a small site', () => {
    const { paths, codes } = make({
      content: {
        'posts/a.md': dated(1, { tags: ['人工智能'] }),
        'about.md': { title: '关于' },
      },
      statics: ['public/img/a.png'],
    })
    expect(codes).toEqual([])
    expect(paths).toEqual([
      'index.html',
      'page/1/index.html',
      'posts/a/index.html',
      'about/index.html',
      'posts/index.html',
      'posts/page/1/index.html',
      'categories/index.html',
      'tags/index.html',
      'tags/人工智能/index.html',
      'tags/人工智能/page/1/index.html',
      'archives/index.html',
      '404.html',
      'index.xml',
      'atom.xml',
      'feed.json',
      'posts/index.xml',
      'posts/atom.xml',
      'posts/feed.json',
      'tags/index.xml',
      'tags/atom.xml',
      'tags/feed.json',
      'tags/人工智能/index.xml',
      'tags/人工智能/atom.xml',
      'tags/人工智能/feed.json',
      'sitemap.xml',
      'robots.txt',
      'img/a.png',
    ])
  })

  test('an href is percent-encoded, a path is not', () => {
    const { outputs } = make({ content: { 'posts/a.md': dated(1, { tags: ['人工智能', 'C#'] }) } })
    const urls = outputs.filter(({ kind }) => kind === 'term').map(({ url }) => url)
    expect(urls).toContain('/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/')
    expect(urls).toContain('/tags/c%23/')
  })

  test('lists are cut into pages, and page 1 redirects to the list', () => {
    const content = Object.fromEntries([1, 2, 3].map((day) => [`posts/${day}.md`, dated(day, { tags: ['x'] })]))
    const { outputs } = make({ content, config: { pagination: { size: 2 } } })
    const term = outputs.filter((one) => one.path.startsWith('tags/x') && 'page' in one)
    expect(term).toMatchObject([
      { path: 'tags/x/index.html', page: { page: 1, pages: 2, postIds: ['posts/3.md', 'posts/2.md'] } },
      { path: 'tags/x/page/2/index.html', url: '/tags/x/page/2/', page: { page: 2, postIds: ['posts/1.md'] } },
      { path: 'tags/x/page/1/index.html', kind: 'redirect', page: { target: '/tags/x/' } },
    ])
  })

  test('with ugly URLs lists are files too, and their feeds stay in their folder, as in Hugo', () => {
    const content = Object.fromEntries([1, 2].map((day) => [`posts/${day}.md`, dated(day, { tags: ['x'] })]))
    const { paths } = make({ content, config: { uglyUrls: true, pagination: { size: 1 } } })
    for (const path of [
      'page/1.html',
      'page/2.html',
      'posts.html',
      'posts/1.html',
      'posts/page/1.html',
      'posts/page/2.html',
      'posts/index.xml',
      'tags.html',
      'tags/x.html',
      'tags/x/page/2.html',
      'archives.html',
    ])
      expect(paths).toContain(path)
  })

  test('aliases and the redirects of the config become pages that lead on', () => {
    const { outputs } = make({
      content: { 'posts/a.md': { ...dated(1), aliases: ['/old/', 'older.html'] } },
      config: { redirects: { '/was/': '/posts/a/', '/far': 'https://example.com/' } },
    })
    const redirects = outputs.filter(({ kind, path }) => kind === 'redirect' && !path.includes('page/1'))
    expect(redirects).toMatchObject([
      { path: 'old/index.html', origin: 'content/posts/a.md', page: { target: '/posts/a/' } },
      { path: 'posts/older.html', page: { target: '/posts/a/' } },
      { path: 'was/index.html', origin: 'config', page: { target: '/posts/a/' } },
      { path: 'far/index.html', page: { target: 'https://example.com/' } },
    ])
  })

  test('a redirect of the config never leaves the output folder', () => {
    const { codes, paths } = make({ config: { redirects: { '/../../etc/x': '/', '%2e%2e/y': '/' } } })
    expect(codes).toEqual(['path-refused', 'path-refused'])
    expect(paths.filter((path) => path.includes('..'))).toEqual([])
  })

  test('resources follow their bundle, static folders lie over one another', () => {
    const { outputs } = make({
      content: { 'posts/b/index.md': { ...dated(1), slug: 'other' } },
      resources: ['content/posts/b/图.png', 'content/posts/loose.txt'],
      statics: ['public/a.txt', 'theme/a.txt', 'theme/b.txt'],
      config: { statics: ['./public/', 'theme'] },
    })
    const copies = outputs.filter((output) => 'copyFrom' in output)
    expect(copies.map(({ path, origin }) => [path, origin])).toEqual([
      ['posts/loose.txt', 'content/posts/loose.txt'],
      ['posts/other/图.png', 'content/posts/b/图.png'],
      ['a.txt', 'public/a.txt'],
      ['b.txt', 'theme/b.txt'],
    ])
  })
})

describe('which template shows a page', () => {
  const templateOf = (page: Page, templates: readonly string[] = [], id = 'posts/a.md') => {
    const { outputs } = make({ content: { [id]: page }, templates })
    const output = outputs.find(({ origin, kind }) => origin === `content/${id}` && kind !== 'redirect')
    return output && 'template' in output ? output.template : undefined
  }

  test('layout goes before type, type before the section', () => {
    const templates = ['photo/wide.njk', 'wide.njk', 'photo/post.njk', 'posts/post.njk', 'photo.njk']
    expect(templateOf({ type: 'photo', layout: 'wide' }, templates)).toBe('photo/wide.njk')
    expect(templateOf({ layout: 'wide' }, templates)).toBe('wide.njk')
    expect(templateOf({ type: 'photo' }, templates)).toBe('photo/post.njk')
    expect(templateOf({}, templates)).toBe('posts/post.njk')
    expect(templateOf({ type: 'photo' }, ['photo.njk'])).toBe('photo.njk')
    expect(templateOf({})).toBe('post.njk')
  })

  test('layouts of other themes, and templates made for another kind of page, are passed over', () => {
    expect(templateOf({ layout: 'single-fancy' })).toBe('post.njk')
    for (const layout of ['home', 'term', 'section', 'redirect', '404']) expect(templateOf({ layout })).toBe('post.njk')
    expect(templateOf({ layout: 'page' })).toBe('page.njk')
    expect(templateOf({ layout: 'post' }, [], 'posts/_index.md')).toBe('section.njk')
  })

  test('a page of the user takes the place of our archives, and may be shown as archives', () => {
    const { outputs, codes } = make({ content: { 'archives.md': { ...html('<p>x</p>'), layout: 'archives' } } })
    const archives = outputs.filter(({ path }) => path === 'archives/index.html')
    expect(archives).toMatchObject([{ kind: 'page', origin: 'content/archives.md', template: 'archives.njk' }])
    expect(codes).toEqual([])
  })
})
