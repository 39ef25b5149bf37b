import { eachGram, fold, gramText, shardOf } from '../grams.ts'
import type { Output, Post, Site } from '../types.ts'
import type { Planner } from './planner.ts'

/**
 * The search index: exact, in the reader's browser, without a server.
 *
 * A small site has one file, `search/index.json`, with every post's text. Above `smallSite` characters (about 1 MB
 * compressed) that file holds only counts; `search/grams/N.json` says in which posts a gram stands, and
 * `search/posts/N.json` has one post's text, for the check and the snippet.
 * Posts are numbered from the oldest, so that a new one leaves the files of the others alone.
 */

/** A post as the browser searches it. The keys are short because there are many. */
export interface SearchPost {
  /** url, without the base path */
  readonly u: string
  /** title */
  readonly t: string
  /** date, `2024-04-03` */
  readonly d: string
  /** names of its terms */
  readonly k: readonly string[]
  /** headings */
  readonly h: readonly string[]
  /** text */
  readonly x: string
}

export type SearchIndex =
  | { readonly posts: readonly SearchPost[] }
  | { readonly count: number; readonly shards: number }

/** Gram → numbers of the posts that have it, times four plus the best field it stands in (see `fields`), as differences. */
export type GramShard = Readonly<Record<string, readonly number[]>>

/** Characters of text above which the index is cut into shards. */
export const smallSite = 900_000

/** Characters of text whose grams make a shard of about 20 KB. */
const shardText = 9_000

/** Fields from the least telling to the most. */
export const fields = ['x', 'h', 'k', 't'] as const

export const planSearch: Planner = ({ site, searchShards }) => {
  if (!site.config.search) return []
  const file = (name: string): Output => ({
    path: `search/${name}`,
    url: `/search/${name}`,
    kind: 'search',
    origin: 'config',
    search: name,
  })
  if (searchShards === 0) return [file('index.json')]
  return [
    file('index.json'),
    ...Array.from({ length: searchShards }, (_, number) => file(`grams/${number}.json`)),
    ...searchable(site).map((_, number) => file(`posts/${number}.json`)),
  ]
}

/** Into how many shards the index of a site is cut, 0 for none. */
export function searchShards({ posts, pages }: Site): number {
  return shardCount([...posts, ...pages].filter(isSearchable))
}

/** Gives the text of each file of the index; the grams are gathered when the first is asked for. */
export function createSearchFiles(site: Site): (name: string) => string {
  const posts = searchable(site)
  const shards = shardCount(posts)
  const terms = termNames(site)
  let grams: readonly GramShard[] | undefined
  return (name) => {
    const number = Number(/\d+/.exec(name)?.[0])
    if (name.startsWith('grams/')) {
      grams ??= gather(
        posts.map((post) => toSearchPost(post, terms)),
        shards,
      )
      return JSON.stringify(grams[number])
    }
    const post = posts[number]
    if (post) return JSON.stringify(toSearchPost(post, terms))
    const index: SearchIndex =
      shards === 0 ? { posts: posts.map((one) => toSearchPost(one, terms)) } : { count: posts.length, shards }
    return JSON.stringify(index)
  }
}

/** Listed posts and pages, oldest first. Drafts on show are left out: their readers have the editor. */
function searchable({ posts, pages }: Site): readonly Post[] {
  return [...posts, ...pages].filter(isSearchable).sort(byAge)
}

function isSearchable({ listed, status }: Post): boolean {
  return listed && status === 'published'
}

function byAge(a: Post, b: Post): number {
  const [left, right] = [a.date ?? '', b.date ?? '']
  return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1
}

function shardCount(posts: readonly Post[]): number {
  const characters = posts.reduce((sum, { rendered }) => sum + rendered.text.length, 0)
  return characters <= smallSite ? 0 : Math.ceil(characters / shardText)
}

function termNames({ taxonomies }: Site): ReadonlyMap<string, string> {
  return new Map(
    taxonomies.flatMap(({ name, terms }) => terms.map((term) => [`${name}/${term.key}`, term.name] as const)),
  )
}

function toSearchPost({ url, title, date, terms, rendered }: Post, names: ReadonlyMap<string, string>): SearchPost {
  return {
    u: url,
    t: title,
    d: date?.slice(0, 10) ?? '',
    k: Object.entries(terms).flatMap(([taxonomy, keys]) => keys.map((key) => names.get(`${taxonomy}/${key}`) ?? key)),
    h: rendered.headings.map(({ text }) => text),
    x: rendered.text,
  }
}

function gather(posts: readonly SearchPost[], count: number): readonly GramShard[] {
  const postings = new Map<number, { last: number; readonly steps: number[] }>()
  posts.forEach((post, number) => {
    fields.forEach((field, rank) => {
      const code = number * fields.length + rank
      const value = post[field]
      for (const text of typeof value === 'string' ? [value] : value) {
        eachGram(fold(text), (gram) => {
          const posting = postings.get(gram)
          if (!posting) postings.set(gram, { last: code, steps: [code] })
          else if (posting.last < code) note(posting, code)
        })
      }
    })
  })
  const shards: Record<string, readonly number[]>[] = Array.from({ length: count }, () => ({}))
  for (const [code, { steps }] of [...postings].sort(([a], [b]) => a - b)) {
    const gram = gramText(code)
    const shard = shards[shardOf(gram, count)]
    if (shard) shard[gram] = steps
  }
  return shards
}

/** Adds a posting; a post already noted for the gram only gets the better field. */
function note(posting: { last: number; readonly steps: number[] }, code: number): void {
  const samePost = Math.floor(posting.last / fields.length) === Math.floor(code / fields.length)
  const step = code - posting.last
  if (samePost) posting.steps.push((posting.steps.pop() ?? 0) + step)
  else posting.steps.push(step)
  posting.last = code
}
