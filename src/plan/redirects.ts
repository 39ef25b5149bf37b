import { checkAlias } from '../model/addresses.ts'
import { isUgly } from '../model/urls.ts'
import type { Config, Output, Site } from '../types.ts'
import { planRedirect } from './lists.ts'
import { configFile, type Planner } from './planner.ts'
import { originOf } from './terms.ts'

/** The aliases of posts, sections, taxonomies and terms, and the config's `redirects`. */
export const planRedirects: Planner = ({ site }) => [...planAliases(site), ...planConfigured(site.config)]

function planAliases({ home, sections, posts, pages, taxonomies }: Site): readonly Output[] {
  const lists = taxonomies.flatMap(({ terms, page, url }) => [
    { origin: page?.file ?? '', aliases: page?.aliases ?? [], url },
    ...terms.map((term) => ({ origin: originOf(term), aliases: term.aliases, url: term.url })),
  ])
  const files = [home, ...sections, ...posts, ...pages].map(({ file, id, aliases, url }) => ({
    origin: file ?? id,
    aliases,
    url,
  }))
  return [...files, ...lists].flatMap(({ origin, aliases, url }) =>
    aliases.map((path) => planRedirect(path, origin, { target: url })),
  )
}

function planConfigured(config: Config): readonly Output[] {
  return Object.entries(config.redirects).flatMap(([from, to]) => {
    const { value } = checkRedirect(from, config)
    return value === undefined ? [] : [planRedirect(value, 'config', { target: to })]
  })
}

/** The output path of a redirect of the config, or why it can have none. */
export function checkRedirect(from: string, { uglyUrls }: Config): ReturnType<typeof checkAlias> {
  return checkAlias(from.replace(/^\/*/, '/'), 'index.html', isUgly(uglyUrls, ''), { file: configFile })
}
