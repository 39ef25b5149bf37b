import * as v from 'valibot'
import { parseDate } from '../../kit/dates.ts'

/** The fault of a value. `date` and `flag` are errors; the others lose the value with a warning. */
export type Fault = 'date' | 'flag' | 'text' | 'language' | 'number' | 'map' | 'render' | 'list'

const flags: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, on: true, y: true, t: true, 1: true },
  ...{ false: false, no: false, off: false, n: false, f: false, 0: false },
}

const text = v.string('text' satisfies Fault)

const number = v.pipe(v.string('number' satisfies Fault), v.transform(Number), v.finite('number' satisfies Fault))

/** A language tag (BCP 47), also with the `_` of locales: `zh_CN` is `zh-CN`. */
const language = v.pipe(
  v.string('language' satisfies Fault),
  v.transform((written) => {
    try {
      return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0]
    } catch {
      return undefined
    }
  }),
  v.string('language' satisfies Fault),
)

/** Words that Hugo and its YAML take for booleans. One that can't be read is never taken for `false`: it might be a draft. */
const flag = v.pipe(
  v.string('flag' satisfies Fault),
  v.transform((written) => flags[written.toLowerCase()]),
  v.boolean('flag' satisfies Fault),
)

/** A name, or a map with one. */
const author = v.union(
  [
    v.string(),
    v.pipe(
      v.array(v.string()),
      v.transform((names) => names.join(', ')),
    ),
    v.pipe(
      v.object({ name: v.string() }),
      v.transform(({ name }) => name),
    ),
  ],
  'text' satisfies Fault,
)

/** `always` and `never`, or the booleans of older Hugos; its third word too takes the page out of the site's own lists. */
function shown(third: string, fault: Fault) {
  return v.pipe(
    v.string(fault),
    v.toLowerCase(),
    v.picklist(['always', 'never', third, 'true', 'false'], fault),
    v.transform((written) => written === 'always' || written === 'true'),
  )
}

const build = v.object(
  { render: v.optional(shown('link', 'render')), list: v.optional(shown('local', 'list')) },
  'map' satisfies Fault,
)

/** The keys that Ruoyu reads, in lower case, from values whose scalars are text as written. Lists are read apart. */
export function createSchema(timeZone: string) {
  const date = v.pipe(
    v.string('date' satisfies Fault),
    v.transform((written) => parseDate(written, timeZone)),
    v.string('date' satisfies Fault),
    // Go's zero time, which some archetypes leave behind, is no date.
    v.transform((iso) => (iso.startsWith('0001-01-01') ? undefined : iso)),
  )
  return v.object({
    title: text,
    linktitle: text,
    date,
    publishdate: date,
    pubdate: date,
    /** A date, or Jekyll's contrary of `draft`; Hugo takes both. */
    published: v.union([flag, date], 'date' satisfies Fault),
    lastmod: date,
    modified: date,
    expirydate: date,
    unpublishdate: date,
    draft: flag,
    slug: text,
    url: text,
    description: text,
    summary: text,
    author,
    type: text,
    layout: text,
    weight: number,
    lang: language,
    headless: flag,
    build,
    /** `build` by its first name. */
    _build: build,
  })
}

export type Schema = ReturnType<typeof createSchema>
export type Values = Partial<v.InferOutput<Schema>>
export type Key = keyof Schema['entries']

/** One value by its key's schema: the value, or what is wrong with it. */
export function readValue<K extends Key>(
  schema: Schema,
  key: K,
  written: unknown,
): { value: Values[K] } | { fault: Fault } {
  // Most keys are texts, and nothing need be asked of those.
  if (schema.entries[key] === text && typeof written === 'string') return { value: written as Values[K] }
  const result = v.safeParse(schema.entries[key], written)
  return result.success ? { value: result.output as Values[K] } : { fault: result.issues[0].message as Fault }
}

export function isKey(schema: Schema, key: string): key is Key {
  return Object.hasOwn(schema.entries, key)
}
