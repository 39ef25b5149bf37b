import { lazy } from '../kit/lazy.ts'
import type { Planner } from '../plan/planner.ts'
import type { SiteIndex } from '../plan/siteIndex.ts'
import type { BodyOf, Entry, Output, Post, Site } from '../types.ts'
import { createGrams, type Grams } from './gramIndex.ts'

/**
 * The search index: exact, in the reader's browser, without a server.
 *
 * A small site has one file, `search/index.json`, with every post's text. Above `smallSite` (about 1 MB compressed) that
 * file says how the others are cut: `search/grams/N.txt` tells which posts have a gram and where, and
 * `search/posts/N.json` has the texts of some posts in a row, for the check and the snippet.
 * Posts are numbered from the oldest, so that a new one leaves the texts of the others alone.
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
  /** their ids, '' where it is the heading's text; none where all are */
  readonly i: readonly string[]
  /** text */
  readonly x: string
}

export type SearchIndex = { readonly posts: readonly SearchPost[] } | SearchCut

/** The cut of a large site's index into files. */
export interface SearchCut {
  /** Files of grams. */
  readonly shards: number
  /** There are 2 ** bits rows (see grams.ts), so many in each shard but the last. */
  readonly bits: number
  readonly rowsPerShard: number
  /** The first post of each file of texts. */
  readonly starts: readonly number[]
}

/** UTF-16 units of bodies, here and below. With more the index is cut. */
export const smallSite = 1_000_000

/** UTF-16 units of text whose grams make a shard of about 10 KB compressed. */
const shardText = 11_000

/** Least text of a file's posts, but for the last: about 7 KB compressed. */
const fileText = 7_700

export const planSearch: Planner = ({ site, searchCut: { shards, starts } }) => {
  if (!site.config.search) return []
  const file = (name: string): Output => ({
    path: `search/${name}`,
    url: `/search/${name}`,
    kind: 'search',
    origin: 'config',
    search: name,
  })
  return [
    file('index.json'),
    ...Array.from({ length: shards }, (_, number) => file(`grams/${number}.txt`)),
    ...starts.map((_, number) => file(`posts/${number}.json`)),
  ]
}

/** All that the index is made of. `postAt` is a function because an index of which little changes asks few posts. */
export interface SearchInput {
  /** Posts. */
  readonly count: number
  readonly postAt: (number: number) => SearchPost
  readonly cut: SearchCut
}

export function searchInput(site: Site, index: SiteIndex, bodyOf: BodyOf, cut: SearchCut): SearchInput {
  const posts = searchable(site)
  return { count: posts.length, postAt: (number) => toSearchPost(posts[number] as Post, bodyOf, index), cut }
}

export function inputOf(posts: readonly SearchPost[], cut: SearchCut): SearchInput {
  return { count: posts.length, postAt: (number) => posts[number] as SearchPost, cut }
}

/** The posts from one number up to another. */
export function postsBetween({ count, postAt }: SearchInput, start = 0, end = count): readonly SearchPost[] {
  return Array.from({ length: end - start }, (_, at) => postAt(start + at))
}

/** Posts are put into one file of texts until it is full. The bodies' lengths tell, so that nothing need be rendered for it. */
export function searchCut(site: Site, entries: readonly Pick<Entry, 'id' | 'bodyLength'>[]): SearchCut {
  const lengths = new Map(entries.map(({ id, bodyLength }) => [id, bodyLength]))
  const starts: number[] = []
  let length = 0
  let full = 0
  for (const [number, { id }] of searchable(site).entries()) {
    if (length >= full) {
      starts.push(number)
      full = length + fileText
    }
    length += lengths.get(id) ?? 0
  }
  if (length <= smallSite) return { shards: 0, bits: 0, rowsPerShard: 0, starts: [] }
  const shards = Math.ceil(length / shardText)
  const bits = Math.ceil(Math.log2(length / 17))
  return { shards, bits, rowsPerShard: Math.ceil(2 ** bits / shards), starts }
}

/** Tells which posts' texts are in a file of the index. */
export function createSearchedIn(site: Site, { starts }: SearchCut): (name: string) => readonly Post[] {
  const posts = lazy(() => searchable(site))
  return (name) => {
    if (starts.length > 0 && name === 'index.json') return []
    const number = textFile(name)
    return number === undefined ? posts() : posts().slice(starts[number], starts[number + 1])
  }
}

/** The number of a file of texts, undefined for other files of the index. */
export function textFile(name: string): number | undefined {
  return name.startsWith('posts/') ? numberIn(name) : undefined
}

/** The number of a file of grams, undefined for other files of the index. */
export function gramFile(name: string): number | undefined {
  return name.startsWith('grams/') ? numberIn(name) : undefined
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0])
}

/** Gives the text of each file of the index; the grams, unless they are given, are gathered when the first is asked for. */
export function createSearchFiles(input: SearchInput, gathered?: Grams): (name: string) => string {
  const { shards, starts } = input.cut
  const grams = lazy(() => gathered ?? gatherGrams(input))
  return (name) => {
    if (name === 'index.json') {
      const index: SearchIndex = shards === 0 ? { posts: postsBetween(input) } : input.cut
      return JSON.stringify(index)
    }
    const number = numberIn(name)
    return textFile(name) === undefined
      ? grams().shard(number)
      : JSON.stringify(postsBetween(input, starts[number], starts[number + 1]))
  }
}

function gatherGrams({ count, postAt, cut }: SearchInput): Grams {
  const grams = createGrams(cut, count)
  for (let number = 0; number < count; number++) grams.add(postAt(number), number)
  return grams
}

/** Listed posts and pages, oldest first. Drafts on show are left out: their readers have the editor. */
function searchable({ posts, pages }: Site): readonly Post[] {
  return [...posts, ...pages].filter(isSearchable).sort(byAge)
}

function isSearchable({ listed, status, hiddenFrom }: Post): boolean {
  return listed && status === 'published' && !hiddenFrom?.includes('search')
}

function byAge(a: Post, b: Post): number {
  const [left, right] = [a.date ?? '', b.date ?? '']
  return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1
}

/** A post with texts in NFC, as queries are: a Mac or a Japanese editor may write each mark of a letter by itself. */
function toSearchPost(post: Post, bodyOf: BodyOf, index: SiteIndex): SearchPost {
  const { url, title, date, terms } = post
  const body = bodyOf(post)
  const { headings } = body.facts()
  const ids = headings.map(({ id, text }) => (id === nfc(text) ? '' : id))
  return {
    u: url,
    t: nfc(title),
    d: date?.slice(0, 10) ?? '',
    k: Object.entries(terms).flatMap(([taxonomy, keys]) =>
      keys.map((key) => nfc(index.terms().get(taxonomy)?.get(key)?.name ?? key)),
    ),
    h: headings.map(({ text }) => nfc(text)),
    i: ids.some(Boolean) ? ids : [],
    x: nfc(body.text()),
  }
}

function nfc(text: string): string {
  return text.normalize('NFC')
}
