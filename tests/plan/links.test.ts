import { describe, expect, test } from 'vitest'
import { checkLinks } from '../../src/plan/links.ts'
import type { LinkRef, Rendered } from '../../src/types.ts'
import { site } from '../site.ts'
import { type Fixture, make, type Page } from './fixture.ts'

const at = { line: 3, column: 7 }

function check(fixture: Fixture) {
  const { site, bodyOf, ...made } = make(fixture)
  return checkLinks(site, bodyOf, made)
}

/** The diagnostics of one link in `posts/a.md`. */
function ofLink(url: string, kind: LinkRef['kind'] = 'link', fixture: Fixture = {}) {
  const rendered = { links: [{ kind, url, ...at }], anchors: ['背景'] }
  return check({
    ...fixture,
    content: { 'posts/b.md': { rendered: { anchors: ['一'] } }, ...fixture.content, 'posts/a.md': { rendered } },
  })
}

function ofShortcode(name: string, args: Record<string, string>, fixture: Fixture = {}) {
  const page: Page = { rendered: { shortcodes: [{ name, args, ...at }] } }
  return check({ ...fixture, content: { 'posts/b.md': {}, ...fixture.content, 'posts/a.md': page } })
}

const codes = (found: ReturnType<typeof check>) => found.map(({ code }) => code)

describe('links that lead nowhere', () => {
  test('a page that is a file is found without its ending', () => {
    const fixture = { config: { uglyUrls: true } }
    expect(codes(ofLink('/posts/b', 'link', fixture))).toEqual([])
    expect(codes(ofLink('/posts/c', 'link', fixture))).toEqual(['link-dead'])
  })

  test('other projects on the host are not looked into', () => {
    const fixture = { config: { externalPaths: ['/tools/'] } }
    for (const url of ['/tools/x', 'https://example.org/tools/x/'])
      expect(codes(ofLink(url, 'link', fixture))).toEqual([])
    expect(codes(ofLink('/toolsx/', 'link', fixture))).toEqual(['link-dead'])
  })

  test('a dead link is a warning at its line of the file', () => {
    expect(ofLink('/gone/')).toEqual([
      {
        code: 'link-dead',
        level: 'warning',
        file: 'content/posts/a.md',
        line: 7,
        column: 7,
        params: { url: '/gone/' },
      },
    ])
  })

  test.each([
    'b.md',
    '../b/',
    '/posts/b',
    '/posts/b/',
    '/tags/',
    '/index.xml',
    '/',
    '#背景',
    '#%E8%83%8C%E6%99%AF',
    '#',
    '#top',
    '',
    'b.md#一',
    '/posts/b/?x=1#一',
    'https://example.com/gone',
    'https://example.org/posts/b/',
    'mailto:a@b.c',
  ])('this one is fine: %s', (url) => {
    expect(ofLink(url)).toEqual([])
  })

  test.each([
    ['c.md', 'link-dead'],
    ['/posts/b/x', 'link-dead'],
    ['https://example.org/gone/', 'link-dead'],
    ['//example.org/gone/', 'link-dead'],
    ['#二', 'fragment-dead'],
    ['b.md#二', 'fragment-dead'],
    ['/posts/b/#二', 'fragment-dead'],
  ])('%s: %s', (url, code) => {
    expect(codes(ofLink(url))).toEqual([code])
  })

  test('an image or another file that is missing', () => {
    expect(codes(ofLink('x.png', 'image'))).toEqual(['image-missing'])
    expect(codes(ofLink('/x.mp4', 'media'))).toEqual(['image-missing'])
    expect(codes(ofShortcode('figure', { src: 'x.png' }))).toEqual(['image-missing'])
    expect(codes(ofLink('x.png', 'image', { resources: ['content/posts/x.png'] }))).toEqual([])
    expect(codes(ofShortcode('figure', { src: 'x.png' }, { resources: ['content/posts/x.png'] }))).toEqual([])
  })

  test('a cover that is missing, at its line of the front matter', () => {
    const cover = { image: 'cover.png', places: { image: [4, 8, 0] as const } }
    expect(check({ content: { 'posts/a.md': cover } })).toMatchObject([
      { code: 'image-missing', level: 'warning', file: 'content/posts/a.md', line: 4, column: 8 },
    ])
    expect(check({ content: { 'posts/a.md': cover }, resources: ['content/posts/cover.png'] })).toEqual([])
    expect(check({ content: { 'posts/a.md': cover }, statics: ['public/cover.png'] })).toEqual([])
  })

  test('a link to a post that is left out says why', () => {
    const leftOut = [{ file: 'content/posts/draft.md', reason: 'draft' as const }]
    const found = ofLink('draft.md', 'link', { leftOut })
    expect(found).toMatchObject([
      { code: 'link-left-out', params: { file: 'content/posts/draft.md', reason: 'draft' } },
    ])
    expect(codes(ofShortcode('relref', { 0: 'draft' }, { leftOut }))).toEqual(['link-left-out'])
    expect(codes(ofLink('/posts/draft', 'link', { leftOut }))).toEqual(['link-left-out'])
    expect(codes(ofLink('../draft/#x', 'link', { leftOut }))).toEqual(['link-left-out'])
    expect(codes(ofLink('/posts/draft.html', 'link', { leftOut }))).toEqual(['link-left-out'])
    expect(codes(ofLink('https://example.org/posts/draft/', 'link', { leftOut }))).toEqual(['link-left-out'])
    expect(codes(ofLink('/draft/', 'link', { leftOut }))).toEqual(['link-dead'])
  })

  test('a fragment that is an id in another case is told the id', () => {
    const rendered = { links: [{ kind: 'link' as const, url: '#CMake接口', ...at }], anchors: ['cmake接口'] }
    expect(check({ content: { 'posts/a.md': { rendered } } })).toMatchObject([
      { code: 'fragment-dead', params: { fragment: 'CMake接口', near: 'cmake接口' } },
    ])
  })

  test('a link to a bundle that is left out says why', () => {
    const leftOut = [{ file: 'content/posts/later/index.md', reason: 'future' as const }]
    expect(codes(ofLink('/posts/later/', 'link', { leftOut }))).toEqual(['link-left-out'])
  })

  test('fragments are not judged where a template may have added ids', () => {
    const made = make({
      content: {
        'posts/a.md': { rendered: { links: [{ kind: 'link', url: 'b.md#tab', ...at }] } },
        'posts/b.md': { rendered: { shortcodes: [{ name: 'tabs', args: {}, ...at }] } },
      },
    })
    const template = { name: 'shortcodes/tabs.njk', path: '', text: '<div id="tab">' }
    const sources = { ...made.sources, templates: [...made.sources.templates, template] }
    expect(checkLinks(made.site, made.bodyOf, { ...made, sources })).toEqual([])
  })
})

describe('ref and relref', () => {
  test('a miss is an error with its place', () => {
    expect(ofShortcode('relref', { 0: 'gone.md' })).toEqual([
      {
        code: 'ref-missing',
        level: 'error',
        file: 'content/posts/a.md',
        line: 7,
        column: 7,
        params: { name: 'relref', path: 'gone.md' },
      },
    ])
  })

  test('a name that several pages have is an error that names them', () => {
    const content = { 'blog/x.md': {}, 'notes/x.md': {} }
    expect(ofShortcode('ref', { 0: 'x' }, { content })).toMatchObject([
      { code: 'ref-ambiguous', level: 'error', params: { files: 'content/blog/x.md, content/notes/x.md' } },
    ])
    expect(ofShortcode('ref', { 0: 'b.md' }, { content })).toEqual([])
  })
})

test('an unknown shortcode is told once, at its first place, with its count', () => {
  const used = (...names: string[]): { rendered: Partial<Rendered> } => ({
    rendered: { shortcodes: names.map((name, index) => ({ name, args: {}, line: index + 1, column: 1 })) },
  })
  const found = check({
    content: { 'posts/a.md': used('figure', 'neodb', 'neodb'), 'posts/b.md': used('neodb', 'ref') },
  })
  expect(found.filter(({ code }) => code === 'shortcode-unknown')).toMatchObject([
    { level: 'warning', file: 'content/posts/a.md', line: 6, params: { name: 'neodb', count: 3 } },
  ])
})

test('an unknown shortcode is told with the nearest that has a template', async () => {
  const { diagnostics } = await site(
    '-- content/a.md --\n---\ntitle: A\n---\n{{< figre src="https://a.example/b.png" >}}\n',
  )
  expect(diagnostics).toMatchObject([{ code: 'shortcode-unknown', params: { name: 'figre', suggestion: 'figure' } }])
})

test("the menu's and the redirects' targets are checked in the config", () => {
  const menu = [
    { name: '归档', url: '/archives/' },
    { name: '关于', url: 'about.md' },
    { name: '外', url: 'https://example.com/' },
    { name: '订阅', url: '/feed' },
  ]
  const found = check({ content: { 'about.md': {} }, config: { menu, redirects: { '/a': '/about/', '/b': '/gone/' } } })
  expect(found).toMatchObject([
    { code: 'menu-dead', file: 'ruoyu.config.ts', params: { name: '订阅' } },
    { code: 'redirect-dead', file: 'ruoyu.config.ts', params: { to: '/gone/' } },
  ])
})

test("the theme's pictures that the site does not have are told in the config", () => {
  const theme = {
    card: { avatar: '/none.png' },
    reward: {
      codes: [
        { name: '微信', image: 'https://x.example/wx.png' },
        { name: '支付宝', image: 'zfb.png' },
      ],
    },
  }
  expect(check({ content: {}, config: { theme } })).toMatchObject([
    { code: 'image-missing', file: 'ruoyu.config.ts', params: { url: '/none.png' } },
    { code: 'image-missing', file: 'ruoyu.config.ts', params: { url: 'zfb.png' } },
  ])
})
