import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLoader, loadSite } from '../../src/site/load.ts'
import type { OnProgress } from '../../src/site/options.ts'
import { age, tempFolder, writeIn } from '../io/temp.ts'

test('a plugin that has a key stays as it is from load to load: one save gives it one post', async () => {
  const root = tempFolder({
    'ruoyu.config.ts': `export default { markdown: { plugins: [() => (_tree, file) => {
      (globalThis.seen ??= []).push(file.path) }] } }`,
    'content/a.md': '---\ntitle: 甲\n---\n甲',
    'content/b.md': '---\ntitle: 乙\n---\n乙',
  })
  await age()
  const { seen } = Object.assign(globalThis, { seen: [] as string[] })
  const load = createLoader({ root, now: () => '2026-01-01T00:00:00Z' })
  const first = await load()
  expect(seen.splice(0).sort()).toEqual(['content/a.md', 'content/b.md'])
  expect(await load()).toBe(first)
  writeIn(root, 'content/a.md', '---\ntitle: 甲\n---\n改')
  await load(new Set(['content/a.md']))
  expect(seen).toEqual(['content/a.md'])
})

test('a file that changes while the site is read is read again', async () => {
  const path = 'content/posts/a.md'
  const textOf = (body: string) => `---\ntitle: 题\ndate: 2025-01-02\n---\n${body}\n`
  const root = tempFolder({ [path]: textOf('旧的正文') })
  await age()
  const bodyAfter = async (onProgress: OnProgress): Promise<string | undefined> => {
    const { compilation } = await loadSite(
      { root, now: () => '2026-01-01T00:00:00Z' },
      { program: 'print', onProgress },
    )
    const [post] = compilation.site.posts
    return post && compilation.bodyOf(post).text()
  }
  expect(await bodyAfter(() => {})).toBe('旧的正文')
  // Front matter is still known from the first time; the body has to be read.
  rmSync(join(root, '.ruoyu/bodies'), { recursive: true })
  const change: OnProgress = ({ stage }) => {
    if (stage === 'parse') writeFileSync(join(root, path), textOf('另一篇正文'))
  }
  expect(await bodyAfter(change)).toBe('另一篇正文')
})
