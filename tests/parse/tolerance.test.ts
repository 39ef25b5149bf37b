import { describe, expect, test } from 'vitest'
import { post, site } from '../site.ts'

/** Real posts' content, item by item, through the whole build: nothing of it is lost. */

const page = (frontMatter: string, body = '正文', path = 'posts/a.md') =>
  `-- content/${path} --\n---\n${frontMatter}\n---\n${body}\n`
const levels = ({ diagnostics }: Awaited<ReturnType<typeof site>>) =>
  diagnostics.map(({ level, code, line }) => `${level} ${code}:${line}`)
const one = async (frontMatter: string, body?: string, config = {}) => {
  const built = await site(page(frontMatter, body), { config })
  return { built, post: built.site.posts[0], said: levels(built) }
}

describe('categories and tags', () => {
  test.each([
    ['categories as one string', 'categories: 读书笔记', { categories: ['读书笔记'] }],
    ['tags as one string', 'tags: Go', { tags: ['go'] }],
    ['null', 'categories: null\ntags:', {}],
    ['an empty string and an empty list', 'categories: ""\ntags: []', {}],
    ['numbers among tags', 'tags: [2024, 1.10, 007, Go]', { tags: ['2024', '1.10', '007', 'go'] }],
    [
      'a list in two forms',
      'categories:\n- 甲\n-  乙\ntags: ["甲", 乙]',
      { categories: ['甲', '乙'], tags: ['甲', '乙'] },
    ],
    [
      'lists within the list, as Hexo has them',
      'categories:\n- [甲, 乙]\n- [甲, 丙]\n- 丁',
      { categories: ['甲', '乙', '丙', '丁'] },
    ],
  ])('%s', async (_, lines, terms) => {
    const { post, said } = await one(`title: 文\n${lines}`)
    expect(said).toEqual([])
    expect(post?.terms).toMatchObject(terms)
    expect(Object.values(post?.terms ?? {}).flat()).toHaveLength(Object.values(terms).flat().length)
  })
})

describe('keys', () => {
  test.each([
    ['author as a map', 'author: {name: 某人, link: https://example.org}', { author: '某人' }, {}],
    ['author as a list', 'author: [甲, 乙]', { author: '甲, 乙' }, {}],
    ['toc as a map', 'toc: {enable: true, auto: false}', {}, { toc: { enable: true, auto: false } }],
    ['unknown keys', 'lightgallery: true\nid: 1209\nmath: {copy_tex: true}', {}, { lightgallery: true, id: 1209 }],
    ['keys in any case', 'URL: /a/b.html\nlinktitle: 短\nTags: [x]', { url: '/a/b.html', linkTitle: '短' }, {}],
  ])('%s', async (_, lines, values, params) => {
    const { post, said } = await one(`title: 文\n${lines}`)
    expect(said).toEqual([])
    expect(post).toMatchObject(values)
    expect(post?.params).toMatchObject(params)
  })

  test('draft: yes is a draft', async () => {
    const { built } = await one('title: 文\ndraft: yes')
    expect(built.site.leftOut).toEqual([{ file: 'content/posts/a.md', reason: 'draft' }])
  })

  test('duplicate keys: a warning, and the post stays', async () => {
    const { post, said } = await one('title: 甲\ntags: [x]\ntitle: 乙\ntags: [y]')
    expect(said).toEqual(['warning front-matter-duplicate:4', 'warning front-matter-duplicate:5'])
    expect(post).toMatchObject({ title: '乙', terms: { tags: ['y'] } })
  })
})

describe('dates', () => {
  const morning = '2024-04-03T06:05:00+08:00'
  const midnight = '2024-04-03T00:00:00+08:00'
  test.each([
    ['2024-04-03T06:05:00+08:00', morning],
    ['2024-04-03T06:05:00+0800', morning],
    ['2024-04-03 06:05:00 +0800', morning],
    ['2024-04-03 06:05:00 +08:00', morning],
    ['2024-04-03 06:05:00+08:00', morning],
    ['2024-04-02T22:05:00Z', '2024-04-02T22:05:00+00:00'],
    ['2024-04-03T06:05:00.123+08:00', morning],
    ['2024-04-03T06:05:00.123456789+08:00', morning],
    ['2024-04-03T06:05+08:00', morning],
    ['2024-04-03T06:05:00', morning],
    ['2024-04-03 06:05:00', morning],
    ['2024-04-03 06:05', morning],
    ['2024-04-03 6:05:00', morning],
    ['2024-04-03', midnight],
    ['2024/04/03', midnight],
    ['2024/4/3', midnight],
    ['"2024-04-03"', midnight],
    ["'2024-04-03T06:05:00+08:00'", morning],
  ])('%s', async (written, date) => {
    const { post, said } = await one(`title: 文\ndate: ${written}`, undefined, { timeZone: 'Asia/Shanghai' })
    expect(said).toEqual([])
    expect(post?.date?.replace('Z', '+00:00')).toBe(date)
  })

  test('publishDate alone', async () => {
    const { post } = await one('title: 文\npublishDate: 2024-04-03T06:05:00+08:00')
    expect(post?.date).toBe(morning)
  })

  test('in the file name', async () => {
    const built = await site(page('title: 文', '正文', 'posts/2024-04-03-my-post.md'), {
      config: { timeZone: 'Asia/Shanghai' },
    })
    expect(built.site.posts[0]).toMatchObject({ date: midnight, url: '/posts/2024-04-03-my-post/' })
  })

  test('and the slug in the file name, for a blog whose config says so', async () => {
    const built = await site(page('title: 文', '正文', 'posts/2024-04-03-my-post.md'), {
      config: { timeZone: 'Asia/Shanghai', frontMatter: { date: [':filename', ':default'] } },
    })
    expect(built.site.posts[0]).toMatchObject({ date: midnight, url: '/posts/my-post/' })
  })
})

describe('files', () => {
  test('a README of a section is a page and no post', async () => {
    const built = await site(`${page('title: 文')}-- content/posts/README.md --\n# 说明\n\n读我\n`)
    expect(built.site.posts.map(({ id }) => id)).toEqual(['posts/a.md'])
    expect(built.file('posts/readme/index.html')).toContain('读我')
    expect(built.file('index.xml')).not.toContain('读我')
  })

  test('x.en.md is left out where the site has that language besides, and named', async () => {
    const built = await site(page('title: 文') + page('title: Text', 'text', 'posts/a.en.md'), {
      config: { otherLanguages: ['en'] },
    })
    expect(built.site.posts.map(({ id }) => id)).toEqual(['posts/a.md'])
    expect(built.site.leftOut).toEqual([{ file: 'content/posts/a.en.md', reason: 'language' }])
  })

  test.each([
    ['CRLF', '\r\n'],
    ['CR alone', '\r'],
  ])('a BOM and %s', async (_, end) => {
    const text = '---\ntitle: 文\ndate: 2024-04-03\n---\n\n一\n\n- 二\n'.replaceAll('\n', end)
    const built = await site(`-- content/posts/a.md --\n\ufeff${text}`)
    const plain = await site(page('title: 文\ndate: 2024-04-03', '\n一\n\n- 二'))
    expect(built.file('posts/a/index.html')).toBe(plain.file('posts/a/index.html'))
  })

  test('a name with blanks and Chinese', async () => {
    const built = await site(page('title: 文', '正文', 'posts/我的 第一篇.md'))
    expect(built.paths).toContain('posts/我的-第一篇/index.html')
  })
})

describe('text', () => {
  test.each([
    [
      'in prose',
      '写 {{ .Title }} 和 {% if x %}，还有 {{ user }}。',
      '写 {{ .Title }} 和 {% if x %}，还有 {{ user }}。',
    ],
    ['in code', '```\n{{ .Title }} {% raw %}\n```', '{{ .Title }} {% raw %}'],
    ['HTML-like text', '用 List<T> 和 Map<String, Integer> 类型', '用 List<T> 和 Map<String, Integer> 类型'],
  ])('%s is shown as it is', async (_, body, shown) => {
    const built = await post(body)
    const text = built
      .file('posts/post/index.html')
      .replace(/<\/?span[^>]*>/g, '')
      .replaceAll('&#x3C;', '<')
    expect(text).toContain(shown)
  })

  test('a post of 863 KB, and a line of 492,000 characters', async () => {
    const long = `${'这是一个很长的段落。\n\n'.repeat(27_000)}${'长'.repeat(492_000)}\n\n结尾`
    const built = await post(long, { render: ({ path }) => path === 'posts/post/index.html' })
    expect(levels(built)).toEqual([])
    expect(built.file('posts/post/index.html')).toContain('结尾')
  })
})
