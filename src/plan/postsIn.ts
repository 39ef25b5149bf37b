import type { Output, Post, Site } from '../types.ts'
import { feedPosts } from './feeds.ts'
import { lazy } from './lazy.ts'
import { createListOf } from './library.ts'

/**
 * Tells of which posts an output may show what their bodies say: text, excerpt, headings, counts. An output for which
 * none of them changed, nor anything else of the site, need not be rendered again. Search says all of every post.
 */
export function createPostsIn(site: Site): (output: Output) => readonly string[] {
  const index = lazy(() => new Map([...site.posts, ...site.pages].map((post) => [post.id, post])))
  const all = lazy(() => [...index().keys()])
  const lists = lazy(() => createListOf(site))
  return (output) => {
    if ('search' in output) return all()
    const [posts, listOf] = [index(), lists()]
    if ('feed' in output) return feedPosts(listOf(output.feed)?.postIds ?? [], posts, site.config).map(({ id }) => id)
    if (!('template' in output)) return []
    const { id = '', postIds = [] } = output.page
    const archives = output.template === 'archives.njk' ? site.home.postIds : []
    return [...withNeighbours(posts.get(id)), ...postIds, ...archives]
  }
}

function withNeighbours(post: Post | undefined): readonly string[] {
  if (!post) return []
  const { id, prevId, nextId, relatedIds } = post
  return [id, ...relatedIds, ...[prevId, nextId].flatMap((other) => other ?? [])]
}
