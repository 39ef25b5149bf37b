import { pageFile } from '../model/urls.ts'
import type { HexoConfig, Output, Post, Site } from '../types.ts'
import { planList } from './lists.ts'

/** One list of the archives: all posts, or those whose local time begins with `year` (`2020`, `2020-05`, `2020-05-03`). */
interface Archive {
  readonly path: string
  readonly year?: string
  readonly postIds: readonly string[]
}

/** The archives by year, month and day, each with its pages, as hexo-generator-archive makes them. */
export function planHexoArchives(site: Site, hexo: HexoConfig): readonly Output[] {
  return hexoArchives(site, hexo).flatMap(({ path, year, postIds }) => {
    const page = { first: path, total: postIds.length, ...(year !== undefined && { year }) }
    const list = { kind: 'archives', origin: 'config', template: 'archives.njk', path, page, postIds } as const
    return planList({ ...list, size: hexo.perPage.archives }, site.config)
  })
}

export function hexoArchives({ home, posts }: Site, { archives, archiveDir }: HexoConfig): readonly Archive[] {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const all = home.postIds.flatMap((id) => byId.get(id) ?? []).sort(newestFirst)
  const { yearly, monthly, daily } = archives
  // Hexo makes no month without its year.
  const lengths = yearly ? [4, ...(monthly ? [7] : []), ...(daily ? [10] : [])] : []
  const groups = new Map<string, string[]>()
  for (const { id, clock } of all)
    for (const length of clock === undefined ? [] : lengths) {
      const year = (clock as string).slice(0, length)
      const others = groups.get(year)
      if (others) others.push(id)
      else groups.set(year, [id])
    }
  const parts = [...groups].map(([year, postIds]) => ({
    path: pageFile(`${archiveDir}/${year.replaceAll('-', '/')}`, false),
    year,
    postIds,
  }))
  return [{ path: pageFile(archiveDir, false), postIds: all.map(({ id }) => id) }, ...parts]
}

/** By local time; posts without a date last. */
function newestFirst({ clock: a = '' }: Post, { clock: b = '' }: Post): number {
  return a < b ? 1 : a > b ? -1 : 0
}
