import { describe, expect, test } from 'vitest'
import { isQuick } from '../runs.ts'
import { brief, findings, html, render, renderer, show } from './render.ts'

describe('rows of right answers', () => {
  test.each([
    ['1', '**「foo」**bar', '<strong>「foo」</strong>bar'],
    ['2', '**研究。**后文', '<strong>研究。</strong>后文'],
    ['3', '这是**重要（important）**的', '这是<strong>重要（important）</strong>的'],
    ['4', '我可以强调**这个`code`**吗', '我可以强调<strong>这个<code>code</code></strong>吗'],
    ['5', '**50%**的人', '<strong>50%</strong>的人'],
    ['6', '~~删除。~~后文', '<del>删除。</del>后文'],
    ['7', '1~3天，4~6天', '1~3天，4~6天'],
    ['8', '_中文_后文', '_中文_后文'],
    ['9', '**foo!**bar', '**foo!**bar'],
    ['10', '地址https://example.com/a，然后', '地址<a href="https://example.com/a">https://example.com/a</a>，然后'],
    [
      '20',
      '[中文](https://x.com/中文（括号）)',
      '<a href="https://x.com/%E4%B8%AD%E6%96%87%EF%BC%88%E6%8B%AC%E5%8F%B7%EF%BC%89">中文</a>',
    ],
    ['21', '你好，\n世界', '你好，世界'],
    ['23', '**粗**\n中文', '<strong>粗</strong>中文'],
    ['25', '中文  \n中文', '中文<br>\n中文'],
    ['26', '`https://x.com/a，后`', '<code>https://x.com/a，后</code>'],
    ['31', '有 {{ user }} {% if %} 的', '有 {{ user }} {% if %} 的'],
  ])('row %s: %s', async (_, body, right) => {
    expect(await html(body)).toBe(`<p>${right}</p>`)
  })

  test('row 17: a link that may end elsewhere is a warning', async () => {
    expect(await findings('看\n\n见https://x.com/a后文')).toEqual(['bare-link-doubtful 3:2'])
  })

  test('breaks: true shows every line end, in emphasis too and in whatever script', async () => {
    const config = { markdown: { breaks: true } }
    expect(await html('一  \n二\n**三\r\n四**\na `b\nc`', config)).toBe(
      '<p>一<br>\n二<br>\n<strong>三<br>\n四</strong><br>\na <code>b c</code></p>',
    )
    expect(await html('```\n一\n二\n```', config)).not.toContain('<br>')
  })

  test('definition lists are lists, as with Hugo', async () => {
    expect(await html('术语\n: **研究。**解释\n: 又一\n\n后文')).toBe(
      '<dl>\n<dt>术语</dt>\n<dd><strong>研究。</strong>解释\n</dd>\n<dd>又一\n</dd>\n</dl>\n<p>后文</p>',
    )
    expect(await html('时间：\n:smile: 与 a: b')).not.toContain('<dl>')
  })

  test('cjk: false leaves CommonMark as it is', async () => {
    expect(await html('**研究。**后\n文', { markdown: { cjk: false } })).toBe('<p>**研究。**后\n文</p>')
  })

  test.each([
    ['使用Node.js开发', 4, 1],
    ['GPT-3、LLaMA和PaLM', 1, 3],
    ['标题\n===\n\n正文\n\n```js\nconst code = 1\n```\n\n|表|格|\n|-|-|\n', 6, 0],
  ])('row 44: the count of %s', async (body, characters, words) => {
    expect(await render(body)).toMatchObject({ characters, words })
  })

  test('row 46: the summary has whole sentences and no heading, code, table, caption or footnote', async () => {
    const body =
      '# 标题\n\n第一句“好。”第二句[^1]。\n\n```\ncode\n```\n\n|表|\n|-|\n|格|\n\n![图](a.png "图的说明")\n\n> [!NOTE]\n> 第三句。\n\n[^1]: 注。'
    expect((await render(body)).excerpt).toBe('第一句“好。”第二句。第三句。')
    expect((await render(body, { summary: { length: 8 } })).excerpt).toBe('第一句“好。”')
  })

  test('what stands before the more-marker is the summary, whole and as plain text', async () => {
    const body = '<style>p { color: red }</style>\n\n一 **二** &lt;三。\n\n四。\n\n<!-- more -->\n\n五。'
    expect((await render(body, { summary: { length: 3 } })).excerpt).toBe('一 二 <三。四。')
    expect((await render('<!--more-->\n\n五。')).excerpt).toBe('五。')
  })

  test('what stands on the line of the more-marker is Markdown, as with Hugo', async () => {
    const body = '一。\n\n<!-- more -->**二。**后\n三 [](/y)\n\n```\n<!--more--> **四**\n```'
    const { html, excerpt, links } = await render(body)
    expect(excerpt).toBe('一。')
    expect(show(html)).toContain('<p><strong>二。</strong>后三 <a href="/y"></a></p>')
    expect(show(html)).toContain('&#x3C;!--more--> **四**\n')
    expect(links.map(({ line, column }) => [line, column])).toEqual([[4, 3]])
  })

  test('row 49: ]]> is text like any other', async () => {
    expect(await html('a ]]> b')).toBe('<p>a ]]> b</p>')
  })
})

describe('what never reaches the page', () => {
  test('row 48: a control character is left out, with a warning where it stands', async () => {
    const { rendered, findings } = await renderer()('第一行\n第\b二\b行 [x](a.md)\n')
    expect(show(rendered.html)).toBe('<p>第一行第二行 <a href="a.md">x</a></p>')
    expect(findings).toEqual([
      {
        code: 'body-control-character',
        level: 'warning',
        params: { character: 'U+0008', count: 2 },
        line: 2,
        column: 2,
        length: 1,
      },
    ])
    expect(rendered.links).toEqual([{ kind: 'link', url: 'a.md', line: 2, column: 7 }])
  })

  test('NUL and noncharacters are left out, for they stand for shortcodes', async () => {
    expect(await findings('a\0b \uFDD00\uFDD1')).toEqual([
      'body-control-character 1:2',
      'body-control-character 1:5',
      'body-control-character 1:7',
    ])
    expect(await html('a\0b \uFDD00\uFDD1')).toBe('<p>ab 0</p>')
    expect(await html('&#xFDD0;0&#xFDD1; <b>&#xFDD0;0&#xFDD1;&#8;</b>')).not.toContain('\b')
  })

  test('line ends and a byte order mark make no difference', async () => {
    const body = '# 标题 {#a}\n\n文字\n下一行 [x](y.md)\n\n```js\nlet a\n\nlet b\n```\n\n> 引用\n> 续\n\n- 一\n- 二\n'
    const plain = await renderer()(body)
    expect(await renderer()(`\uFEFF${body.replaceAll('\n', '\r\n')}`)).toEqual(plain)
    expect(await renderer()(body.replaceAll('\n', '\r'))).toEqual(plain)
  })
})

test.each([
  '一 <mark>标记</mark> **粗<u>线</u>**，<br>后 & "文" <sup>[上](/a?b&c)</sup>',
  '| a | b |\n|---|---|\n| <kbd>Ctrl</kbd> | 1 < 2 |\n\n- <del>删</del>\n\n```js\n\nlet a = "<b>"\n```',
  '<u>不闭\n\n后文',
  '<u>交**叉</u>粗**后文',
  '<u>\n\n一\n\n</u>\n\n二 [<i>三](/a)</i>',
  '<b>一<i>二</b>三</i>\n\n四</s>',
])('bare tags in text give the HTML that a browser reads: %j', async (body) => {
  const read = await html(`<i lang="zh">以浏览器的规则读</i>\n\n${body}`)
  expect(read).toContain(await html(body))
})

test('errors behind a more-marker with text on its line stand at their lines', async () => {
  const body = '一\n\n<!--more-->二 {{< x "a >}}\n\n{{< /y >}}\n\n[c](/d)'
  expect(await findings(body)).toEqual(['shortcode-string 3:20', 'shortcode-not-open 5:1'])
})

describe('limits', () => {
  test.each([
    ['quotes', `# 题\n\n${'>'.repeat(4000)} a`, 'body-too-deep 3:1'],
    ['lists', `${'- '.repeat(4000)}a`, 'body-too-deep 1:1'],
    [
      'a list by indentation',
      Array.from({ length: 120 }, (_, n) => `${' '.repeat(2 * n)}- a`).join('\n'),
      'body-too-deep 102:1',
    ],
    ['emphasis', `${'*a _b '.repeat(60)}${'c_ d*'.repeat(60)}`, 'body-too-deep 1:301'],
    ['delimiters', `一\n\n二\n${'*a _b '.repeat(1500)}${'c_ d*'.repeat(1500)}`, 'body-too-dense 4:1'],
    ['runs', `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`, 'body-too-dense 1:1'],
    ['images', `${'!['.repeat(5000)}${'](x)'.repeat(5000)}`, 'body-too-dense 1:1'],
    ['table columns', `x\n\n|${'a|'.repeat(4000)}\n|${'-|'.repeat(4000)}\n`, 'body-table-too-wide 4:1'],
  ])('too many levels or columns are an error before they hurt: %s', async (_, body, brief) => {
    expect(await isQuick(async () => expect(await findings(body)).toEqual([brief]))).toBe(true)
  })

  test('what many delimiters stand in code, tables or many paragraphs is no error', async () => {
    const many = '*_'.repeat(1500)
    for (const body of [
      `\`\`\`\n${many}\n${many}\n\`\`\``,
      `${many}\n\n${many}`,
      `|a|b|\n|-|-|\n${'|**a**|_b_|\n'.repeat(900)}`,
      '- **a** [b](c)\n'.repeat(900),
    ])
      expect(await findings(body)).toEqual([])
  })

  test('can be raised', async () => {
    const limits = { depth: 200, tableColumns: 600 }
    expect(await findings(`${'>'.repeat(150)} a`, { limits })).toEqual([])
    expect(await findings(`|${'a|'.repeat(550)}\n|${'-|'.repeat(550)}\n`, { limits })).toEqual([])
  })

  test('a line of 492,000 characters and a post of 863 KB build', async () => {
    const long = await render('中文，'.repeat(164_000))
    expect(long.characters).toBe(328_000)
    const large = await render(`一段**话**，${'说了很多。'.repeat(200)}\n\n`.repeat(290))
    expect(large.text.length).toBeGreaterThan(290_000)
    expect(show(large.html).match(/<strong>/g)).toHaveLength(290)
  })
})

describe('the more-marker', () => {
  const more = async (body: string, settings?: object) => {
    const { more: parts } = await render(body, settings)
    return parts && show(parts)
  }
  test.each(['<!--more-->', '<!-- more -->', '<!--More-->'])('%s on a line of its own', async (marker) => {
    expect(await more(`一\n\n二\n\n${marker}\n\n三`)).toBe('<p>一</p>\n<p>二</p>')
    expect(await html(`一\n\n${marker}\n\n三`)).toBe('<p>一</p>\n\n<p>三</p>')
    expect(await more(`一\n${marker}\n三`)).toBe('<p>一</p>')
    expect(await more(`一 ${marker}\n\n三`)).toBe('<p>一</p>')
  })
  test('there is none without a marker', async () => {
    expect(await more('一\n\n二')).toBeUndefined()
  })
  test('elements that it cuts through are closed, and empty ones are gone', async () => {
    expect(await more('> 一\n>\n> <!--more-->\n>\n> 二')).toBe('<blockquote>\n<p>一</p></blockquote>')
    expect(await more('一\n\n> <!--more-->\n>\n> 二')).toBe('<p>一</p>')
    expect(await more('<div>\n\n一\n\n<!--more-->\n\n二</div>')).toBe('<div>\n<p>一</p></div>')
  })
  test('row 38: it has no ids, anchors or footnotes that would clash in a list; fragments are left to the site', async () => {
    const body = '## 题\n\n看[^1] <b id="x">b</b> `id="y"`，[下](#题)。\n\n<!--more-->\n\n[^1]: 注'
    expect(await more(body)).toBe('<h2>题</h2>\n<p>看 <b>b</b> <code>id="y"</code>，<a href="#%E9%A2%98">下</a>。</p>')
    const parts = (await render(body)).more ?? []
    expect(parts).toContainEqual({ type: 'url', kind: 'link', url: '#%E9%A2%98' })
  })
  test('works where raw HTML is escaped or cleaned', async () => {
    expect(await more('一\n\n<!--more-->\n\n二', { markdown: { html: 'escape' } })).toBe('<p>一</p>')
    expect(await more('一\n\n<!--more-->\n\n二', { markdown: { html: 'sanitize' } })).toBe('<p>一</p>')
  })
})

describe('parts', () => {
  test('local URLs are holes, unescaped as they stand; others are not', async () => {
    const body =
      '[a](b.md?x=1&y=2#z) [c](/d/) [e](#f) [g](//h/) [i](https://j/) ![k](l.png) <img src="m.png" width="1">'
    const parts = (await render(body)).html.filter((part) => typeof part !== 'string' && part.type !== 'edge')
    expect(parts).toEqual([
      { type: 'url', kind: 'link', url: 'b.md?x=1&y=2#z' },
      { type: 'url', kind: 'link', url: '/d/' },
      { type: 'url', kind: 'image', url: 'l.png', tag: { isFirst: true } },
      { type: 'url', kind: 'image', url: 'm.png', tag: { width: 1 } },
    ])
  })

  test('an image says whether it stands in a link, and where it is to be left as written', async () => {
    const body =
      '![a](1.jpg) [![](2.jpg)](/x/)\n\n<picture><source srcset="3.webp"><img src="3.jpg"></picture> <img src="4.jpg" srcset="5.jpg 2x" width="50%" height="20px" style="border:0">'
    const parts = (await render(body)).html
    expect(parts.filter((part) => typeof part !== 'string' && part.type === 'edge' && part.side === 'start')).toEqual([
      { type: 'edge', side: 'start', url: '1.jpg' },
      { type: 'edge', side: 'start', url: '2.jpg', isLinked: true, isNameless: true },
    ])
    const images = parts.flatMap((part) => (typeof part !== 'string' && part.type === 'url' && part.tag) || [])
    expect(images).toEqual([
      { isFirst: true },
      { isFixed: true },
      { width: 0, height: 20, isStyled: true, isFixed: true },
    ])
  })

  test('every URL of srcset, poster, source and object is one', async () => {
    const body =
      '<video poster="a.png" src="b.mp4"></video>\n<picture><source srcset="c.png 1x, https://d/e.png 2x,f.png 3x"></picture>\n<object data="g.svg" title="data"></object>\n<p data="h"></p>'
    const parts = (await render(body)).html.filter((part) => typeof part !== 'string')
    expect(parts.map((part) => part.type === 'url' && `${part.kind} ${part.url}`)).toEqual([
      'media a.png',
      'media b.mp4',
      'media c.png',
      'media f.png',
      'media g.svg',
    ])
    expect(await html(body)).toContain('srcset="c.png 1x, https://d/e.png 2x,f.png 3x"')
  })

  test('row 50: images load lazily but for the first, and off-site ones send no referrer', async () => {
    const settings = { markdown: { referrerHosts: ['pics.example'] } }
    const body =
      '![](https://far.example/1)\n![](2)\n![](https://pics.example/3)\n![](//blog.example/4)\n<img src="//far.example/5" loading="eager">'
    expect((await html(body, settings)).split('\n')).toEqual([
      '<p><img src="https://far.example/1" alt="" referrerpolicy="no-referrer">',
      '<img src="2" alt="" loading="lazy" decoding="async">',
      '<img src="https://pics.example/3" alt="" loading="lazy" decoding="async">',
      '<img src="//blog.example/4" alt="" loading="lazy" decoding="async">',
      '<img src="//far.example/5" loading="eager" decoding="async" referrerpolicy="no-referrer"></p>',
    ])
  })
})

describe('links', () => {
  test('have the place where their URL is written, in raw HTML and definitions too', async () => {
    const body = '[a](b.md)\n\n- ![c][d]\n- <i>x</i> <a href="e&amp;f">g</a>\n\n[d]: <h i.png>\n[unused]: j.md\n'
    expect((await render(body)).links).toEqual([
      { kind: 'link', url: 'b.md', line: 1, column: 1 },
      { kind: 'link', url: 'e&f', line: 4, column: 12 },
      { kind: 'image', url: 'h i.png', line: 6, column: 1 },
    ])
  })

  test.each([
    ['[a](javascript:alert(1))', '<p><span>a</span></p>', '1:1'],
    ['[a](JavaScript:alert(1))', '<p><span>a</span></p>', '1:1'],
    ['b [a][r]\n\n[r]: vbscript:x', '<p>b <span>a</span></p>', '3:1'],
    ['[a](data:text/html,x)', '<p><span>a</span></p>', '1:1'],
    ['![a](javascript:x)', '<p>a</p>', '1:1'],
    ['[a](&#106;avascript:x)', '<p><span>a</span></p>', '1:1'],
    ['[a](java&#10;script:x)', '<p><span>a</span></p>', '1:1'],
    ['x <a href="javascript:x">a</a>', '<p>x <a>a</a></p>', '1:3'],
    ["x <a href='java&Tab;script:x'>a</a>", '<p>x <a>a</a></p>', '1:3'],
    ['<svg><a xlink:href="javascript:x">a</a></svg>', '<p><svg><a>a</a></svg></p>', '1:6'],
    ['<form action="javascript:x"></form>', '<form></form>', '1:1'],
  ])('row 35: %s is removed with a warning', async (body, right, place) => {
    expect(await html(body)).toBe(right)
    expect(await findings(body)).toEqual([`link-scheme-dangerous ${place}`])
  })

  test.each(['tel:1', 'sms:1', 'mailto:a@b', 'ftp://a/b', 'obsidian://x', 'javascript.md'])(
    'row 35: %s stays',
    async (url) => {
      expect(await html(`[a](${url})`)).toBe(`<p><a href="${url}">a</a></p>`)
      expect(await findings(`[a](${url})`)).toEqual([])
    },
  )

  test('an image may be data, a link may not', async () => {
    expect(await html('![a](data:image/png;base64,AA==)')).toContain('src="data:image/png;base64,AA=="')
    expect(await findings('[a](data:image/png;base64,AA==)')).toEqual(['link-scheme-dangerous 1:1'])
  })
})

describe('shortcodes', () => {
  test('stand alone, in text or in an attribute', async () => {
    const body = '{{< a >}}\n\n字 {{< b >}} 字\n\n[x]({{< ref "c d.md" >}}#e)\n\n- {{< f >}}\n'
    const { html: parts, links } = await render(body)
    const shortcodes = parts.filter((part) => typeof part !== 'string')
    expect(
      shortcodes.map(
        (part) => part.type === 'shortcode' && `${part.name} ${part.position} ${part.ordinal} ${part.line}`,
      ),
    ).toEqual(['a block 0 1', 'b inline 1 3', 'ref url 2 5', 'f block 3 7'])
    expect(show(parts)).toBe('⟦a⟧\n<p>字 ⟦b⟧ 字</p>\n<p><a href="⟦ref⟧#e">x</a></p>\n<ul>\n<li>⟦f⟧</li>\n</ul>')
    expect(links).toEqual([])
  })

  test('have their inner text rendered with the page: ids, links and findings are the body’s', async () => {
    const body =
      '## 题\n\n{{< box title="t" >}}\n## 题\n\n[a](b.md) [c](javascript:x) {{< in >}}字{{< /in >}}\n{{< /box >}}\n\n## 后\n'
    const { rendered, findings } = await renderer()(body)
    expect(rendered.headings.map(({ id }) => id)).toEqual(['题', '题-1', '后'])
    expect(rendered.anchors).toEqual(['题', '题-1', '后'])
    expect(rendered.links).toEqual([{ kind: 'link', url: 'b.md', line: 6, column: 1 }])
    expect(findings.map(brief)).toEqual(['link-scheme-dangerous 6:11'])
    expect(rendered.shortcodes).toEqual([
      { name: 'box', args: { title: 't' }, endTag: 'there', line: 3, column: 1 },
      { name: 'in', args: {}, endTag: 'there', line: 6, column: 29 },
    ])
    expect(rendered.text).toBe('题\n题\na c 字\n后')
  })

  test('whose inner text is code keep it as code', async () => {
    const { html: parts, headings } = await render('{{< highlight go "hl_lines=2" >}}\n# x\nvar\n{{< /highlight >}}')
    const [part] = parts
    expect(headings).toEqual([])
    expect(typeof part === 'object' && part.type === 'shortcode' && part.inner && show(part.inner.html)).toBe(
      '<figure class="code" data-language="Go"><pre tabindex="0"><code class="language-go"># x\n<mark><span class="hljs-keyword">var</span></mark>\n</code></pre></figure>',
    )
  })
})

describe('text', () => {
  test('is what readers see, block by block', async () => {
    const body =
      '# 题 <!-- no -->\n\n一&amp;二  \n三\n\n- 四\n  - 五\n\n```js\nlet a < 1\n\n  b\n```\n\n| 六 | 七 |\n|-|-|\n| 八 | |\n\n<script>no</script>\n\n<div>九<p>十</div>\n'
    expect((await render(body)).text.split('\n')).toEqual([
      '题',
      '一&二 三',
      '四',
      '五',
      'let a < 1',
      '',
      '  b',
      '六',
      '七',
      '八',
      '九',
      '十',
    ])
  })
  test('HTML-like text such as List<T> is text', async () => {
    const { text, html: parts } = await render('用 List<T> 和 Map<K, V>，后文。\n\n下一段 <T>')
    expect(text).toBe('用 List<T> 和 Map<K, V>，后文。\n下一段 <T>')
    expect(show(parts)).toBe('<p>用 List&#x3C;T> 和 Map&#x3C;K, V>，后文。</p>\n<p>下一段 &#x3C;T></p>')
  })
})

describe('the user’s plugins', () => {
  const settings = (plugin: unknown) => ({ markdown: { plugins: [plugin] } })
  test('run after ours and before HTML', async () => {
    const seen: string[] = []
    const plugin = () => (tree: { children: { type: string; data?: { hProperties?: { id?: string } } }[] }) => {
      for (const child of tree.children) seen.push(`${child.type} ${child.data?.hProperties?.id}`)
      tree.children = [{ type: 'thematicBreak' }]
    }
    expect(await html('# 题', settings(plugin))).toBe('<hr>')
    expect(seen).toEqual(['heading 题'])
  })
  test('give messages with places, and what they throw is an error of the post', async () => {
    const warn = () => (tree: { children: object[] }, file: { message: (text: string, node?: object) => void }) => {
      file.message('hm', tree.children[1])
    }
    const fail = () => () => {
      throw new Error('oh')
    }
    expect(await findings('{{< a >}}\n\n二', settings(warn))).toEqual(['plugin-message 3:1'])
    const { findings: thrown } = await renderer(settings(fail))('一')
    expect(thrown).toEqual([
      { code: 'plugin-failed', level: 'error', params: { text: 'Error: oh', plugin: 'markdown.plugins › fail' } },
    ])
    const early = () => {
      throw new Error('oh')
    }
    expect(await findings('一', settings(early))).toEqual(['plugin-failed undefined:undefined'])
  })
})

test('a second seat may parse in place of the reference, or ask it', async () => {
  const asked: string[] = []
  const seat = renderer({}, (text, reference) => {
    asked.push(text)
    return reference(`${text}！`)
  })
  expect(show((await seat('一')).rendered.html)).toBe('<p>一！</p>')
  expect(asked).toEqual(['一'])
})

test("FixIt's style gives its style to Markdown, where one is said, and else is CSS", async () => {
  const inner = async (tag: string) => {
    const part = (await render(`{{< ${tag} >}}\n**粗** {{< none >}}\n{{< /style >}}`)).html.find(
      (one) => typeof one !== 'string' && one.type === 'shortcode',
    )
    return show(part && typeof part !== 'string' && part.type === 'shortcode' ? (part.inner?.html ?? []) : [])
  }
  expect(await inner('style "color: red"')).toBe('<p><strong>粗</strong> ⟦none⟧</p>')
  expect(await inner('style')).toContain('**粗**')
})
