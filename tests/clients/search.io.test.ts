import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSearch } from '../../src/client/search/query.ts'
import { fold } from '../../src/grams.ts'
import type { SearchPost } from '../../src/plan/search.ts'
import { benchPosts } from '../bench/posts.ts'
import { hasShared, shared } from '../shared.ts'
import { site } from '../site.ts'
import { type Built, buildSite } from './built.ts'
import { ruoyu } from './command.ts'

/** Substrings of 2 to 6 characters, taken from the posts at random places; the same every time. */
function samples(posts: readonly SearchPost[], count: number): readonly string[] {
  let state = 7
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const found = new Set<string>()
  while (found.size < count) {
    const text = posts[next(posts.length)]?.x ?? ''
    const start = next(text.length)
    const piece = text.slice(start, start + 2 + next(5))
    if (piece.length > 1 && !/\s/.test(piece) && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece)) found.add(piece)
  }
  return [...found]
}

function scan(posts: readonly SearchPost[], query: string): readonly string[] {
  const word = fold(query)
  return posts
    .filter(({ t, k, h, x }) => [t, ...k, ...h, x].some((text) => fold(text).includes(word)))
    .map(({ u }) => u)
}

async function wrong(posts: readonly SearchPost[], read: (file: string) => string): Promise<readonly string[]> {
  const search = createSearch(async <T>(file: string) => JSON.parse(read(file)) as T)
  const failed: string[] = []
  for (const query of samples(posts, 200)) {
    const { hits } = await search(query, posts.length)
    const found = hits.map(({ post }) => post.u).sort()
    if (JSON.stringify(found) !== JSON.stringify([...scan(posts, query)].sort())) failed.push(query)
  }
  return failed
}

describe.skipIf(!hasShared)('row 51: search on a real blog', () => {
  let folder: string
  let built: Built

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'ruoyu-search-')), 'site')
    ruoyu(['migrate', 'hugo', shared('corpora/xiaowenz'), folder])
    built = await buildSite('https://xiaowenz.com/', folder)
  }, 120_000)
  afterAll(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true })
    built.remove()
  })

  test('finds 200 random pieces of text in exactly the posts that have them', async () => {
    const { posts } = JSON.parse(built.read('search/index.json')) as { readonly posts: readonly SearchPost[] }
    expect(posts.length).toBeGreaterThan(100)
    expect(await wrong(posts, (file) => built.read(`search/${file}`))).toEqual([])
  }, 60_000)
})

test('row 51: a large site has its index in shards, and is searched as exactly', async () => {
  const archive = benchPosts(500).map(({ path, text }) => `-- content/${path} --\n${text}`)
  const large = await site(archive.join(''), { render: ({ kind }) => kind === 'search' })
  const shards = large.paths.filter((path) => path.startsWith('search/grams/'))
  expect(shards.length).toBeGreaterThan(50)
  const posts = large.paths
    .filter((path) => path.startsWith('search/posts/'))
    .map((path) => JSON.parse(large.file(path)) as SearchPost)
  expect(posts).toHaveLength(500)
  expect(await wrong(posts, (file) => large.file(`search/${file}`))).toEqual([])
  for (const path of shards) expect(large.file(path).length, path).toBeLessThan(120_000)
}, 60_000)
