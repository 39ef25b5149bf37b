import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { hasChromium, launch } from '../chromium.ts'
import { post } from '../site.ts'

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

function bundled(path: string): string {
  const [output] = buildSync({
    entryPoints: [file(path)],
    bundle: true,
    write: false,
    loader: { '.woff': 'dataurl' },
    logLevel: 'error',
  }).outputFiles
  return output?.text ?? ''
}

describe.skipIf(!hasChromium)('a post in Chromium', () => {
  let browser: Browser
  const style = ['style.css', 'math/math.css', 'lists/lists.css']
    .map((path) => bundled(`templates/assets/${path}`))
    .join('')
  const script = bundled('src/client/theme.ts')

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(body: string, width: number, config: UserConfig = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 700 } })
    await page.route('**', (route) => route.abort())
    const html = (await post(body, { config: { markdown: { math: true }, ...config } })).file('posts/post/index.html')
    await page.setContent(html.replace(/<(?:link|script)\b[^>]*(?:href|src)=[^>]*>/g, ''))
    await page.addStyleTag({ content: style })
    await page.addScriptTag({ content: script })
    return page
  }

  const cells = '<td>一个很长的单元格abcdefghijklmnopqrstuvwxyz</td>'.repeat(8)
  const long = `a_1 + ${'b_{n}^{2} + '.repeat(40)} c`

  test.each([
    ['a table of raw HTML', `<table><tr>${cells}</tr></table>`, 'table'],
    [
      'one of a fixed width',
      `<table width="900"><tr><td style="white-space: nowrap">${'文'.repeat(99)}</td></tr></table>`,
      'table',
    ],
    ['one in a list', `- 项\n\n  <table><tr>${cells}</tr></table>`, 'table'],
    ['one in a frame', `<div><table><tr>${cells}</tr></table></div>`, 'table'],
    ['a table of Markdown', `| 甲 | 乙 |\n| - | - |\n| ${'a'.repeat(200)} | 文 |`, '.table'],
    ['a formula in a line', `文 $${long}$ 文`, 'span.math'],
    ['one in a cell of raw HTML', `<table><tr><td>\n\n$${long}$\n\n</td></tr></table>`, 'span.math, table'],
    ['a formula by itself', `$$\n${long}\n$$`, 'div.math'],
  ])('on a phone %s scrolls in itself', async (_, body, selector) => {
    const page = await open(body, 360)
    const sizes = await page.evaluate((selector) => {
      const { scrollWidth, clientWidth } = document.documentElement
      const scrolls = [...document.querySelectorAll(selector)].some((each) => each.scrollWidth > each.clientWidth)
      return { overflow: scrollWidth - clientWidth, scrolls }
    }, selector)
    expect(sizes).toEqual({ overflow: 0, scrolls: true })
    await page.close()
  })

  test('a formula stands on the line of the text about it, and a small table is as wide as its text', async () => {
    const page = await open('字 $x$ <b id="b">x</b>\n\n<table><tr><td>文</td><td>字</td></tr></table>\n', 360)
    const [formula, text, table] = await page.evaluate(() =>
      ['span.math mi', '#b', 'table'].map((selector) => {
        const { bottom, width } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
        return { bottom, width }
      }),
    )
    expect(Math.abs((formula?.bottom ?? 0) - (text?.bottom ?? 99))).toBeLessThan(8)
    expect(table?.width).toBeLessThan(300)
    await page.close()
  })

  test('the rows of an equation meet at their signs, and their numbers stand at the edge', async () => {
    const tex = '\\begin{align} x &= \\mathrm{e} \\label{a} \\\\ x_1+y_2 &= \\mathrm{f} \\label{b} \\end{align}'
    const page = await open(`$$\n${tex}\n$$\n`, 600)
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('div.math mtr')].map((row) => {
        const [, left, , , number] = [...row.children].map((cell) =>
          (cell.firstElementChild ?? cell).getBoundingClientRect(),
        )
        return { sign: left?.right ?? 0, number: number?.right ?? 0, edge: row.getBoundingClientRect().right }
      }),
    )
    expect(rows).toHaveLength(2)
    for (const { sign, number, edge } of rows) {
      expect(Math.abs(sign - (rows[0]?.sign ?? 0))).toBeLessThan(1)
      expect(edge - number).toBeLessThan(15)
    }
    await page.close()
  })

  test('on paper a link is followed by its address, unless that is its text', async () => {
    const page = await open(
      'https://a.example/x/ <https://b.example> www.c.example [文](https://d.example/) <a href="https://e.example/">e.example</a>\n',
      800,
    )
    await page.emulateMedia({ media: 'print' })
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.prose a')].map((link) => getComputedStyle(link, '::after').content),
    )
    expect(shown.map((content) => content.includes('http'))).toEqual([false, false, false, true, false])
    await page.close()
  })

  test('blocks in colours of the author’s own are turned over by night, and never fences or paper', async () => {
    const body =
      '<p><span style="color: #000">黑</span> 字</p>\n\n文\n\n<div><font color="#00f">蓝</font></div>\n\n```js\na\n```\n\n' +
      '<pre><span style="color: #00f">let</span></pre>\n\n<pre style="color: #fff"><b style="color: red">a</b></pre>\n'
    const page = await open(body, 800)
    const turned = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.prose > *')].map((each) => getComputedStyle(each).filter !== 'none'),
      )
    expect(await turned()).not.toContain(true)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await turned()).toEqual([true, false, true, false, true, false])
    await page.emulateMedia({ media: 'print' })
    expect(await turned()).not.toContain(true)
    await page.close()
  })

  const menu = Array.from({ length: 12 }, (_, index) => ({
    name: '栏目',
    url: index === 10 ? '/posts/post/' : `/${index}/`,
  }))

  test.each([360, 1280])('a menu of twelve links stands on one line in a window of %i', async (width) => {
    const page = await open('文\n\n'.repeat(100), width, { menu })
    const { tops, overflow, current, scrolled } = await page.evaluate(() => {
      const links = [...document.querySelectorAll('.menu a')]
      const current = document.querySelector('.menu [aria-current]')?.getBoundingClientRect() ?? new DOMRect()
      return {
        tops: links.map((link) => link.getBoundingClientRect().top),
        overflow: document.documentElement.scrollWidth - innerWidth,
        current: current.left >= 0 && current.right <= innerWidth,
        scrolled: scrollY,
      }
    })
    expect(new Set(tops).size).toBe(1)
    expect({ overflow, current, scrolled }).toEqual({ overflow: 0, current: true, scrolled: 0 })
    await page.close()
  })

  test.each([
    [1200, 'before the text'],
    [1100, 'above the text'],
  ])('beside a sidebar in a window of %i, contents stand %s', async (width, place) => {
    const page = await open('## 甲\n\n文\n\n## 乙\n\n文\n', width, { theme: { sidebar: ['recent'] } })
    const [toc, text, sidebar, overflow] = await page.evaluate(() => {
      const box = (selector: string) => {
        const { left, right, top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
        return { left, right, top, bottom }
      }
      const { scrollWidth } = document.documentElement
      return [box('.toc'), box('.prose'), box('.sidebar'), scrollWidth - innerWidth] as const
    })
    expect(toc.right <= text.left ? 'before the text' : toc.bottom <= text.top ? 'above the text' : toc).toBe(place)
    expect(toc.left).toBeGreaterThanOrEqual(20)
    expect(sidebar.left).toBeGreaterThan(text.right)
    expect(sidebar.right).toBeLessThanOrEqual(width - 20)
    expect(overflow).toBe(0)
    await page.close()
  })

  test('a rule of the site wins over any of ours, whatever its selector', async () => {
    const page = await open('# 节\n\n[文](https://d.example/) $x$\n', 800)
    await page.addStyleTag({
      content: 'a, h1, .meta, math { color: rgb(1, 2, 3); font-size: 21px; transition: none } :root { --song: x }',
    })
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('a:not(.skip), h1, .meta, math')].map((each) => {
        const { color, fontSize } = getComputedStyle(each)
        return `${color} ${fontSize}`
      }),
    )
    expect(shown.length).toBeGreaterThan(8)
    expect([...new Set(shown)]).toEqual(['rgb(1, 2, 3) 21px'])
    const song = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--song'))
    expect(song).toBe('x')
    await page.close()
  })
})

test('all rules of our stylesheets stand in layers', () => {
  for (const path of ['style.css', 'math/math.css', 'comments/comments.css']) {
    const tops = bundled(`templates/assets/${path}`).match(/^[^\s/}].*[{;]$/gm) ?? []
    expect(tops.filter((top) => !/^@(?:layer|font-face)\b/.test(top))).toEqual([])
    expect(tops.length).toBeGreaterThan(0)
  }
})
