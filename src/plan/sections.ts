import { pinnedFirst, planList } from './lists.ts'
import type { Planner } from './planner.ts'

export const planSections: Planner = ({ site: { sections, posts, config }, findTemplate }) =>
  sections.flatMap((section) => {
    const { id, dir, file, path, type, layout } = section
    // Hexo pins on the home page alone.
    const postIds = config.hexo ? section.postIds : pinnedFirst(section.postIds, posts)
    const template = findTemplate('section', { type, layout, folder: dir })
    return planList({ kind: 'section', origin: file ?? id, path, template, page: { id }, postIds }, config)
  })
