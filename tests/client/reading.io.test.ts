import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { hasChromium, launch } from '../chromium.ts'
import { site } from '../site.ts'

type Theme = NonNullable<UserConfig['theme']>

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const bundled = (path: string) =>
  buildSync({ entryPoints: [file(path)], bundle: true, write: false, loader: { '.woff': 'dataurl' } }).outputFiles[0]
    ?.text ?? ''

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

async function pageOf(theme: Theme, body: string, front = ''): Promise<string> {
  const text = `-- content/posts/a.md --\n---\ntitle: 甲\ndate: 2020-01-02\n${front}---\n${body}\n`
  const { file, diagnostics } = await site(text, { config: { theme } })
  expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([])
  return file('posts/a/index.html')
}

describe.skipIf(!hasChromium)('in Chromium', () => {
  let browser: Browser
  const style = bundled('templates/assets/style.css') + bundled('templates/assets/reading/reading.css')
  const script = bundled('src/client/reading/reading.ts')

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(theme: Theme, body: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 700, height: 500 } })
    await page.route('**', (route) => route.abort())
    await page.setContent((await pageOf(theme, body)).replace(/<(?:link|script)\b[^>]*(?:href|src)=[^>]*>/g, ''))
    await page.addStyleTag({ content: style })
    await page.evaluate(() => document.documentElement.classList.add('js'))
    await page.addScriptTag({ content: script })
    return page
  }

  test('a picture is enlarged by pointer and key, and the focus comes back to it', async () => {
    const page = await open({ zoom: true }, `![图一](${pixel})\n\n[![图二](${pixel})](https://x.example/page)`)
    const picture = page.getByRole('button', { name: '看大图 图一' })
    await picture.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '图一' })
    await expect.poll(() => dialog.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    expect(await picture.evaluate((node) => node === document.activeElement)).toBe(true)
    await picture.click()
    await page.getByRole('button', { name: '关闭' }).click()
    expect(await dialog.isVisible()).toBe(false)
    expect(await page.locator('.zooms').count(), 'a link that leads to a page stays one').toBe(1)
    await page.close()
  })

  test('a footnote is shown where it is called, for pointer and focus', async () => {
    const page = await open({ notes: true }, '文[^1]\n\n[^1]: 脚注**里**的话')
    const call = page.locator('a[data-footnote-ref]')
    await call.focus()
    await expect.poll(() => page.locator('.note-preview').textContent()).toContain('脚注里的话')
    expect(await page.locator('.note-preview').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.note-preview').isVisible()).toBe(false)
    await page.close()
  })

  test('long code is folded, short code is not', async () => {
    const lines = (count: number) => `\`\`\`\n${'a\n'.repeat(count)}\`\`\`\n`
    const page = await open({ fold: 20 }, `${lines(20)}\n${lines(60)}`)
    expect(await page.locator('.folded').count()).toBe(1)
    await page.getByRole('button', { name: '展开' }).click()
    expect(await page.locator('.folded').count()).toBe(0)
    expect(await page.getByRole('button', { name: '收起' }).getAttribute('aria-expanded')).toBe('true')
    await page.close()
  })

  test('progress follows the scroll, and the way up is shown below the first screen', async () => {
    const page = await open({ progress: true, top: true }, '文\n\n'.repeat(80))
    const read = () =>
      page.evaluate(() => document.querySelector<HTMLElement>('.progress')?.style.getPropertyValue('--read'))
    expect(await read()).toBe('0')
    expect(await page.locator('.to-top').isVisible()).toBe(false)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect.poll(read).toBe('1')
    await expect.poll(() => page.locator('.to-top').isVisible()).toBe(true)
    await page.close()
  })

  test.each([
    [365, true],
    [100_000, false],
  ])('a post of 2020 is called outdated after %i days: %s', async (days, isShown) => {
    const page = await open({ outdated: { days } }, '文')
    expect(await page.getByText('2020年1月2日，内容可能已经过时').isVisible()).toBe(isShown)
    await page.close()
  })
})

describe('round a post', () => {
  test('breadcrumbs lead home and to the section', async () => {
    expect(await pageOf({ breadcrumbs: true }, '文')).toMatch(
      /<nav class="breadcrumbs"[^>]*>\s*<ol>\s*<li><a href="\/">首页<\/a><\/li>\s*<li><a href="\/posts\/">[^<]*<\/a><\/li>\s*<li aria-current="page">甲/,
    )
  })

  test.each([
    ['CC BY-NC-SA 4.0', 'https://creativecommons.org/licenses/by-nc-sa/4.0/deed.zh-hans'],
    ['CC0 1.0', 'https://creativecommons.org/publicdomain/zero/1.0/deed.zh-hans'],
  ] as const)('the licence %s is named with its address', async (licence, address) => {
    expect(await pageOf({ licence }, '文')).toContain(`<a rel="license" href="${address}">${licence}</a>`)
    expect(await pageOf({ licence }, '文', 'licence: false\n')).not.toContain('rel="license"')
  })

  test('reward codes, share links and the edit link', async () => {
    const html = await pageOf(
      {
        reward: { text: '请喝茶', codes: [{ name: '微信', image: '/wx.png' }] },
        share: ['weibo', 'x', 'email'],
        edit: 'https://github.com/a/b/edit/main/content/:path',
      },
      '文',
    )
    expect(html).toMatch(/<summary>请喝茶<\/summary>\s*<figure><img src="\/wx\.png" alt="微信收款码"/)
    expect(html).toContain(
      'https://service.weibo.com/share/share.php?url=https%3A%2F%2Fexample.com%2Fposts%2Fa%2F&amp;title=%E7%94%B2',
    )
    expect(html).toContain('https://x.com/intent/post?url=')
    expect(html).toContain('<a href="https://github.com/a/b/edit/main/content/posts/a.md">编辑此页</a>')
  })
})

describe('the contents of a post', () => {
  const body = '## 二\n\n### 三\n\n#### 四\n\n## 二乙\n'
  const ids = (html: string) =>
    Array.from(html.matchAll(/<li><a href="#([^"]+)"/g), ([, id = '']) => decodeURIComponent(id))

  test.each([
    [{}, '', ['二', '三', '二乙']],
    [{ toc: { to: 4 } }, '', ['二', '三', '四', '二乙']],
    [{ toc: { from: 3, to: 4 } }, '', ['三', '四']],
    [{}, 'toc: { to: 2 }\n', ['二', '二乙']],
    [{}, 'toc: false\n', []],
    [{}, 'toc: { enable: false }\n', []],
    [{ toc: { show: false } }, '', []],
    [{ toc: { show: false } }, 'toc: { show: true }\n', ['二', '三', '二乙']],
  ] as const)('%j, and in the post %j', async (theme, front, expected) => {
    expect(ids(await pageOf(theme, body, front))).toEqual(expected)
  })

  test('of one whose sections are h1 begin with those', async () => {
    expect(ids(await pageOf({}, '# 一\n\n## 二\n\n### 三\n\n# 一乙\n'))).toEqual(['一', '二', '一乙'])
  })
})
