import { expect, test } from 'vitest'
import { ownWords, type Words, wordsOf } from '../../src/render/words.ts'
import { site } from '../site.ts'

const ruoyu = { name: 'ruoyu', words: ownWords }
const wordsFor = (language: string) => wordsOf(language, [ruoyu]) as Words
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

test('words of extensions lie over ours, in the language of the site; new ones are there in another, too', () => {
  const paper = { name: 'paper', words: { 'zh-TW': { search: '找' }, en: { search: 'Find', hero: 'Cover' } } }
  const notes = { name: 'notes', words: { 'zh-Hans': { search: '寻找', note: '笔记' } } }
  expect(wordsOf('zh-CN', [ruoyu, paper, notes])).toMatchObject({
    search: '寻找',
    hero: 'Cover',
    note: '笔记',
    menu: '菜单',
  })
  expect(wordsOf('zh-HK', [ruoyu, paper, notes])).toMatchObject({ search: '找', hero: 'Cover', note: '笔记' })
  expect(wordsOf('ja', [ruoyu, paper])).toMatchObject({ search: '検索', hero: 'Cover' })
})

test('a template sees the words of an extension', async () => {
  const config = { extensions: [{ name: 'notes', words: { 'zh-CN': { hi: '你好', many: (n: number) => `${n} 条` } } }] }
  const { file, diagnostics } = await site('-- templates/404.njk --\n{{ t.hi }} {{ t.many(3) }}', { config })
  expect([file('404.html'), diagnostics]).toEqual(['你好 3 条', []])
})
