import type { Extension } from '../extension.ts'
import { checkAlias } from '../model/addresses.ts'
import { isUgly } from '../model/urls.ts'
import type { Config, Output, Post } from '../types.ts'
import { planRedirect } from './lists.ts'
import type { Planner } from './planner.ts'
import { originOf } from './terms.ts'

/** The aliases of posts, sections, taxonomies and terms. */
export const planAliases: Planner = ({ site: { home, sections, posts, pages, taxonomies } }) => {
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

/** The config's `redirects`. */
export const redirects = (config: Config): Extension => ({
  name: 'ruoyu/redirects',
  outputs: () =>
    Object.entries(config.redirects).flatMap(([from, redirect]) => {
      const { value: path } = checkRedirect(from, config)
      return path === undefined ? [] : [{ path, redirect }]
    }),
})

/** The output path of a redirect of the config, or why it can have none. */
export function checkRedirect(from: string, { uglyUrls, file }: Config): ReturnType<typeof checkAlias> {
  return checkAlias(from.replace(/^\/*/, '/'), 'index.html', isUgly(uglyUrls, ''), { file }, 'redirects')
}
