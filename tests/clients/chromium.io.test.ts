import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launch } from '../chromium.ts'
import { astray, cutFiles, post as searchPost } from '../client/search/posts.ts'
import { type Built, buildSite, serve } from './built.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const post = 'posts/chinese-just-works/'

describe.skipIf(!hasChromium)('the site of this repository in Chromium', () => {
  let site: Built
  let browser: Browser
  let server: { readonly origin: string; readonly close: () => void }
  const base = '/blog/'

  beforeAll(async () => {
    site = await buildSite(`https://name.github.io${base}`)
    server = await serve(site.out, base)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    server.close()
    site.remove()
  })

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options)
    await page.route(
      (url) => url.origin !== server.origin,
      (route) => route.abort(),
    )
    await page.goto(`${server.origin}${base}${path}`)
    return page
  }

  describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
    test.each([
      '',
      post,
      'tags/',
      `tags/${encodeURIComponent('若愚')}/`,
      'archives/',
      '404.html',
      'posts/markdown-guide/',
    ])(
      'axe finds nothing on /%s',
      async (path) => {
        const page = await open(path, { colorScheme })
        await page.addScriptTag({ content: axe })
        const violations = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ").slice(0, 300)))',
        )
        expect(violations).toEqual([])
        await page.close()
      },
      30_000,
    )
  })

  test('the switch of light and dark is remembered', async () => {
    const page = await open('', { colorScheme: 'light' })
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await background()
    await page.locator('[data-theme-switch]').first().click()
    const dark = await background()
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await background()).toBe(dark)
    await page.close()
  })

  test('no page scrolls sideways on a phone', async () => {
    for (const path of ['', post, 'posts/markdown-guide/', 'tags/', 'archives/']) {
      const page = await open(path, { viewport: { width: 360, height: 740 } })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360)
      await page.close()
    }
  })

  test('row 52: a click in the contents and a reload show the same Chinese heading', async () => {
    const page = await open('posts/how-a-blog-is-built/', {
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    })
    await page.locator('nav.toc a', { hasText: '有错就一个字也不写' }).first().click()
    const place = () =>
      page.evaluate(
        () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect().top,
      )
    expect(Math.abs((await place()) ?? 1e6)).toBeLessThan(200)
    await page.reload()
    expect(Math.abs((await place()) ?? 1e6)).toBeLessThan(200)
    await page.close()
  })

  describe('row 50: images', () => {
    test('of other sites are asked for without a referrer, and below the fold only when they come near', async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 500 } })
      const asked: (string | undefined)[] = []
      await page.route(
        (url) => url.origin !== server.origin,
        (route) => {
          if (route.request().resourceType() === 'image') asked.push(route.request().headers().referer)
          return route.abort()
        },
      )
      await page.goto(`${server.origin}${base}posts/markdown-guide/`)
      const image = page.locator('article img[src^="https://upload"]')
      await image.scrollIntoViewIfNeeded()
      await expect.poll(() => asked).toEqual([undefined])
      const inText = page.locator('article img')
      expect(await inText.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).loading))).toEqual(
        await inText.evaluateAll((all) => all.map((_, n) => (n === 0 ? 'auto' : 'lazy'))),
      )
      await page.close()
    })

    test('of the site keep their place before they come', async () => {
      const page = await browser.newPage()
      await page.route(/river\.png$/, (route) => route.abort())
      await page.goto(`${server.origin}${base}posts/autumn-walk/`)
      const { width, height } = (await page.locator('article img[src$="river.png"]').boundingBox()) ?? {
        width: 0,
        height: 0,
      }
      expect(width).toBeGreaterThan(300)
      expect(width / height).toBeCloseTo(1200 / 640, 1)
      expect(await page.locator('article img[src$="hill.svg"]').getAttribute('loading')).toBe('lazy')
      await page.close()
    })
  })

  describe('row 51: the search', () => {
    async function search(page: Page, query: string): Promise<readonly string[]> {
      await page.keyboard.press('/')
      await page.locator('dialog.search input').fill(query)
      await page.waitForFunction(
        (query) => document.querySelector('dialog.search')?.getAttribute('data-query') === query,
        query,
      )
      return page
        .locator('dialog.search li a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname))
    }

    test('finds any part of a word, in exactly the posts that have it', async () => {
      const page = await open('')
      expect(await search(page, '信达')).toEqual([])
      expect(await search(page, '练就')).toEqual([`${base}${post}`])
      expect(await search(page, 'nginx')).toEqual([`${base}posts/deploy-anywhere/`])
      // A table's key.
      expect(await search(page, 'removePathAccents')).toEqual([`${base}posts/config/`])
      await page.close()
    })

    test('is driven by the keyboard: arrows choose, Enter opens, Esc closes', async () => {
      const page = await open('')
      const found = await search(page, '博客')
      expect(found.length).toBeGreaterThan(2)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${found[1]}*`)
      await page.keyboard.press('Control+k')
      expect(await page.locator('dialog.search').isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(await page.locator('dialog.search').isVisible()).toBe(false)
      await page.close()
    })

    test('opens the result that Tab leads to, and keeps the field in sight', async () => {
      const page = await open('', { viewport: { width: 390, height: 500 } })
      const found = await search(page, '博客')
      for (let n = 0; n < 4; n++) await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).pathname)
      expect(found.indexOf(focused)).toBeGreaterThan(1)
      const field = await page.locator('dialog.search input').boundingBox()
      const dialog = await page.locator('dialog.search').boundingBox()
      expect(field?.y).toBeCloseTo((dialog?.y ?? 0) + 1, 0)
      const link = await page.locator('dialog.search a:focus').boundingBox()
      expect(link?.y).toBeGreaterThanOrEqual((field?.y ?? 0) + (field?.height ?? 0) - 1)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${focused}`)
      await page.close()
    })

    test('shows a few results at a time: the button and an arrow past the last one bring more', async () => {
      const page = await open('')
      expect(await search(page, '的')).toHaveLength(6)
      for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowDown')
      await expect.poll(() => page.locator('dialog.search li').count()).toBeGreaterThan(6)
      await page.locator('dialog.search input').fill('是')
      await expect.poll(() => page.locator('dialog.search li').count()).toBe(6)
      await page.locator('dialog.search button').click()
      await expect.poll(() => page.locator('dialog.search li').count()).toBeGreaterThan(6)
      await page.close()
    })

    test('says that it has found nothing yet, and searches on when asked', async () => {
      const wrong = Array.from({ length: 40 }, (_, n) => searchPost(`/wrong/${n}/`, { x: astray(9000) }))
      const file = cutFiles([searchPost('/right/', { t: '动物', x: '说起猫和狗' }), ...wrong], 16)
      const page = await open('')
      await page.route('**/search/**', (route) =>
        route.fulfill({ body: file(new URL(route.request().url()).pathname.replace(/.*\/search\//, '')) }),
      )
      const status = page.locator('dialog.search [role=status]')
      const button = page.locator('dialog.search button')
      expect(await search(page, '猫和狗')).toEqual([])
      expect(await status.textContent()).toBe('最可能的文章里还没有找到')
      expect(await button.textContent()).toBe('继续搜索')
      await button.click()
      await button.click()
      await expect.poll(() => page.locator('dialog.search li').count()).toBe(1)
      expect(await status.textContent()).toBe('')
      expect(await button.isVisible()).toBe(false)
      expect(await search(page, '猫和鱼')).toEqual([])
      expect(await status.textContent()).toBe('没有找到')
      await page.close()
    })

    test('says that it searches where the index is long in coming', async () => {
      const page = await open('')
      let arrive: (() => void) | undefined
      await page.route('**/search/index.json', async (route) => {
        await new Promise<void>((resolve) => {
          arrive = resolve
        })
        await route.continue()
      })
      await page.keyboard.press('/')
      await page.locator('dialog.search input').fill('练就')
      const status = page.locator('dialog.search [role=status]')
      await expect.poll(() => status.textContent()).toBe('正在搜索……')
      arrive?.()
      await expect.poll(() => page.locator('dialog.search li').count()).toBe(1)
      expect(await status.textContent()).toBe('')
      await page.close()
    })

    test('loads nothing before it is opened, and falls back to the archives without script', async () => {
      const page = await browser.newPage()
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.route(
        (url) => url.origin !== server.origin,
        (route) => route.abort(),
      )
      await page.goto(`${server.origin}${base}`)
      expect(asked.filter((url) => url.includes('search'))).toEqual([])
      expect(await page.locator('[data-search]').first().getAttribute('href')).toBe(`${base}archives/`)
      await page.close()
    })

    test('leads to the archives where its script can’t be had', async () => {
      const page = await open('')
      await page.route('**/search.*.js', (route) => route.abort())
      await page.locator('[data-search]').click()
      await page.waitForURL(`**${base}archives/`)
      await page.close()
    })
  })
})
