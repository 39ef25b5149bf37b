import { expect, test } from 'vitest'
import { pagesOf } from '../../src/plan/siteIndex.ts'
import { make } from './fixture.ts'

const { site, index } = make({
  content: {
    'posts/a.md': { title: '甲', terms: { tags: ['同'], categories: ['同'] } },
    'posts/_index.md': { title: '文章' },
    'tags/同/_index.md': { title: '同一' },
    'about.md': { title: '关于' },
  },
})

test('posts and pages are known by id, terms of one key by their taxonomy', () => {
  expect([...index.posts()].map(([id, { title }]) => `${id} ${title}`)).toEqual(['posts/a.md 甲', 'about.md 关于'])
  const names = [...index.terms()].map(([taxonomy, terms]) => [taxonomy, [...terms.values()].map(({ name }) => name)])
  expect(Object.fromEntries(names)).toMatchObject({ tags: ['同一'], categories: ['同'] })
})

test.each([
  [{ id: 'posts/_index.md' }, '文章'],
  [{ taxonomy: 'tags', term: '同' }, '同一'],
  [{ taxonomy: 'categories', term: '同' }, '同'],
  [{ taxonomy: 'tags' }, '标签'],
])('a page’s list is one object, whoever asks: %j', (ref, title) => {
  const list = index.listOf(ref)
  expect(list?.title).toBe(title)
  expect(index.listOf(ref)).toBe(list)
  expect(list?.postIds).toEqual(['posts/a.md'])
})

test.each([{ id: 'none' }, { taxonomy: 'none' }, { taxonomy: 'tags', term: 'none' }, { taxonomy: 'none', term: '同' }])(
  'there is no list of %j',
  (ref) => expect(index.listOf(ref)).toBeUndefined(),
)

test('every page that may have a file is listed once', () => {
  const files = pagesOf(site).flatMap(({ file }) => file ?? [])
  expect(files.toSorted()).toEqual(
    ['about.md', 'posts/_index.md', 'posts/a.md', 'tags/同/_index.md'].map((id) => `content/${id}`),
  )
})
