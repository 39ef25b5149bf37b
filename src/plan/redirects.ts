import { checkAlias } from '../model/addresses.ts'
import { isUgly } from '../model/urls.ts'
import type { Config, Output, Post, Site } from '../types.ts'
import { planRedirect } from './lists.ts'
import type { Planner } from './planner.ts'
import { originOf } from './terms.ts'

/** The aliases of posts, sections, taxonomies and terms, and the config's `redirects`. */
export const planRedirects: Planner = ({ site }) => [...planAliases(site), ...planConfigured(site.config)]

function planAliases({ home, sections, posts, pages, taxonomies }: Site): readonly Output[] {
  const lists = taxonomies.flatMap(({ terms, page, url }) => [
    ...(page ? aliasesOf({ ...page, url }) : []),
    ...terms.flatMap((term) => aliasesOf({ ...term, file: originOf(term) })),
  ])
  return [...[home, ...sections].flatMap(aliasesOf), ...posts.flatMap(aliasesOf), ...pages.flatMap(aliasesOf), ...lists]
}

type Aliased = Pick<Post, 'aliases' | 'url'> & { readonly file?: string }

function aliasesOf({ file = 'config', aliases, url }: Aliased): readonly Output[] {
  return aliases.map((path) => planRedirect(path, file, { target: url }))
}

function planConfigured(config: Config): readonly Output[] {
  return Object.entries(config.redirects).flatMap(([from, to]) => {
    const { value } = checkRedirect(from, config)
    return value === undefined ? [] : [planRedirect(value, 'config', { target: to })]
  })
}

/** The output path of a redirect of the config, or why it can have none. */
export function checkRedirect(from: string, { uglyUrls, file }: Config): ReturnType<typeof checkAlias> {
  return checkAlias(from.replace(/^\/*/, '/'), 'index.html', isUgly(uglyUrls, ''), { file }, 'redirects')
}
