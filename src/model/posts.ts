import { inZone } from '../kit/dates.ts'
import type { Config, Entry, HexoFrontMatter, IsoDate, Post } from '../types.ts'
import { checkAlias, checkSlug, checkUrl, placeOf, type Written } from './addresses.ts'
import type { Context } from './context.ts'
import { firstOf, type Located } from './folders.ts'
import { hexoPath } from './hexo/address.ts'
import { expand, fillIn, patternFor, type Subject, unknownToken } from './permalinks.ts'
import { contentFile, isUgly, urlOf, withoutExtension } from './urls.ts'

/** A post or page by itself: its neighbours, related posts and resources come later. */
export function toPost(page: Located, context: Context): Post {
  const { config, status } = context
  const { id, source, bodyLine, frontMatter } = page.entry
  const { dir, name } = page.location
  const { title = name, date } = frontMatter
  const lastmod = lastmodOf(page.entry, config)
  const section = firstOf(dir)
  const path = config.hexo ? hexoPath(page.entry, context, config.hexo) : pathOf(page, title, context)
  return {
    id,
    kind: kindOf(page, context),
    file: source.path,
    title,
    linkTitle: frontMatter.linkTitle ?? title,
    url: urlOf(path),
    path,
    weight: frontMatter.weight ?? 0,
    section,
    sections: context.sectionIds(dir),
    lang: frontMatter.lang ?? config.language,
    status: status[id] ?? 'published',
    listed: frontMatter.build.list && !isNotFound(page.location),
    hiddenFrom: isNotFound(page.location) ? hidden : frontMatter.hiddenFrom,
    terms: termKeys(page.entry, context),
    aliases: aliasesOf(page.entry, path, isUgly(config.uglyUrls, section), context),
    params: frontMatter.params,
    resources: noResources,
    relatedIds: [],
    bodyLine,
    places: frontMatter.places,
    date,
    updated: isLater(lastmod, date) ? lastmod : undefined,
    description: frontMatter.description,
    summary: frontMatter.summary,
    author: frontMatter.author,
    type: frontMatter.type,
    layout: frontMatter.layout ?? (frontMatter.hexo && hexoLayout(frontMatter.hexo)),
    image: frontMatter.image,
    prevId: undefined,
    nextId: undefined,
    pinned: frontMatter.pinned,
    clock: frontMatter.hexo?.clock,
    filesIn: config.hexo?.postAssets && frontMatter.hexo?.slug !== undefined ? withoutExtension(id) : undefined,
  }
}

/** The date of the file's last commit before the front matter's, or where that has none, as `frontMatter.lastmod` has it. */
function lastmodOf({ source, frontMatter }: Entry, config: Config): IsoDate | undefined {
  const commit = config.committed?.dates[source.path]
  const [first] = config.frontMatter.lastmod ?? []
  const committed = commit && inZone(commit, config.timeZone)
  return first === ':git' ? (committed ?? frontMatter.lastmod) : (frontMatter.lastmod ?? committed)
}

/** Hexo's layouts are its themes', but for none and for a page of the archives. */
function hexoLayout({ isBare, list }: HexoFrontMatter): string | undefined {
  return isBare ? 'hexo/bare' : list === 'archives' ? 'archives' : undefined
}

const noResources: Post['resources'] = {}
const hidden: Post['hiddenFrom'] = ['robots']

/** `content/404.md`, whose text a server shows for an address that it does not know. */
function isNotFound({ dir, name }: Located['location']): boolean {
  return dir === '' && name === '404'
}

function isLater(one: IsoDate | undefined, other: IsoDate | undefined): boolean {
  return one !== undefined && other !== undefined && Date.parse(one) > Date.parse(other)
}

/**
 * Plain pages (关于) are told from posts here and nowhere else. A page has `type: page`, lies in a folder
 * `page` or `pages` (Hugo's type of such a folder), or at the content root (also as a bundle right below it).
 * A post may lie at the root too: with terms, with `type: post`, or with a date in a blog that has no folders.
 * A README without a date tells of its folder on GitHub.
 */
function kindOf({ entry, location }: Located, { flat, config }: Context): Post['kind'] {
  if (config.hexo) return entry.frontMatter.hexo?.slug === undefined ? 'page' : 'post'
  const { type, terms, date } = entry.frontMatter
  if (type === 'page' || isNotFound(location)) return 'page'
  if (type === 'post' || type === 'posts') return 'post'
  if (/^readme$/i.test(location.name) && date === undefined) return 'page'
  if (location.dir !== '') return /^pages?$/i.test(firstOf(location.dir)) ? 'page' : 'post'
  return Object.values(terms).some((names) => names.length > 0) || (flat && date !== undefined) ? 'post' : 'page'
}

/** Hugo's order: `url`, else the permalink pattern of its folder, else folders and slug or file name. */
function pathOf(page: Located, title: string, context: Context): string {
  const { config, folders, slugger, note } = context
  const { entry, location } = page
  const { url, slug, date } = entry.frontMatter
  const sections = folders.around(location.dir).at(-1)?.split('/') ?? []
  const subject = {
    sections,
    title,
    name: location.name,
    date,
    slug: slug && note(checkSlug(slug, placeOf(entry, 'slug'))),
  }
  const written = url?.trim() ? note(writtenUrl(url, entry, subject, context)) : undefined
  if (written !== undefined) return written
  if (isNotFound(location)) return '404.html'
  const pattern = patternFor(config.permalinks.page, location.dir)
  const address =
    pattern === undefined
      ? [...location.dir.split('/').filter(Boolean), subject.slug || location.name].map(slugger.part).join('/')
      : expand(pattern, subject, slugger, true)
  return contentFile(address, firstOf(location.dir), config)
}

/** A `url`, its permalink tokens filled in as Hugo does since 0.131. */
function writtenUrl(url: string, entry: Entry, subject: Subject, { slugger }: Context): Written<string> {
  return checkUrl(unknownToken(url) === undefined ? fillIn(url, subject, slugger) : url, placeOf(entry, 'url'))
}

/** Output paths of the redirects to a page; one that names the page itself is served already. */
export function aliasesOf(entry: Entry, path: string, ugly: boolean, { note }: Context): readonly string[] {
  if (entry.frontMatter.aliases.length === 0) return []
  const paths = entry.frontMatter.aliases.map((alias, at) =>
    alias.trim() === '' ? undefined : note(checkAlias(alias, path, ugly, placeOf(entry, `aliases.${at}`))),
  )
  return [...new Set(paths)].filter((alias) => alias !== undefined && alias !== path) as string[]
}

function termKeys({ frontMatter }: Entry, { config, fold }: Context): Post['terms'] {
  const terms: Record<string, readonly string[]> = {}
  for (const taxonomy in frontMatter.terms)
    if (Object.hasOwn(config.taxonomies, taxonomy))
      terms[taxonomy] = [...new Set(frontMatter.terms[taxonomy]?.map(fold))].filter(Boolean)
  return terms
}
