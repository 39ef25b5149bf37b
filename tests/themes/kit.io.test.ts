import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launch } from '../chromium.ts'
import { serve } from '../clients/built.ts'
import { dress, htmlFaults, looks } from './kit.ts'

const themes: readonly [name: string, module: string | undefined, settings: object][] = [
  ['ours', undefined, {}],
  ['minimal', join(import.meta.dirname, 'minimal/index.ts'), { width: 40 }],
  [
    'magazine',
    join(import.meta.dirname, 'magazine/index.ts'),
    { columns: '3', tone: '#a8382b', sidebar: { recent: 3 }, links: [{ name: 'GitHub', url: 'https://github.com/' }] },
  ],
]

test.each(themes)('%s: every page is valid HTML, and nothing is told', async (_, module, settings) => {
  const site = await dress(module, settings)
  expect(site.diagnostics).toEqual([])
  expect(site.html.length).toBeGreaterThan(20)
  expect(await htmlFaults(site)).toEqual([])
})

test('a theme shows its settings, words and slots, and pages that it lacks are ours in its frame', async () => {
  const { folder } = await dress(join(import.meta.dirname, 'magazine/index.ts'), { sidebar: true })
  const text = (path: string) => readFileSync(join(folder, path), 'utf8')
  expect(text('posts/cover/index.html')).toContain('<h2>新近</h2>')
  expect(text('posts/cover/index.html')).toMatch(/<p class="facts">[\s\S]*分钟/)
  expect(text('page/2/index.html')).toContain('<img src="/posts/cover/cover.png"')
  expect(text('404.html')).toMatch(/class="top"[\s\S]*没有这一页/)
  expect(text('favicon.svg')).toContain('<svg')
})

describe.skipIf(!hasChromium)('in Chromium', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  // Ours is looked at on the site of this repository.
  test.each(themes.filter(([name]) => name !== 'ours' || process.env.RUOYU_LONG))(
    '%s: axe finds nothing, and no page scrolls sideways on a phone',
    async (_, module, settings) => {
      const { folder } = await dress(module, settings)
      const server = await serve(folder, '/')
      const page = await browser.newPage({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
      const found: unknown[] = []
      for (const path of looks) {
        await page.goto(`${server.origin}/${path}`)
        await page.addScriptTag({ content: axe })
        const faults = await page.evaluate(
          `axe.run().then(({ violations }) => [...violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)),
            ...(document.documentElement.scrollWidth > 360 ? ['wide: ' + document.documentElement.scrollWidth] : [])])`,
        )
        found.push(...(faults as readonly string[]).map((fault) => `${path} ${fault}`))
      }
      await page.close()
      server.close()
      expect(found).toEqual([])
    },
  )
})
