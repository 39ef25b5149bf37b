import { describe, expect, test } from 'vitest'
import type { Output } from '../../src/types.ts'
import { type Fixture, make } from './fixture.ts'

const at = (outputs: readonly Output[], path: string) => outputs.filter((output) => output.path === path)

function clash(fixture: Fixture) {
  const { diagnostics } = make(fixture)
  return diagnostics.map(({ code, level, file, params }) => ({ code, level, file, ...params }))
}

describe('one path, two sources: a warning that names both', () => {
  test("two posts, with duplicateUrls: 'error'", () => {
    const content = { 'posts/a.md': { url: '/same/' }, 'posts/b.md': { url: '/same/' } }
    expect(clash({ content, config: { duplicateUrls: 'error' } })).toEqual([
      {
        code: 'path-clash',
        level: 'error',
        file: 'content/posts/b.md',
        path: 'same/index.html',
        first: 'content/posts/a.md',
        second: 'content/posts/b.md',
      },
    ])
  })

  test('a page and a static file', () => {
    const found = clash({ content: { 'about.md': {} }, statics: ['public/about/index.html'] })
    expect(found).toMatchObject([
      {
        code: 'path-numbered',
        first: 'content/about.md',
        second: 'public/about/index.html',
        url: 'about-2/index.html',
      },
    ])
  })

  test('a post and a term', () => {
    const { site, paths } = make({ content: { 'posts/a.md': { url: '/tags/x/', terms: { tags: ['x'] } } } })
    expect(site.taxonomies.flatMap(({ terms }) => terms.map(({ url }) => url))).toEqual(['/tags/x-2/'])
    expect(paths).toEqual(expect.arrayContaining(['tags/x/index.html', 'tags/x-2/index.html', 'tags/x-2/index.xml']))
  })

  test('two aliases that lead to different posts', () => {
    const content = { 'posts/a.md': { aliases: ['/old/'] }, 'posts/b.md': { aliases: ['/old/'] } }
    expect(clash({ content })).toMatchObject([
      { code: 'path-shared', level: 'warning', first: 'content/posts/a.md', second: 'content/posts/b.md' },
    ])
  })

  test('at the line that asks for the path', () => {
    const url = [3, 6, 0] as const
    const slug = [4, 7, 0] as const
    const aliases = [5, 1, 0] as const
    const lines = (fixture: Fixture) =>
      make({ ...fixture, config: { duplicateUrls: 'error' } }).diagnostics.map(({ file, line, column }) => [
        file,
        line,
        column,
      ])
    const a = { url: '/posts/b/' }
    expect(lines({ content: { 'posts/a.md': a, 'posts/x.md': { slug: 'b', places: { slug } } } })).toEqual([
      ['content/posts/x.md', 4, 7],
    ])
    expect(
      lines({
        content: {
          'posts/a.md': a,
          'posts/x.md': { url: '/posts/b/', places: { url, slug } },
        },
      }),
    ).toEqual([['content/posts/x.md', 3, 6]])
    expect(
      lines({
        content: { 'posts/a.md': a, 'posts/x.md': { aliases: ['b'], places: { aliases } } },
      }),
    ).toEqual([['content/posts/x.md', 5, 1]])
  })

  test('many files of the same two sources are told once', () => {
    const content = { 'posts/_index.md': { url: '/x/' }, 'blog/_index.md': { url: '/x/' } }
    expect(clash({ content, config: { duplicateUrls: 'error' } })).toHaveLength(1)
    expect(make({ content }).paths).toEqual(expect.arrayContaining(['x/index.html', 'x-2/index.html']))
  })
})

describe('paths that are one file on macOS or Windows', () => {
  test.each([
    ['case', 'public/a/IMG.png', 'public/a/img.png'],
    ['Unicode form', 'public/Caf\u00e9.png', 'public/Cafe\u0301.png'],
  ])('%s', (_, one, other) => {
    const { codes, paths } = make({ statics: [one, other] })
    expect(codes).toEqual(['path-numbered'])
    expect(paths.filter((path) => path.endsWith('-2.png'))).toHaveLength(1)
    expect(clash({ statics: [one, other], config: { duplicateUrls: 'error' } })).toMatchObject([
      { level: 'error', first: one, second: other },
    ])
  })

  test('two posts, of which the older keeps the address', () => {
    const at = (date: string, url: string) => ({ url, date: `${date}T00:00:00+08:00` })
    const content = { 'posts/a.md': at('2024-02-01', '/X/'), 'posts/b.md': at('2024-01-01', '/x/') }
    expect(make({ content }).paths).toEqual(expect.arrayContaining(['x/index.html', 'X-2/index.html']))
    expect(make({ content, config: { duplicateUrls: 'warn' } }).paths).toEqual(
      expect.arrayContaining(['x/index.html', 'X/index.html']),
    )
  })

  test('a file where another needs a folder, whichever comes first', () => {
    for (const [url, file] of [
      ['/a.html', 'public/a.html/b.txt'],
      ['/a/b/', 'public/a'],
    ])
      expect(clash({ content: { 'posts/a.md': { url } as never }, statics: [file ?? ''] })).toMatchObject([
        { code: 'path-folder', level: 'error', first: 'content/posts/a.md', second: file },
      ])
  })
})

describe('what gives way in silence', () => {
  test("the user's own file stands before what is generated", () => {
    const statics = ['robots.txt', 'sitemap.xml', '404.html', 'index.xml'].map((name) => `public/${name}`)
    const { outputs, codes } = make({ statics })
    expect(codes).toEqual([])
    for (const name of ['robots.txt', 'sitemap.xml', '404.html', 'index.xml'])
      expect(at(outputs, name)).toMatchObject([{ kind: 'static' }])
  })

  test('a page stands before the redirect from page 1 of a list', () => {
    const { outputs, codes } = make({ content: { 'x.md': { url: '/page/1/' } } })
    expect(codes).toEqual([])
    expect(at(outputs, 'page/1/index.html')).toMatchObject([{ kind: 'page' }])
  })

  test('an alias given twice', () => {
    expect(make({ content: { 'posts/a.md': { aliases: ['/old/', '/old'] } } }).codes).toEqual([])
  })
})

test('each alias of a post that gives way is told', () => {
  const content = { 'posts/a.md': { aliases: ['/index.xml', '/sitemap.xml', '/404.html', '/posts/'] } }
  expect(clash({ content }).map(({ code, file }) => `${code} ${file}`)).toEqual(
    Array.from({ length: 4 }, () => 'redirect-shadowed content/posts/a.md'),
  )
})

test('feeds that have one name are told at the config', () => {
  const found = clash({ content: { 'posts/a.md': {} }, config: { feeds: { names: { rss: 'a.xml', atom: 'a.xml' } } } })
  expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['ruoyu.config.ts']))
})

test('a page stands before an alias, with a warning, as with Hugo', () => {
  const content = { 'research/_index.md': {}, 'posts/a.md': { aliases: ['/research'] } }
  const { outputs, diagnostics } = make({ content })
  expect(at(outputs, 'research/index.html')).toMatchObject([{ kind: 'section' }])
  expect(diagnostics).toMatchObject([
    {
      code: 'redirect-shadowed',
      level: 'warning',
      file: 'content/posts/a.md',
      params: { url: '/research/', first: 'content/research/_index.md' },
    },
  ])
})

describe("duplicateUrls: 'warn', for blogs that Hugo built", () => {
  const config = { duplicateUrls: 'warn' as const }

  test('the first is published, the other named in a warning', () => {
    const { outputs, diagnostics } = make({ content: { 'a.md': {} }, statics: ['public/a/index.html'], config })
    expect(at(outputs, 'a/index.html')).toMatchObject([{ origin: 'content/a.md' }])
    expect(diagnostics).toMatchObject([{ code: 'path-shared', level: 'warning', file: 'public/a/index.html' }])
  })

  test('of two posts none is lost', () => {
    const { paths } = make({ content: { 'posts/a.md': { url: '/x/' }, 'posts/b.md': { url: '/x/' } }, config })
    expect(paths).toEqual(expect.arrayContaining(['x/index.html', 'x-2/index.html']))
  })

  test('files that differ only in case are both kept, with a warning', () => {
    const { paths, codes } = make({ statics: ['public/A.png', 'public/a.png'], config })
    expect(paths).toEqual(expect.arrayContaining(['A.png', 'a.png']))
    expect(codes).toEqual(['path-case'])
  })
})
