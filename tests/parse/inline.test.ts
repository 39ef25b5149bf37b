import { expect, test } from 'vitest'
import { inlineMarkdown } from '../../src/parse/inline.ts'
import { isQuick } from '../runs.ts'

test.each([
  ['摄影：[甲](https://a.example/)', '摄影：<a href="https://a.example/">甲</a>'],
  ['**“粗体”**的', '<strong>“粗体”</strong>的'],
  ['**粗体。**后文', '<strong>粗体。</strong>后文'],
  ['*a* `b` ![图](a.png)', '<em>a</em> <code>b</code> <img src="a.png" alt="图" />'],
  ['见https://a.example/。再看', '见<a href="https://a.example/">https://a.example/</a>。再看'],
  ['see www.a.example.', 'see <a href="http://www.a.example">www.a.example</a>.'],
  ['1. 图', '1. 图'],
  ['# 一号', '# 一号'],
  ['- 项', '- 项'],
  ['> 引', '&gt; 引'],
  ['    四格', '四格'],
  ['<b>x</b> & "y"', '&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;'],
  ['[x](javascript:alert)', '<a href="">x</a>'],
  ['一\n\n二', '<p>一</p>\n<p>二</p>'],
  ['', ''],
])('%s', (text, html) => {
  expect(inlineMarkdown(text)).toBe(html)
})

test.each(['*', '_', '[', '`', '<', '![', '**甲', 'www.', '$a ', '\\'])('%s without end is quick', async (piece) => {
  expect(await isQuick(() => inlineMarkdown(piece.repeat(10_000 / piece.length)))).toBe(true)
})
