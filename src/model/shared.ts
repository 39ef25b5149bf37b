import { diagnose } from '../diagnostics/diagnose.ts'
import type { Diagnostic, Place, Post } from '../types.ts'
import { timeOf } from './order.ts'
import { numbered, urlOf } from './urls.ts'

/**
 * Posts that ask for one address: the oldest keeps it (by content path where dates are equal), so that no post to come
 * takes an address away; each further one gets `-2`, `-3` …, the first that is free. Hugo writes them over each other.
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
    const [first, ...further] = group.toSorted(oldestFirst)
    for (const post of further) {
      const path = freePath(post.path, byPath)
      byPath.set(path, [post])
      moved.set(post.id, path)
      if (first) diagnostics.push(...told(first, post, urlOf(path)))
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
  return { file, ...(places?.url ?? places?.slug ?? places?.title) }
}
