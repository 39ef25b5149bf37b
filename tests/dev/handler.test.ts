import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HandlerOptions, handle, type Response } from '../../src/dev/handler.ts'
import { emptySnapshot, type Snapshot } from '../../src/dev/snapshot.ts'
import { runs, seed } from '../runs.ts'
import { broken, snapshot } from './fake.ts'

const site = snapshot({
  'index.html': '<body>home</body>',
  'posts/a/index.html': '<body>a</body>',
  'tags/读书/index.html': '<body>读书</body>',
  '404.html': '<body>not here</body>',
  'index.xml': '<rss/>',
  'plain.html': 'copy:public/plain.html',
  'cat.PNG': 'copy:public/cat.PNG',
  'assets/style.0123abcd.css': 'a{}',
})

const dev: HandlerOptions = { hosts: [], live: true }
const preview: HandlerOptions = { hosts: [], live: false }

function get(
  url: string,
  headers: Record<string, string | undefined> = {},
  over: Partial<Asked> = {},
): Promise<Response> {
  const { method = 'GET', state = site, options = dev } = over
  return handle({ method, url, headers: { host: 'localhost:4000', ...headers } }, state, options)
}

interface Asked {
  readonly method: string
  readonly state: Snapshot
  readonly options: HandlerOptions
}

const text = ({ body }: Response) => ('text' in body ? body.text : JSON.stringify(body))

describe('what is there', () => {
  it('serves a folder by its index, under both names', async () => {
    expect(text(await get('/posts/a/'))).toContain('<body>a')
    expect(text(await get('/posts/a/index.html?x=1'))).toContain('<body>a')
  })

  it('finds an encoded Chinese path, also in NFD', async () => {
    expect((await get('/tags/%E8%AF%BB%E4%B9%A6/')).status).toBe(200)
    const accented = snapshot({ 'café/index.html': 'x' })
    expect((await get(`/${encodeURIComponent('café'.normalize('NFD'))}/`, {}, { state: accented })).status).toBe(200)
  })

  it('redirects a page without its slash, in encoded form', async () => {
    expect(await get('/posts/a')).toMatchObject({ status: 302, headers: { Location: '/posts/a/' } })
    expect((await get('/tags/%E8%AF%BB%E4%B9%A6')).headers.Location).toBe('/tags/%E8%AF%BB%E4%B9%A6/')
  })

  it('answers anything else with the site’s 404 page', async () => {
    for (const url of ['/nothing', '/posts/', '/index', '//posts/a/', '/__proto__', '/constructor']) {
      expect(await get(url)).toMatchObject({ status: 404 })
      expect(text(await get(url))).toContain('not here')
    }
  })

  it('names a copied file and never reads it', async () => {
    expect(await get('/cat.PNG')).toMatchObject({
      headers: { 'Content-Type': 'image/png' },
      body: { file: 'public/cat.PNG' },
    })
    expect((await get('/plain.html')).body).toEqual({ file: 'public/plain.html' })
  })

  it('declares the type and the charset', async () => {
    expect((await get('/')).headers['Content-Type']).toBe('text/html; charset=utf-8')
    expect((await get('/index.xml')).headers['Content-Type']).toBe('application/xml; charset=utf-8')
  })
})

describe('a base path', () => {
  const blog = { state: { ...site, base: '/blog/' } }

  it('mounts the site below it', async () => {
    expect(text(await get('/blog/posts/a/', {}, blog))).toContain('<body>a')
    expect((await get('/posts/a/', {}, blog)).status).toBe(404)
    expect((await get('/blogposts/a/', {}, blog)).status).toBe(404)
  })

  it('leads the root and the bare path to it', async () => {
    expect((await get('/', {}, blog)).headers.Location).toBe('/blog/')
    expect((await get('/blog', {}, blog)).headers.Location).toBe('/blog/')
    expect((await get('/blog/posts/a', {}, blog)).headers.Location).toBe('/blog/posts/a/')
  })
})

describe('what is refused', () => {
  it('has no host but its own', async () => {
    for (const host of ['localhost', 'LOCALHOST:1', 'blog.localhost:4000', '127.0.0.1:4000', '[::1]:4000'])
      expect((await get('/', { host })).status, host).toBe(200)
    for (const host of [
      'evil.com',
      'localhost.evil.com',
      '127.0.0.2',
      'localhost:x',
      'a@localhost',
      '',
      '[',
      '[::1',
      '::1',
      '%',
    ])
      expect((await get('/', { host })).status, host).toBe(403)
    expect((await get('/', { host: undefined })).status).toBe(403)
  })

  it('answers to the name of --host', async () => {
    const options = { ...dev, hosts: ['192.168.1.5'] }
    expect((await get('/', { host: '192.168.1.5:4000' }, { options })).status).toBe(200)
    expect((await get('/', { host: '192.168.1.6:4000' }, { options })).status).toBe(403)
  })

  it('reads only GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'get'])
      expect(await get('/', {}, { method })).toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD' } })
    expect((await get('/', {}, { method: 'HEAD' })).status).toBe(200)
  })

  it('takes no path in disguise', async () => {
    const refused = [
      '/%', '/%zz', '/%ff', '/%c0%ae', '/a%2fb', '/a%2Fb', '/a%5cb', '/a\\b', '/a%00', '/%0d%0aX', '/..', '/../etc/passwd',
      '/posts/../posts/a/', '/%2e%2e/x', '/./', '/.%2e/', 'posts', '*', '', 'http://evil.com/', '\0',
    ] // biome-ignore format: a table
    for (const url of refused) expect((await get(url)).status, url).toBe(400)
    expect((await get(`/${'a'.repeat(5000)}`)).status).toBe(414)
  })

  it('decodes once', async () => {
    expect((await get('/%252e%252e/')).status).toBe(404)
  })
})

describe('every answer', () => {
  const urls = [
    '/',
    '/posts/a',
    '/nothing',
    '/%',
    '/cat.PNG',
    '/__ruoyu/client.js',
    '/__ruoyu/events',
    '/assets/style.0123abcd.css',
  ]

  it('is of no use to another origin', async () => {
    for (const { headers } of [
      ...(await Promise.all(urls.map((url) => get(url, { origin: 'http://evil.com' })))),
      await get('/', { host: 'evil' }),
    ]) {
      expect(headers).toMatchObject({
        'Cross-Origin-Resource-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      expect(Object.keys(headers).join()).not.toMatch(/access-control/i)
    }
  })

  const numRuns = runs(700, 20_000)

  it(`is an answer, whatever is asked (seed ${seed}, ${numRuns} runs)`, async () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.webPath(),
      fc.constantFrom(...urls),
      fc.constantFrom('..', '%', '/'),
    )
    const url = fc.array(value, { maxLength: 4 }).map((parts) => parts.join(''))
    const method = fc.oneof({ arbitrary: fc.constantFrom('GET', 'HEAD'), weight: 5 }, fc.string())
    const header = fc.option(fc.oneof(value, fc.constantFrom('localhost', '[::1]:4000', 'http://localhost', 'null')), {
      nil: undefined,
    })
    const headers = fc.record({ host: header, origin: header, range: header, 'sec-fetch-site': header })
    const host = fc.boolean().map((good) => (good ? { host: 'localhost' } : {}))
    await fc.assert(
      fc.asyncProperty(method, url, headers, host, fc.boolean(), async (method, url, headers, host, live) => {
        const request = { method, url, headers: { ...headers, ...host } }
        const { status, body } = await handle(request, site, { hosts: [], live })
        expect([200, 302, 400, 403, 404, 405, 414]).toContain(status)
        if ('file' in body) expect(['public/cat.PNG', 'public/plain.html']).toContain(body.file)
      }),
      { seed, numRuns },
    )
  })
})

describe('the reload stream', () => {
  it('opens for a page of ours', async () => {
    const page = `/__ruoyu/events?page=${encodeURIComponent('/tags/%E8%AF%BB%E4%B9%A6/')}`
    expect(await get(page, { 'sec-fetch-site': 'same-origin' })).toMatchObject({
      status: 200,
      body: { events: '/tags/读书/' },
    })
    expect((await get(page, { origin: 'http://localhost:4000' })).status).toBe(200)
  })

  it('opens for no other origin', async () => {
    for (const origin of ['http://evil.com', 'http://localhost:5000', 'https://localhost:4000', 'null', ''])
      expect((await get('/__ruoyu/events', { origin })).status, origin).toBe(403)
    for (const site of ['cross-site', 'same-site'])
      expect((await get('/__ruoyu/events', { 'sec-fetch-site': site })).status).toBe(403)
  })

  it('is not there in preview', async () => {
    expect((await get('/__ruoyu/events', {}, { options: preview })).status).toBe(404)
    expect((await get('/__ruoyu/client.js', {}, { options: preview })).status).toBe(404)
  })
})

describe('a page under dev', () => {
  it('carries the script before the body’s end, and in preview does not', async () => {
    expect(text(await get('/posts/a/'))).toMatch(
      /^<body>a<script src="\/__ruoyu\/client.js" data-version="[0-9a-f]{16}"><\/script><\/body>$/,
    )
    expect(text(await get('/posts/a/', {}, { options: preview }))).toBe('<body>a</body>')
  })

  it('shows the errors of the newest attempt over the last good page', async () => {
    const state = { ...site, diagnostics: [broken({ line: 2, column: 3 })], textOf: () => 'one\n<two>\nthree' }
    const answer = await get('/posts/a/', {}, { state })
    expect(answer.status).toBe(200)
    expect(text(answer)).toMatch(/^<body>a<ruoyu-overlay>.*ruoyu\.config\.ts:2:3.*&lt;two&gt;/s)
    expect(text(answer)).toContain('&lt;b&gt;')
  })

  it('is the error itself where nothing good is known', async () => {
    const answer = await get('/posts/a/', {}, { state: { ...emptySnapshot, diagnostics: [broken()] } })
    expect(answer.status).toBe(500)
    expect(text(answer)).toContain('ruoyu.config.ts')
  })

  it('is the error itself where its own template is broken', async () => {
    const state = {
      ...site,
      render: async () => ({ value: { path: '', text: '' }, diagnostics: [broken({ file: 'templates/post.njk' })] }),
    }
    expect((await get('/posts/a/', {}, { state })).status).toBe(500)
    expect(text(await get('/posts/a/', {}, { state }))).toContain('templates/post.njk')
    expect((await get('/index.xml', {}, { state })).status).toBe(500)
    expect(text(await get('/index.xml', {}, { state }))).toContain('templates/post.njk')
  })

  it('says nothing of warnings', async () => {
    expect(text(await get('/', {}, { state: { ...site, diagnostics: [broken({ level: 'warning' })] } }))).not.toContain(
      'overlay',
    )
  })
})
