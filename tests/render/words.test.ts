import { expect, test } from 'vitest'
import { wordsFor } from '../../src/render/words.ts'

const languages = ['zh-CN', 'zh-TW', 'en', 'ja']

test.each(languages)('%s has a word for everything', (language) => {
  const words = Object.entries(wordsFor(language))
  for (const [key, word] of words) {
    const text = typeof word === 'function' ? (word as (...args: unknown[]) => string)(2, 3) : word
    if (typeof text === 'string') expect(text, key).not.toBe(key)
    expect(JSON.stringify(text), key).not.toMatch(/undefined|""/)
  }
  expect(words.map(([key]) => key)).toEqual(Object.keys(wordsFor('zh-CN')))
})

test('the languages differ', () => {
  expect(new Set(languages.map((language) => wordsFor(language).search)).size).toBe(4)
})

test('traditional Chinese has no simplified words left', () => {
  const text = JSON.stringify(wordsFor('zh-TW'), (_, word) => (typeof word === 'function' ? word(1, 2) : word))
  expect(text).not.toMatch(/[这页访标签发布订阅读图码显]/u)
})

test.each([
  ['zh', '搜索'],
  ['zh-Hans-SG', '搜索'],
  ['zh-HK', '搜尋'],
  ['zh-Hant', '搜尋'],
  ['en-GB', 'Search'],
  ['ja-JP', '検索'],
  ['fr', 'Search'],
])('%s gets %s', (language, search) => {
  expect(wordsFor(language).search).toBe(search)
})
