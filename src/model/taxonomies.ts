import { diagnose } from '../diagnostics/diagnose.ts'
import type { Config, Entry, HexoConfig, Place, Post, Taxonomy, Term } from '../types.ts'
import { checkSlug, placeOf } from './addresses.ts'
import type { Context } from './context.ts'
import type { Located } from './folders.ts'
import { hexoPath } from './hexo/address.ts'
import { levels, termAddress } from './hexo/facts.ts'
import { expand, patternFor } from './permalinks.ts'
import { describe, urlPath } from './sections.ts'
import { taxonomyTitle } from './taxonomyTitle.ts'
import { spelling } from './terms.ts'
import { contentFile, pageFile, urlOf, withoutExtension } from './urls.ts'

/** Every taxonomy of the config with its terms, sorted by name. `posts` are all posts and pages, in the site's order. */
export function buildTaxonomies(
  posts: readonly Post[],
  entries: ReadonlyMap<string, Entry>,
  context: Context,
): { readonly taxonomies: readonly Taxonomy[]; readonly placeOfTerm: (term: Term) => Place } {
  const places = new Map<string, Place>()
  const taxonomies = Object.keys(context.config.taxonomies).map((name): Taxonomy => {
    const used = gather(name, posts, entries, context)
    const terms = buildTerms(name, used, context)
    for (const [key, { where }] of used) places.set(`${name}/${key}`, where)
    const page = context.folders.lists.get(name) ?? context.folders.branches.get(name)
    const path = pathOf(name, page, context)
    const title = context.config.taxonomies[name]?.title ?? taxonomyTitle(name, context.config.language)
    const own = page && describe(page, { ...place(page, context), title, path }, context)
    return {
      name,
      title: own?.title ?? title,
      url: urlOf(path),
      path,
      terms,
      ...(own ? { page: own } : {}),
    }
  })
  const placeOfTerm = ({ taxonomy, key }: Term) => places.get(`${taxonomy}/${key}`) ?? { file: context.config.file }
  return { taxonomies, placeOfTerm }
}

function pathOf(name: string, page: Located | undefined, context: Context): string {
  const { hexo } = context.config
  if (hexo) return page ? hexoPath(page.entry, context, hexo) : pageFile(folderOfTerms(name, hexo), false)
  return (page && urlPath(page, context)) ?? listPath('taxonomy', name, [name], name, context)
}

interface Used {
  readonly name: string
  /** Names from the outermost term that holds it to itself. */
  readonly path: readonly string[]
  readonly where: Place
  readonly postIds: string[]
}

/** Terms by key, in the order of the posts: the first that uses a term gives it its name. */
function gather(
  taxonomy: string,
  posts: readonly Post[],
  entries: ReadonlyMap<string, Entry>,
  { fold, report, config }: Context,
): Map<string, Used> {
  const used = new Map<string, Used>()
  const weights = new Map<string, number>()
  const spellings = new Set<string>()
  for (const { id, listed } of posts) {
    const entry = entries.get(id) as Entry
    const weight = entry.frontMatter.terms[taxonomy]?.length ? weightOf(entry, taxonomy) : 0
    if (weight !== 0) weights.set(id, weight)
    entry.frontMatter.terms[taxonomy]?.forEach((written, at) => {
      const key = fold(written)
      if (key === '') return
      const known = used.get(key)
      const path = pathTo(written, taxonomy, config)
      const name = path.length > 1 || config.hexo ? (path.at(-1) ?? written) : named(written, known?.name)
      const term = known ?? { name, path, where: placeOf(entry, `${taxonomy}.${at}`), postIds: [] }
      if (!known) used.set(key, term)
      if (listed && term.postIds.at(-1) !== id) term.postIds.push(id)
      if (name === term.name || spelling(name) === spelling(term.name) || spellings.has(spelling(name))) return
      spellings.add(spelling(name))
      const where = `${term.where.file}:${term.where.line ?? 1}`
      report(
        diagnose('term-spelling', placeOf(entry, `${taxonomy}.${at}`), { taxonomy, name, other: term.name, where }),
      )
    })
  }
  const byWeight = (a: string, b: string) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0)
  if (weights.size > 0) for (const { postIds } of used.values()) postIds.sort(byWeight)
  return used
}

/** A nested term's names, outermost first; of another its name alone. */
function pathTo(written: string, taxonomy: string, { hexo, taxonomies }: Config): readonly string[] {
  if (hexo) return levels(written, taxonomy)
  return taxonomies[taxonomy]?.nested ? written.normalize('NFC').split('/') : [written]
}

/** The same text for the same name, without looking at most of them. */
function named(written: string, known: string | undefined): string {
  return written === known ? written : written.normalize('NFC').trim()
}

/** Hugo's `series_weight`, `tags_weight`: the order on the pages of terms, by which a post without one counts as 0. */
function weightOf({ frontMatter: { params } }: Entry, taxonomy: string): number {
  const name = `${taxonomy}_weight`.toLowerCase()
  for (const key in params)
    if (key.length === name.length && key.toLowerCase() === name) return Number(params[key]) || 0
  return 0
}

function buildTerms(taxonomy: string, used: Map<string, Used>, context: Context): readonly Term[] {
  const slugs = slugMap(taxonomy, context)
  const pages = termPages(taxonomy, used, slugs, context)
  const terms = [...used].map(([key, term]) => {
    const page = pages.get(key)
    const path = context.config.hexo
      ? hexoTermPath(taxonomy, key, context.config.hexo)
      : termPath(taxonomy, term, slugs.get(key), page, context)
    const moved = slugs.has(key) ? [termPath(taxonomy, term, undefined, undefined, context)] : []
    const own = page && describe(page, { ...place(page, context), title: term.name, path }, context)
    return {
      taxonomy,
      key,
      depth: Math.max(0, term.path.length - 1),
      name: own?.title ?? term.name,
      url: urlOf(path),
      path,
      postIds: term.postIds,
      aliases: [...new Set([...(own?.aliases ?? []), ...moved.filter((old) => old !== path)])],
      ...(own ? { page: { ...own, aliases: [] } } : {}),
    }
  })
  const { compare } = context.collator
  const pathOf = ({ key }: Term) => used.get(key)?.path ?? []
  const byPath = (a: readonly string[], b: readonly string[]) => {
    const at = a.findIndex((name, index) => name !== b[index])
    return at < 0 ? a.length - b.length : compare(a[at] ?? '', b[at] ?? '')
  }
  const isNested = terms.some(({ depth }) => depth > 0)
  return terms.sort(
    (a, b) => (isNested ? byPath(pathOf(a), pathOf(b)) : compare(a.name, b.name)) || (a.key < b.key ? -1 : 1),
  )
}

/** A page of a Hexo blog holds no files of its own. */
function place({ entry, location }: Located, { config }: Context) {
  return { id: entry.id, dir: config.hexo ? withoutExtension(entry.id) : location.dir }
}

function hexoTermPath(taxonomy: string, key: string, hexo: HexoConfig): string {
  const map = taxonomy === 'tags' ? hexo.tagMap : hexo.categoryMap
  return pageFile(
    `${folderOfTerms(taxonomy, hexo)}/${termAddress(levels(key, taxonomy), map, hexo.filenameCase)}`,
    false,
  )
}

function folderOfTerms(taxonomy: string, { tagDir, categoryDir }: HexoConfig): string {
  return taxonomy === 'tags' ? tagDir : categoryDir
}

/** The config's own slugs by term key. */
function slugMap(taxonomy: string, { config, note, fold }: Context): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>()
  for (const [name, slug] of Object.entries(config.taxonomies[taxonomy]?.slugs ?? {})) {
    const checked = note(checkSlug(slug, { file: config.file }))
    if (checked !== undefined) slugs.set(fold(name), checked)
  }
  return slugs
}

/** `tags/NAME/_index.md` by the key of its term, found by name or slug. A term that no post uses joins with its title. */
function termPages(
  taxonomy: string,
  used: Map<string, Used>,
  slugs: ReadonlyMap<string, string>,
  { folders, slugger, fold, config }: Context,
): ReadonlyMap<string, Located> {
  const keys = new Map<string, string>()
  for (const [key, { path }] of used)
    for (const slug of [slugger.slug, slugger.plain]) keys.set(path.map((name) => slug(name)).join('/'), key)
  for (const [key, slug] of slugs) keys.set(slugger.plain(slug), key)
  const pages = new Map<string, Located>()
  for (const [dir, page] of folders.branches) {
    if (!dir.startsWith(`${taxonomy}/`)) continue
    const folder = dir.slice(taxonomy.length + 1)
    const nested = pathTo(folder, taxonomy, config)
    const key = keys.get(nested.map((name) => slugger.plain(name)).join('/')) ?? fold(folder)
    if (!used.has(key))
      used.set(key, {
        name: nested.at(-1) ?? folder,
        path: nested,
        where: { file: page.entry.source.path },
        postIds: [],
      })
    pages.set(key, page)
  }
  return pages
}

function termPath(
  taxonomy: string,
  { name, path }: Pick<Used, 'name' | 'path'>,
  slug: string | undefined,
  page: Located | undefined,
  context: Context,
): string {
  const { slugger } = context
  const written = page && urlPath(page, context)
  if (written !== undefined) return written
  const last = slug === undefined ? slugger.slug(name) : slugger.plain(slug)
  const above = path.slice(0, -1).map((name) => slugger.slug(name))
  // Hugo: a slug of its own counts for a permalink pattern only.
  const own = page?.entry.frontMatter.slug
  return listPath(
    'term',
    taxonomy,
    [taxonomy, ...above, last],
    page?.entry.frontMatter.title ?? name,
    context,
    slug ?? own,
  )
}

/** The path of a taxonomy's or term's list: its folders, or what the permalink pattern of that kind says. */
function listPath(
  kind: 'taxonomy' | 'term',
  taxonomy: string,
  folders: readonly string[],
  title: string,
  { config, slugger }: Context,
  slug?: string,
): string {
  const pattern = patternFor(config.permalinks[kind], taxonomy)
  const subject = { sections: [taxonomy], title, slug, name: folders.at(-1) ?? '' }
  const address =
    pattern === undefined
      ? [slugger.plain(taxonomy), ...folders.slice(1)].join('/')
      : expand(pattern, subject, slugger, false)
  return contentFile(address, taxonomy, config)
}
