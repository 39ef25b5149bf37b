import { noMemo } from '../kit/memo.ts'
import { planSearch, type SearchCut } from '../search/search.ts'
import type { Checked, Memo, Output, Site, Sources } from '../types.ts'
import { planArchives, planNotFound } from './archives.ts'
import { planCards } from './cards.ts'
import { settleClashes } from './clashes.ts'
import { planFeeds } from './feeds.ts'
import { planAssets, planResources, planStatics } from './files.ts'
import { planFonts } from './fonts.ts'
import { planHome } from './home.ts'
import { planImages } from './images.ts'
import { checkLayouts } from './layouts.ts'
import { planOwn } from './own.ts'
import type { PlanInput, Planner } from './planner.ts'
import { planPosts } from './posts.ts'
import { checkRedirect, planAliases } from './redirects.ts'
import { planSections } from './sections.ts'
import { createFindTemplate } from './templates.ts'
import { planTerms } from './terms.ts'

/** Everything that a site consists of. Outputs that want one path are told apart by clashes.ts. */
const planners: readonly Planner[] = [
  planHome,
  planPosts,
  planSections,
  planTerms,
  planArchives,
  planNotFound,
  planAliases,
  planFeeds,
  planOwn,
  planAssets,
  planResources,
  planStatics,
  planImages,
  planCards,
  planFonts,
  planSearch,
]

/** Every file that the site will have, before one is rendered. */
export function plan(
  site: Site,
  sources: Sources,
  searchCut: SearchCut,
  memo: Memo = noMemo,
  { pictures, fontText }: Pick<PlanInput, 'pictures' | 'fontText'> = { pictures: [] },
): Checked<readonly Output[]> {
  const { templates, assets, statics, resources, fonts = [] } = sources
  const facts = [
    site,
    templates,
    statics,
    resources,
    searchCut.shards,
    searchCut.starts.length,
    pictures.join('\n'),
    fonts.map(({ name, hash }) => `${hash} ${name}`).join('\n'),
    fontText && JSON.stringify(fontText, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
    ...assets.map((asset) => ('copyFrom' in asset ? `${asset.path} ${asset.copyFrom}` : asset.path)),
  ]
  return memo('plan', facts, () => planAnew({ site, sources, searchCut, pictures, fontText }))
}

function planAnew({ site, sources, ...input }: Omit<PlanInput, 'findTemplate'>): Checked<readonly Output[]> {
  const findTemplate = createFindTemplate(sources.templates)
  const outputs = planners.flatMap((planner) => planner({ site, sources, ...input, findTemplate }))
  const settled = settleClashes(outputs, site)
  const refused = Object.keys(site.config.redirects).flatMap((from) => checkRedirect(from, site.config).diagnostics)
  const layouts = checkLayouts(site, sources.templates)
  return { value: settled.value, diagnostics: [...settled.diagnostics, ...refused, ...layouts] }
}
