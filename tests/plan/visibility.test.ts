import { describe, expect, test } from 'vitest'
import { post, site } from '../site.ts'

const secret = '密语'

/** A page under these lines of front matter, beside a plain post. */
function withPage(lines: string, flags = {}) {
  const archive = `-- content/posts/a.md --
---
title: 甲
date: 2025-01-02
tags: [共]
${lines}
---
${secret}
-- content/posts/b.md --
---
title: 乙
date: 2025-01-01
tags: [共]
---
文
`
  return site(archive, { flags })
}

const page = 'posts/a/index.html'

describe('a protected page', () => {
  test.each([
    'password: x',
    'password: 123456',
    'Password: "0"',
    'password: [a, b]',
    'encrypt: true',
    'encrypt: 密码',
    'private: yes',
    'params: {password: x}',
    'protected: 1',
  ])('%s: left out, with drafts too, in one warning', async (lines) => {
    for (const flags of [{}, { drafts: true, future: true, expired: true }]) {
      const built = await withPage(lines, flags)
      expect(built.paths.filter((path) => built.file(path).includes(secret))).toEqual([])
      expect(built.paths).not.toContain(page)
      expect(built.site.leftOut).toEqual([{ file: 'content/posts/a.md', reason: 'protected' }])
      expect(built.diagnostics.map(({ code, level, line }) => [code, level, line])).toEqual([
        ['page-protected', 'warning', 5],
      ])
    }
  })

  test('is shown with a mark where the blogger alone looks, and is in no feed, search or sitemap', async () => {
    const built = await withPage('password: x\ndraft: true', { drafts: true, protected: true })
    expect(built.file(page)).toContain(secret)
    expect(built.file(page)).toContain('受保护')
    for (const path of ['index.xml', 'search/index.json', 'sitemap.xml'])
      expect(built.file(path)).not.toMatch(/甲|posts\/a\//)
  })

  test.each(['password:', 'password: ""', 'password: false', 'encrypt: false', 'private: no', 'encrypt: "false"'])(
    '%s means nothing',
    async (lines) => {
      const built = await withPage(lines)
      expect(built.paths).toContain(page)
      expect(built.diagnostics).toEqual([])
    },
  )

  test('takes its bundle’s files with it, and protects by a cascade too, told once', async () => {
    const built = await site(`-- content/secret/_index.md --
---
title: 密
cascade: {private: true}
---
-- content/secret/a/index.md --
---
title: 甲
---
![图](a.png)
-- content/secret/a/a.png --
图
-- content/secret/b.md --
---
title: 乙
---
文
`)
    expect(built.paths.filter((path) => path.startsWith('secret/a') || path.startsWith('secret/b'))).toEqual([])
    expect(built.diagnostics.filter(({ code }) => code === 'page-protected')).toHaveLength(1)
  })
})

describe('a page that hides', () => {
  const lists = ['index.html', 'posts/index.html', 'tags/共/index.html', 'archives/index.html']
  const listing = async (lines: string) => {
    const built = await withPage(lines)
    expect(built.diagnostics).toEqual([])
    const shows = (path: string) => /甲|posts\/a\//.test(built.file(path))
    return {
      lists: lists.filter(shows),
      feeds: ['index.xml', 'atom.xml', 'posts/index.xml', 'tags/共/feed.json'].filter(shows).length,
      search: shows('search/index.json'),
      sitemap: shows('sitemap.xml'),
      noindex: built.file(page).includes('content="noindex"'),
    }
  }
  const everywhere = { lists, feeds: 4, search: true, sitemap: true, noindex: false }

  test.each(['hidden: true', 'unlisted: true', 'hide: yes', 'params: {Hidden: true}'])(
    '%s is in nothing but at its address',
    async (lines) => {
      expect(await listing(lines)).toEqual({ lists: [], feeds: 0, search: false, sitemap: false, noindex: true })
    },
  )

  test.each([
    ['hiddenFromSearch: true', { search: false }],
    ['searchHidden: true', { search: false }],
    ['excludeFromSearch: true', { search: false }],
    ['search: false', { search: false }],
    ['bookSearchExclude: yes', { search: false }],
    ['hiddenFromHomePage: true', { lists: lists.slice(1) }],
    ['hiddenInHomeList: true', { lists: lists.slice(1) }],
    ['hiddenFromRss: true', { feeds: 0 }],
    ['noindex: true', { sitemap: false, noindex: true }],
    ['robotsNoIndex: true', { sitemap: false, noindex: true }],
    ['robots: "noindex, follow"', { sitemap: false, noindex: true }],
    ['sitemap: {disable: true}', { sitemap: false }],
    ['sitemap:\n  Disable: "true"', { sitemap: false }],
    ['sitemap: false', { sitemap: false }],
    ['sitemap: "false"', { sitemap: false }],
    ['sitemap: {exclude: true}', { sitemap: false }],
    ['disableSitemap: true', { sitemap: false }],
    ['sitemap: {priority: 0.1, disable: false}', {}],
    ['hidden: false', {}],
    ['search: true', {}],
    ['noindex: ""', {}],
  ])('%s', async (lines, difference) => {
    expect(await listing(lines)).toEqual({ ...everywhere, ...difference })
  })

  test('a list, out of the sitemap as well', async () => {
    const built = await site(
      '-- content/posts/_index.md --\n---\ntitle: 章\nsitemap: {disable: true}\n---\n-- content/posts/a.md --\n---\ntitle: 甲\ntags: [x]\n---\n文\n-- content/tags/x/_index.md --\n---\nnoindex: true\n---\n',
    )
    expect(built.file('sitemap.xml')).not.toMatch(/\/posts\/<|\/tags\/x\//)
    expect(built.file('tags/x/index.html')).toContain('content="noindex"')
  })
})

describe('an encrypting block', () => {
  test.each([
    ['{{% hugo-encryptor "p" %}}', '{{% /hugo-encryptor %}}'],
    ['{{< hugo-encryptor "p" >}}', '{{< /hugo-encryptor >}}'],
    ['{{% fixit-encryptor "p" "提示 >" %}}', '{{% /fixit-encryptor %}}'],
    ['{{<encrypt password="p">}}', '{{</encrypt>}}'],
    ['{% encrypt p %}', '{% endencrypt %}'],
    ['{% hideBlock 看 %}', '{% endhideBlock %}'],
    ['{{% hugo-encryptor "p" %}}', ''],
  ])('%s leaves a notice, and lines as they were', async (open, close) => {
    const inside = `${secret}\n\n## ${secret}\n\n\`\`\`js\n${secret}\n\`\`\`\n`
    const built = await post(`前\n\n${open}\n${inside}${close}\n\n后{{< 没有 >}}\n`)
    expect(built.paths.filter((path) => built.file(path).includes(secret))).toEqual([])
    expect(built.file('posts/post/index.html')).toContain('加密')
    const [first, ...others] = built.diagnostics.map(({ code, level, line }) => [code, level, line])
    expect(first).toEqual(['body-encrypted', 'warning', 7])
    if (close) expect(others.every(([, , line]) => line === 17)).toBe(true)
    if (close) expect(built.file('posts/post/index.html')).toContain('后')
  })

  test('two of them, what is between them stays', async () => {
    const block = `{{% hugo-encryptor %}}\n${secret}\n{{% /hugo-encryptor %}}`
    const built = await post(`${block}\n\n之间\n\n${block}\n`)
    expect(built.file('posts/post/index.html')).toContain('之间')
    expect(built.file('posts/post/index.html')).not.toContain(secret)
    expect(built.diagnostics).toHaveLength(2)
  })

  test('in code is text', async () => {
    const built = await post(
      `\`{{% hugo-encryptor %}}\`\n\n\`\`\`\n{% hideBlock %}\n${secret}\n{% endhideBlock %}\n\`\`\`\n`,
    )
    expect(built.file('posts/post/index.html')).toContain(secret)
    expect(built.diagnostics).toEqual([])
  })
})
