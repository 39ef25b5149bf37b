import { describe, expect, test } from 'vitest'
import { model } from '../../src/model/index.ts'
import { publish } from '../../src/model/publish.ts'
import { createSiteIndex } from '../../src/plan/siteIndex.ts'
import { build, config, entries, paths, shut, type Words } from './content.ts'

const at = (day: number) => `2024-03-${String(day).padStart(2, '0')}T00:00:00+08:00`

describe('posts and pages', () => {
  const kinds = (files: Record<string, Words>) =>
    Object.fromEntries([...createSiteIndex(build(files).value).posts()].map(([id, { kind }]) => [id, kind]))

  test('what lies in a folder is a post, at the root a page', () => {
    const files = {
      'posts/a.md': {},
      'about.md': { date: at(1) },
      'links/index.md': {},
      'page/c.md': {},
      'posts/d.md': { type: 'page' },
      'e.md': { type: 'post' },
      'f.md': { tags: ['x'] },
    }
    expect(kinds(files)).toEqual({
      'posts/a.md': 'post',
      'about.md': 'page',
      'links/index.md': 'page',
      'page/c.md': 'page',
      'posts/d.md': 'page',
      'e.md': 'post',
      'f.md': 'post',
    })
  })

  test('in a blog without folders what has a date is a post', () => {
    expect(kinds({ 'hello.md': { date: at(1) }, 'about.md': {} })).toEqual({ 'hello.md': 'post', 'about.md': 'page' })
  })

  test('a post without a title has its file name', () => {
    const files = entries({ 'posts/my-day.md': {} }).map((entry) => {
      const { title: _, ...frontMatter } = entry.frontMatter
      return { ...entry, frontMatter }
    })
    const site = model({ ...publish(files, config(), shut), sources: { resources: [] } }, config())
    expect(site.value.posts[0]).toMatchObject({ title: 'my-day', linkTitle: 'my-day' })
  })

  test('what front matter says arrives, and nothing that it does not say', () => {
    const words = { title: 'T', linkTitle: 'L', date: at(1), lastmod: at(1), lang: 'en', params: { x: 1 } }
    const { value } = build({ 'posts/a.md': words })
    const post = value.posts[0]
    expect(post).toMatchObject({ title: 'T', linkTitle: 'L', date: at(1), lang: 'en', params: { x: 1 }, listed: true })
    for (const key of ['updated', 'author', 'summary', 'prevId'] as const) expect(post?.[key]).toBeUndefined()
  })

  test('updated is a lastmod after the date', () => {
    const updated = (lastmod: string) => build({ 'p/a.md': { date: at(2), lastmod } }).value.posts[0]?.updated
    expect([updated(at(1)), updated(at(2)), updated(at(3))]).toEqual([undefined, undefined, at(3)])
  })
})

describe('order', () => {
  const order = (files: Record<string, Words>) => build(files).value.posts.map(({ id }) => id)

  test('weights first, then newest, then title with numbers counted, then path; without date last', () => {
    const files = {
      'p/none.md': {},
      'p/old.md': { date: at(1) },
      'p/new.md': { date: at(9) },
      'p/t10.md': { date: at(5), title: '第10章' },
      'p/t2.md': { date: at(5), title: '第2章' },
      'p/b.md': { date: at(4), title: 'same' },
      'p/a.md': { date: at(4), title: 'same' },
      'p/w2.md': { weight: 2 },
      'p/w1.md': { weight: 1, date: at(1) },
      'p/w0.md': { weight: 0, date: at(10) },
    }
    const expected = ['w1', 'w2', 'w0', 'new', 't2', 't10', 'a', 'b', 'old', 'none']
    expect(order(files)).toEqual(expected.map((name) => `p/${name}.md`))
  })

  test('dates are compared as instants', () => {
    const files = { 'p/a.md': { date: '2024-03-01T01:00:00+08:00' }, 'p/b.md': { date: '2024-02-29T18:00:00+00:00' } }
    expect(order(files)).toEqual(['p/b.md', 'p/a.md'])
  })

  test('neighbours are of the same section, the newer one before, and listed', () => {
    const files = {
      'a/1.md': { date: at(1) },
      'a/2.md': { date: at(2), build: { render: true, list: false } },
      'b/3.md': { date: at(3) },
      'a/4.md': { date: at(4) },
      'a/sub/5.md': { date: at(5) },
    }
    const beside = build(files).value.posts.map(({ id, prevId, nextId }) => [id, prevId, nextId])
    expect(beside).toEqual([
      ['a/sub/5.md', undefined, 'a/4.md'],
      ['a/4.md', 'a/sub/5.md', 'a/1.md'],
      ['b/3.md', undefined, undefined],
      ['a/2.md', undefined, undefined],
      ['a/1.md', 'a/4.md', undefined],
    ])
  })
})

describe('sections', () => {
  test('are the first-level folders and those with an _index.md', () => {
    const files = {
      'blog/posts/x.md': {},
      'blog/deep/_index.md': {},
      'blog/deep/y.md': {},
      'about.md': {},
      'b/index.md': {},
    }
    const { sections, home } = build(files).value
    expect(sections.map(({ id, dir, url, title }) => [id, dir, url, title])).toEqual([
      ['blog/', 'blog', '/blog/', 'Blog'],
      ['blog/deep/_index.md', 'blog/deep', '/blog/deep/', 'blog/deep/_index.md'],
    ])
    expect(sections.map(({ postIds, sectionIds }) => [postIds, sectionIds])).toEqual([
      [['blog/deep/y.md', 'blog/posts/x.md'], ['blog/deep/_index.md']],
      [['blog/deep/y.md'], []],
    ])
    expect(home.sectionIds).toEqual(['blog/'])
  })

  test('know their posts as the posts know them, and :sections follows', () => {
    const files = { 'blog/posts/x.md': {}, 'blog/deep/er/_index.md': {}, 'blog/deep/er/y.md': {} }
    const { value } = build(files, { permalinks: { page: { blog: '/:sections/:filename/' } } })
    const posts = createSiteIndex(value).posts()
    expect(posts.get('blog/posts/x.md')).toMatchObject({
      sections: ['blog/'],
      section: 'blog',
      path: 'blog/x/index.html',
    })
    expect(posts.get('blog/deep/er/y.md')).toMatchObject({
      sections: ['blog/', 'blog/deep/er/_index.md'],
      path: 'blog/deep/er/y/index.html',
    })
  })

  test.each(['zh', 'en'])('the _index.md that names the language %s counts', (language) => {
    const files = { [`a/_index.${language}.md`]: { title: '有' }, 'a/_index.md': { title: '无' }, 'a/x.md': {} }
    expect(build(files, { language }).value.sections.map(({ title }) => title)).toEqual(['有'])
  })

  test('take title, url, aliases and weight from their _index.md', () => {
    const files = {
      'a/_index.md': { title: '文章', url: '/writing/', aliases: ['/old/'], weight: 9, slug: 'ignored' },
      'a/x.md': {},
      'b/_index.md': { weight: 1 },
      'c/_index.md': { title: 'C' },
    }
    const { sections } = build(files, { permalinks: { section: { c: '/sea/' } } }).value
    expect(sections.map(({ dir, path }) => [dir, path])).toEqual([
      ['b', 'b/index.html'],
      ['a', 'writing/index.html'],
      ['c', 'sea/index.html'],
    ])
    expect(sections[1]).toMatchObject({ title: '文章', aliases: ['old/index.html'], file: 'content/a/_index.md' })
  })

  test('whose _index.md is left out have no page, and still hold their posts', () => {
    const files = { 'a/b/_index.md': { draft: true }, 'a/b/x.md': {} }
    const { value } = build(files, { permalinks: { page: { a: '/:sections/:filename/' } } })
    expect(value.sections.map(({ dir }) => dir)).toEqual(['a'])
    expect(value.posts[0]).toMatchObject({ sections: ['a/'], path: 'a/b/x/index.html' })
  })

  test('with only drafts in them are no sections', () => {
    expect(build({ 'a/x.md': { draft: true } }).value.sections).toEqual([])
  })

  test('home has the title of the site or of its own file, and lists posts of the main sections', () => {
    const files = { 'a/1.md': { date: at(1) }, 'b/2.md': { date: at(2) }, 'about.md': {} }
    const { home } = build(files, { title: '若愚' }).value
    expect(home).toMatchObject({ id: '', dir: '', title: '若愚', url: '/', path: 'index.html' })
    expect(home.postIds).toEqual(['b/2.md', 'a/1.md'])
    const own = build({ ...files, '_index.md': { title: '家' } }, { title: '若愚', mainSections: ['a'] }).value.home
    expect(own).toMatchObject({ id: '_index.md', title: '家', postIds: ['a/1.md'] })
  })

  test('with ugly URLs are files; home is not', () => {
    const { sections, home } = build({ 'a/b/_index.md': {} }, { uglyUrls: true }).value
    expect([home, ...sections].map(({ path }) => path)).toEqual(['index.html', 'a.html', 'a/b.html'])
  })
})

test('content of other engines of Hugo is left out, with one warning that counts it', () => {
  const files = ['content/a.org', 'content/bun/b.adoc', 'content/c.ORG', 'content/c.org.png']
  const { value, diagnostics } = build({ 'bun/index.md': {} }, {}, files)
  expect(diagnostics).toEqual([
    {
      code: 'content-foreign',
      level: 'warning',
      file: 'content/a.org',
      params: { count: 3, formats: '.org 2, .adoc 1' },
    },
  ])
  expect(value.home.resources).toEqual({ 'c.org.png': 'c.org.png' })
  expect(createSiteIndex(value).posts().get('bun/index.md')?.resources ?? {}).toEqual({})
})

describe('resources', () => {
  const resources = [
    'content/a/bun/1.PNG',
    'content/a/bun/img/2.png',
    'content/a/imgs/3.png',
    'content/a/4.png',
    'content/Low/5.png',
    'content/6.png',
    'content/a/draft/7.png',
    'content/tags/x/8.png',
  ]

  test('belong to the nearest bundle, section or home above them and move with it', () => {
    const files = {
      'a/_index.md': { url: '/moved/' },
      'a/bun/index.md': { slug: 'Other' },
      'Low/x.md': { tags: ['x'] },
      'a/draft/index.md': { draft: true },
      'tags/x/_index.md': {},
    }
    const { posts, sections, home, taxonomies } = build(files, {}, resources).value
    expect(posts.find(({ id }) => id === 'a/bun/index.md')?.resources).toEqual({
      '1.PNG': 'a/other/1.PNG',
      'img/2.png': 'a/other/img/2.png',
    })
    const bySection = Object.fromEntries(sections.map((section) => [section.dir, section.resources]))
    expect(bySection).toEqual({
      a: { 'imgs/3.png': 'moved/imgs/3.png', '4.png': 'moved/4.png' },
      Low: { '5.png': 'Low/5.png' },
    })
    expect(home.resources).toEqual({ '6.png': '6.png' })
    expect(taxonomies.flatMap(({ terms }) => terms)[0]?.page?.resources).toEqual({ '8.png': 'tags/x/8.png' })
  })

  test('of an ugly bundle lie in the folder of its name', () => {
    const { posts } = build({ 'a/bun/index.md': {} }, { uglyUrls: true }, ['content/a/bun/1.png']).value
    expect(posts[0]?.resources).toEqual({ '1.png': 'a/bun/1.png' })
  })
})

test('an unknown permalink token is an error that names it', () => {
  const { diagnostics } = build({ 'a/x.md': {} }, { permalinks: { page: { a: '/:yaer/:slug/' } } })
  expect(diagnostics).toMatchObject([
    { code: 'permalink-token', level: 'error', file: 'ruoyu.config.ts', params: { key: 'page.a', token: ':yaer' } },
  ])
})

test('two runs give the same site, and the order of files does not matter', () => {
  const files: Record<string, Words> = {}
  for (let i = 0; i < 30; i++) files[`p${i % 3}/${i}.md`] = { tags: [`t${i % 4}`, `T${i % 4}`], title: `t${i % 2}` }
  const backwards = Object.fromEntries(Object.entries(files).reverse())
  expect(build(backwards).value).toEqual(build(files).value)
  expect(Object.keys(paths(build(files).value))).toHaveLength(30)
})
