import { expect, test } from 'vitest'
import { site } from '../site.ts'

const post = (name: string, front: string) => `-- content/posts/${name}.md --\n---\ntitle: ${name}\n${front}\n---\n文\n`
const blog = [
  post('a', 'categories: [[前端, Vue]]'),
  post('b', 'categories: 后端/Go'),
  post('c', 'categories: [前端, CI/CD]'),
  post('d', 'tags: [CI/CD]'),
  '-- content/categories/后端/go/_index.md --\n---\ntitle: Go 语言\n---\n关于 Go。\n',
].join('')
const build = (nested: boolean) => site(blog, { config: { taxonomies: { categories: { nested }, tags: {} } } })

test('a nested category has a page at every level, and a post is in all of its levels', async () => {
  const { file, site: made, diagnostics } = await build(true)
  expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([])
  const categories = made.taxonomies.find(({ name }) => name === 'categories')?.terms ?? []
  const rows = categories.map(({ name, url, depth, postIds }) => [name, decodeURI(url), depth, postIds])
  expect(new Set(rows)).toEqual(
    new Set([
      ['后端', '/categories/后端/', 0, ['posts/b.md']],
      ['Go 语言', '/categories/后端/go/', 1, ['posts/b.md']],
      ['前端', '/categories/前端/', 0, ['posts/a.md', 'posts/c.md']],
      ['Vue', '/categories/前端/vue/', 1, ['posts/a.md']],
      ['CI', '/categories/ci/', 0, ['posts/c.md']],
      ['CD', '/categories/ci/cd/', 1, ['posts/c.md']],
    ]),
  )
  expect(file('categories/后端/go/index.html')).toContain('关于 Go。')
  expect(file('categories/前端/index.html')).toMatch(/posts\/a\/.*posts\/c\/|posts\/c\/.*posts\/a\//s)
  expect(file('categories/index.html')).toMatch(/<li style="margin-inline-start:1\.5em"><a href="[^"]*vue\/"/)
  expect(file('tags/ci/cd/index.html')).toContain('CI/CD')
})

test('children stand behind what holds them', async () => {
  const { site: made } = await build(true)
  const names = made.taxonomies[0]?.terms.map(({ name }) => name) ?? []
  for (const [above, below] of [
    ['前端', 'Vue'],
    ['后端', 'Go 语言'],
    ['CI', 'CD'],
  ])
    expect(names.indexOf(below ?? '')).toBe(names.indexOf(above ?? '') + 1)
})

test('without a word in the config a slash is part of a name, as in Hugo', async () => {
  const { paths, site: made } = await build(false)
  const names = made.taxonomies[0]?.terms.map(({ name, depth }) => `${depth} ${name}`)
  expect(names).toContain('0 CI/CD')
  expect(names).not.toContain('0 CI')
  expect(paths).toContain('categories/ci/cd/index.html')
  expect(paths).not.toContain('categories/ci/index.html')
})
