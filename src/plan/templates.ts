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
export const kindNames: readonly string[] = [...kinds, 'archives', '404', 'base', 'redirect']
const forSingles: readonly string[] = ['post', 'page', 'archives']

export function createFindTemplate(templates: readonly Template[]): FindTemplate {
  const names = new Set(templates.map(({ name }) => name))
  const found = new Map<string, string>()
  return (kind, { type = '', layout = '', folder }) => {
    const key = JSON.stringify([kind, type, layout, folder])
    const known = found.get(key) ?? search(kind, { type, layout, folder }, names)
    found.set(key, known)
    return known
  }
}

function search(kind: PageKind, { type, layout, folder }: Required<TemplateHints>, names: ReadonlySet<string>): string {
  const wanted = [
    ...(type && layout ? [`${type}/${layout}`] : []),
    ...(fits(layout, kind) ? [layout] : []),
    ...(type ? [`${type}/${kind}`] : []),
    ...(folder ? [`${folder}/${kind}`] : []),
    ...(fits(type, kind) ? [type] : []),
  ]
  return `${wanted.find((name) => names.has(`${name}.njk`)) ?? kind}.njk`
}

function fits(name: string | undefined, kind: PageKind): boolean {
  if (!name) return false
  const single = kind === 'post' || kind === 'page'
  return name === kind || !kindNames.includes(name) || (single && forSingles.includes(name))
}

/** True where all templates are the theme's own: only of these is it known what they show. */
export function areOurs(templates: readonly Template[]): boolean {
  return templates.every(({ path }) => path.startsWith('ruoyu/'))
}
