import { expect, test } from 'vitest'
import { site } from '../site.ts'

test.each(['content/404.md', 'content/404/index.md'])(
  'the text of %s is that of 404.html, and in no list',
  async (file) => {
    const built = await site(
      `-- ${file} --\n---\ntitle: 迷路了\n---\n去[首页](/)看看。\n-- content/posts/a.md --\n---\ntitle: 甲\ndate: 2025-01-01\n---\n文\n`,
    )
    expect(built.diagnostics).toEqual([])
    expect(built.file('404.html')).toMatch(/迷路了[\s\S]*去<a href="\/">首页<\/a>看看/)
    expect(built.file('404.html')).toContain('content="noindex"')
    expect(built.paths.filter((path) => path !== '404.html' && built.file(path).includes('迷路了'))).toEqual([])
    expect(built.paths.filter((path) => path.startsWith('404'))).toEqual(['404.html'])
  },
)

test('one that names its address keeps it', async () => {
  const built = await site('-- content/404.md --\n---\ntitle: 迷路了\nurl: /lost/\n---\n文\n')
  expect(built.file('lost/index.html')).toContain('迷路了')
  expect(built.file('404.html')).not.toContain('迷路了')
})
