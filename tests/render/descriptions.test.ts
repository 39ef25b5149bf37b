import { expect, test } from 'vitest'
import { site } from '../site.ts'

const described = (html: string) => [
  ...html.matchAll(/<meta (?:name|property)="(?:og:)?description" content="([^"]*)">/g),
]

test('every list has a description, its own or what it holds', async () => {
  const built = await site(
    '-- content/posts/a.md --\n---\ntitle: 文\ndate: 2025-01-01\ntags: [甲]\n---\n正文。\n' +
      '-- content/tags/乙/_index.md --\n---\ntitle: 乙\ndescription: 自己的话\n---\n' +
      '-- content/posts/b.md --\n---\ntitle: 二\ndate: 2025-01-02\ntags: [乙]\n---\n正文。\n',
  )
  const of = (path: string) => described(built.file(path)).map(([, text]) => text)
  expect(of('tags/甲/index.html')).toEqual(Array(2).fill('标签 · 甲 · 1篇文章'))
  expect(of('tags/乙/index.html')).toEqual(Array(2).fill('自己的话'))
  expect(of('tags/index.html')).toEqual(Array(2).fill('标签 · 共2个'))
  for (const path of ['posts/index.html', 'archives/index.html', 'index.html', 'posts/a/index.html'])
    expect(of(path)).toHaveLength(2)
  expect(of('404.html')).toEqual([])
})
