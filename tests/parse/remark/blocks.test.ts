import { describe, expect, test } from 'vitest'
import { findings, html, render } from '../render.ts'

describe('alerts', () => {
  test.each([
    ['NOTE', '提示'],
    ['TIP', '技巧'],
    ['IMPORTANT', '重要'],
    ['warning', '警告'],
    ['Caution', '当心'],
  ])('> [!%s] is titled %s', async (kind, title) => {
    expect(await html(`> [!${kind}]\n> 文字\n>\n> 再来`)).toBe(
      `<div class="alert alert-${kind.toLowerCase()}" role="note">\n<p class="alert-title">${title}</p>\n<p>文字</p>\n<p>再来</p>\n</div>`,
    )
  })
  test('the title is in the site’s language, or the author’s own', async () => {
    const title = async (body: string, language: string) =>
      /alert-title">([^<]*)/.exec(await html(body, { language }))?.[1]
    expect(await title('> [!NOTE]\n> x', 'en')).toBe('Note')
    expect(await title('> [!CAUTION]\n> x', 'zh-TW')).toBe('當心')
    expect(await title('> [!NOTE]\n> x', 'ja')).toBe('メモ')
    expect(await title('> [!NOTE]\n> x', 'ko')).toBe('Note')
    expect(await title('> [!NOTE] 小心 <轻放>\n> x', 'zh')).toBe('小心 &#x3C;轻放>')
  })
  test('may begin with other blocks, bold or nothing', async () => {
    expect(await html('> [!TIP]\n> **粗** 字')).toContain('</p>\n<p><strong>粗</strong> 字</p>')
    expect(await html('> [!TIP]\n>\n> - 一')).toContain('</p>\n<ul>\n<li>一</li>')
    expect(await html('> [!TIP]')).toBe(
      '<div class="alert alert-tip" role="note">\n<p class="alert-title">技巧</p>\n</div>',
    )
  })
  test('other quotes stay quotes', async () => {
    for (const body of ['> 说 [!NOTE]\n> x', '> x\n> [!NOTE]']) expect(await html(body)).toMatch(/^<blockquote>/)
  })

  test.each([
    ['> [!info]- 题\n> 文', 'details', 'info', '题'],
    ['> [!TIP]+ 题\n> 文', 'details', 'tip', '题'],
    ['> [!tip]-\n> 文', 'details', 'tip', '技巧'],
    ['> [!quote]\n> 文', 'div', 'quote', '引用'],
    ['> [!cite] 题\n> 文', 'div', 'quote', '题'],
    ['> [!FAQ]- 为什么？\n> 文', 'details', 'question', '为什么？'],
    ['> [!读后感]\n> 文', 'div', '读后感', '读后感'],
    ['> [!my kind|right] **粗** 与 [链](/a/)\n> 文', 'div', 'my-kind', '<strong>粗</strong> 与 <a href="/a/">链</a>'],
    ['> [!note] 题 **粗**  \n> 文', 'div', 'note', '题 <strong>粗</strong>'],
  ])('any word is a kind, and a sign folds: %j', async (body, element, kind, title) => {
    const [head, name] = element === 'div' ? [' role="note"', 'p'] : [body.includes('+') ? ' open' : '', 'summary']
    for (const markup of ['keep', 'sanitize']) {
      expect(await html(body, { markdown: { html: markup } })).toBe(
        `<${element} class="alert alert-${kind}"${head}>\n<${name} class="alert-title">${title}</${name}>\n<p>文</p>\n</${element}>`,
      )
    }
  })

  test.each(['> \\[!info] 题', '> [!] 题', '> 甲 [!info] 题', '[!info] 题'])('%j is none', async (body) => {
    expect(await html(body)).not.toContain('alert')
  })

  test('their marks stand in no summary', async () => {
    expect((await render('> [!info]- 题\n> 文\n\n后')).excerpt).toBe('文 后')
  })
})

describe('figures', () => {
  test('an image alone with a title is one, its title the caption', async () => {
    expect(await html('![替 **代**](a.png "说明 & 更多")')).toBe(
      '<figure><img src="a.png" alt="替 代"><figcaption>说明 &#x26; 更多</figcaption></figure>',
    )
  })
  test('an image without title, or not alone, is not', async () => {
    expect(await html('![a](b.png)')).toMatch(/^<p><img/)
    expect(await html('看 ![a](b.png "t")')).toContain('title="t"')
  })
})

describe('tables', () => {
  test('scroll by keyboard, name what header cells head, and align by style', async () => {
    expect(await html('| | a |\n|-|:-:|\n| b | c |')).toBe(
      '<div class="table" role="group" tabindex="0" aria-label="表格"><table>\n<thead>\n<tr>\n<td></td>\n<th style="text-align:center" scope="col">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n<td style="text-align:center">c</td>\n</tr>\n</tbody>\n</table></div>',
    )
  })
})

test('the boxes of task lists have names', async () => {
  expect(await html('- [x] 一\n- [ ] 二\n\n  三')).toBe(
    '<ul class="contains-task-list">\n<li class="task-list-item">\n<p><input type="checkbox" checked disabled aria-label="已完成"> 一</p>\n</li>\n<li class="task-list-item">\n<p><input type="checkbox" disabled aria-label="未完成"> 二</p>\n<p>三</p>\n</li>\n</ul>',
  )
  expect(await html('- [x] 一')).toContain('aria-label="已完成"> 一</li>')
})

describe('footnotes', () => {
  test('row 30: link and id match, the section is labelled in the site’s language', async () => {
    const body = '甲[^中文]乙[^b]丙[^中文]\n\n[^b]: 二\n[^中文]: 一'
    expect(await html(body)).toBe(
      [
        '<p>甲<sup><a href="#fn-1" id="fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup>乙<sup><a href="#fn-2" id="fnref-2" data-footnote-ref aria-describedby="footnote-label">2</a></sup>丙<sup><a href="#fn-1" id="fnref-1-2" data-footnote-ref aria-describedby="footnote-label">1</a></sup></p>',
        '<section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">脚注</h2>',
        '<ol>',
        '<li id="fn-1"><span id="fn:1"></span>',
        '<p>一 <a href="#fnref-1" data-footnote-backref="" aria-label="回到正文的注 1" class="data-footnote-backref">↩</a> <a href="#fnref-1-2" data-footnote-backref="" aria-label="回到正文的注 1" class="data-footnote-backref">↩<sup>2</sup></a></p>',
        '</li>',
        '<li id="fn-2"><span id="fn:2"></span>',
        '<p>二 <a href="#fnref-2" data-footnote-backref="" aria-label="回到正文的注 2" class="data-footnote-backref">↩</a></p>',
        '</li>',
        '</ol>',
        '</section>',
      ].join('\n'),
    )
    expect(await html('a[^1]\n\n[^1]: b', { language: 'en' })).toContain('>Footnotes</h2>')
  })
  test('row 38: those of a shortcode’s inner text have ids of their own', async () => {
    const body = 'a[^1]\n\n{{< x >}}b[^1]\n\n[^1]: c\n{{< /x >}}\n\n[^1]: d'
    const { renderer } = await import('../render.ts')
    const { rendered } = await renderer()(body)
    expect(rendered.anchors).toEqual([
      ...['fnref-1', 'fnref-1-1', 'footnote-label-1', 'fn-1-1', 'fn:1-1'],
      ...['footnote-label', 'fn-1', 'fn:1'],
    ])
  })
})

test('emoji shortcodes are an option', async () => {
  expect(await html(':tada:')).toBe('<p>:tada:</p>')
  expect(await html(':tada: `:tada:`', { markdown: { emoji: true } })).toBe('<p>🎉 <code>:tada:</code></p>')
})

test.each([
  ['https://a.com/:smile:/x :smile:', '<p><a href="https://a.com/:smile:/x">https://a.com/:smile:/x</a> 😄</p>'],
  ['<https://a.com/:smile:>', '<p><a href="https://a.com/:smile:">https://a.com/:smile:</a></p>'],
  ['[好 :smile:](https://a.com/)', '<p><a href="https://a.com/">好 😄</a></p>'],
])('a link that shows its address keeps it: %s', async (body, right) => {
  expect(await html(body, { markdown: { emoji: true } })).toBe(right)
})

test('a vertical tab and a form feed stand between words', async () => {
  expect(await html('one\vtwo\fthree')).toBe('<p>one two three</p>')
})

describe('a row of dashes', () => {
  test.each([
    ['甲 | 乙\n---|---|---\n丙 | 丁', ['table-columns 2:1']],
    ['> | 甲 | 乙 |\n> | --- |', ['table-columns 2:1']],
    ['甲 | 乙\n---|---\n丙 | 丁', []],
    ['| 甲 \\| 乙 |\n| --- |', []],
    ['甲 | 乙\n---', []],
    ['甲\n--|--', ['table-columns 2:1']],
  ])('under a row of other cells is told of: %j', async (body, said) => {
    expect(await findings(body)).toEqual(said)
  })
})

describe('a list of attributes on its own line behind a block', () => {
  test.each([
    ['> 引。\n{.center}', '<blockquote class="center">\n<p>引。</p>\n</blockquote>'],
    ['> 引。\n> {.center}', '<blockquote>\n<p class="center">引。</p>\n</blockquote>'],
    ['- 甲\n- 乙\n{#two .a .b}', '<ul class="a b" id="two">\n<li>甲</li>\n<li>乙</li>\n</ul>'],
    ['文**字**\n续\n{lang="ja"}', '<p lang="ja">文<strong>字</strong>续</p>'],
    ['---\n{.thin}', '<hr class="thin">'],
    ['{{< qr >}}\n{.center}', '⟦qr⟧'],
    ['{.center}', '<p>{.center}</p>'],
    ['文\n\n{.center}', '<p>文</p>\n<p>{.center}</p>'],
    ['集合\n{a, b}', '<p>集合\n{a, b}</p>'],
  ])('is the block’s: %j', async (body, right) => {
    expect(await html(body)).toBe(right)
  })
})
