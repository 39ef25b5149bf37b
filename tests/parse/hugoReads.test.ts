import { describe, expect, test } from 'vitest'
import { findings, html } from './render.ts'

describe('bare links', () => {
  test.each([
    ['www.a.com', '<a href="https://www.a.com">www.a.com</a>'],
    ['see www.a.com.', 'see <a href="https://www.a.com">www.a.com</a>.'],
    ['http://a.com/x\\_y\\_z 后', '<a href="http://a.com/x_y_z">http://a.com/x_y_z</a> 后'],
    ['http://a.cn/?a=1&amp;b=2', '<a href="http://a.cn/?a=1&#x26;b=2">http://a.cn/?a=1&#x26;b=2</a>'],
    ['看http://bit.ly/abc&#8221;，后', '看<a href="http://bit.ly/abc">http://bit.ly/abc</a>”，后'],
    ['http://bit.ly/abc&rdquo; x', '<a href="http://bit.ly/abc">http://bit.ly/abc</a>” x'],
    ['可以打开http://x.cn/上下载合适的版本', '可以打开<a href="http://x.cn/">http://x.cn/</a>上下载合适的版本'],
    ['https://a.cn/128/吗？', '<a href="https://a.cn/128/">https://a.cn/128/</a>吗？'],
    ['https://x.cn/关于 好', '<a href="https://x.cn/%E5%85%B3%E4%BA%8E">https://x.cn/关于</a> 好'],
  ])('%j has its text and its end', async (body, right) => {
    expect(await html(body)).toBe(`<p>${right}</p>`)
  })

  test('that end at a slash in front of prose are doubtful', async () => {
    expect(await findings('可以打开http://x.cn/上下载合适的版本')).toEqual(['bare-link-doubtful 1:5'])
    expect(await findings('见 https://zh.wikipedia.org/wiki/北京。')).toEqual([])
  })
})

describe('stars that mark words are text', () => {
  test.each(['有*.asp或*.aspx', '*.asp和*.aspx文件', '***1、***2', '作者***甲、***2'])('%j', async (body) => {
    expect(await html(body)).toBe(`<p>${body}</p>`)
  })
  test('and those of emphasis are none', async () => {
    expect(await html('**.NET**框架，***粗***体，**一、**文')).toBe(
      '<p><strong>.NET</strong>框架，<em><strong>粗</strong></em>体，<strong>一、</strong>文</p>',
    )
    expect(await html('see *.a or *.b')).toBe('<p>see *.a or *.b</p>')
  })
})

describe('tables', () => {
  const cells = async (body: string) =>
    Array.from((await html(body)).matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g), ([, cell]) => cell)
  test.each([
    ['a|b\n-|-|-\n1|2|3', ['a', 'b', '', '1', '2', '3'], 'table-columns 2:1'],
    ['文\n\n> |a|\n> |-|-|\n> |1|2|', ['a', '', '1', '2'], 'table-columns 4:1'],
    ['- a|b\n  -|-|-\n  1|2|3', ['a', 'b', '', '1', '2', '3'], 'table-columns 2:1'],
    ['|a|b|\n|-|-|\n|`x|y`|2|', ['a', 'b', '`x', 'y`'], 'table-cell-lost 3:8'],
  ])('have the cells that goldmark gives them, with a warning: %j', async (body, right, brief) => {
    expect(await cells(body)).toEqual(right)
    expect(await findings(body)).toEqual([brief])
  })
  test('in code are text; a header of more cells than dashes makes none', async () => {
    expect(await findings('```\na|b\n-|-|-\n```\n\n    a|b\n    -|-|-')).toEqual([])
    expect(await cells('a|b|c\n-|-\n1|2')).toEqual([])
  })
  test('later warnings stand at their lines', async () => {
    expect(await findings('a|b\n-|-|-\n\n<b>')).toEqual(['table-columns 2:1', 'html-unclosed 4:1'])
  })
})

describe('footnotes', () => {
  test.each([
    ['文\n\n[^c]: 无', ['footnote-uncalled 3:1']],
    ['文[^d] `[^e]`', ['footnote-undefined 1:2']],
    ['{{< x >}}文[^1]{{< /x >}}\n\n[^1]: 注\n\n后[^1]', ['footnote-undefined 1:11']],
    ['例如，[^5] 匹配，x[^0-9]y 或 [^a]+ 或 [^>]', []],
    ['文[^甲]，后[^A]\n\n[^甲]: 注\n[^a]: 注', []],
  ])('without a call, or without a note, are told of: %j', async (body, right) => {
    expect(await findings(body)).toEqual(right)
  })
  test('are numbered by their calls, and have Hugo’s ids too', async () => {
    const shown = await html('文[^b]又[^a]\n\n[^a]: 甲\n[^b]: 乙')
    expect(shown).toMatch(/<li id="fn-1"><span id="fn:1"><\/span>\n<p>乙/)
    expect(shown).toMatch(/<li id="fn-2"><span id="fn:2"><\/span>\n<p>甲/)
  })
})
