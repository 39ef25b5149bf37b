import { describe, expect, test } from 'vitest'
import { unique } from '../../../src/parse/remark/headings.ts'
import { post } from '../../site.ts'
import { findings, html, render } from '../render.ts'

const ids = async (body: string) => (await render(body)).headings.map(({ id }) => id)

describe('heading ids', () => {
  test('row 27: a repeat is numbered', async () => {
    expect(await ids('## 背景\n\n## 背景\n\n## 背景')).toEqual(['背景', '背景-1', '背景-2'])
  })
  test('row 28: where nothing is left of the text it is `heading`', async () => {
    expect(await ids('## 。\n\n## 🎉\n\n##\n')).toEqual(['heading', 'heading-1', 'heading-2'])
  })
  test('row 29: one heading may begin another', async () => {
    const body = '## 一切的关键是数据集\n\n## 一切的关键是数据集和效果'
    expect(await ids(body)).toEqual(['一切的关键是数据集', '一切的关键是数据集和效果'])
  })
  test.each([
    ['## 论文：COIG-CQIA: Quality is All', '论文coig-cqia-quality-is-all'],
    ['## 1. 第一_步', '1-第一_步'],
    ['## 用 `code` 与 **粗** 和 [链接](x.md)', '用-code-与-粗-和-链接xmd'],
    ['## 々と Café Ünï', '々と-café-ünï'],
    ['## 题 <b>x</b> &nbsp;', '题-bxb-nbsp'],
    ['## libcopp[1] 的由来 ##\n\n[1]: x', 'libcopp1-的由来'],
    ['> 上一行\n> 最后_一行_\n> ---', '最后_一行_'],
    ['## $x_1$ 与 :tada: {.big}', 'x_1-与-tada'],
    ['## 题 {{< x >}}', '题-'],
  ])('%s', async (body, id) => {
    expect(await ids(body)).toEqual([id])
  })
  test('a given id wins, and later headings keep clear of it', async () => {
    expect(await ids('## 背景 {#bg}\n\n## bg\n\n题 {#t .c}\n---')).toEqual(['bg', 'bg-1', 't'])
    expect(await html('## 背景 {#bg .big data-x="1 2"}')).toContain('<h2 class="big" data-x="1 2" id="bg">背景<a')
  })
  test('a given id that is taken is numbered too, with a warning', async () => {
    expect(await ids('## a\n\n## b {#a}')).toEqual(['a', 'a-1'])
    expect(await findings('## a\n\n## b {#a}')).toEqual(['heading-id-taken 3:1'])
  })
  test('braces that are no attributes stay', async () => {
    expect((await render('## 用 {{ user }}\n\n## a {b c}')).headings.map(({ text }) => text)).toEqual([
      '用 {{ user }}',
      'a {b c}',
    ])
  })
  test('are found in quotes and lists, and in raw HTML that has them', async () => {
    expect(await ids('> ## 一\n\n- ## 二\n\n<h2 id="三">三</h2>\n\n<h3>四</h3>')).toEqual(['一', '二', '三'])
  })
  test('thousands of equal headings do not take quadratic time', () => {
    const taken = new Map<string, number>()
    for (let n = 0; n < 20_000; n++) unique('a', taken)
    expect(unique('a', taken)).toBe('a-20000')
  })
})

test('headings as data: depth, visible text, inline HTML without links, ids and footnotes', async () => {
  const { headings } = await render('### A & [b](c.md) `d<e`[^1] <i id="x">f</i>\n\n[^1]: x')
  expect(headings).toEqual([
    { depth: 3, id: 'a--bcmd-de1-i-idxfi', text: 'A & b d<e f', html: 'A &#x26; b <code>d&#x3C;e</code> <i>f</i>' },
  ])
})

test('a table of contents shows no images', async () => {
  const { headings } = await render('## 题 ![a > b](c.png)<img src="d.png"> [e > f](g "h > i")')
  expect(headings).toEqual([{ depth: 2, id: '题-a--bcpngimg-srcdpng-e--fg-h--i', text: '题 e > f', html: '题  e > f' }])
})

test('each has an anchor for the mouse', async () => {
  expect(await html('## 题')).toBe(
    '<h2 id="题">题<a class="anchor" href="#题" aria-hidden="true" tabindex="-1"></a></h2>',
  )
})

test.each([
  ['## 标题 ## {#id}', '<h2 id="id">标题'],
  ['## 标题 ##  {#id .a}', '<h2 class="a" id="id">标题'],
  ['## C## {#id}', '<h2 id="id">C##'],
])('a heading may be closed in front of its attributes: %s', async (body, start) => {
  expect(await html(body)).toContain(`${start}<a class="anchor"`)
})

test.each(['##', '## <br>', '## ![](x.png)', '## &nbsp;', '## [](/u/)'])(
  '%j has no entry in the contents',
  async (body) => {
    const page = (await post(`## 甲\n\n${body}\n\n## 乙`)).file('posts/post/index.html')
    const contents = /<nav class="toc".*?<\/nav>/s.exec(page)?.[0] ?? ''
    expect(contents.match(/<a href="#[^"]*">.*?<\/a>/g)).toHaveLength(2)
  },
)

test('a picture is named by what stands for it in the contents', async () => {
  expect((await render('## ![图](x.png)')).headings).toMatchObject([{ id: '图xpng', html: '图' }])
})

test('names of emoji are emoji before a heading gets its id, as in Hugo', async () => {
  const { headings } = await render('## :computer: x\n\n## :tada:', { markdown: { emoji: true } })
  expect(headings.map(({ id, html }) => [id, html])).toEqual([
    ['-x', '💻 x'],
    ['heading', '🎉'],
  ])
})
