import { planList } from './lists.ts'
import type { Planner } from './planner.ts'

export const planSections: Planner = ({ site: { sections, config }, findTemplate }) =>
  sections.flatMap((section) => {
    const { id, dir, file, path, type, layout, postIds } = section
    const template = findTemplate('section', { type, layout, folder: dir })
    return planList({ kind: 'section', origin: file ?? id, path, template, page: { id }, postIds }, config)
  })
