import { expect, test } from 'vitest'
import { build, type Words } from './content.ts'

const related = (files: Record<string, Words>, id: string, count = 4) =>
  build(files, { related: count }).value.posts.find((post) => post.id === id)?.relatedIds

const day = (number: number) => ({ date: `2024-03-${String(number).padStart(2, '0')}T00:00:00+08:00` })

test('a rare shared tag counts more than a common one, and a tag more than a category', () => {
  const files = {
    'p/a.md': { ...day(1), tags: ['rare', 'common'], categories: ['kin'] },
    'p/rare.md': { ...day(20), tags: ['rare'] },
    'p/common1.md': { ...day(2), tags: ['common'] },
    'p/common2.md': { ...day(3), tags: ['common'] },
    'p/kin.md': { ...day(2), categories: ['kin'] },
    'p/other.md': { ...day(1), tags: ['other'] },
  }
  expect(related(files, 'p/a.md')).toEqual(['p/rare.md', 'p/common1.md', 'p/common2.md', 'p/kin.md'])
  expect(related(files, 'p/a.md', 1)).toEqual(['p/rare.md'])
  expect(related(files, 'p/a.md', 0)).toEqual([])
  expect(related(files, 'p/other.md')).toEqual([])
})

test('among equals the nearest in time comes first, whether older or newer', () => {
  const files = {
    'p/a.md': { ...day(10), tags: ['x'] },
    'p/far.md': { ...day(1), tags: ['x'] },
    'p/near.md': { ...day(12), tags: ['x'] },
    'p/nearer.md': { ...day(9), tags: ['x'] },
    'p/undated.md': { tags: ['x'] },
  }
  expect(related(files, 'p/a.md')).toEqual(['p/nearer.md', 'p/near.md', 'p/far.md', 'p/undated.md'])
})

test('unlisted posts are related to none', () => {
  const files = { 'p/a.md': { tags: ['x'] }, 'p/b.md': { tags: ['x'], build: { render: true, list: false } } }
  expect([related(files, 'p/a.md'), related(files, 'p/b.md')]).toEqual([[], []])
})
