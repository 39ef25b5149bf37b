import { describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { build, type Words } from './content.ts'

const tags = (files: Record<string, Words>, user: UserConfig = {}) => {
  const { value, diagnostics } = build(files, user)
  return { terms: value.taxonomies.find(({ name }) => name === 'tags')?.terms ?? [], diagnostics, posts: value.posts }
}

const day = (number: number) => ({ date: `2024-03-0${number}T00:00:00+08:00` })

test('a Chinese tag has its page under its own name', () => {
  const { terms, posts } = tags({ 'p/a.md': { tags: ['人工智能'] } })
  expect(terms).toEqual([
    {
      taxonomy: 'tags',
      key: '人工智能',
      depth: 0,
      name: '人工智能',
      path: 'tags/人工智能/index.html',
      url: '/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/',
      postIds: ['p/a.md'],
      aliases: [],
    },
  ])
  expect(posts[0]?.terms).toEqual({ categories: [], tags: ['人工智能'] })
})

test('C, C#, C++ and .NET are four', () => {
  const { terms, diagnostics } = tags({ 'p/a.md': { tags: ['C', 'C#', 'C++', '.NET'] } })
  expect(terms.map(({ url }) => url).sort()).toEqual(['/tags/.net/', '/tags/c%23/', '/tags/c++/', '/tags/c/'])
  expect(diagnostics).toEqual([])
})

test('spellings that differ in case or Unicode form are one, named as the newest post has it', () => {
  const files = {
    'p/old.md': { ...day(1), tags: ['ai', 'Café'] },
    'p/new.md': { ...day(2), tags: ['AI', 'Cafe\u0301', 'Ai'] },
  }
  const { terms, diagnostics } = tags(files)
  expect(terms.map(({ name, postIds }) => [name, postIds])).toEqual([
    ['AI', ['p/new.md', 'p/old.md']],
    ['Café', ['p/new.md', 'p/old.md']],
  ])
  expect(diagnostics).toEqual([])
})

test('spellings that differ in blanks and hyphens are one, with a warning', () => {
  const files = {
    'p/1.md': { ...day(3), tags: ['Machine Learning'] },
    'p/2.md': { ...day(2), tags: ['machine-learning'] },
    'p/3.md': { ...day(1), tags: ['machine-learning'] },
  }
  const { terms, diagnostics } = tags(files)
  expect(terms.map(({ name, url, postIds }) => [name, url, postIds.length])).toEqual([
    ['Machine Learning', '/tags/machine-learning/', 3],
  ])
  const params = { taxonomy: 'tags', name: 'machine-learning', other: 'Machine Learning', where: 'content/p/1.md:3' }
  expect(diagnostics).toMatchObject([
    { code: 'term-spelling', level: 'warning', file: 'content/p/2.md', line: 3, params },
  ])
})

test.each(['“dev"', 'dev。', '《Dev》', ' dev！'])(
  '%s and dev are one term, as with Hugo, named where it stands',
  (slip) => {
    const { terms, diagnostics } = tags({
      'p/1.md': { ...day(2), tags: ['dev'] },
      'p/2.md': { ...day(1), tags: [slip] },
    })
    expect(terms.map(({ name, path, postIds }) => [name, path, postIds])).toEqual([
      ['dev', 'tags/dev/index.html', ['p/1.md', 'p/2.md']],
    ])
    expect(diagnostics).toMatchObject([
      { code: 'term-spelling', level: 'warning', file: 'content/p/2.md', params: { name: slip.trim(), other: 'dev' } },
    ])
  },
)

test('of two words with one slug the older keeps it, the other gets -2, in a warning that names both', () => {
  const files = { 'p/1.md': { ...day(2), tags: ['读书笔记'] }, 'p/2.md': { ...day(1), tags: ['读书·笔记'] } }
  const { diagnostics } = tags(files)
  const params = {
    taxonomy: 'tags',
    name: '读书笔记',
    other: '读书·笔记',
    where: 'content/p/2.md:3',
    url: '/tags/读书笔记-2/',
  }
  expect(diagnostics).toMatchObject([
    { code: 'term-clash', level: 'warning', file: 'content/p/1.md', line: 3, column: 1, params },
  ])
  const slugs = { 读书·笔记: 'notes' }
  expect(tags(files, { taxonomies: { tags: { slugs } } }).diagnostics).toEqual([])
})

test('🎉, 。, con and ../etc each have a page below tags', () => {
  const { terms } = tags({ 'p/a.md': { tags: ['🎉', '。', 'con', '../etc'] } })
  expect(terms.map(({ path }) => path).sort()).toEqual([
    'tags/con_/index.html',
    'tags/u1f389/index.html',
    'tags/u2e-2e/etc/index.html',
    'tags/u3002/index.html',
  ])
})

test('are sorted as a Chinese reader counts: 第2章 before 第10章', () => {
  const { terms } = tags({ 'p/a.md': { tags: ['第10章', '第2章'] } })
  expect(terms.map(({ name }) => name)).toEqual(['第2章', '第10章'])
})

describe('addresses', () => {
  const url = (user: UserConfig, files: Record<string, Words> = { 'p/a.md': { tags: ['人工智能'] } }) =>
    tags(files, user).terms.map(({ path, aliases }) => [path, aliases])

  test('a slug of the config moves a term, and the old address redirects', () => {
    const user = { taxonomies: { tags: { slugs: { 人工智能: 'AI' } } } }
    expect(url(user)).toEqual([['tags/ai/index.html', ['tags/人工智能/index.html']]])
    expect(url({ ...user, uglyUrls: true })).toEqual([['tags/ai.html', ['tags/人工智能.html']]])
  })

  test('a slug of the config that leads out is an error', () => {
    const { diagnostics } = tags({ 'p/a.md': { tags: ['x'] } }, { taxonomies: { tags: { slugs: { x: '../x' } } } })
    expect(diagnostics).toMatchObject([{ code: 'path-refused', file: 'ruoyu.config.ts', params: { fault: 'parent' } }])
  })

  test('patterns hold for terms and for taxonomies', () => {
    const permalinks = { term: { tags: '/topics/:slug/' }, taxonomy: { tags: '/all-topics/' } }
    const { taxonomies } = build({ 'p/a.md': { tags: ['C++'] } }, { permalinks }).value
    const tags = taxonomies.find(({ name }) => name === 'tags')
    expect([tags?.path, tags?.terms[0]?.path]).toEqual(['all-topics/index.html', 'topics/c-/index.html'])
  })

  test('ugly URLs make files', () => {
    expect(url({ uglyUrls: true }, { 'p/a.md': { tags: ['C/C++'] } })).toEqual([['tags/c/c++.html', []]])
  })
})

describe('_index.md of a term', () => {
  test('gives title, url and aliases; found by name or by slug', () => {
    const files = {
      'p/a.md': { tags: ['总结', 'Go'] },
      'tags/总结/_index.md': { title: '年终总结', url: '/tags/summary/', aliases: ['/s/'] },
      'tags/golang/_index.md': { title: 'Go 语言' },
    }
    const { terms } = tags(files, { taxonomies: { tags: { slugs: { go: 'golang' } } } })
    expect(terms.map(({ name, path, aliases, page }) => [name, path, aliases, page?.id])).toEqual([
      ['年终总结', 'tags/summary/index.html', ['s/index.html'], 'tags/总结/_index.md'],
      ['Go 语言', 'tags/golang/index.html', ['tags/go/index.html'], 'tags/golang/_index.md'],
    ])
  })

  test('makes a term that no post has, as in Hugo; and is no section', () => {
    const { value } = build({ 'tags/lonely/_index.md': { title: 'Lonely' } })
    expect(value.taxonomies[1]?.terms).toMatchObject([{ name: 'Lonely', path: 'tags/lonely/index.html', postIds: [] }])
    expect(value.sections).toEqual([])
  })

  test('of the taxonomy itself gives its title; the config has the next word', () => {
    const titles = (files: Record<string, Words>, user: UserConfig = {}) =>
      build(files, user).value.taxonomies.map(({ title, path }) => [title, path])
    expect(titles({ 'tags/_index.md': { title: '我的标签' } })).toEqual([
      ['分类', 'categories/index.html'],
      ['我的标签', 'tags/index.html'],
    ])
    expect(titles({}, { taxonomies: { series: { title: '系列' } } })).toEqual([['系列', 'series/index.html']])
  })
})

test('a custom taxonomy works like tags, and one that the config lacks has no pages', () => {
  const terms = { series: ['长文'], tags: ['x'] }
  const { value } = build({ 'p/a.md': { terms } }, { taxonomies: { series: {} } })
  expect(value.taxonomies.map(({ name, terms }) => [name, terms.map(({ url }) => url)])).toEqual([
    ['series', ['/series/%E9%95%BF%E6%96%87/']],
  ])
  expect(value.posts[0]?.terms).toEqual({ series: ['长文'] })
})

test('an unlisted post stands in no list, and its terms have pages all the same', () => {
  const { terms } = tags({ 'p/a.md': { tags: ['x'], build: { render: true, list: false } } })
  expect(terms.map(({ key, postIds }) => [key, postIds])).toEqual([['x', []]])
})

test('`tags_weight` orders the posts of a term as Hugo does: posts without one count as 0, equals in the site’s order', () => {
  const weighing = (key: string, weight: unknown, at: number) => ({
    ...day(at),
    tags: ['x'],
    params: { [key]: weight },
  })
  const files = {
    'p/a.md': { ...day(1), tags: ['x'] },
    'p/b.md': weighing('tags_weight', 7, 2),
    'p/c.md': weighing('Tags_Weight', '5', 3),
    'p/d.md': weighing('tags_weight', -1, 4),
    'p/e.md': weighing('series_weight', 9, 5),
  }
  expect(tags(files).terms[0]?.postIds).toEqual(['p/d.md', 'p/e.md', 'p/a.md', 'p/c.md', 'p/b.md'])
})
