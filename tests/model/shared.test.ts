import { describe, expect, test } from 'vitest'
import { build, paths } from './content.ts'

const at = (date: string) => ({ slug: 'x', date: `${date}T00:00:00+08:00` })

describe('posts that ask for one address', () => {
  test('the oldest keeps it, however the files are called and whichever comes later', () => {
    const files = { 'posts/a.md': at('2024-02-01'), 'posts/b.md': at('2024-01-01'), 'posts/c.md': at('2024-03-01') }
    const { value, diagnostics } = build(files)
    expect(paths(value)).toEqual({
      'posts/b.md': 'posts/x/index.html',
      'posts/a.md': 'posts/x-2/index.html',
      'posts/c.md': 'posts/x-3/index.html',
    })
    expect(value.posts.map(({ url }) => url)).toEqual(['/posts/x-3/', '/posts/x-2/', '/posts/x/'])
    expect(diagnostics.map(({ code, level, file, line }) => [code, level, file, line])).toEqual([
      ['url-shared', 'warning', 'content/posts/a.md', 2],
      ['url-shared', 'warning', 'content/posts/c.md', 2],
    ])
  })

  test('of equal age, the first by content path', () => {
    expect(paths(build({ 'posts/b.md': { slug: 'x' }, 'posts/a.md': { slug: 'x' } }).value)).toEqual({
      'posts/a.md': 'posts/x/index.html',
      'posts/b.md': 'posts/x-2/index.html',
    })
  })

  test.each([
    ['posts/x.md', 'posts/x.zh-cn.md'],
    ['posts/x.md', 'posts/x/index.md'],
    ['posts/x/index.md', 'posts/x/index.zh-cn.md'],
  ])('%s and %s are one page to Hugo, which shows the second, however old', (older, shown) => {
    const { value } = build({ [older]: at('2024-01-01'), [shown]: at('2024-02-01') }, { language: 'zh-CN' })
    expect(paths(value)).toEqual({ [shown]: 'posts/x/index.html', [older]: 'posts/x-2/index.html' })
  })

  test('a number never takes the address of another post', () => {
    const files = { 'posts/x.md': {}, 'posts/y.md': { slug: 'x' }, 'posts/x-2.md': {} }
    expect(paths(build(files).value)['posts/y.md']).toBe('posts/x-3/index.html')
  })

  test.each([
    ['/x.html', 'x-2.html'],
    ['/a/x/', 'a/x-2/index.html'],
    ['/a/feed.xml', 'a/feed-2.xml'],
    ['/', 'index-2.html'],
  ])('%s becomes %s', (url, path) => {
    expect(paths(build({ 'posts/a.md': { url }, 'posts/b.md': { url } }).value)['posts/b.md']).toBe(path)
  })

  test('what differs only in case or Unicode form is one address as well', () => {
    const files = {
      'posts/a.md': { ...at('2024-02-01'), url: '/Caf\u00e9/' },
      'posts/b.md': { ...at('2024-01-01'), url: '/cafe\u0301/' },
    }
    const { value, diagnostics } = build(files)
    expect(paths(value)).toEqual({ 'posts/b.md': 'caf\u00e9/index.html', 'posts/a.md': 'Caf\u00e9-2/index.html' })
    expect(diagnostics.map(({ code, level }) => [code, level])).toEqual([['url-shared', 'warning']])
    const { value: asHugo } = build(files, { duplicateUrls: 'warn' })
    expect(paths(asHugo)).toEqual({ 'posts/b.md': 'caf\u00e9/index.html', 'posts/a.md': 'Caf\u00e9/index.html' })
  })

  test('lists and terms give way to posts, and links lead where they are', () => {
    const { value, diagnostics } = build({
      'posts/_index.md': {},
      'posts/a.md': { url: '/posts/', tags: ['x'] },
      'posts/b.md': { url: '/tags/', tags: ['x'] },
      'posts/c.md': { url: '/tags/X/' },
    })
    expect(value.sections.map(({ url }) => url)).toEqual(['/posts-2/'])
    expect(value.taxonomies.find(({ name }) => name === 'tags')).toMatchObject({
      ...{ url: '/tags-2/', path: 'tags-2/index.html', terms: [{ url: '/tags/x-2/' }] },
    })
    expect(new Set(diagnostics.map(({ params }) => `${params.first} ${params.second}`))).toEqual(
      new Set([
        'content/posts/a.md content/posts/_index.md',
        'content/posts/b.md config:tags',
        'content/posts/c.md tags:x',
      ]),
    )
  })
})
