import { closest, distance } from 'fastest-levenshtein'
import * as v from 'valibot'
import { diagnose } from './diagnostics/diagnose.ts'
import type { Checked, Config, Diagnostic } from './types.ts'

/** What a blogger may write: every key is optional, at every depth. */
export type UserConfig = DeepPartial<Config>

type DeepPartial<T> = T extends readonly unknown[] | string | number | boolean
  ? T
  : { readonly [K in keyof T]?: DeepPartial<T[K]> }

/** Gives `ruoyu.config.ts` its types. */
export function defineConfig(config: UserConfig): UserConfig {
  return config
}

const defaults: Config = {
  title: '',
  description: '',
  url: 'http://localhost/',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  author: { name: '' },
  copyright: '',
  menu: [],
  content: ['content'],
  statics: ['public'],
  templates: 'templates',
  output: 'dist',
  ignore: [],
  taxonomies: { categories: {}, tags: {} },
  permalinks: { page: {}, section: {}, taxonomy: {}, term: {} },
  uglyUrls: false,
  lowerCasePaths: true,
  removePathAccents: false,
  slugs: 'keep',
  mainSections: [],
  publish: { drafts: false, future: false, expired: false },
  pagination: { size: 10, path: 'page' },
  feeds: {
    formats: ['rss', 'atom', 'json'],
    names: { rss: 'index.xml', atom: 'atom.xml', json: 'feed.json' },
    limit: 20,
    terms: true,
    sections: true,
  },
  summary: { length: 120 },
  related: 4,
  search: true,
  markdown: {
    html: 'keep',
    math: false,
    emoji: false,
    cjk: true,
    breaks: false,
    highlight: true,
    mermaid: '',
    referrerHosts: [],
    plugins: [],
  },
  languageFolder: '',
  frontMatter: {},
  duplicateUrls: 'number',
  redirects: {},
  cascade: [],
  otherLanguages: [],
  limits: { fileSize: 16_000_000, depth: 100, tableColumns: 500, templateTime: 10_000 },
  params: {},
}

/** Valibot takes a list for an object whose keys are numbers. */
const noList = v.pipe(v.unknown(), v.check(isObject, 'Object'))
const object = <const T extends v.ObjectEntries>(entries: T) => v.pipe(noList, v.strictObject(entries))
const record = <T extends v.GenericSchema>(value: T) => v.pipe(noList, v.record(v.string(), value))

const strings = v.array(v.string())
const byName = record(v.string())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const schema = object({
  title: v.string(),
  description: v.string(),
  url: v.pipe(v.string(), v.url()),
  language: v.pipe(v.string(), v.check(isLanguage, 'a BCP 47 language tag')),
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'an IANA time zone')),
  author: object({ name: v.string(), email: v.optional(v.string()), url: v.optional(v.string()) }),
  copyright: v.string(),
  menu: v.array(object({ name: v.string(), url: v.string(), weight: v.optional(v.number()) })),
  content: v.pipe(strings, v.minLength(1)),
  statics: strings,
  templates: v.string(),
  output: v.string(),
  ignore: strings,
  taxonomies: record(object({ title: v.optional(v.string()), slugs: v.optional(byName) })),
  permalinks: object({ page: byName, section: byName, taxonomy: byName, term: byName }),
  uglyUrls: v.union([v.boolean(), record(v.boolean())]),
  lowerCasePaths: v.boolean(),
  removePathAccents: v.boolean(),
  languageFolder: v.pipe(v.string(), v.regex(/^[\w-]*$/, 'one folder')),
  slugs: v.picklist(['keep', 'pinyin']),
  mainSections: strings,
  publish: object({ drafts: v.boolean(), future: v.boolean(), expired: v.boolean() }),
  pagination: object({ size: v.pipe(count, v.minValue(1)), path: v.string() }),
  feeds: object({
    formats: v.array(v.picklist(['rss', 'atom', 'json'])),
    names: object({ rss: v.string(), atom: v.string(), json: v.string() }),
    limit: count,
    terms: v.boolean(),
    sections: v.boolean(),
  }),
  summary: object({ length: count }),
  related: count,
  search: v.boolean(),
  markdown: object({
    html: v.picklist(['keep', 'escape', 'sanitize']),
    math: v.union([v.boolean(), v.literal('brackets'), v.literal('escaped')]),
    emoji: v.boolean(),
    cjk: v.boolean(),
    breaks: v.boolean(),
    highlight: v.boolean(),
    mermaid: v.string(),
    referrerHosts: strings,
    plugins: v.array(v.pipe(v.unknown(), v.check(isPlugin, 'a remark plugin'))),
  }),
  frontMatter: v.partial(
    v.strictObject({ date: strings, lastmod: strings, publishDate: strings, expiryDate: strings }),
  ),
  duplicateUrls: v.picklist(['number', 'warn', 'error']),
  redirects: byName,
  cascade: v.array(
    object({
      values: record(v.unknown()),
      path: v.optional(v.string()),
      kind: v.optional(v.string()),
    }),
  ),
  otherLanguages: strings,
  limits: object({ fileSize: count, depth: count, tableColumns: count, templateTime: count }),
  params: record(v.unknown()),
})

/** Objects whose keys the blogger chooses: they replace the default and are not merged into it. */
const replaced = new Set(['taxonomies', 'uglyUrls', 'params', 'redirects'])

/**
 * Completes a blogger's config with the defaults and checks it.
 * On an error the value is the defaults, so that what follows can still be looked at.
 */
export function completeConfig(user: unknown, file: string): Checked<Config> {
  const merged = merge(defaults, isObject(user) ? user : {})
  const parsed = v.safeParse(schema, merged)
  if (parsed.success)
    return { value: { ...(parsed.output as Config), url: withSlash(parsed.output.url) }, diagnostics: [] }
  return { value: defaults, diagnostics: parsed.issues.map((issue) => explain(issue, file)) }
}

function explain(issue: v.BaseIssue<unknown>, file: string): Diagnostic {
  const key = v.getDotPath(issue) ?? ''
  const unknown = issue.type === 'strict_object' && issue.expected === 'never'
  if (unknown) return diagnose('config-key-unknown', { file }, { key, suggestion: suggest(key) })
  const expected = issue.expected ?? issue.message
  return diagnose('config-invalid', { file }, { key, expected, received: issue.received })
}

/** The known key of the same group that is at most two letters away, or nothing. */
function suggest(key: string): string {
  const path = key.split('.')
  const written = path.pop() ?? ''
  const group = path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), defaults)
  const near = isObject(group) ? closest(written, Object.keys(group)) : ''
  return near && distance(written, near) <= 2 ? [...path, near].join('.') : ''
}

function merge(base: object, over: object): Record<string, unknown> {
  const merged = new Map<string, unknown>(Object.entries(base))
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue
    const below = merged.get(key)
    merged.set(key, isObject(below) && isObject(value) && !replaced.has(key) ? merge(below, value) : value)
  }
  return Object.fromEntries(merged)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}

/** What `unified().use()` takes: a plugin, one in a list with its options, or a preset. */
function isPlugin(value: unknown): boolean {
  const [plugin] = Array.isArray(value) ? value : [value]
  return (
    typeof plugin === 'function' || (isObject(value) && Array.isArray(value.plugins) && value.plugins.every(isPlugin))
  )
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isTimeZone(name: string): boolean {
  // A formatter knows aliases too, but takes 30 ms to load.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
