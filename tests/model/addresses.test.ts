import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { build, pathOf, type Words } from './content.ts'

describe('a page is where Hugo 0.111.3 puts it', () => {
  test.each<[string, Words, string]>([
    ['posts/A B  c - d.md', {}, 'posts/a-b-c-d/index.html'],
    ['posts/2024-01-02-dated.md', {}, 'posts/2024-01-02-dated/index.html'],
    ['posts/dot.name.md', {}, 'posts/dot.name/index.html'],
    ['posts/_under.md', {}, 'posts/_under/index.html'],
    ['posts/100%.md', {}, 'posts/100/index.html'],
    ['Upper/Case.md', {}, 'upper/case/index.html'],
    ['posts/sub/x.md', {}, 'posts/sub/x/index.html'],
    ['posts/bundle/index.md', {}, 'posts/bundle/index.html'],
    ['posts/bundle/index.md', { slug: 'NewSlug' }, 'posts/newslug/index.html'],
    ['about/index.md', {}, 'about/index.html'],
    ['a.zh-cn.md', {}, 'a/index.html'],
    ['a.zh.md', {}, 'a/index.html'],
    ['posts/s.md', { slug: '007' }, 'posts/007/index.html'],
    ['posts/s.md', { slug: 'A/B c' }, 'posts/a/b-c/index.html'],
    ['posts/s.md', { slug: 'C++ #1' }, 'posts/c++-#1/index.html'],
    ['posts/s.md', { slug: '-x-' }, 'posts/x/index.html'],
    ['posts/s.md', { slug: '--' }, 'posts/s/index.html'],
    ['posts/！ x .md', {}, 'posts/-x-/index.html'],
    ['posts/ΑΣ.md', {}, 'posts/ασ/index.html'],
    ['posts/s.md', { slug: '%e4%b8%ad' }, 'posts/中/index.html'],
    ['posts/u.md', { url: '/Foo/Bar' }, 'Foo/Bar/index.html'],
    ['posts/u.md', { url: '/foo/bar/' }, 'foo/bar/index.html'],
    ['posts/u.md', { url: 'rel/x.html' }, 'rel/x.html'],
    ['posts/u.md', { url: '/中文 空格/x/' }, '中文 空格/x/index.html'],
    ['posts/u.md', { url: '/a/', slug: 'b' }, 'a/index.html'],
    ['posts/u.md', { url: '//a//b/' }, 'a/b/index.html'],
    ['posts/u.md', { url: '/%E4%B8%AD/' }, '中/index.html'],
    ['posts/u.md', { url: '/:year/:slug/', slug: 's', date: '2024-03-05T01:00:00+08:00' }, '2024/s/index.html'],
  ])('%s %o → %s', (id, words, path) => expect(pathOf(id, words)).toBe(path))

  test.each<[string, UserConfig, Words, string]>([
    [
      'post/2009/74.md',
      { uglyUrls: true, permalinks: { page: { post: '/:year/:filename' } } },
      { date: '2009-01-01T00:00:00+08:00' },
      '2009/74.html',
    ],
    ['posts/a.md', { uglyUrls: { posts: true } }, {}, 'posts/a.html'],
    ['notes/a.md', { uglyUrls: { posts: true } }, {}, 'notes/a/index.html'],
    ['Posts/A B.md', { lowerCasePaths: false }, {}, 'Posts/A-B/index.html'],
    ['posts/a.md', { uglyUrls: true }, { url: '/x/' }, 'x/index.html'],
  ])('%s with %o', (id, user, words, path) => expect(pathOf(id, words, user)).toBe(path))
})

test('a title of 90 Han characters makes a file name of at most 255 bytes', () => {
  const path = pathOf('p/a.md', { title: '智'.repeat(90) }, { permalinks: { page: { p: '/:title/' } } }) ?? ''
  expect(Buffer.byteLength(path.split('/')[0] ?? '')).toBeLessThanOrEqual(255)
  expect(path).toMatch(/^智{80,}-[\da-f]{8}\/index.html$/)
})

test('a slash before a slug of one segment is dropped, as in Hugo', () => {
  expect(pathOf('posts/a.md', { slug: '/ab12' })).toBe('posts/ab12/index.html')
  expect(pathOf('posts/a.md', { slug: '/ab12' }, { permalinks: { page: { posts: '/p:slug' } } })).toBe(
    'pab12/index.html',
  )
})

describe('a written path that leads out or can be no file is an error at its place', () => {
  const drive = 'C:\\x'
  test.each([
    ['slug', '../../x', 'parent'],
    ['slug', '/etc/passwd', 'absolute'],
    ['slug', 'C:x', 'absolute'],
    ['slug', 'a\\b', 'backslash'],
    ['slug', '%2e%2e/x', 'parent'],
    ['slug', 'a\u0000', 'control'],
    ['slug', 'CON', 'device'],
    ['slug', 'a/lpt1.txt', 'device'],
    ['url', '/../x', 'parent'],
    ['url', '/a/%2E%2e/x', 'parent'],
    ['url', drive, 'backslash'],
    ['url', 'C:/x', 'absolute'],
    ['url', 'file:///etc/passwd', 'absolute'],
    ['url', '/a%00', 'control'],
    ['url', '/nul/', 'device'],
    ['url', '/a\ud800', 'control'],
  ])('%s %j: %s', (key, value, fault) => {
    const { value: site, diagnostics } = build({ 'posts/a.md': { [key]: value } })
    expect(diagnostics).toMatchObject([
      { code: 'path-refused', level: 'error', file: 'content/posts/a.md', line: 2, column: 1, params: { key, fault } },
    ])
    expect(site.posts[0]?.path).toBe('posts/a/index.html')
  })

  test.each([
    ['../../x', 'parent'],
    ['/a/../b', 'parent'],
    ['x\\y', 'backslash'],
    ['C:/x', 'absolute'],
    ['/con/', 'device'],
    ['%2e%2e/%2e%2e/x', 'parent'],
  ])('alias %j: %s', (alias, fault) => {
    const { value: site, diagnostics } = build({ 'posts/a.md': { aliases: ['/ok/', alias] } })
    expect(diagnostics).toMatchObject([
      { code: 'path-refused', line: 2, params: { key: 'aliases', value: alias, fault } },
    ])
    expect(site.posts[0]?.aliases).toEqual(['ok/index.html'])
  })
})

describe('what Hugo builds and is odd is a warning', () => {
  test.each<[Words, string, string]>([
    [{ url: 'https://old.example/a/b.html?x#y' }, 'url-host', 'a/b.html'],
    [{ url: '/about/v1.2' }, 'url-extension', 'about/v1.2'],
    [{ url: '/what?/' }, 'path-odd', 'what?/index.html'],
  ])('%o: %s', (words, code, path) => {
    const { value: site, diagnostics } = build({ 'posts/a.md': words })
    expect(diagnostics).toMatchObject([{ code, level: 'warning', line: 2 }])
    expect(site.posts[0]?.path).toBe(path)
  })

  test('an alias with a query can be no file and is left out', () => {
    const { value: site, diagnostics } = build({ 'posts/a.md': { aliases: ['/?p=12'] } })
    expect(diagnostics).toMatchObject([{ code: 'alias-query', level: 'warning' }])
    expect(site.posts[0]?.aliases).toEqual([])
  })
})

describe('aliases', () => {
  const of = (words: Words, user: UserConfig = {}) => build({ 'posts/al.md': words }, user).value.posts[0]?.aliases

  test('start at the root with a slash, else at the folder round the page', () => {
    const aliases = ['/x/y', 'old', '../up', '/z.html', '/w/', '/Caps/X', './here', '/中%20文/']
    expect(of({ aliases })).toEqual([
      'x/y/index.html',
      'posts/old/index.html',
      'up/index.html',
      'z.html',
      'w/index.html',
      'Caps/X/index.html',
      'posts/here/index.html',
      '中 文/index.html',
    ])
  })

  test('are files with ugly URLs', () => {
    expect(of({ aliases: ['/x/y', 'old', '/w/'] }, { uglyUrls: true })).toEqual([
      'x/y.html',
      'posts/old.html',
      'w.html',
    ])
  })

  test('count once, and not at all where they name the page itself', () => {
    expect(of({ aliases: ['/posts/al', '/a', '/a/'] })).toEqual(['a/index.html'])
  })
})

test('whatever a front matter says, no path leaves the output folder and none is empty', () => {
  const units = [
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2F',
    '%5c',
    '%00',
    'C:',
    'con',
    '中',
    'a',
    ' ',
    '?',
    '#',
    ':',
    '🎉',
    '\u0000',
  ]
  const nasty = fc.array(fc.constantFrom(...units), { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, fc.boolean(), (url, slug, alias, name, ugly) => {
      const words = { slug, aliases: [alias], title: name, tags: [name], ...(ugly ? {} : { url }) }
      const user = { uglyUrls: ugly, permalinks: { page: { posts: ugly ? '/:title/:slug' : '/:slugorfilename/' } } }
      const { posts, taxonomies } = build({ 'posts/a.md': words }, user).value
      const terms = taxonomies.flatMap(({ terms }) => terms)
      const paths = [...posts, ...terms].flatMap(({ path, aliases }) => [path, ...aliases])
      const unsafe = /^$|\\|[\p{Cc}\p{Cs}]|(^|\/)([a-z]:|[. ]*(\/|$)|(con|nul)(\.|\/|$))/iu
      return paths.every((path) => !unsafe.test(path)) && [...posts, ...terms].every(({ url }) => decodeURI(url))
    }),
    { seed: 20261123, numRuns: 500 },
  )
})
