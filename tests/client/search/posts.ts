import { createSearchFiles, inputOf, type SearchCut, type SearchPost } from '../../../src/search/search.ts'

/** A post of the index, empty but for what is told. */
export function post(u: string, over: Partial<SearchPost> = {}): SearchPost {
  return { ...{ u, t: '', d: '', k: [], h: [], i: [], x: '' }, ...over }
}

/** A large site's index over few posts: two posts a file of texts; with few bits many grams share a row. */
export function cutFiles(posts: readonly SearchPost[], bits: number): (name: string) => string {
  const starts = posts.flatMap((_, number) => (number % 2 === 0 ? [number] : []))
  const cut: SearchCut = { shards: 5, bits, rowsPerShard: Math.ceil(2 ** bits / 5), starts }
  return createSearchFiles(inputOf(posts, cut))
}

/** A text whose grams say that it may have 猫和狗, which it has not: both pairs stand in too many places to be told. */
export function astray(length: number): string {
  return '猫和甲和狗乙'.repeat(length / 6)
}
