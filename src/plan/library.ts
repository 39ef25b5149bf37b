import type { BodyOf, Site } from '../types.ts'
import { type Base, baseOf } from './base.ts'
import type { RenderableSite } from './contents.ts'
import { createToHtml, type RenderShortcode, type ToHtml } from './html.ts'
import type { Places } from './places.ts'
import type { SiteIndex } from './siteIndex.ts'
import { createSiteView } from './siteView.ts'
import { createSummaries, type Summaries } from './summaries.ts'
import type { SiteView } from './views.ts'

/** A site with what pages and feeds ask of it again and again, each found or made once. */
export interface Library extends Summaries {
  readonly site: Site
  readonly index: SiteIndex
  readonly bodyOf: BodyOf
  readonly base: Base
  readonly places: Places
  readonly siteView: SiteView
  readonly toHtml: ToHtml
}

export function createLibrary(
  { site, index, goals, bodyOf, sources }: Omit<RenderableSite, 'search'>,
  shortcode: RenderShortcode,
): Library {
  const { places } = goals
  const siteView = createSiteView(site, places)
  const templates = new Set(sources.templates.map(({ name }) => name))
  const knows = (name: string) => templates.has(`shortcodes/${name}.njk`)
  const toHtml = createToHtml({ ...goals, site: siteView, shortcode, knows })
  return {
    site,
    index,
    bodyOf,
    base: baseOf(site.config.url),
    places,
    siteView,
    ...createSummaries(site, index, bodyOf, places, toHtml),
    toHtml,
  }
}
