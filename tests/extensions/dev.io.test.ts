import { expect, test } from 'vitest'
import { createLoader, type Loaded, loadSite } from '../../src/site/load.ts'
import { age, tempFolder, writeIn } from '../io/temp.ts'

const config = (sign: string, word = '字') => `
const note = () => (tree, file) => {
  ;(globalThis.noted ??= []).push(file.path)
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: '${word}' }] })
}
export default {
  url: 'https://example.com/',
  extensions: [
    { name: 'note', remark: [note], filters: { shout: (value) => value + '${sign}' } },
    { name: 'step', html: (html, page) => html.replace('</body>', page.title + '${sign}</body>') },
  ],
}
`
const post = (title: string, body: string) => `---\ntitle: ${title}\ndate: 2025-01-01\n---\n${body}\n`

async function texts({ compilation, diagnostics }: Loaded) {
  expect(diagnostics).toEqual([])
  const files = await Promise.all(compilation.outputs.map((output) => compilation.render(output)))
  return files.map(({ value }) => value)
}

test('in a server one save gives one post to plugins, another filter none, and each load is as a clean one', async () => {
  const root = tempFolder({
    'ruoyu.config.js': config('!'),
    'templates/partials/footer.njk': '<footer>{{ site.title | shout }}</footer>',
    ...Object.fromEntries([1, 2, 3, 4].map((index) => [`content/posts/${index}.md`, post(`第${index}篇`, '文')])),
  })
  await age()
  const { noted } = Object.assign(globalThis, { noted: [] as string[] })
  const options = { root, now: () => '2026-01-01T00:00:00Z' }
  const load = createLoader(options)
  const isClean = async (loaded: Loaded) =>
    expect(await texts(loaded)).toEqual(await texts(await loadSite({ ...options, fresh: true })))
  await load()
  expect(noted.splice(0)).toHaveLength(4)

  writeIn(root, 'content/posts/2.md', post('新题', '改'))
  const saved = await load(new Set(['content/posts/2.md']))
  expect(noted.splice(0)).toEqual(['content/posts/2.md'])
  await isClean(saved)

  noted.length = 0
  writeIn(root, 'ruoyu.config.js', config('?'))
  const filtered = await load(new Set(['ruoyu.config.js']))
  expect(noted).toEqual([])
  await isClean(filtered)

  noted.length = 0
  writeIn(root, 'ruoyu.config.js', config('?', '词'))
  const plugged = await load(new Set(['ruoyu.config.js']))
  expect(noted).toHaveLength(4)
  await isClean(plugged)
})
