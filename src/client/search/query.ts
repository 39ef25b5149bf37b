import { fold, queryGrams, shardOf } from '../../grams.ts'
import type { GramShard, SearchIndex, SearchPost } from '../../plan/search.ts'

export interface Hit {
  readonly post: SearchPost
  readonly title: Marked
  readonly snippet: Marked
}

/** A text cut where the found words stand: even pieces as they are, odd ones found. */
export type Marked = readonly string[]

export type Load = <T>(file: string) => Promise<T>

export interface Found {
  readonly hits: readonly Hit[]
  /** Whether there are others beyond the limit. */
  readonly more: boolean
}

/** Points for a word found in a field: title, terms, headings, text. */
const points = { t: 8, k: 4, h: 2, x: 1 } as const

/**
 * Exact substring search: a post is found if it contains every word of the query, wherever in it.
 * Hits come best first, the newer first among equals; `load` fetches a file of the index.
 */
export function createSearch(load: Load): (query: string, limit: number) => Promise<Found> {
  const once = remember(load)
  return async (query, limit) => {
    const words = fold(query).split(/\s+/).filter(Boolean)
    if (words.length === 0) return { hits: [], more: false }
    const index = await once<SearchIndex>('index.json')
    const found = 'posts' in index ? scan(index.posts, words) : await narrow(once, index.shards, words, limit)
    return { hits: found.slice(0, limit).map((post) => toHit(post, words)), more: found.length > limit }
  }
}

function scan(posts: readonly SearchPost[], words: readonly string[]): readonly SearchPost[] {
  return posts
    .map((post, number) => ({ post, number, score: score(post, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || b.number - a.number)
    .map(({ post }) => post)
}

/** Asks the grams which posts may have all words, and checks the texts, likeliest first, until one more than `limit` is found. */
async function narrow(
  load: Load,
  shards: number,
  words: readonly string[],
  limit: number,
): Promise<readonly SearchPost[]> {
  const grams = [...new Set(words.flatMap(queryGrams))]
  const postings = await Promise.all(
    grams.map(async (gram) => (await load<GramShard>(`grams/${shardOf(gram, shards)}.json`))[gram] ?? []),
  )
  const candidates = common(postings)
  const found: SearchPost[] = []
  for (let at = 0; at < candidates.length && found.length <= limit; at += limit + 1) {
    const batch = candidates.slice(at, at + limit + 1)
    const posts = await Promise.all(batch.map((number) => load<SearchPost>(`posts/${number}.json`)))
    found.push(...posts.filter((post) => score(post, words) > 0))
  }
  return found
}

/** Numbers of the posts that stand in every posting, those first whose grams all stand in a telling field. */
function common(postings: readonly (readonly number[])[]): readonly number[] {
  const seen = new Map<number, { readonly times: number; readonly field: number }>()
  for (const steps of postings) {
    let code = 0
    for (const step of steps) {
      code += step
      const { times, field } = seen.get(code >> 2) ?? { times: 0, field: 3 }
      seen.set(code >> 2, { times: times + 1, field: Math.min(field, code & 3) })
    }
  }
  return [...seen]
    .filter(([, { times }]) => times === postings.length)
    .sort(([a, { field: left }], [b, { field: right }]) => right - left || b - a)
    .map(([number]) => number)
}

/** The sum over the words of the points of the best field that has the word; 0 where a word is missing. */
function score(post: SearchPost, words: readonly string[]): number {
  const scores = words.map((word) => {
    const has = (text: string) => fold(text).includes(word)
    if (has(post.t)) return points.t
    if (post.k.some(has)) return points.k
    if (post.h.some(has)) return points.h
    return has(post.x) ? points.x : 0
  })
  return scores.includes(0) ? 0 : scores.reduce<number>((sum, one) => sum + one, 0)
}

function toHit(post: SearchPost, words: readonly string[]): Hit {
  return { post, title: mark(post.t, words), snippet: mark(cut(post.x, words), words) }
}

/** Characters of a snippet. */
const snippetLength = 90

/** From the start of the sentence in which a word first stands, or from shortly before the word in a long one. */
function cut(text: string, words: readonly string[]): string {
  const folded = fold(text)
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  const first = places.length > 0 ? Math.min(...places) : 0
  const sentence = first && Math.max(...['。', '！', '？', '；', '\n', '. '].map((end) => ending(text, end, first)))
  const start = Math.max(sentence, first - snippetLength / 2)
  const end = start + snippetLength
  const cutText = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return `${start > sentence ? '…' : ''}${cutText}${end < text.length ? '…' : ''}`
}

/** Where the sentence after the last `end` before `at` starts; 0 where there is none. */
function ending(text: string, end: string, at: number): number {
  const found = text.lastIndexOf(end, at - end.length)
  return found < 0 ? 0 : found + end.length
}

function mark(text: string, words: readonly string[]): Marked {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text.split(new RegExp(`(${escaped.join('|')})`, 'iu'))
}

function remember(load: Load): Load {
  const files = new Map<string, Promise<unknown>>()
  return <T>(file: string) => {
    const known = files.get(file) ?? load<T>(file)
    files.set(file, known)
    return known as Promise<T>
  }
}
