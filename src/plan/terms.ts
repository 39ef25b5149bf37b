import type { Output, Taxonomy, Term } from '../types.ts'
import { at, planList } from './lists.ts'
import type { PlanInput, Planner } from './planner.ts'

/** The index of each taxonomy, and the pages of its terms. */
export const planTerms: Planner = (input) =>
  input.site.taxonomies.flatMap((taxonomy) => [
    planTaxonomy(taxonomy, input),
    ...taxonomy.terms.flatMap((term) => planTerm(term, input)),
  ])

function planTaxonomy({ name, path, page }: Taxonomy, { findTemplate }: PlanInput): Output {
  const template = findTemplate('taxonomy', { type: page?.type, layout: page?.layout, folder: name })
  return { ...at(path), kind: 'taxonomy', origin: page?.file ?? `config:${name}`, template, page: { taxonomy: name } }
}

function planTerm(term: Term, { site, findTemplate }: PlanInput): readonly Output[] {
  const { taxonomy, key, path, page, postIds } = term
  const template = findTemplate('term', { type: page?.type, layout: page?.layout, folder: taxonomy })
  const ref = { taxonomy, term: key }
  const { hexo } = site.config
  const size = taxonomy === 'tags' ? hexo?.perPage.tags : hexo?.perPage.categories
  return planList({ kind: 'term', origin: originOf(term), path, template, page: ref, postIds, size }, site.config)
}

/** A term's own `_index.md`, else what stands for the term, which many posts make. */
export function originOf({ taxonomy, name, page }: Pick<Term, 'taxonomy' | 'name' | 'page'>): string {
  return page?.file ?? `${taxonomy}:${name}`
}
