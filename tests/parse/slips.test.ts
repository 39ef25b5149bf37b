import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import { findSlips, mendSlips, reportSlips } from '../../src/parse/slips.ts'
import { isQuick, runs, seed } from '../runs.ts'
import { sourceFile } from '../site.ts'
import { html } from './render.ts'

const mended = (body: string) => mendSlips(body, findSlips(body))
const safely = (body: string) =>
  mendSlips(
    body,
    findSlips(body).filter(({ safe }) => safe),
  )

describe('a slip', () => {
  test('has a place, a message and a mend', () => {
    const body = '第一行\n看[链接]（https://a.cn/b）吧'
    expect(findSlips(body)).toEqual([
      {
        finding: {
          ...{ code: 'slip-link', level: 'warning', line: 2, column: 6, length: 16 },
          params: { found: '（https://a.cn/b）', right: '(https://a.cn/b)' },
        },
        mend: { offset: 9, end: 25, text: '(https://a.cn/b)' },
        safe: true,
      },
    ])
  })

  test.each([
    ['[链接]（https://a.cn/b）', '[链接](https://a.cn/b)'],
    ['[链接](https://a.cn/b）', '[链接](https://a.cn/b)'],
    ['[链接]（mailto:a@b.cn)', '[链接](mailto:a@b.cn)'],
    ['！[图](x)', '![图](x)'],
    ['- ！[图](a.png)', '- ![图](a.png)'],
    ['见下，！[图](a.png)，！[图](b.png)', '见下，![图](a.png)，![图](b.png)'],
    ['> ##标题', '> ## 标题'],
    ['文\n###《书》', '文\n### 《书》'],
    ['-甲\n-乙\n\n- 丙', '- 甲\n- 乙\n\n- 丙'],
    ['文[^1]\n\n[^1]：注', '文[^1]\n\n[^1]: 注'],
    ['**定期保存: **每次', '**定期保存:** 每次'],
    ['见** 粗体**的', '见 **粗体**的'],
    ['#　标题', '# 标题'],
    ['![图](我的 图.png)', '![图](<我的 图.png>)'],
    ['[x](a b.pdf) 和 [y](../c d/e f.md)', '[x](<a b.pdf>) 和 [y](<../c d/e f.md>)'],
    ['[文字] (https://a.cn/)', '[文字](https://a.cn/)'],
    ['[文](a.md "题"")', '[文](a.md "题")'],
    ['[文](a.md “题”)', '[文](a.md "题")'],
    ['看[文](https://a.cn/b\n\n后', '看[文](https://a.cn/b)\n\n后'],
    ['1.文字\n2.文字', '1. 文字\n2. 文字'],
    ['*甲\n*乙', '* 甲\n* 乙'],
    ['文。\n\n    一段话，很长。\n\n文', '文。\n\n　　一段话，很长。\n\n文'],
  ])('is mended without asking: %j', (body, right) => {
    expect(safely(body)).toBe(right)
  })

  test.each([
    ['[链接]（/posts/a/）', '[链接](/posts/a/)'],
    ['![图]（a.png）', '![图](a.png)'],
    ['#标题', '# 标题'],
    ['＃＃标题', '## 标题'],
    ['-项目', '- 项目'],
    ['有三点：\n-项目', '有三点：\n- 项目'],
    ['＊＊粗＊＊后', '**粗**后'],
    ['1.文字', '1. 文字'],
    ['*项目', '* 项目'],
    ['[文](a.md "题)', '[文](a.md "题")'],
    ['见[文](https://a.cn/b，后', '见[文](https://a.cn/b)，后'],
    ['前 ** 粗体 ** 后', '前 **粗体** 后'],
    ['-　项目', '- 项目'],
    ['1.　项目', '1. 项目'],
    ['真 hhh**[效果](https://a.cn)**。', '真 hhh **[效果](https://a.cn)**。'],
    ['**研究(AI)**GPT', '**研究(AI)** GPT'],
    ['a**"引用"**b，**粗**', 'a **"引用"** b，**粗**'],
  ])('is shown, and mended by hand: %j', (body, right) => {
    expect(mended(body)).toBe(right)
    expect(safely(body)).toBe(body)
  })

  test.each(['[TOC]', '@[toc](目录)', '[[toc]]', ':::tip', '::: warning 注意'])('is told of: %j', (body) => {
    expect(findSlips(body).map(({ finding }) => finding.column)).toEqual([1])
    expect(mended(body)).toBe(body)
  })

  test('keeps carriage returns where they are', () => {
    expect(mended('##标题\r\n\r\n-项目\r\n')).toBe('## 标题\r\n\r\n- 项目\r\n')
  })
})

test.each([
  '---\ntitle: 题\ndate: 2025-01-01\n---\n\n##一\n\n#二\n',
  '\uFEFF---\r\ntitle: 题\r\ndate: 2025-01-01\r\n---\r\n\r\n##一\r\n\r\n#二\r\n',
  '\uFEFF\n\n\n\n\n##一\n\n#二',
])('a file’s report has its lines, and the file with what is safe mended: %j', (text) => {
  const config = completeConfig({ url: 'https://blog.example/' }, 'ruoyu.config.ts').value
  const [entry] = parseEntries([sourceFile('content/posts/a.md', text)], config).value
  const report = entry && reportSlips(entry, text)
  expect(report?.diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    'content/posts/a.md:6:1',
    'content/posts/a.md:8:1',
  ])
  expect(report?.mended.map(({ line }) => line)).toEqual([6])
  expect(report?.fixed).toBe(text.replace('##一', '## 一'))
})

describe('no slip is', () => {
  test.each([
    ['a link', '[链接](https://a.cn/b)（好）'],
    ['a remark behind brackets', '[Vue.js]（读音 /vjuː/）是[libco][6]（共享栈）\n\n[6]: https://a.cn/'],
    ['a full-width parenthesis inside a link', '[中文](https://x.com/中文（括号）)'],
    ['an exclamation in front of a link', '太好了！[点这里](https://a.cn)'],
    ['a line of hashtags', '#标签 #另一个'],
    ['a topic', '#话题# 来了'],
    ['a hashtag in a paragraph', '正文\n#标签'],
    ['a colour or an anchor', '#fff\n\n#1'],
    ['a negative number', '-5℃\n\n-1'],
    ['a rule or a dash', '---\n\n--作者\n\n——完'],
    ['prose that breaks at a dash', '从上海\n-杭州出发'],
    ['emphasis and notes', '*强调*\n\n*注：说明'],
    ['a link with a title', '[a](b.md "t") [a](b.md \'t\') [a](<b c.md>) [a](b.md)\n[a](https://a.cn/b\n"t")'],
    ['a task and a remark', '- [x] (https://a.cn)\n\n[1] (见上)'],
    ['a number', '1.5万\n\n3.14\n\n2024.年'],
    ['indented code in Chinese', '文\n\n    变量 = 1\n\n    # 注释。'],
    ['text of indented HTML', '文\n\n    <td>\n      一段话。\n    </td>'],
    ['a footnote', '[^1]: 注：好[^1]：好'],
    ['hidden words', '他＊＊的'],
    ['bold', '**粗** 和 **体**，2 ** 3 ** 4'],
    ['bold next to letters', 'a**粗**b，**Go**语言，中**（注）**文，**“好”**的，**a**(中)，3**(x)**2'],
    ['stars between two bolds', '**甲**a(乙)b**丙**'],
    ['fenced code', '```\n##标题\n[a]（https://a.cn）\n```'],
    ['indented code', '文\n\n    ##标题 [a]（https://a.cn）'],
    ['a code span', '`[a]（https://a.cn）`'],
    ['HTML', '<div>\n##标题\n</div>\n\n<!--\n-项目\n-项目\n-->\n\n<pre>\n\n##标题\n</pre>'],
    ['a formula', '$$\n-变量\n-变量\n$$'],
    ['a shortcode', '{{< x "[a]（https://a.cn）" >}}'],
  ])('%s', (_, body) => {
    expect(findSlips(body).map(({ finding }) => finding.params)).toEqual([])
  })
})

test('stars at a letter’s edge are told of where the page shows them, and where the mend makes bold', async () => {
  const edge = fc.constantFrom('', ' ', 'a', '1', 'é', '文', '。', '（', '(', '.', '“', '…', '—', '한', '，')
  const inner = fc.constantFrom(
    '字',
    '(字)',
    '[字](x)',
    '“字”',
    '《字》',
    '。字。',
    '!字',
    '字.',
    '字…',
    '—字',
    '$字',
    '字',
  )
  await fc.assert(
    fc.asyncProperty(edge, inner, edge, async (before, inner, after) => {
      const body = `首${before}**${inner}**${after}尾`
      const told = findSlips(body).some(({ finding }) => finding.code === 'slip-bold-edge')
      expect([body, (await html(body)).includes('**')]).toEqual([body, told])
      if (told) expect(await html(mended(body))).toContain('<strong>')
    }),
    { seed, numRuns: runs(200, 6000) },
  )
})

test('any text: mends stand inside it, in order', () => {
  const piece = fc.constantFrom(
    ...['#', '##', '-', '- ', '！', '[', ']', '（', '）', '(', ')', '：', '^1', '**', '＊＊', '　', ' ', '\n', '\n\n'],
    ...['字', '词。', 'a', 'https://a.cn', '`', '```', '<b>', '<!--', '$$', '{{<', '> ', '    '],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const body = pieces.join('')
      const slips = findSlips(body)
      const mends = slips.flatMap(({ mend }) => mend ?? [])
      for (const { mend, finding } of slips)
        if (mend) expect(body.slice(mend.offset, mend.end)).toBe(finding.params.found)
      for (const { offset, end } of mends) expect(end).toBeGreaterThan(offset)
      const offsets = mends.map(({ offset }) => offset)
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
    }),
    { seed, numRuns: runs(1000, 20_000) },
  )
})

test.each([['['], ['[a]（'], ['<a'], ['**a '], ['# '], ['<!--'], ['$$'], ['＊＊字'], ['> '], ['    字\n']])(
  '%j, 30,000 times, takes no time to speak of',
  async (piece) => expect(await isQuick(() => findSlips(piece.repeat(30_000)), 3000)).toBe(true),
)

describe('a fence that nothing closes is told of at its line', () => {
  const fences = (body: string) =>
    findSlips(body).flatMap(({ finding: { code, line } }) => (/^slip-fence/.test(code) ? `${code} ${line}` : []))

  test.each([
    ['文\n\n```js\na()\n\n## 标题\n\n文', 'slip-fence 3'],
    ['~~~\na()\n\n这是正文。\n', 'slip-fence 1'],
    ['```js\na()\n    ```\n\n文', 'slip-fence 1'],
    ['````js\na()\n```\n', 'slip-fence 1'],
    ['```js\na()\n```\n\n文\n\n```\nb()\n\n- 一句话。\n', 'slip-fence 7'],
    ['```js\na()\n\n文\n\n```bash\nb\n```\n', 'slip-fence-within 1'],
    ['```js\na()\n\n```js\nb()\n```\n\n```\nc\n\n正文，很长。', 'slip-fence-within 1', 'slip-fence 8'],
  ])('%j', (body, ...right) => {
    expect(fences(body)).toEqual(right)
  })

  test.each([
    '```js\na()\n```\n\n## 标题',
    '```js\na()\n\nb()',
    '```bash\n# 安装\n\n# 再来',
    '````md\n```js\na()\n```\n\n正文。\n````',
    '```md\n```js\na()\n```',
    '- 项\n  ```js\n  a()\n  ```\n\n## 标题。\n\n正文。',
    '1. 项\n    ```js\n    a()\n   ```\n\n正文。',
    '> ```\n> a\n\n正文。\n\n后文。',
    '```js\n// 注释\n\nconst 甲 = 1;\n',
    'a ``` b\n\n正文。',
  ])('not told of: %j', (body) => {
    expect(fences(body)).toEqual([])
  })
})

test.each([
  ['看【链接】(https://a.cn/b)', 'slip-link-brackets', '看[链接](https://a.cn/b)'],
  ['【链接】（https://a.cn/b）', 'slip-link-brackets', '[链接](https://a.cn/b)'],
  ['!【图】(a.png)', 'slip-link-brackets', '![图](a.png)'],
  ['看[甲][乙]', 'slip-reference', undefined],
  ['![图][1] 和 [文字][]', 'slip-reference', undefined],
])('%s is told of as %s', (body, code, right) => {
  const [slip] = findSlips(body)
  expect(slip?.finding.code).toBe(code)
  expect(slip?.mend && mended(body)).toBe(right)
})

test.each([
  '[甲][乙]\n\n[乙]: https://a.cn/',
  '[甲 乙][]\n\n> [甲  乙]: https://a.cn/',
  '[^1][^2] `[甲][乙]` a[i][j] [1][2] [[甲][乙]]',
  '【注】(见下文)',
  '[a-z][0-9] [&nbsp;123][4] [甲][！]',
])('%j holds no such slip', (body) => {
  expect(findSlips(body).filter(({ finding: { code } }) => /brackets|reference/.test(code))).toEqual([])
})
