import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSearch } from '../../../src/client/search/query.ts'
import { fold } from '../../../src/search/grams.ts'
import { anywhere, placesBefore, readPostings, writePosting } from '../../../src/search/postings.ts'
import type { SearchPost } from '../../../src/search/search.ts'
import { runs, seed } from '../../runs.ts'
import { astray, cutFiles, post } from './posts.ts'

function searchOver(posts: readonly SearchPost[], bits: number) {
  const textOf = cutFiles(posts, bits)
  const loaded: string[] = []
  const search = createSearch(async (file) => {
    loaded.push(file)
    return textOf(file)
  })
  const urls = async (query: string, limit = posts.length) =>
    (await search(query, limit)).hits.map(({ post }) => post.u)
  return { search, urls, loaded }
}

const text = fc
  .array(fc.constantFrom('中', '文', '，', 'a', 'b', '1', ' ', '\n', '𠮷', 'é', 'İ', '😀', '\u3000'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
const word = text.map((whole) => whole.replace(/\s+/g, '').slice(0, 9)).filter(Boolean)

describe('the search of an index in shards', () => {
  test('finds exactly the posts that contain every word', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ t: text, k: fc.array(text, { maxLength: 2 }), h: fc.array(text, { maxLength: 2 }), x: text }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        // Rows in one group and in two.
        fc.constantFrom(6, 16),
        async (bodies, words, place, bits) => {
          const posts = bodies.map((body, number) => post(`/${number}/`, body))
          const body = posts[place % posts.length]?.x ?? ''
          const inside = body
            .slice(place % (body.length + 1))
            .replace(/\s/g, ' ')
            .trim()
            .slice(0, 7)
          for (const query of [...words.slice(0, 1), words.join(' '), ...(inside ? [inside] : [])]) {
            const parts = fold(query).split(/\s+/).filter(Boolean)
            const right = posts.filter(({ t, k, h, x }) =>
              parts.every((part) => [t, ...k, ...h, x].some((field) => fold(field).includes(part))),
            )
            expect((await searchOver(posts, bits).urls(query)).sort()).toEqual(right.map(({ u }) => u).sort())
          }
        },
      ),
      { seed, numRuns: runs(100, 3000) },
    )
  })

  test('ranks as a small site does', async () => {
    const posts = [
      post('/text/', { x: '说搜索' }),
      post('/heading/', { h: ['搜索'] }),
      post('/term/', { k: ['搜索'] }),
      post('/title/', { t: '搜索' }),
      post('/newer/', { x: '搜索着' }),
    ]
    const all = ['/title/', '/term/', '/heading/', '/newer/', '/text/']
    expect(await searchOver(posts, 16).urls('搜索')).toEqual(all)
  })

  test('reads no more texts than asked for, and says that there may be more', async () => {
    const posts = Array.from({ length: 40 }, (_, n) => post(`/${n}/`, { x: `第${n}次说起猫和狗` }))
    const { search, loaded } = searchOver(posts, 16)
    const first = await search('猫和狗', 6)
    expect(first.hits.map(({ post }) => post.u)).toEqual(['/39/', '/38/', '/37/', '/36/', '/35/', '/34/'])
    expect(first.more).toBe(true)
    expect(loaded.filter((file) => file.startsWith('posts/'))).toHaveLength(3)
    expect((await search('猫和狗', 40)).hits).toHaveLength(40)
    expect(loaded).toHaveLength(new Set(loaded).size)
  })

  describe('where the grams lead astray', () => {
    const fileOf = (n: number) => `posts/${Math.floor(n / 2)}.json`

    test('reads on until there are as many results as asked for', async () => {
      const right = Array.from({ length: 8 }, (_, n) => post(`/right/${n}/`, { x: '说起猫和狗' }))
      const wrong = Array.from({ length: 20 }, (_, n) => post(`/wrong/${n}/`, { x: astray(600) }))
      const { search, loaded } = searchOver([...right, ...wrong], 16)
      const first = await search('猫和狗', 6)
      expect(first.hits.map(({ post }) => post.u)).toEqual([7, 6, 5, 4, 3, 2].map((n) => `/right/${n}/`))
      expect(first.more).toBe(true)
      expect(loaded).not.toContain(fileOf(0))
      const all = await search('猫和狗', 12)
      expect(all.hits.map(({ post }) => post.u)).toEqual([7, 6, 5, 4, 3, 2, 1, 0].map((n) => `/right/${n}/`))
      expect(all.more).toBe(false)
    })

    test('reads no further than 15,000 characters a result, and says that there may be more', async () => {
      const right = [post('/right/', { x: '说起猫和狗' })]
      const wrong = Array.from({ length: 41 }, (_, n) => post(`/wrong/${n}/`, { x: astray(9000) }))
      const { search, loaded } = searchOver([...right, ...wrong], 16)
      const texts = () => loaded.filter((file) => file.startsWith('posts/'))
      expect(await search('猫和狗', 6)).toEqual({ hits: [], more: true })
      expect(texts()).toEqual([41, 39, 37, 35, 33, 31].map(fileOf))
      let limit = 12
      while ((await search('猫和狗', limit)).hits.length === 0) limit += 6
      expect(texts()).toContain(fileOf(0))
      expect(limit).toBe(24)
    })
  })

  test('does not read posts in which the pairs of a word stand apart', async () => {
    const { search, loaded } = searchOver([post('/a/', { x: '机器人学会了器学，也学习' })], 16)
    expect(await search('机器学习', 6)).toEqual({ hits: [], more: false })
    expect(loaded.filter((file) => file.startsWith('posts/'))).toEqual([])
  })
})

describe('postings', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 200_000 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: anywhere }),
        (codes, places) => {
          const falling = [...codes].sort((a, b) => b - a)
          const bytes = new Uint8Array(2000)
          const end = falling.reduce(
            (at, code, n) => writePosting(bytes, at, n === 0 ? code : (falling[n - 1] ?? 0) - code, places),
            0,
          )
          const read = readPostings(new TextDecoder().decode(bytes.subarray(0, end)))
          expect(read.map(({ post, field }) => post * 4 + field)).toEqual(falling)
          for (const one of read) expect(one.places & places).toBe(places)
        },
      ),
      { seed: 51 },
    )
  })

  test('places move round the ring', () => {
    expect(placesBefore(0b1000, 3)).toBe(1)
    expect(placesBefore(1, 1)).toBe(2 ** 30)
    expect(placesBefore(anywhere, 12)).toBe(anywhere)
  })
})
