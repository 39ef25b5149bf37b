import { expect, test } from 'vitest'
import { post, site } from '../site.ts'

const own = (text: string, body = '{{< s >}}') =>
  site(`-- content/posts/post.md --\n---\ntitle: 文\nnote: '**记** [链](/about/) <b> \\\\'\n---\n${body}\n${text}`)

test.each([
  [
    'src="a.png" caption="摄影：[甲](https://a.example/) **粗**，`x<y`"',
    [
      '<figcaption>摄影：<a href="https://a.example/">甲</a> <strong>粗</strong>，<code>x&lt;y</code></figcaption>',
      'alt="摄影：甲 粗，x&lt;y"',
    ],
  ],
  ['src="a.png" caption="见 [别篇](other.md#题)"', ['见 <a href="/posts/other/#%E9%A2%98">别篇</a>', 'alt="见 别篇"']],
  ['src="a.png" attr="[乙](https://b.example/)"', ['<a href="https://b.example/">乙</a>', 'alt=""']],
  ['src="a.png" attr="**乙** [丙](/c/)" attrlink="/b/"', ['<a href="/b/"><strong>乙</strong> 丙</a>']],
  ['src="a.png" alt="*原样*" caption="*斜*"', ['alt="*原样*"', '<em>斜</em>']],
  ['src="a.png" title="5*3*2"', ['<strong>5*3*2</strong>', 'alt="5*3*2"']],
  ['src="a.png" caption="1. 第一" attr="<script>x</script>"', ['1. 第一', '&lt;script&gt;']],
  ['src="a.png" caption="说\\"好\\""', ['alt="说&quot;好&quot;"']],
])('a figure with %s', async (args, parts) => {
  const built = await site(
    `-- content/posts/post.md --\n---\ntitle: 文\n---\n{{< figure ${args} >}}\n` +
      '-- content/posts/other.md --\n---\ntitle: 别\n---\n## 题\n',
  )
  for (const part of parts) expect(built.file('posts/post/index.html')).toContain(part)
})

test('every template has the filter, and it prints nothing that runs', async () => {
  const built = await own(
    "-- templates/post.njk --\n<p>{{ post.params.note | markdown }}</p>{{ page.mermaid | markdown | default('无', true) }}" +
      '{{ post.title | markdown }}{{ post.content | safe }}\n' +
      '-- templates/shortcodes/s.njk --\n<i>{{ post.params.note | markdown }}</i>\n',
  )
  const html = built.file('posts/post/index.html')
  expect(html).toContain('<p><strong>记</strong> <a href="/about/">链</a> &lt;b&gt; \\</p>无文')
  expect(html).toContain('<i><strong>记</strong>')
})

test('a feed has the links of a caption with their host', async () => {
  const built = await post('{{< figure src="a.png" caption="[链](/about/)" >}}\n')
  expect(built.file('index.xml')).toContain('href="https://example.com/about/"')
})
