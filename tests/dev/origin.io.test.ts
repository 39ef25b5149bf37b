import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvents } from '../../src/dev/events.ts'
import { type Listening, listen } from '../../src/dev/server.ts'
import { hasChromium, launch } from '../chromium.ts'
import { snapshot } from './fake.ts'

const site = snapshot({
  'index.html': '<title>secret</title><body>secret</body>',
  'index.xml': '<rss/>',
  'style.css': 'body { color: rgb(1, 2, 3) }',
  'app.js': 'window.leaked = true',
  'cat.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>',
})

/** Attempts that a page of another origin can make; each gives what it got, or 'refused'. */
async function attack(target: string): Promise<Record<string, unknown>> {
  const refused = () => 'refused'
  const element = (tag: 'img' | 'script' | 'link' | 'object', attributes: Record<string, string>) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(tag), attributes)
      made.addEventListener('load', () => resolve('loaded'))
      made.addEventListener('error', () => resolve('refused'))
      document.body.append(made)
    })
  const frame = () =>
    new Promise((resolve) => {
      const made = document.createElement('iframe')
      made.src = `${target}/`
      made.addEventListener('load', () => resolve(made.contentDocument?.title ?? 'refused'))
      document.body.append(made)
    })
  const stream = () =>
    new Promise((resolve) => {
      const source = new EventSource(`${target}/__ruoyu/events`)
      source.onopen = () => resolve('opened')
      source.onerror = () => resolve('refused')
    })
  return {
    fetch: await fetch(`${target}/`).then((answer) => answer.text(), refused),
    credentials: await fetch(`${target}/`, { credentials: 'include' }).then((answer) => answer.text(), refused),
    opaque: await fetch(`${target}/`, { mode: 'no-cors' }).then((answer) => answer.type, refused),
    preflight: await fetch(`${target}/`, { headers: { 'x-y': 'z' } }).then((answer) => answer.text(), refused),
    post: await fetch(`${target}/`, { method: 'POST', body: 'x' }).then((answer) => answer.text(), refused),
    image: await element('img', { src: `${target}/cat.svg` }),
    script: await element('script', { src: `${target}/app.js` }),
    client: await element('script', { src: `${target}/__ruoyu/client.js` }),
    style: await element('link', { rel: 'stylesheet', href: `${target}/style.css` }),
    object: await element('object', { data: `${target}/cat.svg`, type: 'image/svg+xml' }),
    frame: await frame(),
    stream: await stream(),
    leaked: (window as { leaked?: boolean }).leaked ?? 'refused',
  }
}

describe.skipIf(!hasChromium)('a page of another origin', () => {
  let browser: Browser
  let ours: Listening
  let theirs: Server
  let streams = 0

  beforeAll(async () => {
    browser = await launch()
    const events = createEvents()
    const add: typeof events.add = (...args) => {
      streams++
      events.add(...args)
    }
    const counting = { ...events, add }
    ours = await listen({ port: 0 }, { live: true, current: async () => site, events: counting })
    theirs = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<body>evil</body>'),
    )
    await new Promise<void>((resolve) => theirs.listen(0, resolve))
  })

  afterAll(async () => {
    await browser.close()
    await ours.close()
    theirs.close()
  })

  // Another port of one host is the same site; a name of its own, led here by the stranger's DNS, is another.
  it.each(['localhost', 'evil.localhost', '127.0.0.1'])('reads nothing and opens no stream, at %s', async (host) => {
    const page = await browser.newPage()
    await page.goto(`http://${host}:${(theirs.address() as AddressInfo).port}/`)
    const got = await page.evaluate(attack, ours.origin)
    expect(streams).toBe(0)
    expect(got).toEqual(Object.fromEntries(Object.keys(got).map((name) => [name, 'refused'])))
  })

  it('is not even served under a name that was rebound', async () => {
    const rebound = await launchResolving('rebound.example')
    const page = await rebound.newPage()
    const answer = await page.goto(`http://rebound.example:${ours.port}/`)
    expect(answer?.status()).toBe(403)
    expect(await page.content()).not.toContain('secret')
    await rebound.close()
  })

  it('while a page of ours does open one', async () => {
    const before = streams
    const page = await browser.newPage()
    await page.goto(`${ours.origin}/`)
    await expect.poll(() => streams).toBe(before + 1)
  })
})

function launchResolving(name: string): Promise<Browser> {
  return launch(`--host-resolver-rules=MAP ${name} 127.0.0.1`)
}
