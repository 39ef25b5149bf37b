import type { Post } from '../types.ts'
import { planList } from './lists.ts'
import type { Planner } from './planner.ts'

export const planHome: Planner = ({ site: { home, posts, config }, findTemplate }) => {
  const hidden = new Set(posts.filter(({ hiddenFrom }) => hiddenFrom?.includes('home')).map(({ id }) => id))
  return planList(
    {
      kind: 'home',
      origin: home.file ?? 'config',
      path: home.path,
      template: findTemplate('home', { type: home.type, layout: home.layout, folder: '' }),
      page: { id: home.id },
      postIds: pinnedFirst(
        home.postIds.filter((id) => !hidden.has(id)),
        posts,
      ),
      size: config.hexo?.perPage.home,
    },
    config,
  )
}

/** Pinned posts by their number, the others as they stand. */
function pinnedFirst(ids: readonly string[], posts: readonly Post[]): readonly string[] {
  const pins = new Map(posts.flatMap(({ id, pinned }) => (pinned === undefined ? [] : [[id, pinned]])))
  return pins.size === 0 ? ids : [...ids].sort((a, b) => (pins.get(b) ?? 0) - (pins.get(a) ?? 0))
}
