import { describe, expect, test } from 'vitest'
import { findings, html, renderer } from '../render.ts'

describe('html: keep', () => {
  test('row 36: what is open is closed, what closes nothing is gone, with a warning where it stands', async () => {
    expect(await html('# 题\n\n<div class="a">\n\n文字\n')).toMatch(/<div class="a">\n\n?<p>文字<\/p>\n?<\/div>$/)
    expect(await findings('# 题\n\n<div class="a">\n\n文字\n')).toEqual(['html-unclosed 3:1'])
    expect(await html('文字\n\n</div></div>\n\n</article>')).toBe('<p>文字</p>')
    expect(await findings('文字\n\n</div></div>\n\n</article>')).toEqual([
      ...['html-unopened 3:1', 'html-unopened 3:7', 'html-unopened 5:1'],
    ])
    expect(await findings('> 一 <b>二\n\n<i><u></i>')).toEqual(['html-unclosed 1:5', 'html-unclosed 3:4'])
  })
  test.each([
    '<script>',
    '<!-- ',
    '<style>',
    '<textarea>',
    '<svg><style>',
    '<title>',
    '<a href="',
    '<script><!--<script>',
  ])('nothing escapes an open %s', async (open) => {
    const page = `<main>${await html(`${open}\n\n文字\n`)}</main><footer></footer>`
    const { fromHtml } = await import('hast-util-from-html')
    const tree = fromHtml(page, { fragment: true })
    expect(tree.children.map((child) => child.type === 'element' && child.tagName)).toEqual(['main', 'footer'])
  })
  test('elements that need no end tag and well-formed ones are no warning', async () => {
    const body =
      '<p>a\n<ul><li>b<li>c</ul>\n\n<br> <img src="a.png"> x<sup>2</sup> <kbd>K</kbd>\n\n<div>\n\n**b**\n\n</div>\n\n<script>if (a<b) document.write("<div>")</script>\n<!-- <div> -->\n'
    expect(await findings(body)).toEqual([])
  })
  test('scripts, frames and styles of the blogger stay', async () => {
    const body =
      '<script>let a = "<b>" && 1</script>\n<iframe src="https://a.example/"></iframe>\n<style>a > b {}</style>\n'
    expect(await html(body)).toBe(body.trim())
  })
  test('a tag in prose that would hide what follows is shown as text', async () => {
    const body = '用 <script> 和 <Title> 标签，`code`\n\n后文 <script>let a</script>'
    expect(await html(body)).toBe(
      '<p>用 &#x3C;script> 和 &#x3C;Title> 标签，<code>code</code></p>\n<p>后文 <script>let a</script></p>',
    )
    expect(await findings(body)).toEqual(['html-shown-as-text 1:3', 'html-shown-as-text 1:14'])
  })
  test.each([
    ['<xmp>\n\n后文', '&#x3C;xmp>\n<p>后文</p>', 'html-shown-as-text 1:1'],
    ['文<noembed>后', '<p>文&#x3C;noembed>后</p>', 'html-shown-as-text 1:2'],
    ['<noframes>\n\n后', '&#x3C;noframes>\n<p>后</p>', 'html-shown-as-text 1:1'],
    ['<plaintext>\n\n后', '&#x3C;plaintext>\n<p>后</p>', 'html-shown-as-text 1:1'],
    ['<!-- a\n\n后', '&#x3C;!-- a\n\n后', 'html-shown-as-text 1:1'],
    ['> <iframe src=x>\n\n后', '<blockquote>\n&#x3C;iframe src=x>\n</blockquote>\n<p>后</p>', 'html-shown-as-text 1:3'],
    ['<div>\n<xmp>a</xmp><xmp>b\n</div>', '<div>\n<xmp>a</xmp>&#x3C;xmp>b\n</div>', 'html-shown-as-text 2:13'],
  ])('what would hide all that follows is shown as text: %j', async (body, right, brief) => {
    expect(await html(body)).toBe(right)
    expect(await findings(body)).toEqual([brief])
  })
  test('what can have no end tag is text even where one stands', async () => {
    expect(await html('a <plaintext>b</plaintext> c')).toBe('<p>a &#x3C;plaintext>b&#x3C;/plaintext> c</p>')
  })
  test.each([
    ['文<br　/>后', '<p>文&#x3C;br　/>后</p>'],
    ['<div　class="a">', '<p>&#x3C;div　class="a"></p>'],
    ['<a href=/b　c>x</a>', '<p><a href="/b　c">x</a></p>'],
    ['<img src=./a.png\nwidth=10 />', '<p><img src="./a.png" width="10"></p>'],
    ['> 文 <a href=/b\n> title="x">c</a>', '<blockquote>\n<p>文 <a href="/b" title="x">c</a></p>\n</blockquote>'],
  ])('a tag’s white space is CommonMark’s: %j', async (body, right) => {
    expect(await html(body)).toBe(right)
  })
  test.each(['javascript:;', 'javascript:void(0)', 'javascript:void(0);', 'JavaScript: //'])(
    'a link that does nothing is removed without a word: %s',
    async (url) => {
      for (const body of [`<a href="${url}">x</a>`, `[x](<${url}>)`]) {
        expect(await html(body)).not.toContain('href')
        expect(await findings(body)).toEqual([])
      }
    },
  )
  test('an empty first line of preformatted text stays', async () => {
    expect(await html('<pre>\n\nx</pre>')).toBe('<pre>\n\nx</pre>')
  })
  test('a value without quotes may hold slashes', async () => {
    for (const url of ['/post/', 'https://a.org/b?c', 'b/c']) {
      const body = `见 <a href=${url} title="d e">x</a>`
      expect(await html(body)).toBe(`<p>见 <a href="${url}" title="d e">x</a></p>`)
      expect(await findings(body)).toEqual([])
    }
    expect(await html('<img src=/a.png>')).toContain('<img src="/a.png">')
    for (const text of ['<a href=/b', '<a "b/>', '<a =/b>']) expect(await html(text)).toContain('&#x3C;a')
  })
  test('a tag is named as it is written', async () => {
    const tagsOf = async (body: string) => (await renderer()(body)).findings.map(({ params }) => params?.tag)
    expect(await tagsOf('用 List<T> 和 <const Key>')).toEqual(['<T>', '<const Key>'])
    expect(await tagsOf('<DIV>\n\n</Span>')).toEqual(['DIV', 'Span'])
  })
  test('a word in angle brackets is shown as text; elements, closed ones and one’s own stay', async () => {
    expect(await html('用 List<T> 和 <name>')).toBe('<p>用 List&#x3C;T> 和 &#x3C;name></p>')
    expect(await findings('用 List<T> 和 <name>')).toEqual(['html-shown-as-text 1:7', 'html-shown-as-text 1:13'])
    for (const body of ['a <x>b</x>', 'a <my-tag>b', 'a <br> <wbr> <p>', 'a <svg><path d="M0"><g></svg>', 'a <x/> b'])
      expect([body, await findings(body)]).toEqual([body, []])
  })
  test.each([
    ['<table>\n<tr><td>**粗体**</td></tr>\n</table>', '<td><strong>粗体</strong></td>'],
    ['<br />\n**Django管理后台**\n<br />', '<strong>Django管理后台</strong>'],
    ['<div>他**“说”**了，**也“听”**</div>', '他<strong>“说”</strong>了，<strong>也“听”</strong>'],
    ['<td>**命令行参数** </td>', '<strong>命令行参数</strong> '],
    ['<p>**<i>粗</i>体**</p>', '<strong><i>粗</i>体</strong>'],
  ])('bold in it is bold where it is Chinese: %j', async (body, right) => {
    expect(await html(body)).toContain(right)
    expect((await findings(body)).filter((found) => !found.startsWith('html-un'))).toEqual([])
    expect(await html(body, { markdown: { cjk: false } })).toContain('**')
  })
  test.each([
    ['> <div>\n> **注意：**下文</div>', 2, 3],
    ['<p>**Kind of Tool** Runtime</p>', 1, 4],
    ['<div>;;; **</span><span>粗</span>**</div>', 1, 10],
  ])('other bold in it is shown as stars, and told of: %j', async (body, line, column) => {
    expect(await html(body)).toContain('**')
    expect((await findings(body)).filter((found) => !found.startsWith('html-un'))).toEqual([
      `html-stars ${line}:${column}`,
    ])
  })
  test('of stars in one piece of it the first are told of, and how many there are', async () => {
    const { findings } = await renderer()('<div>\n**a**<b>b</b>**c**\n**d**\n</div>\n\n<div>**e**</div>')
    expect(findings.map(({ code, line, params }) => ({ code, line, ...params }))).toEqual([
      { code: 'html-stars', line: 2, found: '**a**', count: 3 },
      { code: 'html-stars', line: 6, found: '**e**', count: 1 },
    ])
  })
  test.each([
    '<div>\n\n**粗**\n\n</div>',
    '文<b>**粗**</b>',
    '<pre>**粗**</pre>',
    '<div><pre>\n\n<b>**粗**</b>\n</pre></div>',
    '<p><code>**粗**</code> <kbd>**粗**</kbd></p>',
    '<script>\n// **粗**\n</script>',
    '<style>/** 粗 **/</style>',
    '<!-- **粗** -->\n<div title="**粗**">文</div>',
    '<div>** 粗 ** *** ****粗体</div>',
    '<div>2**3**4，x**n + y**n，int **p, **q，f(**a) or f(**b)</div>',
    '<div>src/**/*.ts 和 **/test/**，/**//// &lt;summary> **//</div>',
    '<div>**\n粗\n**</div>',
    '<div>**&nbsp;**</div>',
    '<table><td>int **</td><td>说明</td><td>**</td></table>',
  ])('stars that are no bold are no warning: %j', async (body) => {
    expect(await findings(body)).toEqual([])
  })
  test('character references in it come out once', async () => {
    expect(await html('<i title="a&amp;b &quot;">c &lt; d</i>')).toBe(
      '<p><i title="a&#x26;b &#x22;">c &#x3C; d</i></p>',
    )
  })
})

describe('html: escape', () => {
  const escaped = (body: string) => html(body, { markdown: { html: 'escape' } })
  test('shows it as text', async () => {
    expect(await escaped('a <b>c</b>\n\n<div>\nd\n</div>')).toBe(
      '<p>a &#x3C;b>c&#x3C;/b></p>\n<p>&#x3C;div>\nd\n&#x3C;/div></p>',
    )
    expect(await findings('<div>**粗**', { markdown: { html: 'escape' } })).toEqual([])
  })
  test('comments are not shown', async () => {
    expect(await escaped('a<!-- b -->\n\n<!-- c -->')).toBe('<p>a</p>')
  })
})

describe('html: sanitize', () => {
  const clean = (body: string) => html(body, { markdown: { html: 'sanitize' } })
  test.each([
    ['<script>alert(1)</script>a', 'a'],
    ['a <img src=x onerror=alert(1)>', '<p>a <img src="x"></p>'],
    ['a <a href="javascript:x" onclick="y">b</a>', '<p>a <a>b</a></p>'],
    ['<iframe src="//x"></iframe><style>a{}</style><svg onload=x></svg><form action=x><button>k</button></form>', 'k'],
    ['<div style="position:fixed" class="search-dialog" id="x">a</div>', '<div id="x">a</div>'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<p></p>'],
    ['a <b>c', '<p>a <b>c</b></p><b>\n</b>'],
    [
      '[x](tel:1) [y](sms:1) [z](ftp://a)',
      '<p><a href="tel:1">x</a> <a href="sms:1">y</a> <a href="ftp://a">z</a></p>',
    ],
  ])('%s', async (body, right) => {
    expect(await clean(body)).toBe(right)
  })
  test('what the chain itself makes comes through', async () => {
    const body =
      '## 题\n\n字[^1]\n\n```js\nlet a\n```\n\n|a|b|\n|-|:-:|\n|c|d|\n\n![a](b.png "c")\n\n> [!NOTE]\n> d\n\n- [x] e\n\n```mermaid\na\n```\n\n[^1]: 注\n'
    const plain = (page: string) => page.replaceAll('=""', '')
    expect(plain(await clean(body))).toBe(plain(await html(body)))
  })
})
