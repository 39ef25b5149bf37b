import { describe, expect, test } from 'vitest'
import { post } from '../site.ts'

const shown = async (body: string) => {
  const page = (await post(body)).file('posts/post/index.html')
  return /<div class="prose">\n(.*?)\n*<\/div>\n<footer/s.exec(page)?.[1]?.trim()
}

test('highlight shows what a fence shows: colours, and the first line’s blanks', async () => {
  const code = '  let a = "1"\n  b()'
  expect(await shown(`{{< highlight js >}}\n${code}\n{{< /highlight >}}`)).toBe(
    await shown(`\`\`\`js\n${code}\n\`\`\``),
  )
})

test('in a line of text, highlight is code in a line', async () => {
  const body = '行内 {{< highlight js "hl_inline=true" >}}a < b{{< /highlight >}} 后'
  expect(await shown(body)).toBe('<p>行内 <code>a &lt; b</code> 后</p>')
})

test.each(['raw', 'rawhtml', 'html'])('%s is HTML as written, made whole', async (name) => {
  const body = `{{< ${name} >}}\n<div>\n\n    <h5>*题*</h5>\n\n- 不是列表\n{{< /${name} >}}\n\n后`
  expect(await shown(body)).toMatch(/^<div>\s+<h5>\*题\*<\/h5>\s+- 不是列表\s+<\/div>\s*<p>后<\/p>$/)
})

test('raw HTML of a shortcode is told of as any other', async () => {
  const { diagnostics } = await post('甲\n\n{{< rawhtml >}}\n<div><a href="javascript:a()">x</a>\n{{< /rawhtml >}}')
  expect(diagnostics.map(({ code, line }) => `${code}:${line}`)).toEqual(['html-unclosed:8', 'link-scheme-dangerous:8'])
})

test('typeit shows its Markdown, or the code of the language that it names', async () => {
  expect(await shown('{{< typeit >}}\n**粗**\n{{< /typeit >}}')).toBe('<p><strong>粗</strong></p>')
  const code = '{{< typeit tag=pre code=js >}}\nlet a\n{{< /typeit >}}'
  expect(await shown(code)).toBe(await shown('```js\nlet a\n```'))
})

test('image is a figure', async () => {
  expect(await shown('{{< image src="https://x.y/a.png" caption="图" width="400px" >}}')).toMatch(
    /^<figure>\s*<img src="https:\/\/x.y\/a.png" alt="图" width="400".*<figcaption>图<\/figcaption>\s*<\/figure>$/s,
  )
})

describe('a shortcode that nobody knows', () => {
  test.each([
    ['{{< nil >}}a * b * c 与 **粗** a_b_c{{< /nil >}}', '<p>a * b * c 与 **粗** a_b_c</p>'],
    ['{{< nil >}}\n甲\n乙 `码`\n\n# 丙\n{{< /nil >}}', '<p>甲<br>\n乙 `码`</p>\n<p># 丙</p>'],
    [
      '{{< nil >}}\nif (a < b) {\n    c = "<stdio.h>"\n}\n{{< /nil >}}',
      '<pre>if (a &lt; b) {\n    c = &quot;&lt;stdio.h&gt;&quot;\n}</pre>',
    ],
    ['{{% nil %}}\n**粗**\n{{% /nil %}}', '<p><strong>粗</strong></p>'],
    [
      '{{< nil >}}\n<b>粗</b> 与 <img src="https://x.y/a.png">\n{{< /nil >}}',
      '<b>粗</b> 与 <img src="https://x.y/a.png"',
    ],
    ['- 项\n\n    {{< nil >}}\n    甲 * 乙\n    {{< /nil >}}', '<p>甲 * 乙</p>'],
    ['{{< nil >}}\n甲 {{</* b */>}}\n{{< /nil >}}', '<p>甲 {{&lt; b &gt;}}</p>'],
  ])('shows what stands in it, as Markdown in %% alone: %j', async (body, right) => {
    expect(await shown(body)).toContain(right)
  })

  test('shows the shortcodes in it', async () => {
    const body = '{{< nil >}}\n甲 * 乙\n\n{{< figure src="https://x.y/a.png" >}}\n\n丙 {{< qr "码" >}}\n{{< /nil >}}'
    expect(await shown(body)).toMatch(
      /<p>甲 \* 乙<\/p>\s*<figure>.*a\.png.*<\/figure>\s*<p>丙 ?<\/p>\s*<p class="qr">/s,
    )
  })

  test.each([
    ['{{< nil name="甲" url="https://a.example/" >}}', ['<a href="https://a.example/">甲</a>']],
    ['{{< nil "https://a.example/b" >}}', ['<a href="https://a.example/b">https://a.example/b</a>']],
    ['{{< nil title="题" description="说" link="/posts/post/" >}}', ['<a href="/posts/post/">题</a>', '<p>说</p>']],
    ['{{< nil src="https://x.y/a.webp" title="图" width="300" >}}', ['<img src="https://x.y/a.webp" alt="图"']],
    ['{{< nil "漢" "かん" >}}', ['<p>漢</p>', '<p>かん</p>']],
    ['文 {{< nil text="词" url="https://x.y/" >}} 后', ['<p>文 <a href="https://x.y/">词</a> 后</p>']],
    ['[链]({{< nil "https://x.y/" >}})', ['<a href="https://x.y/">链</a>']],
  ])('shows what its arguments say: %j', async (body, parts) => {
    for (const part of parts) expect(await shown(body)).toContain(part)
    expect(await shown(body)).not.toMatch(/300|这里原有/)
  })

  test('that says nothing is told of on the page', async () => {
    expect(await shown('{{< nil id=12 color="#fff" >}}')).toContain('这里原有“nil”')
  })

  test('runs no code that stands in its arguments', async () => {
    expect(await shown('{{< nil url="javascript:alert(1)" >}} {{< nil "<b>x</b>" >}}')).not.toMatch(/javascript|<b>/)
  })
})

test('a tab has its own name, or that of its place in the list of its tabs', async () => {
  const names = async (body: string) =>
    Array.from(((await shown(body)) ?? '').matchAll(/<strong>(.*?)<\/strong>/g), ([, name]) => name)
  expect(
    await names('{{< tabs items="甲, 乙" >}}{{< tab >}}a{{< /tab >}}\n{{< tab >}}b{{< /tab >}}{{< /tabs >}}'),
  ).toEqual(['甲', '乙'])
  expect(await names('{{< tabs "x" >}}\n{{% tab "丙" %}}\na\n{{% /tab %}}\n{{< /tabs >}}')).toEqual(['丙'])
})

describe('a shortcode that nobody knows shows of its arguments what readers can use', () => {
  const text = async (body: string) => (await shown(body))?.replace(/\s+/g, ' ')

  test.each([
    '{{< box width="80%" style="font-family: 微软雅黑" class="大字" color="red" height=300 >}}',
    '{{< box "width: 80%" >}}',
    '{{< box "text-align:center;color:red" >}}',
    '{{< box "80%" "center" "#fff" >}}',
    '{{< box title_style="字体：大" bg="图" >}}',
  ])('and no CSS: %s', async (body) => {
    expect(await text(body)).toBe('<div class="unknown" role="note"> <p>这里原有“box”，本站无法显示</p> </div>')
  })

  test('and its words as Markdown', async () => {
    expect(await text('{{< box title="**粗** 和 `码`" >}}')).toBe(
      '<div class="unknown"> <p><strong>粗</strong> 和 <code>码</code></p> </div>',
    )
    expect(await text('{{< box title="**粗**" url="https://a.cn/" >}}')).toContain('<a href="https://a.cn/">粗</a>')
    expect(await text('{{< box "注意：颜色" "A: b" >}}')).toContain('<p>注意：颜色</p> <p>A: b</p>')
  })
})
