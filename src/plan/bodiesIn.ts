import { createSearchedIn, type SearchCut } from '../search/search.ts'
import type { Output, Site } from '../types.ts'
import { feedPosts } from './feeds.ts'
import type { SiteIndex } from './siteIndex.ts'

/**
 * The files of the posts that a feed or a file of the search index shows; a file of the index only where the index is cut
 * as it was. Pages tell what they read when they are rendered, and so do feeds, whose shortcodes may read more.
 */
export function createBodiesIn(
  site: Site,
  index: SiteIndex,
  searchCut: SearchCut,
): (output: Output) => readonly string[] {
  const searchedIn = createSearchedIn(site, searchCut)
  return (output) => {
    if (output.kind === 'search') return searchedIn(output.search).map(({ file }) => file)
    if (output.kind !== 'feed') return []
    return feedPosts(index.listOf(output.feed)?.postIds ?? [], index.posts(), site.config).map(({ file }) => file)
  }
}
