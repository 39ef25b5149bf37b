import { describe, expect, test } from 'vitest'
import { contentsOf, type Fixture, html, make, type Page } from './fixture.ts'

const dated = (day: number, more: Page = {}): Page => ({
  title: `第${day}篇`,
  date: `2024-04-${String(day).padStart(2, '0')}T06:00:00+08:00`,
  ...more,
})

function viewOf(path: string, fixture: Fixture): Record<string, unknown> {
  const made = make(fixture)
  const output = made.outputs.find((one) => one.path === path)
  const content = output && contentsOf(made)(output)
  return content && 'view' in content ? (content.view as unknown as Record<string, unknown>) : {}
}

const config = { url: 'https://example.org/blog/', author: { name: '若愚' }, description: '一个博客' }

describe('a post', () => {
  const heading = (depth: number, id: string) => ({ depth, id, text: id, html: id })
  const fixture: Fixture = {
    config: { ...config, taxonomies: { tags: { title: '标签' }, series: {} } },
    content: {
      'posts/a.md': dated(2, {
        ...{ terms: { tags: ['人工智能'] }, description: '简介', image: 'cover.png', params: { mood: '好' } },
        rendered: {
          ...html('<p>x</p>').rendered,
          ...{ characters: 801, words: 10, excerpt: '自动摘要' },
          headings: [heading(2, '一'), heading(3, '二'), heading(4, '深'), heading(2, '三')],
        },
      }),
      'posts/b.md': dated(1),
      'posts/c.md': dated(3),
    },
    resources: ['content/posts/cover.png'],
  }
  const { page, post } = viewOf('posts/a/index.html', fixture)

  test('has its URLs, counts, terms and neighbours', () => {
    expect(post).toMatchObject({
      title: '第2篇',
      url: '/blog/posts/a/',
      absoluteUrl: 'https://example.org/blog/posts/a/',
      author: '若愚',
      excerpt: '简介',
      characters: 811,
      minutes: 3,
      content: '<p>x</p>',
      image: '/blog/posts/cover.png',
      params: { mood: '好' },
      updated: null,
      more: null,
      prev: { url: '/blog/posts/c/' },
      next: { url: '/blog/posts/b/' },
    })
    expect(post).toHaveProperty('terms', [
      {
        name: 'tags',
        title: '标签',
        terms: [{ name: '人工智能', url: '/blog/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/' }],
      },
    ])
  })

  test('has a table of contents of h2 and h3', () => {
    expect(post).toHaveProperty('toc', [
      { id: '一', html: '一', children: [{ id: '二', html: '二', children: [] }] },
      { id: '三', html: '三', children: [] },
    ])
  })

  test('has a head for search engines', () => {
    expect(page).toMatchObject({
      headTitle: '第2篇 · 若愚',
      description: '简介',
      language: 'zh-CN',
      absoluteUrl: 'https://example.org/blog/posts/a/',
      image: 'https://example.org/blog/posts/cover.png',
      fontUrls: [],
      noindex: false,
      jsonLd: {
        '@type': 'BlogPosting',
        headline: '第2篇',
        inLanguage: 'zh-CN',
        datePublished: '2024-04-02T06:00:00+08:00',
        dateModified: '2024-04-02T06:00:00+08:00',
        author: { '@type': 'Person', name: '若愚' },
        keywords: ['人工智能'],
        mainEntityOfPage: { '@id': 'https://example.org/blog/posts/a/' },
      },
    })
  })

  test('is kept from search engines while only a preview shows it', () => {
    const draft = viewOf('posts/a/index.html', {
      content: { 'posts/a.md': dated(1) },
      status: { 'posts/a.md': 'draft' },
    })
    expect(draft).toMatchObject({ page: { noindex: true }, post: { status: 'draft' } })
  })
})

describe('a list', () => {
  const content = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`posts/${index + 1}.md`, dated(index + 1, { terms: { tags: ['x'] } })]),
  )
  const fixture = { content, config: { ...config, pagination: { size: 1 } } }

  test('knows the pages round it', () => {
    const { page, pagination, posts } = viewOf('page/6/index.html', fixture)
    expect(posts).toMatchObject([{ title: '第7篇' }])
    expect(page).toMatchObject({ prevPageUrl: '/blog/page/5/', nextPageUrl: '/blog/page/7/', headTitle: '若愚 (6)' })
    expect(pagination).toMatchObject({ page: 6, pages: 12, total: 12, prevUrl: '/blog/page/5/' })
    const { items } = pagination as { items: { page: number; url: string; current: boolean }[] }
    expect(items.map(({ page }) => page)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 12])
    expect(items.filter(({ current }) => current)).toEqual([{ page: 6, url: '/blog/page/6/', current: true }])
  })

  test('of a term has its taxonomy and its own feeds before those of the site', () => {
    expect(viewOf('tags/x/index.html', fixture)).toMatchObject({
      taxonomy: { name: 'tags', terms: [{ name: 'x', count: 12 }] },
      term: { name: 'x', url: '/blog/tags/x/' },
      page: {
        feeds: [{ title: 'x · 若愚', url: '/blog/tags/x/index.xml' }, {}, {}, { url: '/blog/index.xml' }, {}, {}],
      },
    })
  })

  test('of a section shows its own text and its sections', () => {
    const content = {
      'blog/_index.md': { title: '博客', ...html('<p>序</p>') },
      'blog/life/_index.md': { title: '生活' },
      'blog/life/a.md': dated(1),
    }
    expect(viewOf('blog/index.html', { content })).toMatchObject({
      section: { title: '博客', content: '<p>序</p>', sections: [{ title: '生活', url: '/blog/life/', count: 1 }] },
      posts: [{ title: '第1篇' }],
    })
  })
})

test('the archives go by year, and posts without a date come last', () => {
  const content = {
    'posts/a.md': dated(1),
    'posts/b.md': { title: '旧', date: '2019-12-31T23:59:59-05:00' },
    'posts/c.md': {},
  }
  const { years } = viewOf('archives/index.html', { content }) as {
    years?: { year: string; posts: { id: string }[] }[]
  }
  expect(years?.map(({ year, posts }) => [year, posts.map(({ id }) => id)])).toEqual([
    ['2024', ['posts/a.md']],
    ['2019', ['posts/b.md']],
    [null, ['posts/c.md']],
  ])
})

test('a redirect knows its target, under a sub-path too', () => {
  const content = { 'posts/a.md': { aliases: ['/old/'] } }
  expect(viewOf('old/index.html', { content, config })).toMatchObject({
    target: '/blog/posts/a/',
    page: { noindex: true },
  })
  expect(viewOf('x/index.html', { config: { redirects: { '/x': 'https://example.com/' } } })).toMatchObject({
    target: 'https://example.com/',
  })
})

describe('the menu', () => {
  const menu = [
    { name: '首页', url: '/' },
    { name: '文章', url: '/posts' },
    { name: '关于', url: 'about.md' },
    { name: '外', url: 'https://example.com/' },
  ]
  const fixture = { config: { ...config, menu }, content: { 'posts/a.md': dated(1), 'about.md': {} } }
  const menuOn = (path: string) => {
    const { site } = viewOf(path, fixture) as { site?: { menu: { name: string; active: boolean }[] } }
    return site?.menu ?? []
  }

  test('has pages that put themselves into it, and goes by weight', () => {
    const content = {
      '_index.md': { params: { menu: { main: { name: '首页', weight: -100 } } } },
      'posts/_index.md': { title: '文章', params: { menu: 'main' } },
      'about.md': { title: '关于', params: { menu: { main: { weight: 10 }, footer: {} } } },
      'links.md': { title: '友链', params: { menus: ['footer'] } },
    }
    const own = [
      { name: '订阅', url: '/index.xml', weight: 5 },
      { name: '归档', url: '/archives/' },
    ]
    const { site } = viewOf('index.html', { content, config: { ...config, menu: own } }) as {
      site?: { menu: { name: string; url: string }[] }
    }
    expect(site?.menu.map(({ name }) => name)).toEqual(['首页', '订阅', '关于', '归档', '文章'])
    expect(site?.menu[2]?.url).toBe('/blog/about/')
  })

  test('leads to pages by path or by content file', () => {
    expect(menuOn('index.html')).toMatchObject([
      { url: '/blog/', external: false },
      { url: '/blog/posts/', external: false },
      { url: '/blog/about/', external: false },
      { url: 'https://example.com/', external: true },
    ])
  })

  test('leads to pages that are files, as the pageRef of Hugo does', () => {
    const ugly = { ...fixture, config: { ...fixture.config, uglyUrls: true, menu: [{ name: '关于', url: '/about' }] } }
    expect(viewOf('index.html', ugly)).toMatchObject({ site: { menu: [{ url: '/blog/about.html' }] } })
  })

  test('marks the page, and the section that it lies in', () => {
    const active = (path: string) =>
      menuOn(path)
        .filter(({ active }) => active)
        .map(({ name }) => name)
    expect(active('index.html')).toEqual(['首页'])
    expect(active('posts/a/index.html')).toEqual(['文章'])
    expect(active('about/index.html')).toEqual(['关于'])
  })
})
