import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { site } from '../site.ts'

/** Rows of FIELD.md's tables that the plan decides, through the whole build in memory. */

const post = (path: string, frontMatter: string, body = '正文') =>
  `-- content/${path} --\n---\n${frontMatter}\n---\n${body}\n`
const problems = ({ diagnostics }: Awaited<ReturnType<typeof site>>) =>
  diagnostics.map(({ code, level, file, line }) => [level, code, file, line])

const hostile = `<b>&"'</b> </script><script>alert(1)</script>`

describe('section 6', () => {
  // Tolerance wins over strictness, as in the row of Hugo's tolerance: Hugo builds two posts with one URL, and
  // writes one over the other. We lose neither; whoever wants the error asks for it. Any other two are an error.
  test('row 28: two posts with one URL are both built, with a warning at the second that names both', async () => {
    const posts = post('posts/b.md', 'title: 乙\nurl: /same/') + post('posts/a.md', 'title: 甲\nurl: /same/')
    const built = await site(posts)
    expect(problems(built)).toEqual([['warning', 'url-shared', 'content/posts/b.md', 3]])
    expect(built.diagnostics[0]?.params).toMatchObject({ first: 'content/posts/a.md', second: 'content/posts/b.md' })
    expect(built.file('same/index.html')).toContain('甲')
    expect(built.file('same-2/index.html')).toContain('乙')
    expect(built.file('sitemap.xml')).toContain('/same-2/')
    const strict = await site(posts, { config: { duplicateUrls: 'error' } })
    expect(problems(strict)).toEqual([['error', 'path-clash', 'content/posts/b.md', 3]])
  })

  test('row 28: one URL from any other two sources is a warning that names both, and the second gets -2', async () => {
    const files = `${post('about.md', 'title: 关于')}-- public/about/index.html --\n<p>`
    const page = await site(files)
    expect(problems(page)).toEqual([['warning', 'path-numbered', 'public/about/index.html', undefined]])
    expect(page.file('about/index.html')).toContain('关于')
    expect(page.paths).toContain('about-2/index.html')
    const strict = await site(files, { config: { duplicateUrls: 'error' } })
    expect(problems(strict)).toEqual([['error', 'path-clash', 'public/about/index.html', undefined]])
  })

  test('row 28, tolerance: as with Hugo a page stands before an alias, with a warning', async () => {
    const built = await site(post('posts/a.md', 'title: 甲') + post('posts/b.md', 'title: 乙\naliases: [/posts/a/]'))
    expect(problems(built)).toEqual([['warning', 'redirect-shadowed', 'content/posts/b.md', 3]])
    expect(built.file('posts/a/index.html')).toContain('甲')
  })

  test.each([
    ['case', 'public/a.png', 'public/A.png', 'path-numbered', 'A-2.png'],
    ['Unicode form', 'public/\u00e9.png', 'public/e\u0301.png', 'path-numbered', '\u00e9-2.png'],
    ['a file and a folder', 'public/a', 'public/a/b', 'path-folder', undefined],
  ])('row 29: paths that can not stand side by side: %s', async (_, one, other, code, path) => {
    const built = await site(`-- ${one} --\nx\n-- ${other} --\nx\n`)
    expect(problems(built)).toEqual([[path ? 'warning' : 'error', code, other, undefined]])
    if (path) expect(built.paths).toContain(path)
  })

  test('row 37: special characters are escaped once, in the page, its head, JSON-LD and the feeds', async () => {
    const title = JSON.stringify(hostile)
    const built = await site(
      post('posts/a.md', `title: ${title}\ndescription: ${title}\ndate: 2025-01-01\ntags: [${title}]`),
    )
    const page = built.file('posts/a/index.html')
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('&amp;lt;')
    expect(page).toContain('<h1>&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt; &lt;/script&gt;')
    const jsonLd = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
    expect(JSON.parse(jsonLd)).toMatchObject({ headline: hostile, description: hostile, keywords: [hostile] })
    expect(parseRssFeed(built.file('index.xml')).items?.[0]).toMatchObject({
      title: hostile,
      categories: [{ name: hostile }],
    })
    const text = { value: hostile }
    expect(parseAtomFeed(built.file('atom.xml')).entries?.[0]).toMatchObject({ title: text, summary: text })
    expect(parseJsonFeed(built.file('feed.json')).items?.[0]).toMatchObject({ title: hostile, tags: [hostile] })
  })

  test('row 38: ids are unique on a page that shows several posts', async () => {
    const home = `{% for post in posts %}{{ post.more | safe }}{% endfor %}`
    const body = '## 背景\n\n脚注[^1]\n\n<!--more-->\n\n后文\n\n[^1]: 注'
    const built = await site(
      `${post('posts/a.md', 'title: 甲', body)}${post('posts/b.md', 'title: 乙', body)}-- templates/home.njk --\n${home}`,
    )
    const ids = [...built.file('index.html').matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const own = [...built.file('posts/a/index.html').matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(own).size).toBe(own.length)
    expect(own).toContain('背景')
  })

  test('row 39: a broken link, fragment or image is a warning at its line', async () => {
    const body = '[甲](/gone/)\n\n[乙](#无)\n\n![丙](gone.png)\n\n{{< relref "gone" >}}'
    const built = await site(post('posts/a.md', 'title: 甲\ndate: 2025-01-01', body))
    expect(problems(built)).toEqual([
      ['warning', 'link-dead', 'content/posts/a.md', 5],
      ['warning', 'fragment-dead', 'content/posts/a.md', 7],
      ['warning', 'image-missing', 'content/posts/a.md', 9],
      ['error', 'ref-missing', 'content/posts/a.md', 11],
    ])
  })
})
