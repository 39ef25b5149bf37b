import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { handle } from '../../src/dev/handler.ts'
import { createSession } from '../../src/dev/session.ts'
import { createLoader } from '../../src/site/load.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

const post = (title: string, body: string) =>
  `---\ntitle: ${title}\ndate: 2025-01-02\ntags: [共有, ${title}]\n---\n${body}\n`
const yaml = '---\ntitle: [题\n---\n坏的\n'

/** A server over a folder, without socket and watcher: `look` is what follows a save. */
async function serve(root: string) {
  const { current, refresh } = createSession({
    root,
    load: createLoader({ root, drafts: true, now: () => '2026-01-01T00:00:00Z' }),
    textOf: () => undefined,
    onChange: () => {},
  })
  await refresh()
  const get = async (url: string) => {
    const request = { method: 'GET', url: encodeURI(url), headers: { host: 'localhost' } }
    const { status, body } = await handle(request, await current(), { hosts: [], live: true })
    const text = 'text' in body ? body.text : ''
    const [own = '', overlay = ''] = text.split('<ruoyu-overlay>')
    return { status, text: own, overlay }
  }
  return { look: () => refresh(), get, all: async () => [...(await current()).outputs.keys()] }
}

function blog(): string {
  const root = tempFolder({
    'content/posts/a.md': post('甲', '甲的旧文'),
    'content/posts/b.md': post('乙', '乙的旧文，见 {{< relref "a.md" >}}'),
    'content/posts/d.md': post('丁', '丁的旧文'),
  })
  onTestFinished(() => rmSync(root, { recursive: true }))
  return root
}

/** A page's status, and its HTML in front of the script that names its version. */
const shown = ({ status, text }: { readonly status: number; readonly text: string }) => [
  status,
  text.replace(/<script src="\/__ruoyu.*/s, ''),
]

const breaks: Readonly<Record<string, string>> = {
  'front matter that is no YAML': yaml,
  'front matter that never ends': '---\ntitle: 题\n坏的\n',
  'a shortcode that never ends': post('甲', '坏的 {{< figure src="x" '),
  'a reference to nothing': post('甲', '坏的 {{< ref "none.md" >}}'),
}

test.each(Object.keys(breaks))('%s in a post leaves every other page fresh', async (what) => {
  const root = blog()
  const server = await serve(root)
  writeIn(root, 'content/posts/a.md', breaks[what] ?? '')
  await server.look()
  writeIn(root, 'content/posts/b.md', post('乙', '乙的新文，见 {{< relref "a.md" >}}'))
  writeIn(root, 'content/posts/c.md', post('丙', '丙的新文'))
  rmSync(join(root, 'content/posts/d.md'))
  await server.look()

  expect(await server.get('/posts/b/')).toMatchObject({ status: 200, text: expect.stringContaining('乙的新文') })
  expect(await server.get('/posts/c/')).toMatchObject({ status: 200, text: expect.stringContaining('丙的新文') })
  expect((await server.get('/posts/d/')).status).toBe(404)
  const own = await server.get('/posts/a/')
  expect(own).toMatchObject({ status: 200, text: expect.stringContaining('甲的旧文') })
  expect(own.overlay).toContain('content/posts/a.md')

  const fresh = await serve(root)
  for (const url of ['/', '/posts/', '/posts/b/', '/posts/c/', '/tags/', '/tags/共有/', '/index.xml', '/archives/']) {
    expect(shown(await server.get(url)), url).toEqual(shown(await fresh.get(url)))
    expect((await server.get(url)).text, url).not.toMatch(/甲的旧文|href="\/posts\/a\/"|坏的/)
  }
  expect((await fresh.get('/tags/甲/')).status).toBe(404)
  expect((await server.get('/tags/甲/')).status).toBe(404)
  const alone = await fresh.get('/posts/a/')
  expect(alone.overlay).toContain('content/posts/a.md')
  expect(alone.text).not.toMatch(/坏的|甲的旧文|<main/)

  writeIn(root, 'content/posts/a.md', post('甲', '甲的新文'))
  await server.look()
  expect(await server.get('/posts/a/')).toMatchObject({ text: expect.stringContaining('甲的新文'), overlay: '' })
  expect((await server.get('/')).text).toContain('/posts/a/')
  expect((await server.all()).sort()).toEqual((await (await serve(root)).all()).sort())
})

test('a file that breaks while another is broken keeps its own last good page', async () => {
  const root = blog()
  const server = await serve(root)
  writeIn(root, 'content/posts/a.md', yaml)
  await server.look()
  writeIn(root, 'content/posts/b.md', post('乙', '乙的新文'))
  await server.look()
  writeIn(root, 'content/posts/b.md', yaml)
  await server.look()
  expect((await server.get('/posts/a/')).text).toContain('甲的旧文')
  expect((await server.get('/posts/b/')).text).toContain('乙的新文')
  rmSync(join(root, 'content/posts/a.md'))
  await server.look()
  expect((await server.get('/posts/a/')).status).toBe(404)
})

test('under a broken template the pages without it are fresh, and those with it are the last good ones', async () => {
  const root = blog()
  const server = await serve(root)
  writeIn(root, 'templates/post.njk', '{% if %}')
  writeIn(root, 'content/posts/b.md', post('乙二', '乙的新文'))
  await server.look()
  expect((await server.get('/')).text).toContain('乙二')
  const own = await server.get('/posts/b/')
  expect(own).toMatchObject({ status: 200, text: expect.stringContaining('乙的旧文') })
  expect(own.overlay).toContain('templates/post.njk')
  const alone = await (await serve(root)).get('/posts/b/')
  expect([alone.status, alone.overlay.includes('templates/post.njk')]).toEqual([500, true])
})

test('a broken config leaves the site as it was', async () => {
  const root = blog()
  const server = await serve(root)
  writeIn(root, 'ruoyu.config.ts', 'export default {')
  writeIn(root, 'content/posts/b.md', post('乙', '乙的新文'))
  await server.look()
  const page = await server.get('/posts/b/')
  expect(page.text).toContain('乙的旧文')
  expect(page.overlay).toContain('ruoyu.config.ts')
})
