import type { Extension, ExtensionOutput } from '../extension.ts'
import type { Config } from '../types.ts'
import { createLibrary, type Library } from './library.ts'
import { at, planRedirect } from './lists.ts'
import type { Planner } from './planner.ts'
import { createReads } from './reads.ts'
import { redirects } from './redirects.ts'
import { createGoals } from './refs.ts'
import { noBody } from './renderedBody.ts'
import { createSiteIndex } from './siteIndex.ts'
import { robots, sitemap } from './sitemap.ts'

/** The files that Ruoyu adds to every site as an extension would, in their order. */
function ownExtensions(config: Config): readonly Extension[] {
  return [redirects(config), sitemap(config.hexo?.sitemaps), robots]
}

/**
 * They are asked twice: here, before there is a body or an address of a file, for their paths alone, which are kept from
 * build to build; and once more for the texts when one is rendered. Extensions of the config are asked when bodies are there.
 */
export const planOwn: Planner = ({ site, sources }) => {
  const [index, goals] = [createSiteIndex(site), createGoals(site, [], sources)]
  const means = { reads: createReads(), viewMade() {}, run: <T>(_part: unknown, run: () => T) => run() }
  const library = createLibrary({ site, index, goals, sources, bodyOf: () => noBody }, () => '', means)
  return ownExtensions(site.config).flatMap(({ name }) =>
    ownOutputs(name, library).map((output, text) => {
      if (output.redirect !== undefined) return planRedirect(output.path, 'config', { target: output.redirect })
      const { path, yields = false } = output
      return { ...at(path.replace(/^\//, '')), kind: 'extension', origin: 'config', extension: name, text, yields }
    }),
  )
}

export function ownOutputs(extension: string, { site, siteView }: Library): readonly ExtensionOutput[] {
  return (
    ownExtensions(site.config)
      .find(({ name }) => name === extension)
      ?.outputs?.(siteView()) ?? []
  )
}
