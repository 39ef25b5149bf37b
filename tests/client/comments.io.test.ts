import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { hasChromium, launch } from '../chromium.ts'
import { site } from '../site.ts'

type Comments = NonNullable<Extract<UserConfig['theme'], { comments?: unknown }>['comments']>

const address = 'https://example.com/posts/%E6%95%A3%E6%AD%A5/'
const front = (more = '') =>
  `-- content/posts/散步.md --\n---\ntitle: 散步 & 秋\ndate: 2026-01-01\n${more}---\n${'文\n\n'.repeat(80)}`

async function pageOf(comments: Comments, more?: string): Promise<string> {
  const { file } = await site(front(more), { config: { theme: { comments } } })
  return file('posts/散步/index.html')
}

describe.skipIf(!hasChromium)('comments in Chromium', () => {
  let browser: Browser
  const [script] = buildSync({
    entryPoints: [fileURLToPath(new URL('../../src/client/comments/comments.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  }).outputFiles

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  /** A post served at its address, whose providers answer with `answers`, by the end of their addresses; and what was asked for elsewhere. */
  async function open(html: string, answers: Readonly<Record<string, string>>) {
    const page = await browser.newPage({ viewport: { width: 400, height: 600 } })
    const asked: string[] = []
    await page.route('**', (route) => {
      const url = route.request().url()
      if (url === address) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      if (/comments[^/]*\.js$/.test(url))
        return route.fulfill({ contentType: 'text/javascript', body: script?.text ?? '' })
      if (url.startsWith('https://example.com/')) return route.fulfill({ body: '' })
      asked.push(url)
      const [, body = ''] = Object.entries(answers).find(([end]) => url.includes(end)) ?? []
      const type = url.endsWith('.css') ? 'text/css' : url.includes('frame') ? 'text/html' : 'text/javascript'
      return route.fulfill({ contentType: type, body, headers: { 'access-control-allow-origin': '*' } })
    })
    await page.goto(address)
    await page.waitForTimeout(100)
    expect(asked, 'before it is scrolled to').toEqual([])
    await page.evaluate(() => document.querySelector('.comments')?.scrollIntoView())
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    return { page, asked }
  }

  const dark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  const attributes = (page: Page, end: string) =>
    page.evaluate((end) => {
      const found = [...document.scripts].find(({ src }) => src.includes(end))
      return Object.fromEntries(Array.from(found?.attributes ?? [], ({ name, value }) => [name, value]))
    }, end)
  const said = (page: Page) => expect.poll(() => page.evaluate(() => (globalThis as { said?: unknown }).said))

  test('giscus, as giscus.app writes its script in 2026; and its frame is told of the dark', async () => {
    const giscus = { repo: 'a/b', repoId: 'R_1', category: 'General', categoryId: 'DIC_1' }
    const frame = `const f=document.createElement('iframe');f.className='giscus-frame';f.src='https://giscus.app/frame';document.currentScript.parentElement.append(f)`
    const { page } = await open(await pageOf({ giscus }), {
      'client.js': frame,
      frame: '<script>onmessage=e=>top.postMessage(e.data,"*")</script>',
    })
    expect(await attributes(page, 'giscus.app/client.js')).toMatchObject({
      'data-repo': 'a/b',
      'data-repo-id': 'R_1',
      'data-category': 'General',
      'data-category-id': 'DIC_1',
      'data-mapping': 'pathname',
      'data-strict': '0',
      'data-reactions-enabled': '1',
      'data-input-position': 'bottom',
      'data-theme': 'light',
      'data-lang': 'zh-CN',
      crossorigin: 'anonymous',
    })
    await page.evaluate(() => addEventListener('message', ({ data }) => Object.assign(globalThis, { said: data })))
    // A frame that has not loaded hears nothing.
    const listens = () => page.frame({ url: /frame/ })?.evaluate('!!onmessage')
    await expect.poll(() => listens()?.catch(() => false)).toBe(true)
    await dark(page)
    await said(page).toEqual({ giscus: { setConfig: { theme: 'dark' } } })
    await page.close()
  })

  test('utterances, as utteranc.es writes its script', async () => {
    const { page } = await open(await pageOf({ utterances: { repo: 'a/b', label: '评论' } }), {})
    expect(await attributes(page, 'utteranc.es/client.js')).toMatchObject({
      ...{ repo: 'a/b', 'issue-term': 'pathname', label: '评论', theme: 'github-light', crossorigin: 'anonymous' },
    })
    await page.close()
  })

  test('Waline 3: init with its server, path, language and darkness', async () => {
    const waline =
      'export const init=o=>{globalThis.said={...o,el:o.el.tagName};return{update:u=>Object.assign(globalThis.said,u)}}'
    const { page, asked } = await open(await pageOf({ waline: { serverURL: 'https://w.example/' } }), {
      'waline.js': waline,
    })
    const options = { el: 'DIV', serverURL: 'https://w.example/', path: '/posts/%E6%95%A3%E6%AD%A5/', lang: 'zh-CN' }
    await said(page).toEqual({ ...options, dark: false })
    await dark(page)
    await said(page).toEqual({ ...options, dark: true })
    expect(asked.sort()).toEqual([
      'https://unpkg.com/@waline/client@v3/dist/waline.css',
      'https://unpkg.com/@waline/client@v3/dist/waline.js',
    ])
    await page.close()
  })

  test('Twikoo 1.6: init with its environment and path', async () => {
    const twikoo = 'globalThis.twikoo={init:async o=>{globalThis.said={...o,el:o.el.tagName}}}'
    const comments = { decoded: true, thread: 'path-without-slash', twikoo: { envId: 'e' } } as const
    const { page } = await open(await pageOf(comments), { 'twikoo.min.js': twikoo })
    await said(page).toEqual({ envId: 'e', el: 'DIV', path: '/posts/散步', lang: 'zh-CN' })
    await page.close()
  })

  test('Artalk 2.9: init with its server, site, key and title; and it is told of the dark', async () => {
    const artalk =
      'globalThis.Artalk={init:o=>{globalThis.said={...o,el:o.el.tagName};return{setDarkMode:d=>{said.darkMode=d}}}}'
    const { page } = await open(await pageOf({ artalk: { server: 'https://a.example/', site: '我' } }), {
      'Artalk.js': artalk,
    })
    const options = {
      el: 'DIV',
      pageKey: '/posts/%E6%95%A3%E6%AD%A5/',
      pageTitle: '散步 & 秋',
      server: 'https://a.example/',
      site: '我',
    }
    await said(page).toEqual({ ...options, locale: 'zh-CN', darkMode: false })
    await dark(page)
    await said(page).toMatchObject({ darkMode: true })
    await page.close()
  })

  test('Disqus: its embed, told of the page as Hugo tells it', async () => {
    const embed =
      'const t={page:{}};disqus_config.call(t);globalThis.said={...t,thread:!!document.getElementById("disqus_thread")}'
    const html = await pageOf({ disqus: { shortname: 'mine' } }, 'disqus_identifier: old-7\n')
    const { page, asked } = await open(html, { 'embed.js': embed })
    await said(page).toEqual({
      page: { url: address, title: '散步 & 秋', identifier: 'old-7' },
      language: 'zh',
      thread: true,
    })
    expect(asked[0]).toBe('https://mine.disqus.com/embed.js')
    await page.close()
  })
})

/** The thread's key by which each provider finds a post's comments again. */
describe('the thread', () => {
  const data = async (comments: Comments, more?: string): Promise<Record<string, unknown>> =>
    JSON.parse(/data-comments='(.*?)'/.exec(await pageOf(comments, more))?.[1] ?? '{}')
  const path = '/posts/%E6%95%A3%E6%AD%A5/'

  test.each([
    [undefined, path],
    ['path', path],
    ['path-without-slash', path.slice(0, -1)],
    ['path-with-index', `${path}index.html`],
    ['url', address],
    ['title', '散步 & 秋'],
    ['id', 't1'],
  ] as const)('by %s is %s', async (thread, key) => {
    for (const provider of [
      { giscus: { repo: 'a/b', repoId: 'r', categoryId: 'c' } },
      { utterances: { repo: 'a/b' } },
      { waline: { serverURL: 'https://w.example/' } },
      { twikoo: { envId: 'e' } },
      { artalk: { server: 'https://a.example/' } },
    ])
      expect((await data({ ...provider, ...(thread && { thread }) }, 'threadId: t1\n')).key).toBe(key)
  })

  test('of Disqus is the whole address where nothing else is asked for', async () => {
    expect(await data({ disqus: { shortname: 'a' } })).toMatchObject({ by: 'url', key: address })
  })

  test('a post without comments has none; nor has a page, unless it asks', async () => {
    expect(await pageOf({ disqus: { shortname: 'a' } }, 'comments: false\n')).not.toContain('data-comments')
    expect(await pageOf({ disqus: { shortname: 'a' } }, 'type: page\n')).not.toContain('data-comments')
    expect(await pageOf({ disqus: { shortname: 'a' } }, 'type: page\ncomments: true\n')).toContain('data-comments')
  })
})
