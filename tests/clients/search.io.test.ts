import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSearch } from '../../src/client/search/query.ts'
import { lazyBy } from '../../src/kit/lazy.ts'
import { noBody } from '../../src/plan/renderedBody.ts'
import { createSiteIndex } from '../../src/plan/siteIndex.ts'
import { fold } from '../../src/search/grams.ts'
import { createSearchFiles, type SearchPost, searchCut, searchInput } from '../../src/search/search.ts'
import type { BodyOf, Site } from '../../src/types.ts'
import { benchPosts } from '../bench/posts.ts'
import { random, runs } from '../runs.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { site } from '../site.ts'
import { type Built, buildSite } from './built.ts'
import { ruoyu } from './command.ts'

/** The bodies of a blog's posts, as written. */
function markdownOf(blog: string): readonly string[] {
  return readdirSync(shared('corpora', blog), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => readFileSync(shared('corpora', blog, file), 'utf8').replace(/^---\r?\n[\s\S]*?\n---\r?\n/, ''))
}

/** Substrings of 2 to 6 characters, taken from texts at random places; the same every time. */
function samples(texts: readonly string[], count: number): readonly string[] {
  const next = random(7)
  const found = new Set<string>()
  while (found.size < count) {
    const text = texts[next(texts.length)] ?? ''
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
  const search = createSearch(async (file) => read(file))
  const failed: string[] = []
  for (const query of samples(
    posts.map(({ x }) => x),
    200,
  )) {
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
  })
  afterAll(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true })
    built.remove()
  })

  test('finds 200 random pieces of text in exactly the posts that have them', async () => {
    const { posts } = JSON.parse(built.read('search/index.json')) as { readonly posts: readonly SearchPost[] }
    expect(posts.length).toBeGreaterThan(100)
    expect(await wrong(posts, (file) => built.read(`search/${file}`))).toEqual([])
  })
})

test('row 51: a large site has its index in shards, and is searched as exactly', async () => {
  const archive = benchPosts(500).map(({ path, text }) => `-- content/${path} --\n${text}`)
  const large = await site(archive.join(''), { render: ({ kind }) => kind === 'search' })
  const posts = large.paths
    .filter((path) => path.startsWith('search/posts/'))
    .flatMap((path) => JSON.parse(large.file(path)) as SearchPost[])
  expect(posts).toHaveLength(500)
  expect(large.paths.length).toBeLessThan(300)
  expect(await wrong(posts, (file) => large.file(`search/${file}`))).toEqual([])
})

/** 10,000 posts that say again, in another order, what these texts say. */
function shuffled(texts: readonly string[]): readonly string[] {
  const clauses = texts.flatMap((text) => text.split(/(?<=[，。！？；\n])/)).filter((clause) => clause.length > 3)
  const next = random(99)
  return Array.from({ length: 10_000 }, () => {
    const parts: string[] = []
    for (let length = 0; length < 2200; length += parts.at(-1)?.length ?? 1)
      parts.push((clauses[next(clauses.length)] ?? '').trimEnd(), ...(next(6) === 0 ? ['\n'] : []))
    return parts.join('')
  })
}

/** Queries, out of `count`, that load 200 KB or more, compressed, and those that find nothing at first. */
async function cost(texts: readonly string[], count: number) {
  const posts = texts.map((text, number) => ({
    id: `${number}`.padStart(5, '0'),
    url: `/${number}/`,
    title: text.slice(0, 12),
    listed: true,
    status: 'published',
    terms: {},
    file: `${number}`,
  }))
  const site = { posts, pages: [], taxonomies: [] } as unknown as Site
  const bodies = posts.map(({ id }, number) => ({ id, bodyLength: texts[number]?.length ?? 0 }))
  const bodyOf: BodyOf = ({ file }) => ({ ...noBody, text: () => texts[Number(file)] ?? '' })
  const file = createSearchFiles(searchInput(site, createSiteIndex(site), bodyOf, searchCut(site, bodies)))
  const size = lazyBy((name: string) => gzipSync(file(name)).length)
  const heavy: string[] = []
  const empty: string[] = []
  let most = 0
  for (const query of samples(texts, count)) {
    const loaded = new Set<string>()
    const search = createSearch(async (name) => {
      loaded.add(name)
      return file(name)
    })
    const { hits } = await search(query, 6)
    const bytes = [...loaded].reduce((sum, name) => sum + size(name), 0)
    most = Math.max(most, bytes)
    if (bytes >= 200_000) heavy.push(`${query}: ${bytes}`)
    // Each query is a piece of some post.
    if (hits.length === 0) empty.push(query)
  }
  expect(most).toBeGreaterThan(50_000)
  return { heavy, empty }
}

describe('row 51: a query on a site of 10,000 posts loads under 200 KB', () => {
  test('of few words, each in nearly every post', async () => {
    const texts = benchPosts(10_000).map(({ text }) => text.split('\n---\n')[1] ?? '')
    expect((await cost(texts, runs(200, 500))).heavy).toEqual([])
  })

  test.skipIf(!hasShared)(
    'of what real blogs say, and finds something on the first page but for one in forty',
    async () => {
      const { heavy, empty } = await cost(shuffled(corpora.flatMap(markdownOf)), 500)
      expect(heavy).toEqual([])
      expect(empty.length, empty.join('  ')).toBeLessThan(500 / 40)
    },
    120_000,
  )
})
