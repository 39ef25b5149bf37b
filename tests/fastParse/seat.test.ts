import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { markdownOptions } from '../../src/parse/markdown.ts'
import type { SeatCounts } from '../../src/types.ts'
import { render, renderer } from '../parse/render.ts'

const options = markdownOptions(completeConfig({}, '').value)

test('where the fast parser throws, as over 100 KB of character references, the reference takes its text', () => {
  const counts = { fast: 0 }
  const fast = () => {
    throw new Error('Cannot create a string longer than 0x1fffffe8 characters')
  }
  const tree = { type: 'root' as const, children: [] }
  expect(createSeats(fast, options, counts).parse?.('正文', () => tree)).toBe(tree)
  expect(counts.fast).toBe(0)
})

test.each([
  ['fast', '中文**重点。**后文'],
  ['fast', '说的是**“重点”**，[**重点。**](/a/)后文'],
  ['emphasis', '中文**重点。**后文 \ue000'],
  ['fast', '<mark>标</mark>，**重点**，后`<b>`文<br>'],
  ['emphasis', '中文**重点。**https://example.com/'],
  ['fast', '[http://example.com/a_b](http://example.com/a_b "题")'],
  ['fast', '[![图](/a.png "图")](https://example.com/a_b)，后文'],
  ['fast', '[一 [转]](https://example.com/a_b)，后文'],
  ['link', '[一 [转]](https://example.com/a_b)，后文\n\n[转]: /b/'],
  ['quirk', '> 1. 一\n>\n> - 二'],
  ['quirk', '> - 一\n>\n> > 二'],
  ['fast', '> - 一\n>\n> - 二'],
  ['fast', '> - 一\n>   - 二\n> - 三'],
  ['quirk', '> - 一\n>   - 二\n>\n> - 三'],
  ['quirk', '> + + 一\n>\n> + 二'],
  ['quirk', '> + > 一\n>\n> + 二'],
  ['quirk', '> 1. 一\n>\n>\n二'],
  ['quirk', '[a]: /u\n# 一\n-\n二'],
  ['quirk', '|一|\n|-|\n|二|\n<br>'],
  ['fast', '|一|\n|-|\n|二|\n\n<br>'],
  ['quirk', '[a]: /u\n|- \n」한'],
  ['quirk', '> - [\n> ] 一'],
  ['quirk', '- 项\n### 代码\n    a\n    b'],
  ['quirk', '- 项\n\n### 代码\n    a\n    b'],
  ['quirk', '- 项\n\n标题\n===\n    a\n    b'],
  ['quirk', '> 项\n```\na\n```\n    a\n    b'],
  ['quirk', '1. 一\n2.     a\n       b'],
  ['fast', '- 项\n\n段\n\n    a\n    b'],
  ['fast', '### 代码\n- 项\n    - 项\n    后文'],
  ['fast', '- 项\n\n```\n- a\n# b\n    c\n```'],
  ['quirk', '<pre></script>\n字'],
  ['quirk', '<STYLE>\n</pre>\n字\n</style>'],
  ['fast', '<style>\na\n</style>\n\n<script>\nb\n</script>'],
  ['quirk', '字[^1]\n\n[^1]: 注\n<b>'],
  ['quirk', '- 字\n <b>\n   \n'],
  ['quirk', '> - 字\n>  <b>'],
  ['quirk', '- <pre>\n\n'],
  ['quirk', '- 字\n\n  <script>\n\n\n'],
  ['quirk', '- 字\n\n  字\n\n  <!--\n\n'],
  ['quirk', '> ```\n>\n>'],
  ['quirk', '- ~~~\n\n\n字'],
  ['fast', '- 字\n\n  ```\n  a\n  ```\n\n字'],
  ['quirk', '文\na | b\n- | -'],
  ['quirk', '文\n-:\n<b>'],
  ['quirk', '-\n[ ] 一'],
  ['quirk', '+ 字\n字\n  :-'],
  ['quirk', '+ 字\n[ ] 一'],
  ['quirk', '- [ ] 一\n二\n  ='],
  ['quirk', '[\\\n]()'],
  ['quirk', '[文  \n](/u)'],
  ['quirk', '[](l "\n\\")'],
  ['fast', '[文](/u "题")，“文\n字”'],
  ['link', 'https://★.com/\n\n[a]: /u'],
  ['link', 'http://.n\n\n[a]: /u'],
  ['link', 'a/b@c.com\n\n[a]: /u'],
])('%s: %s', async (seat, text) => {
  const fast = await loadFastParser()
  const counts: SeatCounts = { fast: 0 }
  createSeats(fast, options, counts).parse?.(text, () => ({ type: 'root', children: [] }))
  expect(counts).toEqual({ fast: seat === 'fast' ? 1 : 0, ...(seat !== 'fast' && { [seat]: 1 }) })
})

test('the parser’s second seat takes no text with a formula in brackets', async () => {
  const brackets = { markdown: { math: 'brackets' } }
  const body = '设 \\(a_1*b*c\\)'
  const counts = { fast: 0, math: 0 }
  const { parse } = createSeats(await loadFastParser(), markdownOptions(completeConfig(brackets, '').value), counts)
  const { rendered } = await renderer(brackets, parse)(body)
  expect(rendered).toEqual(await render(body, brackets))
  expect(counts).toEqual({ fast: 0, math: 1 })
})
