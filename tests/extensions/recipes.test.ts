import { expect, test } from 'vitest'
import type { Extension } from '../../src/extension.ts'
import { stopAfter } from '../../src/io/stopAfter.ts'
import { bodyOf, site } from '../site.ts'
import { countdown } from './recipes/countdown.ts'
import { llms } from './recipes/llms.ts'
import { mermaid } from './recipes/mermaid.ts'
import { minify } from './recipes/minify.ts'
import { opml } from './recipes/opml.ts'
import { outsideLinks } from './recipes/outsideLinks.ts'
import { statistics } from './recipes/statistics.ts'
import { traditional } from './recipes/traditional.ts'
import { wikiLinks } from './recipes/wikiLinks.ts'

/** A site of these posts by name, with one extension; it has nothing to complain of unless `told` says so. */
async function built(extension: Extension, posts: Readonly<Record<string, string>>, more = '', told: string[] = []) {
  const files = Object.entries(posts).map(
    ([name, body], index) =>
      `-- content/posts/${name}.md --\n---\ntitle: 题 ${name}\ndate: 2025-03-0${index + 1}\n---\n${body}\n`,
  )
  const made = await site(files.join('') + more, {
    config: { extensions: [extension], url: 'https://example.com/blog/' },
    stopAfter,
  })
  expect(made.diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual(told)
  return made
}

test('opml lists the friends that have a feed', async () => {
  const friends = `-- content/_data/friends.yaml --
- { name: 甲 & 乙, url: 'https://a.example/', feed: 'https://a.example/rss?a&b' }
- { name: 丙, url: 'https://b.example/' }
`
  const made = await built(opml, { a: '文' }, friends)
  expect(made.file('friends.opml')).toContain(
    'text="甲 &#38; 乙" htmlUrl="https://a.example/" xmlUrl="https://a.example/rss?a&#38;b"/>',
  )
  expect(made.file('friends.opml').match(/<outline/g)).toHaveLength(1)
  expect(made.file('index.html')).toContain('href="/blog/friends.opml"')
  expect((await built(opml, { a: '文' })).file('friends.opml')).not.toContain('<outline')
})

test('llms writes a list and each post’s Markdown, to which the posts link', async () => {
  const made = await built(
    llms,
    { a: '**文**\n\n{{< mark 甲 >}}', 一: '- 二' },
    '-- templates/shortcodes/mark.njk --\n{{ args[0] }}\n',
  )
  expect(made.file('llms.txt')).toContain('- [题 a](https://example.com/blog/posts/a/index.md): ')
  expect(made.file('posts/a/index.md')).toBe('# 题 a\n\n**文**\n\n{{< mark 甲 >}}\n')
  expect(made.file('posts/一/index.md')).toBe('# 题 一\n\n- 二\n')
  expect(made.file('posts/一/index.html')).toContain('type="text/markdown" href="/blog/posts/%E4%B8%80/index.md"')
  expect(made.file('index.html')).not.toContain('text/markdown')
})

test('statistics counts what was written, and shows the days of a year', async () => {
  const posts = { a: '一二三', b: '四五' }
  const made = await built(statistics, posts, '-- content/count.md --\n---\ntitle: 统计\n---\n{{< statistics >}}\n')
  const page = made.file('count/index.html')
  expect(page).toContain('2 篇，5 字。')
  expect(page.match(/<rect/g)).toHaveLength(365)
  expect(page).toContain('<title>2025-03-01：3 字</title>')
  expect([...made.read('count/index.html')].sort()).toEqual([
    'content/count.md',
    'content/posts/a.md',
    'content/posts/b.md',
  ])
})

test('wiki links lead to posts, and these name who leads to them', async () => {
  const posts = { a: '见[[二#节|第二篇]]和[[/about]]。', 二: '## 节\n\n`[[a]]`，**[[a]]**', c: '[[没有]]' }
  const about = '-- content/about.md --\n---\ntitle: 关于\n---\n我\n'
  const made = await built(wikiLinks, posts, about, ['link-dead content/posts/c.md:5'])
  expect(made.file('posts/a/index.html')).toContain(
    '见<a href="/blog/posts/%E4%BA%8C/#%E8%8A%82">第二篇</a>和<a href="/blog/about/">/about</a>。',
  )
  expect(made.file('posts/a/index.html')).toContain('提到这里的：<a href="/blog/posts/%E4%BA%8C/">题 二</a>')
  expect(made.file('posts/二/index.html')).toContain('提到这里的：<a href="/blog/posts/a/">题 a</a>')
  expect(made.file('posts/c/index.html')).not.toContain('提到')
})

test('mermaid brings its program to pages with a diagram', async () => {
  const made = await built(mermaid, { a: '```mermaid\ngraph LR; A-->B\n```', b: '文' })
  expect(made.file('posts/a/index.html')).toContain('<script src="/blog/mermaid.min.js"></script>')
  expect(made.file('posts/b/index.html')).not.toContain('mermaid.min.js')
})

test('minify leaves blanks that are seen, and no others', async () => {
  const code = '```\na\n\n  b <!-- c -->\n```'
  const made = await built(minify, {
    a: `一 *二*\nthree  four\n\n- 五\n- 六 **七** 八\n\n${code}\n\n<a title="x\n  y">z</a>`,
  })
  const page = made.file('posts/a/index.html')
  expect(page).toContain('<p>一 <em>二</em>')
  expect(page).toContain('<ul><li>五</li><li>六 <strong>七</strong> 八</li></ul>')
  expect(page).toMatch(/a\n\n {2}b &#x3C;!-- c -->/)
  expect(page.replace(/<(pre|script|style)[\s\S]*?<\/\1>/g, '')).not.toMatch(/\n<(?:p|div|meta|link)|<!--/)
})

test('links to others open in a new tab, and the site’s own do not', async () => {
  const posts = {
    a: '[外](https://other.example/) [内](https://example.com/blog/posts/b/) [近](b.md) <https://b.example>',
    b: '文',
  }
  const html = bodyOf(await built(outsideLinks('example.com'), posts), 'posts/a.md')
  expect(html.match(/<a [^>]*>/g)).toEqual([
    '<a href="https://other.example/" target="_blank" rel="nofollow noopener">',
    '<a href="https://example.com/blog/posts/b/">',
    '<a href="b.md">',
    '<a href="https://b.example" target="_blank" rel="nofollow noopener">',
  ])
})

test('countdown writes the date, and its script where it stands', async () => {
  const made = await built(countdown, { a: '{{< countdown 2027-02-06 春节 >}}', b: '文' })
  expect(made.file('posts/a/index.html')).toContain(
    '春节<time datetime="2027-02-06" data-countdown>2027年2月6日</time>',
  )
  expect(made.file('posts/a/index.html')).toContain("querySelectorAll('[data-countdown]')")
  expect(made.file('posts/b/index.html')).not.toContain('data-countdown')
})

test('traditional twins say the same in the other characters, code and addresses apart', async () => {
  const made = await built(traditional, { a: '后面的头发，`后面`，[里面](后.md)', 后: '文' })
  const twin = made.file('zh-hant/posts/a/index.html')
  expect(twin).toContain('後面的頭髮，<code>后面</code>，<a href="/blog/posts/%E5%90%8E/">裡面</a>')
  expect(twin).toContain('<link rel="alternate" hreflang="zh-Hans" href="https://example.com/blog/posts/a/">')
  expect(made.file('posts/a/index.html')).toContain(
    'hreflang="zh-Hant" href="https://example.com/blog/zh-hant/posts/a/"',
  )
  expect(made.file('posts/后/index.html')).toContain('<a href="/blog/zh-hant/posts/%E5%90%8E/" hreflang="zh-Hant"')
})
