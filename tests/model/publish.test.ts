import { describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { publish } from '../../src/model/publish.ts'
import type { BuildFlags } from '../../src/types.ts'
import { config, entries, entry, shut, type Words } from './content.ts'

const run = (files: Record<string, Words>, flags: Partial<BuildFlags> = {}, user: UserConfig = {}) => {
  const { entries: shown, status, leftOut, validUntil } = publish(entries(files), config(user), { ...shut, ...flags })
  return { shown: shown.map(({ id }) => id), status, leftOut, validUntil }
}

const past = '2020-01-01T00:00:00+08:00'
const soon = '2027-01-01T00:00:00+08:00'
const later = '2028-01-01T00:00:00+08:00'

describe('what is left out, and why', () => {
  const files = {
    'a.md': { date: past },
    'draft.md': { draft: true },
    'future.md': { date: soon },
    'shown.md': { date: soon, publishDate: past },
    'hidden.md': { date: past, publishDate: soon },
    'expired.md': { expiryDate: past },
    'both.md': { draft: true, date: soon },
  }

  test('drafts, future and expired posts are named with their date', () => {
    const { shown, leftOut } = run(files)
    expect(shown).toEqual(['a.md', 'shown.md'])
    expect(leftOut).toEqual([
      { file: 'content/draft.md', reason: 'draft' },
      { file: 'content/future.md', reason: 'future', date: soon },
      { file: 'content/hidden.md', reason: 'future', date: soon },
      { file: 'content/expired.md', reason: 'expired', date: past },
      { file: 'content/both.md', reason: 'draft' },
    ])
  })

  test('each flag takes its kind in, and the status says which it is', () => {
    expect(run(files, { drafts: true }).leftOut).toContainEqual({
      file: 'content/both.md',
      reason: 'future',
      date: soon,
    })
    const all = run(files, { drafts: true, future: true, expired: true })
    expect(all.leftOut).toEqual([])
    expect(all.status).toEqual({
      'a.md': 'published',
      'draft.md': 'draft',
      'future.md': 'future',
      'shown.md': 'published',
      'hidden.md': 'future',
      'expired.md': 'expired',
      'both.md': 'draft',
    })
  })

  test('a moment is compared as an instant, whatever its offset', () => {
    const now = '2024-04-03T06:00:00+08:00'
    expect(run({ 'a.md': { date: '2024-04-02T22:00:00+00:00' } }, { now }).shown).toEqual(['a.md'])
    expect(run({ 'a.md': { date: '2024-04-02T22:00:01+00:00' } }, { now }).shown).toEqual([])
  })

  test('headless pages and other languages are left out under every flag', () => {
    const files = {
      'a.md': {},
      'a.en.md': {},
      'en/b.md': {},
      'a.fr.md': {},
      'h.md': { build: { render: false, list: false } },
    }
    const { shown, leftOut } = run(files, { drafts: true }, { otherLanguages: ['en'] })
    expect(shown).toEqual(['a.md', 'a.fr.md'])
    expect(leftOut.map(({ reason }) => reason)).toEqual(['language', 'language', 'headless'])
  })

  test('Markdown inside a leaf bundle, a bundle in it too, is a resource and no page', () => {
    const files = {
      'p/a/index.md': {},
      'p/a/part.md': {},
      'p/a/b/index.md': {},
      'p/a/b/c.md': {},
      'p/ab/x.md': {},
      'p/z.md': {},
    }
    const { shown, leftOut } = run(files)
    expect(shown).toEqual(['p/a/index.md', 'p/ab/x.md', 'p/z.md'])
    expect(leftOut.map(({ reason }) => reason)).toEqual(['bundled', 'bundled', 'bundled'])
  })

  test('an index.md at the root is the home page and swallows nothing', () => {
    expect(run({ 'index.md': {}, 'a.md': {} }).shown).toEqual(['index.md', 'a.md'])
  })

  test('posts below a draft section stay', () => {
    expect(run({ 'p/_index.md': { draft: true }, 'p/a.md': {} }).shown).toEqual(['p/a.md'])
  })
})

test('of two content folders the first wins, whatever the order of reading', () => {
  const files = [
    entry('a.md', { title: 'base' }, 'base'),
    entry('a.md', { title: 'own' }, 'own'),
    entry('b.md', {}, 'base'),
  ]
  const { entries: shown } = publish(files, config({ content: ['own', 'base'] }), shut)
  expect(shown.map(({ source }) => source.path)).toEqual(['own/a.md', 'base/b.md'])
})

describe('a build is good until the next post changes sides', () => {
  test('the nearest of what appears and what expires', () => {
    expect(run({ 'a.md': { date: later }, 'b.md': { date: past, expiryDate: soon } }).validUntil).toBe(soon)
    expect(run({ 'a.md': { date: soon }, 'b.md': { expiryDate: later } }).validUntil).toBe(soon)
  })

  test('never, where nothing will change: drafts stay drafts, and flags take in what is to come', () => {
    expect(run({ 'a.md': { date: past }, 'b.md': { draft: true, date: soon } }).validUntil).toBeUndefined()
    expect(run({ 'a.md': { date: soon } }, { future: true }).validUntil).toBeUndefined()
  })
})
