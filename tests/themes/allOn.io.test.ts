import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../src/site/build.ts'
import { hasChromium, launch } from '../chromium.ts'
import { serve } from '../clients/built.ts'
import { lastingFolder, writeIn } from '../io/temp.ts'
import { allOnConfig, allOnFiles, allOnTheme } from './allOn.ts'
import { type Dressed, dressedIn, htmlFaults } from './kit.ts'

/** Bytes with gzip of a page, its stylesheets and the scripts that it loads at once. */
function weightOf(folder: string, path: string): number {
  const assets = readFileSync(join(folder, path), 'utf8').matchAll(/ (?:href|src)="\/(assets\/[^"]+\.(?:css|js))"/g)
  const paths = new Set([path, ...Array.from(assets, ([, asset = '']) => asset)])
  return [...paths].reduce((sum, each) => sum + gzipSync(readFileSync(join(folder, each))).length, 0)
}

test('our theme with nothing on: a home page and a post weigh at most 10 KB', async () => {
  const { folder: root, remove } = lastingFolder({
    'ruoyu.config.json': '{ "title": "若愚", "url": "https://example.com/" }',
    'content/posts/walk.md':
      '---\ntitle: 散步\ndate: 2026-11-01\n---\n\n## 路\n\n慢慢走。\n\n```js\nconst a = 1\n```\n',
  })
  await build({ root, now: () => '2026-11-27T00:00:00+08:00' })
  expect(['index.html', 'posts/walk/index.html'].filter((path) => weightOf(join(root, 'dist'), path) > 10_000)).toEqual(
    [],
  )
  remove()
})

describe.each([
  ['a sidebar and covers beside', allOnTheme, ['/', '/posts/long/', '/tags/%E5%86%99%E4%BD%9C/', '/trip/']],
  ['cards', { ...allOnTheme, look: 'cards', covers: 'top', sidebar: [] }, ['/']],
] as const)('our theme with everything on, %s', (_, theme, looks) => {
  const { folder: root, remove } = lastingFolder(allOnFiles)
  let site: Dressed
  let browser: Browser | undefined
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    writeIn(root, 'ruoyu.config.json', JSON.stringify({ ...allOnConfig, theme }))
    const { diagnostics } = await build({ root, now: () => '2026-11-27T00:00:00+08:00' })
    site = dressedIn(join(root, 'dist'), diagnostics)
    server = await serve(site.folder, '/')
    if (hasChromium) browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    server.close()
    remove()
  })

  test('the HTML of every kind of page is valid, and the build says nothing', async () => {
    expect(site.diagnostics).toEqual([])
    const html = site.html.filter((path) => !/plain|page\//.test(path))
    expect(await htmlFaults({ ...site, html })).toEqual([])
  })

  test('HTML, styles and scripts of a page are at most 25 KB with gzip', () => {
    const heavy = site.html.filter((path) => weightOf(site.folder, path) > 25_000)
    expect(heavy).toEqual([])
  })

  describe.skipIf(!hasChromium)('in Chromium', () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

    /** A page whose third parties are silent; `said` holds what its console says is wrong. */
    async function open(path: string, options: Parameters<Browser['newPage']>[0]): Promise<[Page, readonly string[]]> {
      if (!browser) throw new Error('no browser')
      const page = await browser.newPage(options)
      const said: string[] = []
      page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
      page.on('pageerror', (error) => said.push(error.message))
      await page.route(
        (url) => url.origin !== server.origin,
        (route) => route.fulfill({ body: '', contentType: 'text/javascript' }),
      )
      await page.goto(server.origin + path)
      return [page, said]
    }

    test.each(looks)(
      '%s: axe finds nothing by day and by night, nothing scrolls sideways, the console is empty',
      async (path) => {
        for (const [width, colorScheme] of [
          [1280, 'light'],
          [390, 'dark'],
        ] as const) {
          const [page, said] = await open(path, { viewport: { width, height: 800 }, colorScheme })
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
          await page.addScriptTag({ content: axe })
          expect(
            await page.evaluate(
              'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html)))',
            ),
          ).toEqual([])
          expect(said).toEqual([])
          await page.close()
        }
      },
      30_000,
    )

    test('without script a post is whole: code, notes, contents, and where the comments would be', async () => {
      const [page] = await open('/posts/long/', { javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
      const text = await page.locator('body').innerText()
      expect(text).toMatch(/系列：慢慢写.*line39.*脚注里的话。.*CC BY-NC-SA 4\.0.*评论要打开 JavaScript/s)
      await page.close()
    })
  })
})
