import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { bodyOf, post, site, type TestOptions, type TestSite } from '../site.ts'

/** The table of right answers for Chinese Markdown, rows 27 to 49 and 54, on built pages. */

const options: TestOptions = { config: { url: 'https://blog.example/', language: 'zh-CN', timeZone: 'Asia/Shanghai' } }
const page = 'posts/post/index.html'

/** A site of one post with this front matter. */
const withFields = (fields: string, more: TestOptions = {}) =>
  site(`-- content/posts/post.md --\n---\n${fields}\n---\n正文。\n`, { ...options, ...more })

/** A site whose posts have these tags, one each. */
const tagged = (...tags: readonly string[]) =>
  site(
    tags
      .map(
        (tag, n) =>
          `-- content/posts/p${n}.md --\n---\ntitle: 文${n}\ndate: 2025-01-0${n + 1}\ntags: [${JSON.stringify(tag)}]\n---\n正文。\n`,
      )
      .join(''),
    options,
  )

const ids = (html: string) => [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)
const codes = ({ diagnostics }: TestSite) =>
  diagnostics.map(({ code, level, file, line, column }) => `${level} ${code} ${file}:${line}:${column}`)
const tagPages = ({ paths }: TestSite) =>
  paths.filter((path) => /^tags\/(?!.*\/page\/1\/).+\/index\.html$/.test(path)).sort()

/** Paths that the page's links under /tags/ lead to. */
const tagLinks = (built: TestSite, path: string) => [
  ...new Set(
    [...built.file(path).matchAll(/href="(\/tags\/[^"]+)"/g)].map(
      ([, href = '']) => `${decodeURIComponent(href.slice(1))}index.html`,
    ),
  ),
]

describe('headings', () => {
  test('row 27: `## 背景` twice', async () => {
    expect(ids(bodyOf(await post('## 背景\n\n## 背景')))).toEqual(['背景', '背景-1'])
  })
  test('row 28: `## 。` and `## 🎉`', async () => {
    expect(ids(bodyOf(await post('## 。\n\n## 🎉')))).toEqual(['heading', 'heading-1'])
  })
  test('row 29: one heading begins another', async () => {
    const built = await post('## 一切的关键是数据集\n\n## 一切的关键是数据集和效果')
    expect(ids(bodyOf(built))).toEqual(['一切的关键是数据集', '一切的关键是数据集和效果'])
  })
})

test('row 30: a footnote’s link and id match, and the section is labelled in the language of the site', async () => {
  const built = await post('脚注[^1]\n\n[^1]: 注', options)
  const html = built.file(page)
  const [, target] = /<sup><a href="#([^"]+)"/.exec(html) ?? []
  const [, back] = /<a href="#([^"]+)" data-footnote-backref/.exec(html) ?? []
  expect(html).toContain(`<li id="${target}">`)
  expect(html).toContain(`id="${back}" data-footnote-ref`)
  expect(html).toMatch(/<h2 [^>]*id="footnote-label">脚注<\/h2>/)
  const english = await post('note[^1]\n\n[^1]: x', { config: { language: 'en' } })
  expect(english.file(page)).toMatch(/<h2 [^>]*id="footnote-label">Footnotes<\/h2>/)
})

test('row 31: a post with template syntax shows it', async () => {
  const built = await post('{{ user }} {% if %} {# x #}', options)
  expect(bodyOf(built).trim()).toBe('<p>{{ user }} {% if %} {# x #}</p>')
  expect(built.file(page)).toContain('<p>{{ user }} {% if %} {# x #}</p>')
  expect(codes(built)).toEqual([])
})

describe('terms', () => {
  test('row 32: 人工智能 is a folder of that name, and its href is percent-encoded', async () => {
    const built = await tagged('人工智能')
    expect(tagPages(built)).toEqual(['tags/人工智能/index.html'])
    expect(built.file('posts/p0/index.html')).toContain('href="/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/"')
  })

  test('row 33: C, C#, C++ and .NET are four pages with four working links', async () => {
    const built = await tagged('C', 'C#', 'C++', '.NET')
    expect(tagPages(built)).toHaveLength(4)
    const links = [0, 1, 2, 3].flatMap((n) => tagLinks(built, `posts/p${n}/index.html`))
    expect(links.sort()).toEqual(tagPages(built))
    expect(built.file('tags/index.html')).toContain('href="/tags/c%23/"')
    for (const [n, path] of ['c', 'c#', 'c++', '.net'].entries())
      expect(built.file(`tags/${path}/index.html`)).toContain(`文${n}`)
    expect(codes(built)).toEqual([])
  })

  test('row 34: AI and ai, Café in NFC and in NFD are one page each', async () => {
    const built = await tagged('AI', 'ai', 'Caf\u00e9', 'Cafe\u0301')
    expect(tagPages(built)).toEqual(['tags/ai/index.html', 'tags/caf\u00e9/index.html'])
    for (const n of [0, 1]) expect(built.file('tags/ai/index.html')).toContain(`文${n}`)
    for (const n of [2, 3]) expect(built.file('tags/caf\u00e9/index.html')).toContain(`文${n}`)
  })

  test('row 35: two words with one slug have a page each, the later at -2, in a warning that names both', async () => {
    const built = await tagged('读书·笔记', '读书笔记')
    expect(codes(built)).toEqual(['warning term-clash content/posts/p1.md:4:8'])
    expect(tagPages(built)).toEqual(['tags/读书笔记-2/index.html', 'tags/读书笔记/index.html'])
    expect(built.diagnostics[0]?.params).toMatchObject({
      ...{ name: '读书笔记', other: '读书·笔记', where: 'content/posts/p0.md:4' },
    })
  })

  test('row 36: 🎉, 。, con and ../etc have a page each, with a safe name inside the output', async () => {
    const built = await tagged('🎉', '。', 'con', '../etc')
    const pages = tagPages(built)
    expect(pages).toHaveLength(4)
    for (const name of pages.flatMap((path) => path.split('/'))) {
      expect(name).toMatch(/^[^\\:*?"<>|\s]+$/)
      expect(name).not.toMatch(/^\.|\.$|^con$/i)
    }
    expect([0, 1, 2, 3].flatMap((n) => tagLinks(built, `posts/p${n}/index.html`)).sort()).toEqual(pages)
    expect(built.paths.filter((path) => path.includes('..') || path.startsWith('/'))).toEqual([])
  })

  test('row 54: 第2章 stands before 第10章', async () => {
    const html = (await tagged('第10章', '第2章')).file('tags/index.html')
    expect(html.indexOf('第2章')).toBeGreaterThan(0)
    expect(html.indexOf('第2章')).toBeLessThan(html.indexOf('第10章'))
  })
})

test('row 37: a title of 90 Han characters makes a file name of at most 255 bytes', async () => {
  const built = await withFields(`title: ${'编'.repeat(90)}\ndate: 2025-01-01`, {
    config: { ...options.config, permalinks: { page: { posts: '/posts/:title/' } } },
  })
  const [path = ''] = built.paths.filter((one) => one.includes('编编') && one.endsWith('index.html'))
  const [, name = ''] = path.split('/')
  expect(name).toMatch(/^编+/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(built.site.posts[0]?.url).toBe(`/posts/${encodeURI(name)}/`)
})

describe('dates', () => {
  const shown = async (date: string) => {
    const built = await withFields(`title: 文\ndate: ${date}`)
    return [built.site.posts[0]?.date, /<time [^>]*>([^<]+)</.exec(built.file(page))?.[1]?.trim()]
  }
  test('row 38: an offset is kept: 2024-04-03T06:00:00+08:00 is 2024年4月3日', async () => {
    expect(await shown('2024-04-03T06:00:00+08:00')).toEqual(['2024-04-03T06:00:00+08:00', '2024年4月3日'])
  })
  test('row 39: without one the site’s zone counts', async () => {
    expect((await shown('2024-04-03 06:00:00'))[0]).toBe('2024-04-03T06:00:00+08:00')
  })
  test('row 40: 2024/04/03 and 2024年4月3日 are the same day', async () => {
    expect(await shown('2024/04/03')).toEqual(['2024-04-03T00:00:00+08:00', '2024年4月3日'])
    expect(await shown('2024年4月3日')).toEqual(await shown('2024/04/03'))
  })
})

describe('front matter', () => {
  test('row 41: a full-width comma parts two tags, with a warning', async () => {
    const built = await withFields('title: 文\ndate: 2025-01-01\ntags: [人工智能，技术]')
    expect(tagPages(built)).toEqual(['tags/人工智能/index.html', 'tags/技术/index.html'])
    expect(codes(built)).toEqual(['warning terms-full-width-comma content/posts/post.md:4:8'])
  })
  test('row 42: a full-width colon is an error at its place', async () => {
    const built = await withFields('title： x\ndate: 2025-01-01')
    expect(codes(built)).toEqual(['error front-matter-full-width-colon content/posts/post.md:2:6'])
  })
  test('row 43: numbers among tags and in a slug are text as written', async () => {
    const built = await withFields('title: 文\ndate: 2025-01-01\ntags: [2024, 1.10]\nslug: 007')
    expect(tagPages(built)).toEqual(['tags/1.10/index.html', 'tags/2024/index.html'])
    expect(built.paths).toContain('posts/007/index.html')
  })
})

const factsOf = ({ site, bodyOf }: TestSite) => bodyOf(site.posts[0] ?? {}).facts()

describe('counts', () => {
  test.each([
    ['使用Node.js开发', 5],
    ['GPT-3、LLaMA和PaLM', 4],
  ])('row 44: %s is %i', async (body, count) => {
    const { characters, words } = factsOf(await post(body, options))
    expect(characters + words).toBe(count)
  })
  test('row 45: reading takes a minute for 400 characters and for 200 words, rounded up', async () => {
    const minutes = async (body: string) => /约(\d+)分钟/.exec((await post(body, options)).file(page))?.[1]
    expect(await minutes('字'.repeat(400))).toBe('1')
    expect(await minutes('字'.repeat(401))).toBe('2')
    expect(await minutes(`${'字'.repeat(400)} ${'word '.repeat(100)}`)).toBe('2')
  })
  test('row 46: an automatic summary has whole sentences, no heading, and never half an emoji', async () => {
    const built = await post(`## 标题\n\n他说：“你好。”${'中文很好。'.repeat(10)}\n\n${'👨‍👩‍👧'.repeat(80)}`, {
      config: { ...options.config, summary: { length: 40 } },
    })
    const { excerpt } = factsOf(built)
    expect(excerpt).toMatch(/^他说：“你好。”(中文很好。)+$/)
    const emoji = await post('👨‍👩‍👧'.repeat(80), { config: { ...options.config, summary: { length: 40 } } })
    expect(factsOf(emoji).excerpt.replaceAll('👨‍👩‍👧', '')).toBe('…')
  })
  test('row 47: the filter `truncate` cuts no character', async () => {
    const template = '-- templates/post.njk --\n{{ "𠮷野家" | truncate(1) }} {{ "👨‍👩‍👧你好" | truncate(1) }}\n'
    const built = await site(
      `${template}-- content/posts/post.md --\n---\ntitle: 文\ndate: 2025-01-01\n---\n正文\n`,
      options,
    )
    expect(built.file(page).trim()).toBe('𠮷… 👨‍👩‍👧…')
  })
})

test.each([
  [48, 'a control character', '前\u0008后', ['warning body-control-character content/posts/post.md:5:2']],
  [49, 'the end of a CDATA section', '前 ]]> 后', []],
])('row %i: %s leaves every feed readable', async (_, __, body, warned) => {
  const built = await post(body, options)
  expect(parseRssFeed(built.file('index.xml')).items?.[0]?.content?.encoded).toMatch(/前.*后/)
  expect(parseAtomFeed(built.file('atom.xml')).entries?.[0]?.content?.value).toMatch(/前.*后/)
  expect(parseJsonFeed(built.file('feed.json')).items?.[0]?.content_html).toMatch(/前.*后/)
  for (const path of ['index.xml', 'atom.xml']) expect(built.file(path)).not.toMatch(/\p{Cc}(?<!\n)|\]\]>/u)
  expect(codes(built)).toEqual(warned)
})
