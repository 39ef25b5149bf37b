import { describe, expect, test } from 'vitest'
import { bodyOf, post, type TestSite } from '../site.ts'

/** The table of right answers for Chinese Markdown, rows 1 to 26, on built pages. */
const rows: readonly (readonly [row: number, markdown: string, html: string])[] = [
  [1, '**「foo」**bar', '<strong>「foo」</strong>bar'],
  [2, '**研究。**后文', '<strong>研究。</strong>后文'],
  [3, '这是**重要（important）**的', '这是<strong>重要（important）</strong>的'],
  [4, '我可以强调**这个`code`**吗', '我可以强调<strong>这个<code>code</code></strong>吗'],
  [5, '**50%**的人', '<strong>50%</strong>的人'],
  [6, '~~删除。~~后文', '<del>删除。</del>后文'],
  [7, '1~3天，4~6天', '1~3天，4~6天'],
  [8, '_中文_后文', '_中文_后文'],
  [9, '**foo!**bar', '**foo!**bar'],
  [10, '地址https://example.com/a，然后', '地址⟨https://example.com/a⟩，然后'],
  [11, '（https://x.com/a）后文', '（⟨https://x.com/a⟩）后文'],
  [12, 'https://x.com/a、https://x.com/b', '⟨https://x.com/a⟩、⟨https://x.com/b⟩'],
  [13, '**https://x.com/a**。后文', '<strong>⟨https://x.com/a⟩</strong>。后文'],
  [14, 'https://zh.wikipedia.org/wiki/北京_(消歧义)。', '⟨https://zh.wikipedia.org/wiki/北京_(消歧义)⟩。'],
  [15, 'https://zh.wikipedia.org/wiki/列奥纳多·达·芬奇。', '⟨https://zh.wikipedia.org/wiki/列奥纳多·达·芬奇⟩。'],
  [16, 'https://arxiv.org/pdf/2403.18058.pdf这篇', '⟨https://arxiv.org/pdf/2403.18058.pdf⟩这篇'],
  [17, 'https://x.com/a后文', '⟨https://x.com/a后文⟩'],
  [18, '官网www.example.com，欢迎', '官网<a href="https://www.example.com">www.example.com</a>，欢迎'],
  [19, '邮箱me@example.com，谢谢', '邮箱<a href="mailto:me@example.com">me@example.com</a>，谢谢'],
  [20, '[中文](https://x.com/中文（括号）)', `<a href="${encodeURI('https://x.com/中文（括号）')}">中文</a>`],
  [21, '你好，\n世界', '你好，世界'],
  [22, '你好\nworld', '你好\nworld'],
  [23, '**粗**\n中文', '<strong>粗</strong>中文'],
  [24, '안녕\n세상', '안녕\n세상'],
  [25, '中文  \n中文', '中文<br>\n中文'],
  [26, '`https://x.com/a，后`', '<code>https://x.com/a，后</code>'],
]

/** HTML in which ⟨url⟩ stands for a link that shows its own URL. */
const linked = (html: string) => html.replace(/⟨(.*?)⟩/g, (_, url: string) => `<a href="${encodeURI(url)}">${url}</a>`)

const builds = new Map<string, Promise<TestSite>>()
const built = (markdown: string) => {
  const known = builds.get(markdown) ?? post(`${markdown}\n`, { config: { url: 'https://blog.example/' } })
  builds.set(markdown, known)
  return known
}

describe('row', () => {
  test.each(rows)('%i: %s', async (_, markdown, html) => {
    expect(bodyOf(await built(markdown)).trim()).toBe(`<p>${linked(html)}</p>`)
  })

  test('17: warns where the end of a link can’t be known, and no other does', async () => {
    const warned = []
    for (const [row, markdown] of rows) {
      const { diagnostics } = await built(markdown)
      for (const { code, file, line, column } of diagnostics) warned.push([row, code, `${file}:${line}:${column}`])
    }
    expect(warned).toEqual([[17, 'bare-link-doubtful', 'content/posts/post.md:5:1']])
  })
})
