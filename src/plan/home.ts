import { pinnedFirst, planList } from './lists.ts'
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
