import type { SearchCut } from '../search/search.ts'
import type { Output, Site, Sources } from '../types.ts'
import type { FontText } from './fonts.ts'
import type { FindTemplate } from './templates.ts'

export interface PlanInput {
  readonly site: Site
  readonly sources: Sources
  readonly searchCut: SearchCut
  /** Paths of pictures that pages may show. */
  readonly pictures: readonly string[]
  /** The site's characters, for a font of its own; undefined without one. */
  readonly fontText?: FontText | undefined
  readonly findTemplate: FindTemplate
}

/** Says which files one part of the site will have. */
export type Planner = (input: PlanInput) => readonly Output[]
