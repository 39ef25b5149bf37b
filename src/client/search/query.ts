import { fold, wordGrams } from '../../search/grams.ts'
import type { SearchCut, SearchIndex, SearchPost } from '../../search/search.ts'
import { likeliest, points, type WordRows } from './likeliest.ts'

export interface Hit {
  readonly post: SearchPost
  /** The id of the heading above the first word that was found; '' where there is none, or only the title has it. */
  readonly heading: string
  readonly title: Marked
  readonly snippet: Marked
}

/** A text cut where the found words stand: even pieces as they are, odd ones found. */
export type Marked = readonly string[]

/** Fetches the text of a file of the index. */
export type Load = (file: string) => Promise<string>

export interface Found {
  readonly hits: readonly Hit[]
  /** True where there may be others beyond the limit. */
  readonly more: boolean
}

/**
 * Exact substring search: a post is found if it contains every word of the query, wherever in it.
 * Hits come best first, the newer first among equals. On a large site as much text is read as `limit` allows, so that
 * there may be fewer hits, or none, and yet more to come with a higher one.
 */
export function createSearch(load: Load): (query: string, limit: number) => Promise<Found> {
  const once = loadingOnce(load)
  return async (query, limit) => {
    const index = await once<SearchIndex>('index.json', JSON.parse)
    const words = fold(query.normalize('NFC')).split(/\s+/).filter(Boolean)
    if (words.length === 0) return { hits: [], more: false }
    const { found, more } = 'posts' in index ? scan(index.posts, words, limit) : await narrow(once, index, words, limit)
    return { hits: found.map((post) => toHit(post, words)), more }
  }
}

interface Posts {
  readonly found: readonly SearchPost[]
  readonly more: boolean
}

function scan(posts: readonly SearchPost[], words: readonly string[], limit: number): Posts {
  const found = posts
    .map((post, number) => ({ post, number, score: score(post, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || b.number - a.number)
    .map(({ post }) => post)
  return { found: found.slice(0, limit), more: found.length > limit }
}

/** Characters of texts for each hit asked for. When they are read, the page is left short: a query costs under 200 KB. */
const charactersPerHit = 15_000

/** Asks the grams which posts seem to have all words, and reads the texts of the likeliest until there are enough that have. */
async function narrow(once: Once, cut: SearchCut, words: readonly string[], limit: number): Promise<Posts> {
  const candidates = likeliest(await loadRows(once, cut, words))
  const found: SearchPost[] = []
  const files = new Set<TextFile>()
  let at = 0
  while (at < candidates.length && found.length < limit && charactersOf(files) < limit * charactersPerHit) {
    const batch = candidates.slice(at, at + limit - found.length)
    for (const { file, post } of await Promise.all(batch.map((number) => loadPost(once, cut, number)))) {
      files.add(file)
      if (score(post, words) > 0) found.push(post)
    }
    at += batch.length
  }
  return { found, more: at < candidates.length }
}

function charactersOf(files: Iterable<TextFile>): number {
  return [...files].reduce((sum, { characters }) => sum + characters, 0)
}

/** Most grams that a query asks for; more of them hardly narrow it down. */
const mostGrams = 4

/** The rows of each word's grams, of the first ones of each where there are too many. */
function loadRows(
  once: Once,
  { bits, rowsPerShard }: SearchCut,
  words: readonly string[],
): Promise<readonly WordRows[]> {
  const rows = words.slice(0, mostGrams).map(async (word) => {
    const grams = wordGrams(word, bits).slice(0, Math.max(1, Math.floor(mostGrams / words.length)))
    return Promise.all(
      grams.map(async ({ row, at }) => {
        const lines = await once(`grams/${Math.floor(row / rowsPerShard)}.txt`, toLines)
        return { at, row: lines[row % rowsPerShard] ?? '' }
      }),
    )
  })
  return Promise.all(rows)
}

function toLines(text: string): readonly string[] {
  return text.split('\n')
}

interface TextFile {
  readonly posts: readonly SearchPost[]
  readonly characters: number
}

async function loadPost(once: Once, { starts }: SearchCut, number: number) {
  const index = starts.findLastIndex((start) => start <= number)
  const file = await once<TextFile>(`posts/${index}.json`, toTextFile)
  return { file, post: file.posts[number - (starts[index] ?? 0)] as SearchPost }
}

function toTextFile(text: string): TextFile {
  return { posts: JSON.parse(text), characters: text.length }
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
  const at = firstOf(words, post.x)
  return {
    post,
    heading: at < 0 ? '' : headingAbove(post, at),
    title: mark(post.t, words),
    snippet: mark(cut(post.x, Math.max(0, at)), words),
  }
}

/** The first place of a word in the text; -1 where none stands. */
function firstOf(words: readonly string[], text: string): number {
  const folded = fold(text)
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  return places.length > 0 ? Math.min(...places) : -1
}

/** The id of the last heading at or above a place: a heading is a line of the text. */
function headingAbove({ h, i, x }: SearchPost, at: number): string {
  const lines = `\n${x}\n`
  let above = ''
  let from = 0
  for (const [index, heading] of h.entries()) {
    const start = lines.indexOf(`\n${heading}\n`, from)
    if (start > at) break
    if (start < 0) continue
    above = i[index] || heading
    from = start + 1
  }
  return above
}

/** Characters of a snippet. */
const snippetLength = 90

/** A snippet from the start of the first word's sentence, or from shortly before the word in a long one. */
function cut(text: string, first: number): string {
  const sentence = first && Math.max(...['。', '！', '？', '；', '\n', '. '].map((end) => ending(text, end, first)))
  const start = Math.max(sentence, first - snippetLength / 2)
  const end = start + snippetLength
  // Blocks end in line breaks: full-width punctuation has its blank.
  const cutText = text
    .slice(start, end)
    .replace(/(?<=[\u3001-\u3011\uFF01-\uFF5E…”])\s+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return `${start > sentence ? '…' : ''}${cutText}${end < text.length ? '…' : ''}`
}

/** Offset of the sentence after the last `end` before `at`; 0 where there is none. */
function ending(text: string, end: string, at: number): number {
  const found = text.lastIndexOf(end, at - end.length)
  return found < 0 ? 0 : found + end.length
}

function mark(text: string, words: readonly string[]): Marked {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pieces: string[] = []
  let at = 0
  for (const { length } of fold(text).split(new RegExp(`(${escaped.join('|')})`, 'u'))) {
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}

type Once = <T>(file: string, read: (text: string) => T) => Promise<T>

/** Each file is loaded once, or again where it could not be. */
function loadingOnce(load: Load): Once {
  const files = new Map<string, Promise<unknown>>()
  return <T>(file: string, read: (text: string) => T) => {
    const known = files.get(file) ?? load(file).then(read)
    files.set(file, known)
    known.catch(() => files.delete(file))
    return known as Promise<T>
  }
}
