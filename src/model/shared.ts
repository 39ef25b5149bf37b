import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import type { Diagnostic, Place, Post } from '../types.ts'
import { timeOf } from './order.ts'
import { numbered, urlOf } from './urls.ts'

/**
 * Posts that ask for one address: the oldest keeps it (by content path where dates are equal), so that no post to come
 * takes an address away; each further one gets `-2`, `-3` …, the first that is free. Hugo writes them over each other.
 * Of files that are one page to Hugo, which shows one and drops the others, that one keeps it.
 */
export function separate(posts: readonly Post[], diagnostics: Diagnostic[]): readonly Post[] {
  const byPath = new Map<string, Post[]>()
  for (const post of posts) {
    const rivals = byPath.get(post.path)
    if (rivals) rivals.push(post)
    else byPath.set(post.path, [post])
  }
  if (byPath.size === posts.length) return posts
  const moved = new Map<string, string>()
  for (const group of byPath.values()) {
    const ranked = group.toSorted(oldestFirst)
    const first = ranked.filter((post) => pageOf(post) === pageOf(ranked[0])).reduce(fuller)
    for (const post of ranked.filter((post) => post !== first)) {
      const path = freePath(post.path, byPath)
      byPath.set(path, [post])
      moved.set(post.id, path)
      diagnostics.push(...told(first, post, urlOf(path)))
    }
  }
  return posts.map((post) => {
    const path = moved.get(post.id)
    return path === undefined ? post : { ...post, path, url: urlOf(path) }
  })
}

function oldestFirst(a: Post, b: Post): number {
  const [one, other] = [timeOf(a), timeOf(b)]
  return one === other ? (a.id < b.id ? -1 : 1) : one < other ? -1 : 1
}

/** What `x.md`, `x.zh-cn.md` and `x/index.md` are to Hugo: one page. */
function pageOf(post: Post | undefined): string | undefined {
  return post?.id.replace(/(?:\/index)?(?:\.[a-z]{2,3}(?:-[a-z\d]+)*)?\.[^./]+$/i, '')
}

/** Of the files of one page Hugo takes the bundle, and the one that names its language. */
function fuller(a: Post, b: Post): Post {
  return b.id.length > a.id.length ? b : a
}

function freePath(path: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2
  while (taken.has(numbered(path, number))) number++
  return numbered(path, number)
}

/** The same words at both, each at the line that asks for the address. */
function told(first: Post, second: Post, url: string): readonly Diagnostic[] {
  const params = { path: decodeURI(first.url), first: first.file, second: second.file, url: decodeURI(url) }
  return [first, second].map((post) => diagnose('url-shared', placeOf(post), params))
}

function placeOf({ file, places }: Post): Place {
  return { file, ...(placeIn(places, 'url') ?? placeIn(places, 'slug') ?? placeIn(places, 'title')) }
}
