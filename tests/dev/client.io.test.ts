import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEvents, type Events } from '../../src/dev/events.ts'
import { type Listening, listen } from '../../src/dev/server.ts'
import type { Snapshot } from '../../src/dev/snapshot.ts'
import { hasChromium, launch } from '../chromium.ts'
import { broken, snapshot } from './fake.ts'

function site(text: string, color = 'rgb(1, 1, 1)', hash = '00000000'): Snapshot {
  const style = `assets/style.${hash}.css`
  return snapshot({
    'index.html': `<!doctype html><head><link rel="stylesheet" href="/${style}"></head><body><p style="margin-bottom:5000px">${text}</p></body>`,
    '404.html': '<body><p>not here</p></body>',
    [style]: `p { color: ${color} }`,
  })
}

describe.skipIf(!hasChromium)('a page under dev', () => {
  let browser: Browser
  let server: Listening
  let events: Events
  let state: Snapshot
  let page: Page
  /** The server's open event streams: those of an earlier one may close late. */
  let streams: Set<unknown>

  const publish = (next: Snapshot) => {
    state = next
    events.publish(state)
  }
  const text = () => page.evaluate(() => document.querySelector('p')?.textContent)
  const color = () => page.evaluate(() => getComputedStyle(document.querySelector('p') as Element).color)
  /** Set once: gone after a reload. */
  const mark = () => page.evaluate(() => Object.assign(window, { marked: true }))
  const marked = () => page.evaluate(() => 'marked' in window)
  const overlay = () =>
    page.evaluate(() => document.querySelector('ruoyu-overlay')?.shadowRoot?.querySelector('section')?.textContent)

  async function start(port: number): Promise<void> {
    events = createEvents()
    const own = new Set<unknown>()
    streams = own
    const add: Events['add'] = (response, ...rest) => {
      own.add(response)
      response.on('close', () => own.delete(response))
      events.add(response, ...rest)
    }
    server = await listen({ port }, { live: true, current: async () => state, events: { ...events, add } })
  }

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    state = site('one')
    await start(0)
    page = await browser.newPage()
    await page.goto(server.origin)
    await expect.poll(() => streams.size).toBe(1)
    await mark()
  })
  afterEach(async () => {
    await page.close()
    await server.close()
  })

  it('shows a change by itself and stays where it was scrolled to', async () => {
    await page.evaluate(() => scrollTo(0, 3000))
    publish(site('two'))
    await expect.poll(text).toBe('two')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(3000)
  })

  it('is left alone by a change that it does not show', async () => {
    publish({ ...state, outputs: new Map([...state.outputs, ...snapshot({ 'b/index.html': 'b' }).outputs]) })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await marked()).toBe(true)
  })

  it('takes a new stylesheet without a reload, twice', async () => {
    publish(site('one', 'rgb(2, 2, 2)', '22222222'))
    await expect.poll(color).toBe('rgb(2, 2, 2)')
    publish(site('one', 'rgb(3, 3, 3)', '33333333'))
    await expect.poll(color).toBe('rgb(3, 3, 3)')
    expect(await page.locator('link').count()).toBe(1)
    expect(await marked()).toBe(true)
  })

  it('shows errors over what it shows, and takes them away when they are mended', async () => {
    publish({ ...state, diagnostics: [broken({ line: 3, column: 2 })], textOf: () => 'a\nb\nc <i>\n' })
    await expect.poll(overlay).toContain('ruoyu.config.ts:3:2')
    expect(await overlay()).toContain('c <i>')
    expect(await text()).toBe('one')
    publish(site('one'))
    await expect.poll(overlay).toBeUndefined()
    expect(await marked()).toBe(true)
  })

  it('lets the errors be closed, also those that it was opened with', async () => {
    state = { ...state, diagnostics: [broken()] }
    await page.reload()
    expect(await overlay()).toContain('ruoyu.config.ts')
    await expect.poll(() => streams.size).toBe(1)
    await page.locator('ruoyu-overlay button').click()
    expect(await overlay()).toBeUndefined()
  })

  it('becomes the 404 page when it goes, and itself when it is back', async () => {
    const { outputs } = state
    publish({ ...state, outputs: new Map([...outputs].filter(([path]) => path !== '/' && path !== '/index.html')) })
    await expect.poll(text).toBe('not here')
    publish(site('back'))
    await expect.poll(text).toBe('back')
  })

  it('gives its connection back while it is hidden, and catches up when it is shown', async () => {
    const show = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await show(true)
    await expect.poll(() => streams.size).toBe(0)
    publish(site('two'))
    await show(false)
    await expect.poll(text).toBe('two')
  })

  it('finds the server again after a restart', async () => {
    await server.close()
    state = site('two')
    await start(server.port)
    await expect.poll(text).toBe('two')
  })
})
