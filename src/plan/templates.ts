import type { Template } from '../types.ts'

/**
 * The template of a page is the first of these names that the user's templates or ours have.
 *
 * | page     | names                                                                        |
 * | -------- | ---------------------------------------------------------------------------- |
 * | post     | TYPE/LAYOUT · LAYOUT · TYPE/post · SECTION/post · TYPE · post                 |
 * | page     | TYPE/LAYOUT · LAYOUT · TYPE/page · SECTION/page · TYPE · page                 |
 * | section  | TYPE/LAYOUT · LAYOUT · TYPE/section · FOLDER/section · TYPE · section         |
 * | home     | TYPE/LAYOUT · LAYOUT · TYPE/home · TYPE · home                                |
 * | taxonomy | TYPE/LAYOUT · LAYOUT · TYPE/taxonomy · NAME/taxonomy · TYPE · taxonomy        |
 * | term     | TYPE/LAYOUT · LAYOUT · TYPE/term · NAME/term · TYPE · term                    |
 *
 * TYPE and LAYOUT are `type` and `layout` of the front matter, SECTION the first folder, FOLDER the section's own
 * (`posts/go`), NAME the taxonomy's (`tags`); `.njk` follows. A name that no template has is passed over, as with
 * Hugo: posts carry the layouts of themes that they once lived in (layouts.ts warns of them). A template of ours that is made for
 * another kind of page is passed over too, for it needs another view; a post may be shown by `page` and `archives`.
 */
export type FindTemplate = (kind: PageKind, page: TemplateHints) => string

export type PageKind = 'post' | 'page' | 'section' | 'home' | 'taxonomy' | 'term'

export interface TemplateHints {
  readonly type?: string | undefined
  readonly layout?: string | undefined
  /** SECTION, FOLDER or NAME; '' for none. */
  readonly folder: string
}

const kinds: readonly string[] = ['post', 'page', 'section', 'home', 'taxonomy', 'term']
const forSingles: readonly string[] = ['post', 'page', 'archives', 'photos', 'friends', 'projects']
const forSections: readonly string[] = ['section', 'moments']
export const kindNames: readonly string[] = [...kinds, ...forSingles, ...forSections, '404', 'base', 'redirect']
/** Names that are free for templates of the user's own for any kind of page. */
const free: readonly string[] = ['photos', 'friends', 'projects', 'moments']

export function createFindTemplate(templates: readonly Template[]): FindTemplate {
  const names = new Set(templates.map(({ name }) => name))
  const own = templates.filter(({ path }) => !path.startsWith('ruoyu/')).map(({ name }) => name.replace(/\.njk$/, ''))
  const freed = new Set(own.filter((name) => free.includes(name)))
  const found = new Map<string, string>()
  return (kind, { type = '', layout = '', folder }) => {
    const key = JSON.stringify([kind, type, layout, folder])
    const known = found.get(key) ?? search(kind, { type, layout, folder }, names, freed)
    found.set(key, known)
    return known
  }
}

function search(
  kind: PageKind,
  { type = '', layout = '', folder }: TemplateHints,
  names: ReadonlySet<string>,
  freed: ReadonlySet<string>,
): string {
  const fits = (name: string): boolean => freed.has(name) || isFor(kind, name)
  const wanted = [
    ...(type && layout ? [`${type}/${layout}`] : []),
    ...(fits(layout) ? [layout] : []),
    ...(type ? [`${type}/${kind}`] : []),
    ...(folder ? [`${folder}/${kind}`] : []),
    ...(fits(type) ? [type] : []),
  ]
  return `${wanted.find((name) => names.has(`${name}.njk`)) ?? kind}.njk`
}

function isFor(kind: PageKind, name: string): boolean {
  if (!name) return false
  const single = kind === 'post' || kind === 'page'
  const fitting = single ? forSingles : kind === 'section' ? forSections : []
  return name === kind || !kindNames.includes(name) || fitting.includes(name)
}

/** True where all templates are the theme's own: only of these is it known what they show. */
export function areOurs(templates: readonly Template[]): boolean {
  return templates.every(({ path }) => path.startsWith('ruoyu/'))
}
