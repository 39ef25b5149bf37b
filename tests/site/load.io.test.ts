import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSite } from '../../src/site/load.ts'
import type { OnProgress } from '../../src/site/options.ts'
import { age, tempFolder } from '../io/temp.ts'

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
