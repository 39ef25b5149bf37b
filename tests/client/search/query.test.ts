import { describe, expect, test } from 'vitest'
import { createSearch } from '../../../src/client/search/query.ts'
import { fold } from '../../../src/search/grams.ts'
import type { SearchPost } from '../../../src/search/search.ts'
import { post } from './posts.ts'

async function find(posts: readonly SearchPost[], query: string, limit = 10) {
  const search = createSearch(async () => JSON.stringify({ posts }))
  return search(query, limit)
}

describe('the search', () => {
  test('finds any part of a word, and all words', async () => {
    const posts = [post('/a/', { x: '只有硅基生命才能看破。' }), post('/b/', { x: '碳基生命' })]
    const urls = async (query: string) => (await find(posts, query)).hits.map(({ post }) => post.u)
    expect(await urls('硅基')).toEqual(['/a/'])
    expect(await urls('基生')).toEqual(['/b/', '/a/'])
    expect(await urls('基生 看破')).toEqual(['/a/'])
    expect(await urls('硅碳')).toEqual([])
  })

  test('ranks a title over a term, a heading and the text, and the newer first among equals', async () => {
    const posts = [
      post('/text/', { x: '搜索' }),
      post('/heading/', { h: ['搜索'] }),
      post('/term/', { k: ['搜索'] }),
      post('/title/', { t: '搜索' }),
      post('/newer/', { x: '搜索' }),
    ]
    const { hits } = await find(posts, '搜索')
    expect(hits.map(({ post }) => post.u)).toEqual(['/title/', '/term/', '/heading/', '/newer/', '/text/'])
  })

  test('cuts the snippet at the start of the sentence and marks what was found', async () => {
    const { hits } = await find([post('/a/', { x: '第一句话。这里有 Node.js 的字样。' })], 'node')
    expect(hits[0]?.snippet).toEqual(['这里有 ', 'Node', '.js 的字样。'])
  })

  test('sets no blank behind full-width punctuation where a block ends', async () => {
    const { hits } = await find([post('/a/', { x: '一只猫。\n“又一只。”\n标题\n第三只 cat' })], '猫')
    expect(hits[0]?.snippet.join('')).toBe('一只猫。“又一只。”标题 第三只 cat')
  })

  test.each([
    ['abc', 'ＡＢＣ', 'ＡＢＣ'],
    ['ＡＢＣ', 'abc', 'abc'],
    ['１２', '第12章', '12'],
    ['c++', 'Ｃ＋＋', 'Ｃ＋＋'],
    ['node.js', 'Ｎｏｄｅ．ｊｓ', 'Ｎｏｄｅ．ｊｓ'],
    ['cafe\u0301', 'Café', 'Café'],
    ['か\u3099', 'が', 'が'],
  ])('finds %s in %s', async (query, text, marked) => {
    const { hits } = await find([post('/a/', { t: text, x: `甲，${text}。` })], query)
    expect(hits.map(({ title }) => title[1])).toEqual([marked])
    expect(hits[0]?.snippet.join('')).toContain(text)
  })

  test.each([
    ['甲', ''],
    ['乙', '一'],
    ['丙', 'two'],
    ['二', 'two'],
    ['丁', '一-1'],
    ['乙 丁', '一'],
    ['题', ''],
    ['无题', ''],
  ])('a hit of %s leads to the heading above it: %s', async (query, heading) => {
    const x = '甲，说到 一\n一\n乙\n二\n丙\n一\n丁'
    const { hits } = await find([post('/a/', { t: '无题', h: ['一', '二', '一'], i: ['', 'two', '一-1'], x })], query)
    expect(hits.map(({ heading }) => heading)).toEqual([heading])
  })

  test('says when there are more hits than it shows', async () => {
    const posts = Array.from({ length: 12 }, (_, n) => post(`/${n}/`, { x: '猫' }))
    expect(await find(posts, '猫')).toMatchObject({ more: true, hits: { length: 10 } })
  })
})

test('folding keeps the length, so that offsets hold', () => {
  for (const text of ['İstanbul', 'ẞtraße', 'ΑΣ', '𐐀𐐁', 'ＡＢＣ']) expect(fold(text)).toHaveLength(text.length)
})

test('a file that could not be loaded is asked for again', async () => {
  let online = false
  const search = createSearch(async () => {
    if (!online) throw new Error('offline')
    return JSON.stringify({ posts: [post('/a/', { x: '搜索' })] })
  })
  await expect(search('搜索', 10)).rejects.toThrow('offline')
  online = true
  expect((await search('搜索', 10)).hits).toHaveLength(1)
})
