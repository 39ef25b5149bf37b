import * as v from 'valibot'
import { aboutExtensions, extensions, nameOf, namesInExtension, plugins } from './config/extensions.ts'
import { idleSettings } from './config/idleSettings.ts'
import { byName, choice, count, isObject, object, record, strings, text, yesNo } from './config/kinds.ts'
import { checkOf, exampleOf, namesIn, namesInTheme, settingAt, theme } from './config/theme.ts'
import { diagnose } from './diagnostics/diagnose.ts'
import type { Extension, ExtensionList, PluggableList, Settings, Theme } from './extension.ts'
import { isLanguage, isSafeUrl, isSiteUrl, isTimeZone, staysWithin } from './kit/checks.ts'
import { extensionsIn, type Placed } from './kit/extensionList.ts'
import { nearest } from './kit/nearest.ts'
import { toPlain } from './kit/plainData.ts'
import { type OwnSettings, ownSettings } from './theme.ts'
import type { Checked, Config, Diagnostic, PlacedExtension } from './types.ts'

/** The settings as a blogger may write them: every key is optional, at every depth. */
export type UserConfig = DeepPartial<
  Omit<Config, 'file' | 'markdown' | 'extensions' | 'extensionsKey' | 'theme' | 'otherTheme'>
> & {
  readonly markdown?: DeepPartial<Omit<Config['markdown'], 'pluginsKey'>> & {
    /** Remark plugins, after ours and before mdast becomes hast. */
    readonly plugins?: PluggableList
    /** Rehype plugins, before remark-html writes the HTML. */
    readonly rehype?: PluggableList
  }
  readonly extensions?: ExtensionList
  /** Settings of the theme; another theme than ours is named by `use`, its package or its object. */
  readonly theme?: ({ readonly use?: undefined } & OwnSettings) | ({ readonly use: string | Theme } & UnknownSettings)
}

interface UnknownSettings {
  readonly [setting: string]: unknown
}

type DeepPartial<T> = T extends readonly unknown[] | string | number | boolean
  ? T
  : { readonly [K in keyof T]?: DeepPartial<T[K]> }

/** Exported by a config: settings, or a function that gives them, perhaps later. */
export type ConfigExport = UserConfig | (() => UserConfig | Promise<UserConfig>)

/** Gives `ruoyu.config.ts` its types. */
export function defineConfig(config: ConfigExport): ConfigExport {
  return config
}

const defaults: Omit<Config, 'file'> = {
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
  externalPaths: [],
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
    homeNames: {},
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
    mark: false,
    wikiLinks: false,
    imageSizes: true,
    cjk: true,
    breaks: false,
    highlight: true,
    lineNumbers: false,
    mermaid: '',
    referrerHosts: [],
  },
  images: {
    widths: [480, 960, 1600],
    formats: ['webp'],
    quality: { webp: 78, avif: 50, jpeg: 80 },
    sizes: '(min-width: 43rem) 40.375rem, calc(100vw - 2.5rem)',
    original: true,
    inFeeds: true,
    encode: 'missing',
    metadata: 'clean',
  },
  languageFolder: '',
  frontMatter: {},
  duplicateUrls: 'number',
  redirects: {},
  deadLinks: 'keep',
  cascade: [],
  otherLanguages: [],
  limits: { fileSize: 16_000_000, depth: 100, tableColumns: 500, templateTime: 10_000 },
  params: {},
  extensions: [],
  theme: v.parse(checkOf(ownSettings), {}) as Config['theme'],
}

const pixels = v.pipe(v.number('pixels'), v.integer('pixels'), v.minValue(16, 'pixels'), v.maxValue(16_383, 'pixels'))
const percent = v.pipe(v.number('percent'), v.integer('percent'), v.minValue(1, 'percent'), v.maxValue(100, 'percent'))
const place = v.pipe(text, v.check(isSafeUrl, 'link'))
const fileName = v.pipe(text, v.regex(/[^/]$/, 'path'), v.check(staysWithin, 'path'))

/** Hexo's own defaults. */
const hexo = object({
  permalink: v.optional(text, ':year/:month/:day/:title/'),
  permalinkDefaults: v.optional(byName, {}),
  newPostName: v.optional(text, ':title.md'),
  tagDir: v.optional(text, 'tags'),
  categoryDir: v.optional(text, 'categories'),
  archiveDir: v.optional(text, 'archives'),
  tagMap: v.optional(byName, {}),
  categoryMap: v.optional(byName, {}),
  filenameCase: v.optional(count, 0),
  defaultCategory: v.optional(text, 'uncategorized'),
  perPage: v.optional(
    object({
      home: v.optional(count, 10),
      archives: v.optional(count, 10),
      tags: v.optional(count, 10),
      categories: v.optional(count, 10),
    }),
    {},
  ),
  homeDir: v.optional(text, ''),
  archives: v.optional(
    object({ yearly: v.optional(yesNo, true), monthly: v.optional(yesNo, true), daily: v.optional(yesNo, false) }),
    {},
  ),
  postAssets: v.optional(yesNo, false),
  skipRender: v.optional(strings, []),
  include: v.optional(strings, []),
  exclude: v.optional(strings, []),
  abbrlink: v.optional(
    object({ alg: v.optional(choice('crc16', 'crc32'), 'crc16'), rep: v.optional(choice('dec', 'hex'), 'dec') }),
    {},
  ),
  hidden: v.optional(text, 'hidden'),
  encryptedTags: v.optional(strings, []),
  sitemaps: v.optional(strings, []),
  codeDir: v.optional(text, 'downloads/code'),
  tags: v.optional(yesNo, true),
  headingIds: v.optional(
    object({
      rule: v.optional(choice('slugize', 'github'), 'slugize'),
      letters: v.optional(count, 0),
      second: v.optional(count, 1),
      curled: v.optional(yesNo, true),
    }),
    {},
  ),
})

const schema = object({
  title: text,
  description: text,
  url: v.pipe(text, v.check(isSiteUrl, 'url')),
  language: v.pipe(text, v.check(isLanguage, 'language')),
  timeZone: v.pipe(text, v.check(isTimeZone, 'timeZone')),
  author: object({ name: text, email: v.optional(text), url: v.optional(place) }),
  copyright: text,
  menu: v.array(object({ name: text, url: place, weight: v.optional(v.number('number')) }), 'menu'),
  content: v.pipe(strings, v.minLength(1, 'texts')),
  statics: strings,
  templates: text,
  output: v.pipe(text, v.minLength(1, 'text')),
  ignore: strings,
  externalPaths: strings,
  taxonomies: record(object({ title: v.optional(text), slugs: v.optional(byName), nested: v.optional(yesNo) })),
  permalinks: object({ page: byName, section: byName, taxonomy: byName, term: byName }),
  uglyUrls: v.union([yesNo, record(yesNo)], 'bySection'),
  lowerCasePaths: yesNo,
  removePathAccents: yesNo,
  languageFolder: v.pipe(text, v.regex(/^[\w-]*$/, 'folder')),
  slugs: choice('keep', 'pinyin'),
  mainSections: strings,
  publish: object({ drafts: yesNo, future: yesNo, expired: yesNo }),
  pagination: object({
    size: v.pipe(v.number('size'), v.integer('size'), v.minValue(1, 'size')),
    path: v.pipe(text, v.check(staysWithin, 'path')),
  }),
  feeds: object({
    formats: v.array(choice('rss', 'atom', 'json'), 'texts'),
    names: object({ rss: fileName, atom: fileName, json: fileName }),
    homeNames: object({ rss: v.optional(fileName), atom: v.optional(fileName), json: v.optional(fileName) }),
    limit: count,
    terms: yesNo,
    sections: yesNo,
  }),
  summary: object({ length: count }),
  related: count,
  search: yesNo,
  markdown: object({
    html: choice('keep', 'escape', 'sanitize'),
    math: v.union(
      [
        yesNo,
        v.picklist(['brackets', 'escaped']),
        object({
          delimiters: v.optional(choice('dollars', 'brackets', 'escaped')),
          look: v.optional(choice('mathml', 'katex')),
          macros: v.optional(byName),
        }),
      ],
      'math',
    ),
    emoji: yesNo,
    mark: yesNo,
    wikiLinks: yesNo,
    imageSizes: yesNo,
    cjk: yesNo,
    breaks: yesNo,
    highlight: yesNo,
    lineNumbers: yesNo,
    mermaid: text,
    referrerHosts: strings,
    plugins: v.optional(plugins),
    rehype: v.optional(plugins),
  }),
  images: object({
    widths: v.array(pixels, 'pixels'),
    formats: v.pipe(v.array(choice('webp', 'avif'), 'texts'), v.minLength(1, 'texts')),
    quality: v.union(
      [percent, object({ webp: v.optional(percent), avif: v.optional(percent), jpeg: v.optional(percent) })],
      'percent',
    ),
    sizes: text,
    original: yesNo,
    inFeeds: v.union([yesNo, pixels], 'pixels'),
    encode: choice('missing', 'cached'),
    metadata: choice('clean', 'keep'),
  }),
  frontMatter: object({
    date: v.optional(strings),
    lastmod: v.optional(strings),
    publishDate: v.optional(strings),
    expiryDate: v.optional(strings),
  }),
  duplicateUrls: choice('number', 'warn', 'error'),
  redirects: record(place),
  deadLinks: choice('keep', 'archive'),
  cascade: v.array(object({ values: record(v.unknown()), path: v.optional(text), kind: v.optional(text) }), 'cascade'),
  otherLanguages: strings,
  limits: object({ fileSize: count, depth: count, tableColumns: count, templateTime: count }),
  params: record(v.unknown()),
  extensions,
  hexo: v.optional(hexo),
  theme: v.pipe(v.unknown(), v.check(isObject, 'object')),
})

/** Objects whose keys the blogger chooses: they replace the default and are not merged into it. */
const replaced = new Set(['taxonomies', 'uglyUrls', 'params', 'redirects'])

/**
 * Completes a blogger's config with the defaults and checks it. On an error the value has the defaults for each key of
 * the config that has one within, and the blogger's own for all others: the output's folder and the language hold.
 */
export function completeConfig(user: unknown, file: string): Checked<Config> {
  const { value, diagnostics } = checkConfig(user, file)
  if (value) return { value, diagnostics }
  const wrong = new Set(diagnostics.filter(isError).map(({ params }) => String(params.key).split('.')[0]))
  const right = Object.entries(user ?? {}).filter(([key]) => !wrong.has(key))
  const isLess = right.length < Object.keys(user ?? {}).length
  return { value: isLess ? completeConfig(Object.fromEntries(right), file).value : { ...defaults, file }, diagnostics }
}

const isError = ({ level }: Diagnostic): boolean => level === 'error'

/** Without a value where there is an error. */
function checkConfig(user: unknown, file: string): Checked<Config | undefined> {
  const { value, faults } = toPlain(isObject(user) ? user : {})
  const plain = isObject(value) ? value : {}
  const placed = extensionsIn(plain)
  const places = placed.filter(({ key }) => key.startsWith('extensions'))
  const flat = Array.isArray(plain.extensions) ? { extensions: places.map(({ item }) => item) } : {}
  const parsed = v.safeParse(schema, merge(defaults, { ...plain, ...flat }))
  const theme = chooseTheme(plain.theme, file)
  const atFault = new Set<unknown>(faults.map(({ key }) => key))
  const issues = (parsed.issues ?? []).filter((issue) => !atFault.has(v.getDotPath(issue)))
  const diagnostics = [
    ...faults.map(({ key, fault }) => diagnose('config-not-plain', { file }, { key, fault })),
    ...issues.map((issue) => explain(issue, file, places)),
    ...theme.diagnostics,
  ]
  if (!parsed.success || diagnostics.length > 0) return { value: undefined, diagnostics }
  const { plugins: _, rehype: __, ...markdown } = parsed.output.markdown
  const extensions = placed.map(({ key, item }): PlacedExtension => ({ ...(item as Extension), at: key }))
  const whole = { ...parsed.output, markdown, extensions, url: withSlash(parsed.output.url), ...theme.value, file }
  const config = whole as unknown as Config
  const notes = [...aboutExtensions(extensions, file), ...idleSettings(config, file)]
  return { value: notes.some(isError) ? undefined : config, diagnostics: notes }
}

/** The settings of our theme, and of another where that is in use: our own templates, which stand behind it, read ours. */
function chooseTheme(written: unknown, file: string): Checked<Pick<Config, 'theme' | 'otherTheme'>> {
  const { use, ...wanted } = isObject(written) ? written : {}
  const failed = (...diagnostics: readonly Diagnostic[]) => ({ value: { theme: defaults.theme }, diagnostics })
  if (typeof use === 'string') return failed(diagnose('theme-missing', { file }, { key: 'theme.use', name: use }))
  const given = use === undefined ? undefined : v.safeParse(theme, use)
  if (given && !given.success)
    return failed(...given.issues.map((issue) => explainTheme(issue, file, 'theme.use', namesInTheme)))
  const other = given?.output as Theme | undefined
  const inherited = Object.entries(ownSettings).filter(([name]) => other?.inherits?.includes(name))
  const settings = other ? { ...Object.fromEntries(inherited), ...other.settings } : ownSettings
  const { output, issues } = v.safeParse(checkOf(settings), wanted)
  if (issues)
    return failed(
      ...issues.map((issue) => explainTheme(issue, file, 'theme', (group) => namesIn(settings, group), settings)),
    )
  const all = output as Config['theme']
  if (!other) return { value: { theme: all }, diagnostics: [] }
  const own = inherited.flatMap(([name]) => (Object.hasOwn(other.settings ?? {}, name) ? [] : [[name, all[name]]]))
  return { value: { theme: { ...defaults.theme, ...Object.fromEntries(own) }, otherTheme: all }, diagnostics: [] }
}

/** `names` gives what may stand in a group, by its path below `root`; examples are made of `settings`. */
function explainTheme(
  issue: v.BaseIssue<unknown>,
  file: string,
  root: string,
  names: (group: readonly string[]) => readonly string[],
  settings: Settings = {},
): Diagnostic {
  const path = (v.getDotPath(issue) ?? '').split('.').filter(Boolean)
  const key = [root, ...path].join('.')
  const setting = settingAt(settings, path)
  if (issue.type !== 'never') return explainValue(issue, key, file, setting && exampleOf(setting))
  const all = names(path.slice(0, -1))
  const near = nearest(path.at(-1) ?? '', all)
  const suggestion = near && [root, ...path.slice(0, -1), near].join('.')
  return diagnose('config-key-unknown', { file }, { key, suggestion, names: all.join(' ') })
}

function explain(issue: v.BaseIssue<unknown>, file: string, places: readonly Placed[]): Diagnostic {
  const path = v.getDotPath(issue) ?? ''
  const [, index, below = ''] = /^extensions\.(\d+)(.*)$/.exec(path) ?? []
  const extension = places[Number(index)]
  const key = extension ? extension.key + below : path
  if (extension && issue.type === 'never') {
    const [, ...group] = below.split('.')
    const field = group.pop() ?? ''
    const near = nearest(field, namesInExtension(group))
    const name = nameOf(extension.item)
    return diagnose('extension-key-unknown', { file }, { key, name, field, suggestion: near })
  }
  if (issue.type === 'never')
    return diagnose('config-key-unknown', { file }, { key, suggestion: suggest(key), names: '' })
  return explainValue(issue, key, file)
}

function explainValue(issue: v.BaseIssue<unknown>, key: string, file: string, example = ''): Diagnostic {
  if (issue.type === 'object_with_rest' && issue.input === undefined)
    return diagnose('config-key-missing', { file }, { key })
  const allowed = /^(?:choice|at(?:Least|Most))$/.test(issue.message) ? (issue.expected ?? '') : ''
  // An extension and a plugin may hold anything.
  const mayHoldAll = /^(?:markdown\.(?:plugins|rehype)|extensions|theme\.use)\b/.test(key)
  const isOpaque = mayHoldAll && typeof issue.input === 'object' && issue.input !== null
  const isFunction = typeof issue.input === 'function'
  const received = isOpaque ? '{ … }' : isFunction ? '() => …' : (JSON.stringify(issue.input) ?? String(issue.input))
  const options =
    issue.message === 'choice' ? Array.from(allowed.matchAll(/"([^"]*)"/g), ([, option = '']) => option) : []
  const suggestion = typeof issue.input === 'string' ? nearest(issue.input, options) : ''
  const params = { key, kind: issue.message, allowed, received: received.slice(0, 80), suggestion }
  // A bound is the best example of a number, and a choice has its options in the sentence.
  return diagnose('config-invalid', { file }, { ...params, example: /^at/.test(issue.message) ? '' : example })
}

/** The nearest key of the same group, or a setting of the theme that stands beside `theme`, or nothing. */
function suggest(key: string): string {
  const path = key.split('.')
  const written = path.pop() ?? ''
  if (path.length === 0 && Object.hasOwn(ownSettings, written)) return `theme.${written}`
  const all = merge(defaults, { markdown: { plugins: [], rehype: [] } })
  const group = path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), all)
  const near = isObject(group) ? nearest(written, Object.keys(group)) : ''
  return near && [...path, near].join('.')
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

export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}
