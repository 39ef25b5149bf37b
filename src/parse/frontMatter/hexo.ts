import { diagnose } from '../../diagnostics/diagnose.ts'
import { toFieldPlace } from '../../kit/fieldPlaces.ts'
import { slugize } from '../../kit/hexo/slugize.ts'
import { postPath, readPostName } from '../../kit/hexo/source.ts'
import type { Checked, Diagnostic, FieldPlace, FrontMatter, HexoConfig, HexoFrontMatter } from '../../types.ts'
import type { Field } from './cascade.ts'
import { type HexoDate, readHexoDate } from './hexoDates.ts'
import { coverOf } from './image.ts'
import { isNull, type Node, textOf, toValue, toWritten } from './node.ts'
import { pinnedBy } from './pinned.ts'
import { readValue, type Schema } from './schema.ts'
import type { Origin } from './toFrontMatter.ts'
import { visibilityOf } from './visibility.ts'

export interface HexoRules {
  readonly hexo: HexoConfig
  readonly timeZone: string
  readonly schema: Schema
}

/** Keys that Hexo and its themes look for a cover in, in this order. */
const covers = [
  ...['cover', 'cover_image', 'thumbnail', 'index_img', 'headimg', 'imgcover', 'photos', 'photo'],
  ...['image', 'top_img', 'banner_img', 'banner'],
]

/** Keys with a field of their own; all else is among the parameters of the page, as written. */
const own = new Set(['title', 'date', 'tags', 'tag', 'categories', 'category', 'description', 'author'])

const lists: Readonly<Record<string, HexoFrontMatter['list']>> = {
  ...{ tag: 'tags', tags: 'tags', category: 'categories', categories: 'categories' },
  ...{ archive: 'archives', archives: 'archives', timeline: 'archives' },
}

/** Templates of ours for what the themes' pages show by their `type` or `layout`. */
const pageLayouts: Readonly<Record<string, string>> = Object.fromEntries(
  'link links friend friends flink flinks'.split(' ').map((name) => [name, 'friends']),
)

/** Front matter by Hexo's rules: `id` is the file's path below the content folder. */
export function toHexoFrontMatter(
  fields: readonly Field[],
  { file, name, line, id }: Origin,
  { hexo, timeZone, schema }: HexoRules,
): Checked<FrontMatter> {
  const diagnostics: Diagnostic[] = []
  const places: Record<string, FieldPlace> = {}
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const top = { file, line: line ?? 1, column: 1 }
  const text = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const field = byKey.get(key)
      const value = textOf(field?.value)
      if (field && value !== undefined) {
        places[keys[0] as string] = toFieldPlace(field.value.at)
        return value
      }
    }
    return undefined
  }
  const dateOf = (key: string): HexoDate | undefined => {
    const field = byKey.get(key)
    const written = textOf(field?.value)
    if (!field || written === undefined) return undefined
    places[key] = toFieldPlace(field.value.at)
    const read = readHexoDate(written, field.value.type === 'scalar' && field.value.plain, timeZone)
    const params = { key, value: written }
    if (!read) diagnostics.push(diagnose('hexo-date-unread', { file, ...field.value.at }, params))
    if (read?.isImpossible)
      diagnostics.push(
        diagnose(
          'hexo-date-impossible',
          { file, ...field.value.at },
          { ...params, made: read.clock.replace('T', ' ') },
        ),
      )
    return read
  }
  const termsOf = (name: string, key: string): readonly string[] => {
    const field = byKey.get(name) ?? byKey.get(key)
    const nodes = leaves(field?.value)
    if (field) places[name] = toFieldPlace(field.value.at)
    nodes.forEach((node, at) => {
      places[`${name}.${at}`] = toFieldPlace(node.at)
    })
    return nodes.flatMap((node) => printed(node) ?? [])
  }

  const post = postPath(id)
  const named = post && readPostName(post.path, hexo.newPostName)
  const date = dateOf('date') ?? dateInName(named?.fields ?? {}, timeZone)
  if (post && !date && !byKey.has('date')) diagnostics.push(diagnose('hexo-date-missing', top, {}))
  const updated = dateOf('updated')
  const title = text('title')
  const layout = byKey.get('layout')?.value
  const kind = (textOf(byKey.get('type')?.value) ?? textOf(layout) ?? '').toLowerCase()
  const isBare = layout !== undefined && toValue(layout) === false
  if (title === undefined && !isBare) {
    const { at = top } = byKey.get('title') ?? {}
    const code = line === undefined ? 'front-matter-missing' : 'title-missing'
    diagnostics.push(diagnose(code, { ...top, ...at }, { title: name.name }))
  }
  const tags = termsOf('tags', 'tag')
  const categories = categoriesOf(
    byKey.get('categories')?.value ?? byKey.get('category')?.value,
    named?.fields.category,
  )
  const names = [...tags, ...categories.flat()]
  const cover = coverOf(fields.filter(isPicture), covers)
  if (cover) places.image = toFieldPlace(cover.at)
  const { by, listed, hiddenFrom } = visibilityOf(fields, hexo.hidden)
  const lock = by?.written ?? (names.some((one) => hexo.encryptedTags.includes(one)) ? 'encrypt.tags' : undefined)
  if (lock !== undefined)
    diagnostics.push(diagnose('page-protected', by ? { file: by.file, ...by.at } : top, { key: lock }))
  const permalink = text('permalink')
  if (permalink !== undefined && places.permalink) places.url = places.permalink
  const author = byKey.get('author')
  const byAuthor = author && readValue(schema, 'author', toWritten(author.value))
  const language = readValue(schema, 'lang', textOf(byKey.get('lang')?.value) ?? '')
  const published = byKey.get('published')?.value
  const isDraft = published !== undefined && toValue(published) === false
  const value: FrontMatter = {
    title: title ?? name.name,
    linkTitle: undefined,
    slug: undefined,
    url: undefined,
    description: text('description'),
    summary: text('excerpt', 'summary'),
    type: undefined,
    layout: post ? undefined : pageLayouts[kind],
    weight: undefined,
    lang: 'value' in language ? language.value : undefined,
    author: byAuthor && 'value' in byAuthor ? byAuthor.value : undefined,
    image: cover?.image,
    date: date?.date,
    lastmod: updated?.date,
    publishDate: undefined,
    expiryDate: undefined,
    draft: isDraft || post?.isDraft === true,
    aliases: ['alias', 'aliases', 'redirect'].flatMap((key) =>
      leaves(byKey.get(key)?.value).flatMap((node) => oldAddress(textOf(node), key)),
    ),
    terms: { categories: levelsOf(categories), tags },
    protectedBy: lock,
    hiddenFrom,
    build: { render: true, list: listed },
    pinned: pinnedBy(fields, ['sticky', 'top', 'pin', 'pinned']),
    hexo: {
      slug: post && (named?.slug ?? slugize(post.path.replace(/(?<=[^/])\.[^./]*$/, ''))),
      clock: date?.clock,
      permalink,
      fields: { ...tokenValues(fields), ...named?.fields },
      categories,
      list: lists[kind],
      isBare,
    },
    params: Object.fromEntries(
      fields.filter(({ key }) => !own.has(key)).map(({ written, value }) => [written, toValue(value)]),
    ),
    places,
  }
  return { value, diagnostics }
}

/** Butterfly takes a colour for a cover as well. */
function isPicture({ value }: Field): boolean {
  return !/^(?:#|rgba?\(|transparent$|\S+-gradient\()/.test(textOf(value) ?? '')
}

/** Midnight of the day that the file's name gives. */
function dateInName(
  { year, month, i_month: iMonth, day, i_day: iDay }: Readonly<Record<string, string>>,
  timeZone: string,
): HexoDate | undefined {
  const digits = [year, month ?? iMonth, day ?? iDay]
  return digits.every((one) => one !== undefined)
    ? readHexoDate(digits.map((one) => one?.padStart(2, '0')).join('-'), true, timeZone)
    : undefined
}

/** A flat list is one path; with a list inside, each item is a path of its own. */
function categoriesOf(node: Node | undefined, ofName: string | undefined): readonly (readonly string[])[] {
  const nameOf = (node: Node): readonly string[] => {
    const names = leaves(node).flatMap((leaf) => printed(leaf) ?? [])
    return names.length === 0 ? [] : [names.join(',')]
  }
  const pathOf = (item: Node): readonly string[] => (item.type === 'list' ? item.items : [item]).flatMap(nameOf)
  const isEmpty = node === undefined || isNull(node)
  if (isEmpty) return ofName === undefined ? [] : [[ofName]]
  const items = node.type === 'list' && node.items.some(({ type }) => type === 'list') ? node.items : [node]
  return items.map(pathOf).filter(({ length }) => length > 0)
}

/** Every level of the paths: `A`, `A/B`. A slash within a name is escaped, so that it makes no level. */
function levelsOf(paths: readonly (readonly string[])[]): readonly string[] {
  const keys = paths.flatMap((path) =>
    path.map((_name, at) =>
      path
        .slice(0, at + 1)
        .map((name) => name.replace(/[\\/]/g, '\\$&'))
        .join('/'),
    ),
  )
  return [...new Set(keys)]
}

function leaves(node: Node | undefined): readonly Node[] {
  if (node?.type === 'list') return node.items.flatMap(leaves)
  return node ? [node] : []
}

/** Values for the tokens of a permalink. A title that is empty is an empty text. */
function tokenValues(fields: readonly Field[]): Readonly<Record<string, string>> {
  const values = fields.flatMap(({ key, written, value }): readonly [string, string][] =>
    value.type === 'scalar' ? [[written, printed(value) ?? (key === 'title' ? '' : 'null')]] : [],
  )
  return Object.fromEntries(values)
}

/** A value as JavaScript prints it: without quotes `007` is 7 and `1.10` is 1.1. Undefined for null and the empty text. */
function printed(node: Node): string | undefined {
  const text = textOf(node)
  if (text === undefined || node.type !== 'scalar' || !node.plain) return text
  return /^(?:0[xob][\da-f]+|[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)$/i.test(text) ? String(Number(text)) : text
}

/** A path of the old blog, from its root; `redirect` may also lead away. */
function oldAddress(text: string | undefined, key: string): readonly string[] {
  if (text === undefined || (key === 'redirect' && /^[a-z]+:|^(?:true|false)$/i.test(text))) return []
  return [text.replace(/^\/*/, '/')]
}
