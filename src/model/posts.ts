import type { Entry, IsoDate, Post } from '../types.ts'
import { checkAlias, checkSlug, checkUrl, placeOf, type Written } from './addresses.ts'
import type { Context } from './context.ts'
import { defined } from './defined.ts'
import { firstOf, type Located } from './folders.ts'
import { expand, fillIn, patternFor, type Subject, unknownToken } from './permalinks.ts'
import { nothing } from './rendered.ts'
import { contentFile, isUgly, urlOf } from './urls.ts'

/** A post or page by itself: its neighbours, related posts and resources come later. */
export function toPost(page: Located, context: Context): Post {
  const { config, folders, status } = context
  const { id, source, bodyLine, frontMatter } = page.entry
  const { dir, name } = page.location
  const { title = name, linkTitle = title, date, lastmod, weight = 0, lang = config.language } = frontMatter
  const { description, summary, author, type, layout, image, build, params } = frontMatter
  const section = firstOf(dir)
  const path = pathOf(page, title, context)
  const post = {
    id,
    kind: kindOf(page, context),
    file: source.path,
    title,
    linkTitle,
    url: urlOf(path),
    path,
    weight,
    section,
    sections: folders
      .around(dir)
      .filter((dir) => folders.sections.has(dir))
      .map(context.sectionId),
    lang,
    status: status[id] ?? 'published',
    listed: build.list,
    terms: termKeys(page.entry, context),
    aliases: aliasesOf(page.entry, path, isUgly(config.uglyUrls, section), context),
    params,
    resources: {},
    relatedIds: [],
    rendered: nothing,
    bodyLine,
    places: page.entry.frontMatter.places,
  }
  const updated = isLater(lastmod, date) ? lastmod : undefined
  return Object.assign(post, defined({ date, updated, description, summary, author, type, layout, image }))
}

function isLater(one: IsoDate | undefined, other: IsoDate | undefined): boolean {
  return one !== undefined && other !== undefined && Date.parse(one) > Date.parse(other)
}

/**
 * What is a plain page (关于) and what a post, the one place that says so. A page has `type: page`, lies in a folder
 * `page` or `pages` (Hugo's type of such a folder), or at the content root (also as a bundle right below it).
 * A post may lie at the root too: with terms, with `type: post`, or with a date in a blog that has no folders.
 * A README without a date tells of its folder on GitHub.
 */
function kindOf({ entry, location }: Located, { flat }: Context): Post['kind'] {
  const { type, terms, date } = entry.frontMatter
  if (type === 'page') return 'page'
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
  const paths = entry.frontMatter.aliases.map((alias, at) =>
    alias.trim() === '' ? undefined : note(checkAlias(alias, path, ugly, placeOf(entry, `aliases.${at}`))),
  )
  return [...new Set(paths)].filter((alias) => alias !== undefined && alias !== path) as string[]
}

function termKeys({ frontMatter }: Entry, { config, fold }: Context): Post['terms'] {
  const terms: Record<string, readonly string[]> = {}
  for (const [taxonomy, names] of Object.entries(frontMatter.terms))
    if (Object.hasOwn(config.taxonomies, taxonomy)) terms[taxonomy] = [...new Set(names.map(fold))].filter(Boolean)
  return terms
}
