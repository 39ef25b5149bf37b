import { finding, place } from '../../diagnostics/diagnose.ts'
import { parseDate } from '../../kit/dates.ts'
import { toFieldPlace } from '../../kit/fieldPlaces.ts'
import type { Checked, Config, Diagnostic, FieldPlace, FieldPlaces, Finding, IsoDate } from '../../types.ts'
import type { Field } from './cascade.ts'
import { type DateSources, dateSources, ownDateKeys } from './dates.ts'
import { coverKeys } from './image.ts'
import { knownKeyNear } from './misspelled.ts'
import { isNull, textOf, toWritten } from './node.ts'
import { createSchema, type Fault, isKey, readValue, type Values } from './schema.ts'
import { readNestedTerms, readTerms, readTexts, type Text } from './texts.ts'
import { idleField } from './themeFields.ts'
import { visibilityKeys } from './visibility.ts'

/** The config's meaning of keys. */
export interface Rules {
  readonly hexo: Config['hexo']
  readonly timeZone: string
  readonly dateSources: DateSources
  /** Keys that the config makes dates; they stay parameters of the page. */
  readonly dateKeys: ReadonlySet<string>
  readonly schema: ReturnType<typeof createSchema>
  /** Names of lists by key: `aliases` and the taxonomies. */
  readonly lists: ReadonlyMap<string, string>
  /** Taxonomies whose terms may stand below one another. */
  readonly nested: ReadonlySet<string>
  /** All keys with a meaning, for suggestions. */
  readonly keys: readonly string[]
}

export function createRules({ timeZone, taxonomies, frontMatter, hexo }: Config): Rules {
  const dateKeys = ownDateKeys(frontMatter)
  const schema = createSchema(timeZone)
  const lists = new Map(['aliases', ...Object.keys(taxonomies)].map((name) => [name.toLowerCase(), name]))
  const others = [
    ...visibilityKeys,
    ...coverKeys,
    'excerpt',
    'updated',
    'keywords',
    'comments',
    'sitemap',
    'sticky',
    'pinned',
  ]
  const keys = [...Object.keys(schema.entries), ...lists.keys(), ...dateKeys, ...others]
  const nested = new Set(Object.keys(taxonomies).filter((name) => taxonomies[name]?.nested))
  return { hexo, nested, timeZone, dateSources: dateSources(frontMatter), dateKeys, schema, lists, keys }
}

/** Fields by what became of them. */
export interface ReadFields {
  readonly values: Values
  readonly lists: Readonly<Record<string, readonly Text[]>>
  /** Dates of the keys that the config makes dates. */
  readonly dates: Readonly<Record<string, IsoDate>>
  /** Fields without a meaning here. */
  readonly unknown: readonly Field[]
  /** Places of the keys that stand in the file itself. */
  readonly places: FieldPlaces
}

/**
 * Gives the keys their meaning. Values that can't be read are left out with a diagnostic at their place:
 * an error where a wrong page could come of it, else a warning, for Hugo builds such posts.
 */
export function readFields(fields: readonly Field[], file: string, rules: Rules): Checked<ReadFields> {
  const values: Record<string, unknown> = {}
  const lists: Record<string, readonly Text[]> = {}
  const dates: Record<string, IsoDate> = {}
  const unknown: Field[] = []
  const places: Record<string, FieldPlace> = {}
  const diagnostics: Diagnostic[] = []
  const slips: Diagnostic[] = []
  const report = (found: Finding, field: Field) => diagnostics.push(place(found, field.file, 1))
  for (const field of fields) {
    const { key, value } = field
    const list = rules.lists.get(key)
    if (list !== undefined) {
      const { texts, findings } = (
        key === 'aliases' ? readTexts : rules.nested.has(list) ? readNestedTerms : readTerms
      )(field.written, value)
      lists[list] = texts
      for (const found of findings) report(found, field)
    } else if (isKey(rules.schema, key)) {
      const written = toWritten(value)
      if (written !== undefined) {
        const read = readValue(rules.schema, key, written)
        // A flag that can't be read as true or false counts as true: it might say that this is a draft.
        values[key] = 'value' in read ? read.value : read.fault === 'flag' || undefined
        if ('fault' in read) report(explain(field, read.fault), field)
      }
    } else if (key !== 'cascade') {
      unknown.push(field)
      const date = (rules.dateKeys.has(key) || key === 'updated') && readDate(field, rules)
      if (typeof date === 'string') dates[key] = date
      else if (date) report(date, field)
      const slip = field.file === file ? (unheeded(field) ?? idleField(field) ?? misspelling(field, rules)) : undefined
      if (slip) slips.push(place(slip, field.file, 1))
      continue
    }
    if (field.file === file)
      addPlaces(places, list ?? canonical[key] ?? key, field, list === undefined ? [] : lists[list])
  }
  // A draft is not published, however else it says so.
  const isDraft = values.draft === true || values.published === false
  diagnostics.push(...slips.filter(({ code }) => !isDraft || code !== 'publish-key-unheeded'))
  // Each value comes from the schema of its own key.
  return { value: { values: values as Values, lists, dates, unknown, places }, diagnostics }
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

/** The place of a key, and of each text of its list. */
function addPlaces(
  places: Record<string, FieldPlace>,
  name: string,
  { at, value }: Field,
  texts: readonly Text[] = [],
): void {
  places[name] = toFieldPlace(value.type === 'scalar' && !isNull(value) ? value.at : at)
  texts.forEach((text, index) => {
    places[`${name}.${index}`] = toFieldPlace(text.at)
  })
}

/**
 * The date, what is wrong with it, or nothing where there is none. `updated` is Hexo's word, which Hugo leaves alone: it is
 * no error unless the config makes it a date.
 */
function readDate(field: Field, { timeZone, dateKeys }: Rules): IsoDate | Finding | undefined {
  const text = textOf(field.value)
  if (text === undefined) return undefined
  const date = parseDate(text, timeZone)
  if (date !== undefined || dateKeys.has(field.key)) return date ?? explain(field, 'date')
  return finding('value-ignored', field.value.at, { key: field.written, expected: 'date' })
}

/** Keys with which other tools keep a page back, and the values that do. Hugo, and Ruoyu, publish such a page. */
const keepingBack: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ['publish', 'public', 'publishable', 'dg-publish'].map((key) => [key, /^(?:false|no|off|0)$/i]),
  ),
  ...Object.fromEntries(
    ['wip', 'unpublished', 'unpublish', 'isdraft', 'is_draft', 'drafts', 'secret'].map((key) => [
      key,
      /^(?:true|yes|on|1)$/i,
    ]),
  ),
  ...Object.fromEntries(
    ['status', 'state', 'post_status', 'poststatus', 'visibility', 'access'].map((key) => [
      key,
      /^(?:draft|private|pending|unpublished|wip|hidden|trash|草稿|私密|私有|未发布|不发布|隐藏)$/i,
    ]),
  ),
}

function unheeded({ key, written, at, value }: Field): Finding | undefined {
  const text = textOf(value)
  const keepsBack = Object.hasOwn(keepingBack, key) && text !== undefined && keepingBack[key]?.test(text)
  return keepsBack ? finding('publish-key-unheeded', at, { key: written, value: text }) : undefined
}

function misspelling({ key, written, at }: Field, { keys }: Rules): Finding | undefined {
  const suggestion = knownKeyNear(key, keys)
  return suggestion === undefined ? undefined : finding('front-matter-misspelled', at, { key: written, suggestion })
}

function explain({ written: key, value }: Field, fault: Fault): Finding {
  const text = textOf(value) ?? '…'
  if (fault === 'date') return finding('date-invalid', value.at, { key, value: text })
  if (fault === 'flag') return finding('flag-invalid', value.at, { key, value: text })
  return finding('value-ignored', value.at, { key, expected: fault })
}
