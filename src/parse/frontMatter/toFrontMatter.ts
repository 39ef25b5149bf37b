import { diagnose } from '../../diagnostics/diagnose.ts'
import { toFieldPlace } from '../../kit/fieldPlaces.ts'
import type { Checked, FrontMatter } from '../../types.ts'
import type { Field } from './cascade.ts'
import { datesOf } from './dates.ts'
import type { FileName } from './fileName.ts'
import { coverOf } from './image.ts'
import { textOf, toValue } from './node.ts'
import { pinnedBy } from './pinned.ts'
import { type ReadFields, type Rules, readFields } from './readFields.ts'
import type { Values } from './schema.ts'
import type { Text } from './texts.ts'
import { visibilityOf } from './visibility.ts'

export interface Origin {
  readonly file: string
  /** Path below the content folder. */
  readonly id: string
  readonly name: FileName
  /** The line on which the front matter opens; absent where there is none. */
  readonly line?: number
}

/** Fields, validated and normalised. Absent ones are filled in by Hugo's rules, and the title from the file's name. */
export function toFrontMatter(fields: readonly Field[], origin: Origin, rules: Rules): Checked<FrontMatter> {
  const { value: read, diagnostics } = readFields(fields, origin.file, rules)
  const { values, lists, unknown } = read
  const title = titleOf(values, fields, origin)
  const { date, lastmod, publishDate, expiryDate, slug: nameSlug } = datesOf(read, origin.name, rules)
  const {
    slug = nameSlug,
    url,
    description,
    summary = excerptOf(fields),
    type,
    layout,
    weight,
    lang,
    linktitle: linkTitle,
  } = values
  const cover = coverOf(fields)
  const { by, listed, hiddenFrom } = visibilityOf(fields)
  const build = buildOf(values, origin.name)
  // Absent fields are undefined and not left out: objects of one form are made and read several times faster.
  const value: FrontMatter = {
    title: title.value,
    linkTitle,
    slug,
    url,
    description,
    summary,
    type,
    layout,
    weight,
    lang,
    author: values.author,
    image: cover?.image,
    date,
    lastmod,
    publishDate,
    expiryDate,
    draft: values.draft ?? values.published === false,
    aliases: textsOf(lists.aliases ?? []),
    terms: termsOf(lists),
    protectedBy: by?.written,
    hiddenFrom,
    build: listed ? build : { ...build, list: false },
    pinned: pinnedBy(unknown, ['sticky', 'pinned']),
    params: paramsOf(unknown, fields),
    places: cover?.file === origin.file ? { ...read.places, image: toFieldPlace(cover.at) } : read.places,
  }
  const guarded = by ? [diagnose('page-protected', { file: by.file, ...by.at }, { key: by.written })] : []
  return { value, diagnostics: [...diagnostics, ...title.diagnostics, ...guarded] }
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

/** Hexo's `excerpt`, which may also be a switch. */
function excerptOf(fields: readonly Field[]): string | undefined {
  const { value } = fields.find(({ key }) => key === 'excerpt') ?? {}
  const isSwitch = value?.type === 'scalar' && value.plain && /^(?:true|false)$/i.test(value.text)
  return isSwitch ? undefined : textOf(value)
}

/** Hugo's `build` (once `_build`); `headless` is its older word for a leaf bundle that is only looked up. */
function buildOf({ build, _build, headless = false }: Values, { isLeaf }: FileName): FrontMatter['build'] {
  const { render = true, list = true } = build ?? _build ?? {}
  return headless && isLeaf ? { render: false, list: false } : { render, list }
}

/** Keys as written. Keys below `params` count as if they stood beside it, and an author's map is kept whole. */
function paramsOf(unknown: readonly Field[], fields: readonly Field[]): FrontMatter['params'] {
  const params: [string, unknown][] = []
  const add = ({ key, value }: Pick<Field, 'key' | 'value'>) => params.push([key, toValue(value)])
  for (const { key, written, value } of unknown)
    if (key === 'params' && value.type === 'map') for (const pair of value.pairs) add(pair)
    else add({ key: written, value })
  for (const { key, written, value } of fields)
    if (key === 'author' && value.type !== 'scalar') add({ key: written, value })
  return Object.fromEntries(params)
}

function termsOf(lists: ReadFields['lists']): FrontMatter['terms'] {
  const terms: Record<string, readonly string[]> = {}
  for (const name in lists) if (name !== 'aliases') terms[name] = textsOf(lists[name] ?? [])
  return terms
}

function textsOf(list: readonly Text[]): readonly string[] {
  return list.map(({ text }) => text)
}
