import type { Checked, Output, Site, Sources } from '../types.ts'
import { planArchives, planNotFound } from './archives.ts'
import { settleClashes } from './clashes.ts'
import { planFeeds } from './feeds.ts'
import { planAssets, planResources, planStatics } from './files.ts'
import { planHome } from './home.ts'
import type { Planner } from './planner.ts'
import { planPosts } from './posts.ts'
import { checkRedirect, planRedirects } from './redirects.ts'
import { planSearch } from './search.ts'
import { planSections } from './sections.ts'
import { planRobots, planSitemap } from './sitemap.ts'
import { createFindTemplate } from './templates.ts'
import { planTerms } from './terms.ts'

/** Everything that a site consists of. Where two want one path, clashes.ts says who gets it. */
const planners: readonly Planner[] = [
  planHome,
  planPosts,
  planSections,
  planTerms,
  planArchives,
  planNotFound,
  planRedirects,
  planFeeds,
  planSitemap,
  planRobots,
  planAssets,
  planResources,
  planStatics,
  ({ site }) => planSearch(site),
]

/** Every file that the site will have, before one is rendered. */
export function plan(site: Site, sources: Sources): Checked<readonly Output[]> {
  const findTemplate = createFindTemplate(sources.templates)
  const outputs = planners.flatMap((planner) => planner({ site, sources, findTemplate }))
  const settled = settleClashes(outputs, site)
  const refused = Object.keys(site.config.redirects).flatMap((from) => checkRedirect(from, site.config).diagnostics)
  return { value: settled.value, diagnostics: [...settled.diagnostics, ...refused] }
}
