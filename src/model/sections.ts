import type { Post, Section } from '../types.ts'
import { checkUrl, placeOf } from './addresses.ts'
import type { Context } from './context.ts'
import { defined } from './defined.ts'
import { firstOf, type Located } from './folders.ts'
import { inOrder } from './order.ts'
import { expand, patternFor } from './permalinks.ts'
import { aliasesOf } from './posts.ts'
import { contentFile, isUgly, pageFile, urlOf } from './urls.ts'

/** Home, and the list pages of folders in the site's order. `posts` are all posts and pages, in order. */
export function buildSections(
  posts: readonly Post[],
  context: Context,
): { readonly home: Section; readonly sections: readonly Section[] } {
  const { config, folders } = context
  const holders = new Map<string, string[]>([...folders.sections].map((dir) => [context.sectionId(dir), []]))
  for (const { id, sections, listed } of posts)
    if (listed) for (const section of sections) holders.get(section)?.push(id)
  const bare = [...folders.sections].map((dir) => toSection(dir, context))
  const ordered = inOrder(bare, context.collator)
  const children = new Map<string, string[]>([['', []], ...ordered.map(({ dir }): [string, string[]] => [dir, []])])
  for (const { id, dir } of ordered) children.get(parentSection(dir, context))?.push(id)
  const sections = ordered.map((section) => ({
    ...section,
    postIds: holders.get(section.id) ?? [],
    sectionIds: children.get(section.dir) ?? [],
  }))
  const main = posts.filter((post) => post.kind === 'post' && post.listed && isMain(post.section, config.mainSections))
  const home = {
    ...toSection('', context),
    postIds: main.map(({ id }) => id),
    sectionIds: children.get('') ?? [],
  }
  return { home, sections }
}

/** The section's page, home's with '' for its folder. */
function toSection(dir: string, context: Context): Section {
  const page = context.folders.branches.get(dir)
  const path = sectionPath(dir, page, context)
  return describe(
    page,
    { dir, id: context.sectionId(dir), title: dir === '' ? context.config.title : titleOf(dir), path },
    context,
  )
}

/** The list page as its `_index.md` describes it, over what holds without one. */
export function describe(
  page: Located | undefined,
  base: Pick<Section, 'id' | 'dir' | 'title' | 'path'>,
  context: Context,
): Section {
  const { config } = context
  const list = { ...base, url: urlOf(base.path), postIds: [], sectionIds: [], resources: {} }
  if (!page) return { ...list, weight: 0, lang: config.language, aliases: [], params: {}, bodyLine: 1, listed: true }
  const { source, bodyLine, frontMatter } = page.entry
  const {
    title = base.title,
    weight = 0,
    lang = config.language,
    params,
    date,
    description,
    type,
    layout,
  } = frontMatter
  return {
    ...list,
    title,
    weight,
    lang,
    aliases: aliasesOf(page.entry, base.path, isUgly(config.uglyUrls, firstOf(base.dir)), context),
    params,
    bodyLine,
    places: frontMatter.places,
    listed: frontMatter.build.list,
    file: source.path,
    ...defined({ hiddenFrom: frontMatter.hiddenFrom, date, description, type, layout }),
  }
}

function sectionPath(dir: string, page: Located | undefined, context: Context): string {
  const { config, slugger } = context
  if (dir === '') return config.hexo ? pageFile(config.hexo.homeDir, false) : contentFile('', '', config)
  const written = page && urlPath(page, context)
  if (written !== undefined) return written
  const { title = '', date } = page?.entry.frontMatter ?? {}
  const names = dir.split('/')
  const pattern = patternFor(config.permalinks.section, dir)
  const subject = { sections: names, title: title || titleOf(dir), name: names.at(-1) ?? '', date }
  const address = pattern === undefined ? names.map(slugger.part).join('/') : expand(pattern, subject, slugger, false)
  return contentFile(address, firstOf(dir), config)
}

/** The output path that the page's `url` asks for. */
export function urlPath({ entry }: Located, { note }: Context): string | undefined {
  const { url } = entry.frontMatter
  return url?.trim() ? note(checkUrl(url, placeOf(entry, 'url'))) : undefined
}

function parentSection(dir: string, { folders }: Context): string {
  return (
    folders
      .around(dir)
      .filter((other) => other !== dir && folders.sections.has(other))
      .at(-1) ?? ''
  )
}

function isMain(section: string, mainSections: readonly string[]): boolean {
  return mainSections.length === 0 || mainSections.includes(section)
}

/** `my-posts` → `My posts`. */
function titleOf(dir: string): string {
  const name = (dir.split('/').at(-1) ?? '').replace(/[-_]+/g, ' ').trim() || dir
  return name.charAt(0).toUpperCase() + name.slice(1)
}
