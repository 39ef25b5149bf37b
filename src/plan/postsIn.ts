import { isPage } from '../kit/outputKind.ts'
import { createSearchedIn, type SearchCut } from '../search/search.ts'
import type { Output, Post, Site, Template } from '../types.ts'
import { feedPosts } from './feeds.ts'
import type { SiteIndex } from './siteIndex.ts'
import { areOurs } from './templates.ts'

/**
 * The posts whose bodies (text, excerpt, headings, counts) an output may show, by id. An output need not be rendered
 * again where none of them changed, nor anything else of the site; a file of the search index only where the index is
 * cut as it was.
 */
export function createPostsIn(
  site: Site,
  index: SiteIndex,
  searchCut: SearchCut,
  templates: readonly Template[],
): (output: Output) => readonly string[] {
  const searchedIn = createSearchedIn(site, searchCut)
  const isOurs = areOurs(templates)
  return (output) => {
    if (output.kind === 'search') return searchedIn(output.search).map(({ id }) => id)
    const posts = index.posts()
    if (output.kind === 'feed')
      return feedPosts(index.listOf(output.feed)?.postIds ?? [], posts, site.config).map(({ id }) => id)
    if (!isPage(output)) return []
    const { id = '', postIds = [] } = output.page
    const post = posts.get(id)
    if (isOurs)
      return post ? [id] : withExcerpts.has(output.template) ? postIds.filter((id) => !posts.get(id)?.description) : []
    const own = post ? withNeighbours(post) : postIds
    return output.template === 'archives.njk' ? [...own, ...site.home.postIds] : own
  }
}

/** The theme's templates that show excerpts of posts without a description; its others show front matter alone. */
const withExcerpts: ReadonlySet<string> = new Set(['home.njk', 'section.njk'])

function withNeighbours({ id, prevId, nextId, relatedIds }: Post): readonly string[] {
  const ids = [id, ...relatedIds]
  if (prevId !== undefined) ids.push(prevId)
  if (nextId !== undefined) ids.push(nextId)
  return ids
}
