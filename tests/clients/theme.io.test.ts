import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launch } from '../chromium.ts'
import { type Built, buildSite, serve } from './built.ts'

const wide = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 800 } }
const marked = '.toc [aria-current]'

describe.skipIf(!hasChromium)('the theme in Chromium', () => {
  let site: Built
  let browser: Browser
  let server: { readonly origin: string; readonly close: () => void }

  beforeAll(async () => {
    site = await buildSite('https://example.com/')
    server = await serve(site.out, '/')
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    server.close()
    site.remove()
  })

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...options, permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    await page.route(
      (url) => url.origin !== server.origin,
      (route) => route.abort(),
    )
    await page.goto(`${server.origin}/posts/markdown-guide/`)
    return page
  }

  test('a click copies a block of code as it was written, and says so', async () => {
    const page = await open(wide)
    const button = page.locator('.copy').nth(1)
    await button.click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('- 旧的一行\n+ 新的一行')
    await expect.poll(() => button.textContent()).toBe('已复制')
    await page.context().close()
  })

  test('the contents stand open beside the text and mark the section that is being read', async () => {
    const page = await open(wide)
    expect(await page.locator('.toc details').getAttribute('open')).toBe('')
    expect(await page.locator(marked).textContent()).toBe('强调')
    await page.evaluate(() => document.getElementById('表格')?.scrollIntoView({ behavior: 'instant' }))
    await expect.poll(() => page.locator(marked).textContent()).toBe('表格')
    await page.context().close()
  })

  test('on a phone the contents wait to be opened', async () => {
    const page = await open(phone)
    expect(await page.locator('.toc a').first().isVisible()).toBe(false)
    await page.locator('.toc summary').click()
    expect(await page.locator('.toc a').first().isVisible()).toBe(true)
    await page.context().close()
  })

  test('without script nothing is shown that would need it, and nothing is hidden', async () => {
    const page = await open({ ...wide, javaScriptEnabled: false })
    expect(await page.locator('[data-theme-switch]').isVisible()).toBe(false)
    expect(await page.locator('.toc a').first().isVisible()).toBe(true)
    expect(await page.locator('.prose pre').first().isVisible()).toBe(true)
    await page.context().close()
  })
})
