import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Checked, FrontMatter } from '../../types.ts'
import type { Field } from './cascade.ts'
import { datesOf } from './dates.ts'
import type { FileName } from './fileName.ts'
import { coverOf } from './image.ts'
import { isNull, type Pair, toValue } from './node.ts'
import { type ReadFields, type Rules, readFields } from './readFields.ts'
import type { Values } from './schema.ts'
import type { Text } from './texts.ts'

export interface Origin {
  readonly file: string
  readonly name: FileName
  /** The line on which the front matter opens; absent where there is none. */
  readonly line?: number
}

/** Fields, validated and normalised. What is absent is filled in by Hugo's rules, and the title from the file's name. */
export function toFrontMatter(fields: readonly Field[], origin: Origin, rules: Rules): Checked<FrontMatter> {
  const { value: read, diagnostics } = readFields(fields, origin.file, rules)
  const { values, lists, unknown } = read
  const title = titleOf(values, fields, origin)
  const { aliases = [], ...terms } = lists
  const { slug: nameSlug, ...dates } = datesOf(values, read.dates, origin.name, rules)
  const { slug = nameSlug, url, description, summary, type, layout, weight, lang, linktitle: linkTitle } = values
  const cover = coverOf(fields)
  const texts = { title: title.value, linkTitle, slug, url, description, summary, type, layout, weight, lang }
  const value: FrontMatter = {
    ...present({ ...texts, author: values.author, image: cover?.image }),
    ...present(dates),
    draft: values.draft ?? values.published === false,
    aliases: textsOf(aliases),
    terms: Object.fromEntries(Object.entries(terms).map(([name, list]) => [name, textsOf(list)])),
    build: buildOf(values, origin.name),
    params: paramsOf(unknown, fields),
    places: {
      ...placesOf(fields, unknown, origin.file, lists),
      ...(cover?.file === origin.file && { image: cover.at }),
    },
  }
  return { value, diagnostics: [...diagnostics, ...title.diagnostics] }
}

/** A section without a title has its folder's, which the model gives it. */
function titleOf(
  { title }: Values,
  fields: readonly Field[],
  { file, name, line }: Origin,
): Checked<string | undefined> {
  if (title !== undefined || name.isSection) return { value: title, diagnostics: [] }
  const { at } = fields.find(({ key }) => key === 'title') ?? { at: { line: line ?? 1, column: 1 } }
  const code = line === undefined ? 'front-matter-missing' : 'title-missing'
  return { value: name.name, diagnostics: [diagnose(code, { file, ...at }, { title: name.name })] }
}

/** Hugo's `build` (once `_build`); `headless` is its older word for a leaf bundle that is only looked up. */
function buildOf({ build, _build, headless = false }: Values, { isLeaf }: FileName): FrontMatter['build'] {
  const { render = true, list = true } = build ?? _build ?? {}
  return headless && isLeaf ? { render: false, list: false } : { render, list }
}

/** Keys as written. Those below `params` count as if they stood beside it, and an author's map is kept whole. */
function paramsOf(unknown: readonly Field[], fields: readonly Field[]): FrontMatter['params'] {
  const params = unknown.flatMap<Pair>((field) =>
    field.key === 'params' && field.value.type === 'map' ? field.value.pairs : [pairOf(field)],
  )
  const authors = fields.filter(({ key, value }) => key === 'author' && value.type !== 'scalar')
  return Object.fromEntries([...params, ...authors.map(pairOf)].map(({ key, value }) => [key, toValue(value)]))
}

function pairOf({ written, at, value }: Field): Pair {
  return { key: written, at, value }
}

/** Canonical names of keys that are not their own lower case. */
const canonical: Readonly<Record<string, string>> = {
  linktitle: 'linkTitle',
  publishdate: 'publishDate',
  pubdate: 'publishDate',
  published: 'publishDate',
  modified: 'lastmod',
  expirydate: 'expiryDate',
  unpublishdate: 'expiryDate',
  _build: 'build',
}

function placesOf(
  fields: readonly Field[],
  unknown: readonly Field[],
  file: string,
  lists: ReadFields['lists'],
): FrontMatter['places'] {
  const names = new Map(Object.keys(lists).map((name) => [name.toLowerCase(), name]))
  const places: Record<string, FrontMatter['places'][string]> = {}
  for (const field of fields) {
    const { key, at, value } = field
    if (field.file !== file || unknown.includes(field)) continue
    const name = names.get(key) ?? canonical[key] ?? key
    places[name] = value.type === 'scalar' && !isNull(value) ? value.at : at
    lists[name]?.forEach(({ at }, index) => {
      places[`${name}.${index}`] = at
    })
  }
  return places
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys that have no value, so that what is absent is absent. */
function present<T extends object>(values: T): Present<T> {
  const kept: Present<T> = {}
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key] as Exclude<T[typeof key], undefined>
  return kept
}

function textsOf(list: readonly Text[]): readonly string[] {
  return list.map(({ text }) => text)
}
