import { describe, expect, test } from 'vitest'
import type { RenderShortcode } from '../../src/plan/html.ts'
import type { PostView, View } from '../../src/plan/views.ts'
import type { Part, ShortcodePart, UrlPart } from '../../src/types.ts'
import { textOf } from '../site.ts'
import { contentsOf, type Fixture, html, type Made, make } from './fixture.ts'

/** The HTML of a post as its page shows it. */
function contentOf(made: Made, file: string, shortcode: RenderShortcode = () => ''): string {
  const output = made.outputs.find(({ origin, kind }) => origin === file && /post|page/.test(kind))
  const content = output && contentsOf(made, shortcode)(output)
  return content && 'view' in content ? (content.view as View & { post: PostView }).post.content : ''
}

/** HTML of the newest post in the JSON feed. */
function feedOf(made: Made, shortcode: RenderShortcode = () => ''): string {
  const output = made.outputs.find(({ path }) => path === 'feed.json')
  const content = output && contentsOf(made, shortcode)(output)
  return content ? JSON.parse(textOf(content)).items[0].content_html : ''
}

const link = (url: string, kind: UrlPart['kind'] = 'link'): UrlPart => ({ type: 'url', kind, url })

function href(url: string, fixture: Fixture = {}, file = 'posts/a.md'): string {
  const content = { 'posts/b.md': {}, 'posts/bundle/index.md': {}, ...fixture.content, [file]: html(link(url)) }
  return contentOf(make({ ...fixture, content }), `content/${file}`)
}

const underBlog = { config: { url: 'https://example.org/blog/' } }

describe('where a link leads', () => {
  test.each([
    ['a fragment', '#一', '#%E4%B8%80'],
    ['another host', 'https://example.com/a?b=1&c=2', 'https://example.com/a?b=1&amp;c=2'],
    ['mail', 'mailto:me@example.com', 'mailto:me@example.com'],
    ['a path from the root', '/about/', '/about/'],
    ['a path with Chinese', '/tags/人工智能/', '/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/'],
    ['what is encoded already', '/tags/%E4%BA%BA/', '/tags/%E4%BA%BA/'],
    ['a percent sign that encodes nothing', '/100%/', '/100%25/'],
    ['a content file', 'b.md', '/posts/b/'],
    ['a content file with a fragment', './b.md#背景', '/posts/b/#%E8%83%8C%E6%99%AF'],
    ['a content file of another folder', '../posts/bundle/index.md', '/posts/bundle/'],
    ['a content file from the content folder, as in Hugo', '/posts/b.md', '/posts/b/'],
    ["a bundle's folder", 'bundle', '/posts/bundle/'],
    ["a neighbour, relative to the page's address", '../b/', '/posts/b/'],
    ['nothing: as a browser would ask', 'gone', '/posts/a/gone'],
  ])('%s', (_, url, expected) => {
    expect(href(url)).toBe(expected)
  })

  test('a file beside the source, by its name in the editor', () => {
    const resources = ['content/posts/img/图 1.png', 'content/posts/bundle/a.png']
    const statics = ['public/pic/x.png']
    expect(href('img/图%201.png', { resources })).toBe('/posts/img/%E5%9B%BE%201.png')
    expect(href('a.png', { resources }, 'posts/bundle/index.md')).toBe('/posts/bundle/a.png')
    expect(href('../../public/pic/x.png', { statics })).toBe('/pic/x.png')
    expect(href('/public/pic/x.png', { statics })).toBe('/pic/x.png')
    expect(href('../../static/pic/x.png', { statics })).toBe('/pic/x.png')
    expect(href('/pic/x.png', { statics })).toBe('/pic/x.png')
    expect(href('pic/x.png', { statics })).toBe('/pic/x.png')
  })

  test('under a sub-path the base path is added once', () => {
    expect(href('b.md', underBlog)).toBe('/blog/posts/b/')
    expect(href('/posts/b/', underBlog)).toBe('/blog/posts/b/')
    expect(href('/blog/posts/b/', underBlog)).toBe('/blog/posts/b/')
    expect(href('../b/', underBlog)).toBe('/blog/posts/b/')
    expect(href('https://example.org/blog/posts/b/', underBlog)).toBe('https://example.org/blog/posts/b/')
  })

  test('a name in another Unicode form leads to the file as it is written', () => {
    const resources = ['content/posts/bundle/cafe\u0301.png']
    expect(href('cafe\u0301.png', { resources }, 'posts/bundle/index.md')).toBe('/posts/bundle/caf%C3%A9.png')
  })
})

test('an image of known size has width and height', () => {
  const resources = [{ path: 'content/posts/a.png', width: 800, height: 600 }]
  const parts = ['<img src="', link('a.png', 'image'), '" alt="x">']
  const made = make({ content: { 'posts/a.md': html(...parts) }, resources })
  expect(contentOf(made, 'content/posts/a.md')).toBe('<img src="/posts/a.png" width="800" height="600" alt="x">')
})

describe('shortcodes', () => {
  const part = (name: string, args: Record<string, string>, more: Partial<ShortcodePart> = {}): ShortcodePart => ({
    ...{ type: 'shortcode', name, args, position: 'block', ordinal: 0, line: 1, column: 1 },
    ...more,
  })
  const ref = (path: string, name = 'relref', fixture: Fixture = {}) => {
    const content = { 'posts/b.md': {}, 'blog/c.zh-cn.md': {}, 'blog/bundle/index.md': {}, 'blog/b2/index.md': {} }
    const parts = part(name, { 0: path }, { position: 'url' })
    const made = make({ ...fixture, content: { ...content, ...fixture.content, 'posts/a.md': html(parts) } })
    return contentOf(made, 'content/posts/a.md')
  }

  test('a template gets the inner text with its links resolved', () => {
    const inner = { text: '[b](b.md)', html: ['<a href="', link('b.md'), '">b</a>'] as readonly Part[] }
    const made = make({
      content: {
        'posts/a.md': { title: 'A', ...html('<p>', part('figure', { src: 'x' }, { inner }), '</p>') },
        'posts/b.md': {},
      },
    })
    const seen: unknown[] = []
    const result = contentOf(made, 'content/posts/a.md', (name, { innerHtml, inner, resolve, post, site }) => {
      seen.push(name, inner, resolve('b.md').url, post.title, post.url, site.title)
      return `[${innerHtml}]`
    })
    expect(result).toBe('<p>[<a href="/posts/b/">b</a>]</p>')
    expect(seen).toEqual(['figure', '[b](b.md)', '/posts/b/', 'A', '/posts/a/', '若愚'])
  })

  test('one that no template has is shown by the template `unknown`, under its own name', () => {
    const made = make({ content: { 'posts/a.md': html(part('neodb', {})) } })
    expect(contentOf(made, 'content/posts/a.md', (template, { name }) => `${template}:${name}`)).toBe('unknown:neodb')
  })

  test.each([
    ['from the content folder', '/blog/c.md', '/blog/c/'],
    ['relative to the page', 'b.md', '/posts/b/'],
    ['relative to the page, upwards', '../blog/c.md', '/blog/c/'],
    ['from the content folder without a slash', 'blog/c', '/blog/c/'],
    ['by name alone', 'bundle', '/blog/bundle/'],
    ["by a bundle's file", 'blog/bundle/index.md', '/blog/bundle/'],
    ['without regard to case', 'POSTS/B.md', '/posts/b/'],
    ['a section', '/blog', '/blog/'],
    ['with a fragment', 'b.md#背景', '/posts/b/#%E8%83%8C%E6%99%AF'],
    ['a fragment of the page', '#背景', '#%E8%83%8C%E6%99%AF'],
  ])('relref finds a page %s', (_, path, expected) => {
    expect(ref(path)).toBe(expected)
  })

  test('ref gives the whole address', () => {
    expect(ref('b.md', 'ref', underBlog)).toBe('https://example.org/blog/posts/b/')
    expect(ref('b.md', 'relref', underBlog)).toBe('/blog/posts/b/')
  })
})

describe('in a feed', () => {
  const inFeed = (...parts: readonly Part[]) => {
    const content = { 'posts/a.md': { ...html(...parts), date: '2024-04-03T06:00:00+08:00' }, 'posts/b.md': {} }
    return feedOf(make({ ...underBlog, content }))
  }

  test('every address is absolute', () => {
    expect(inFeed('<a href="', link('b.md'), '">')).toBe('<a href="https://example.org/blog/posts/b/">')
    expect(inFeed('<img src="', link('/x.png', 'image'), '">')).toBe('<img src="https://example.org/blog/x.png">')
    expect(inFeed('<a class="footnote" href="#fn-1">')).toBe(
      '<a class="footnote" href="https://example.org/blog/posts/a/#fn-1">',
    )
  })

  test('text that looks like an attribute is left alone', () => {
    expect(inFeed('<code>&lt;a href="#x"></code>')).toBe('<code>&lt;a href="#x"></code>')
  })
})

test('in a list, a fragment leads to the page of its post', () => {
  const rendered = { more: ['<a href="', link('#一'), '">'] }
  const made = make({ ...underBlog, content: { 'posts/a.md': { rendered } } })
  const home = made.outputs.find(({ kind }) => kind === 'home')
  const content = home && contentsOf(made)(home)
  expect(content).toMatchObject({ view: { posts: [{ more: '<a href="/blog/posts/a/#%E4%B8%80">' }] } })
})
