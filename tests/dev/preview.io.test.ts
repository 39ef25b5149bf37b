import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { handle } from '../../src/dev/handler.ts'
import { createPreview } from '../../src/dev/preview.ts'

let out: string
const write = (path: string) => {
  mkdirSync(join(out, path, '..'), { recursive: true })
  writeFileSync(join(out, path), path)
}

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'ruoyu-preview-'))
  for (const path of [
    'index.html',
    'posts/a/index.html',
    'tags/读书/index.html',
    '404.html',
    '.git/config',
    '.well-known/x',
  ])
    write(path)
  symlinkSync('/etc', join(out, 'etc'))
})
afterEach(() => rmSync(out, { recursive: true, force: true }))

async function get(url: string, current: ReturnType<typeof createPreview>) {
  const answer = await handle({ method: 'GET', url, headers: { host: 'localhost' } }, await current(), {
    hosts: [],
    live: false,
  })
  return [answer.status, 'file' in answer.body ? answer.body.file : answer.headers.Location]
}

it('serves what was built, below the site’s base path, and nothing else', async () => {
  const current = createPreview({ out, config: { url: 'https://x.com/blog/', language: 'zh-CN' }, clock: () => 0 })
  expect(await get('/', current)).toEqual([302, '/blog/'])
  expect(await get('/blog/', current)).toEqual([200, 'index.html'])
  expect(await get('/blog/posts/a', current)).toEqual([302, '/blog/posts/a/'])
  expect(await get('/blog/tags/%E8%AF%BB%E4%B9%A6/', current)).toEqual([200, 'tags/读书/index.html'])
  expect(await get('/blog/.well-known/x', current)).toEqual([200, '.well-known/x'])
  for (const path of ['/blog/.git/config', '/blog/etc/passwd', '/blog/nothing', '/posts/a/'])
    expect(await get(path, current)).toEqual([404, '404.html'])
})

it('sees a newer build', async () => {
  let time = 0
  const current = createPreview({ out, config: { url: 'https://x.com/', language: 'zh-CN' }, clock: () => time })
  expect(await get('/new.html', current)).toEqual([404, '404.html'])
  write('new.html')
  time = 60_000
  expect(await get('/new.html', current)).toEqual([200, 'new.html'])
})

it('has nothing to show where nothing was built', async () => {
  rmSync(out, { recursive: true })
  const current = createPreview({ out, config: { url: 'https://x.com/', language: 'zh-CN' }, clock: () => 0 })
  expect((await get('/', current))[0]).toBe(404)
})
