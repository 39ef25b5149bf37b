import type { UserConfig } from '../config.ts'
import type { MarkdownConfig, MenuItem } from '../types.ts'
import { get, isTable, merge, type Table } from './hugoConfig.ts'
import { type Mount, readMounts, trimSlashes } from './mounts.ts'

/** What a blogger must know of a key or feature; the words are in words.ts. */
export interface Note {
  readonly code:
    | 'dates'
    | 'base-url'
    | 'output-formats'
    | 'theme'
    | 'module'
    | 'language'
    | 'mounts'
    | 'git-info'
    | 'analytics'
    | 'comments'
    | 'section-menu'
    | 'heading-ids'
    | 'typographer'
    | 'extras'
  readonly value: string
}

export interface Conversion {
  readonly config: UserConfig
  /** What to copy; of two files with one place the first counts. */
  readonly copies: readonly Mount[]
  readonly notes: readonly Note[]
}

/** Hugo's config in Ruoyu's words. Hugo's own defaults that differ from ours are written out. */
export function toRuoyu(hugo: Table): Conversion {
  const language = text(get(hugo, 'defaultContentLanguage')) ?? 'en'
  const site = forLanguage(hugo, language)
  const mounts = readMounts(site, language)
  const contentFolder = mounts.content ? 'content' : trimSlashes(text(get(site, 'contentDir')) ?? 'content')
  const contents = mounts.content ?? [{ from: contentFolder, to: contentFolder }]
  const [inside, apart] = staticMounts(site, mounts.statics, contentFolder)
  const params = get(site, 'params')
  const taxonomies = taxonomiesOf(site)
  const folder = get(site, 'defaultContentLanguageInSubdir') === true ? language.toLowerCase() : ''
  return {
    copies: [...contents, ...apart],
    notes: notesOf(site, hugo, mounts.others),
    config: {
      ...(taxonomies && isEmpty(taxonomies) ? { taxonomies } : {}),
      ...compact({
        title: text(get(site, 'title')),
        description: text(get(params, 'description')),
        url: absolute(text(get(site, 'baseURL'))),
        language: languageOf(site, language),
        timeZone: text(get(site, 'timeZone')) ?? 'UTC',
        author: authorOf(site, params),
        copyright: text(get(site, 'copyright')),
        menu: menuOf(get(get(site, 'menu') ?? get(site, 'menus'), 'main'), folder),
        content: contentFolder === 'content' ? undefined : [contentFolder],
        statics: ['public', ...inside],
        ignore: strings(get(site, 'ignoreFiles')).map((pattern) => `/${pattern.replaceAll('/', '\\/')}/`),
        taxonomies,
        permalinks: permalinksOf(get(site, 'permalinks'), site),
        uglyUrls: uglyUrlsOf(get(site, 'uglyURLs')),
        duplicateUrls: 'warn',
        languageFolder: folder || undefined,
        redirects: languageRedirect(hugo, language, folder),
        frontMatter: frontMatterOf(site),
        lowerCasePaths: get(site, 'disablePathToLower') === true ? false : undefined,
        removePathAccents: flag(get(site, 'removePathAccents')),
        mainSections: strings(get(params, 'mainSections') ?? get(site, 'mainSections')),
        pagination: compact({
          size: number(get(site, 'pagination.pagerSize') ?? get(site, 'paginate')),
          path: text(get(site, 'pagination.path') ?? get(site, 'paginatePath')),
        }),
        feeds: feedsOf(site),
        summary: compact({ length: summaryLength(site) }),
        publish: compact({
          drafts: flag(get(site, 'buildDrafts')),
          future: flag(get(site, 'buildFuture')),
          expired: flag(get(site, 'buildExpired')),
        }),
        markdown: compact({
          emoji: flag(get(site, 'enableEmoji')),
          breaks: flag(get(site, 'markup.goldmark.renderer.hardWraps')),
          math: mathOf(site, params),
        }),
        cascade: cascadeOf(get(site, 'cascade')),
        otherLanguages: otherLanguages(hugo, language),
        params: isTable(params) ? params : undefined,
      }),
    } as UserConfig,
  }
}

/** The main language's own settings lie over the site's. */
function forLanguage(hugo: Table, language: string): Table {
  const own = get(hugo, `languages.${language}`)
  return isTable(own) ? merge(hugo, own) : hugo
}

/** Hugo leads from the root to the language's folder, or, where it has none, from there to the root. */
function languageRedirect(hugo: Table, language: string, folder: string): UserConfig['redirects'] {
  if (folder) return { '/': `/${folder}/` }
  return otherLanguages(hugo, language).length > 0 ? { [`/${language.toLowerCase()}/`]: '/' } : undefined
}

/** Hugo's `frontmatter`: where dates come from, without what a date of the file or of git would be. */
function frontMatterOf(site: Table): UserConfig['frontMatter'] {
  const lists = dateKeys.map((key) => {
    const written = strings(get(site, `frontmatter.${key}`)).map((source) => source.toLowerCase())
    return [key, written.filter((source) => !outside.has(source))] as const
  })
  return compact(Object.fromEntries(lists.map(([key, list]) => [key, isDefault(key, list) ? [] : list])))
}

const dateKeys = ['date', 'lastmod', 'publishDate', 'expiryDate'] as const

/** Sources of dates that are no part of the content: other machines have others. */
const outside = new Set([':git', ':filemodtime'])

/** Of Hugo's own list the first alone, and then the list, is the list. */
function isDefault(key: string, list: readonly string[]): boolean {
  return list.every((source) => source === ':default' || source === key.toLowerCase())
}

function otherLanguages(hugo: Table, main: string): readonly string[] {
  const all = get(hugo, 'languages')
  return isTable(all) ? Object.keys(all).filter((name) => name.toLowerCase() !== main.toLowerCase()) : []
}

function staticDirs(site: Table): readonly string[] {
  const numbered = Array.from({ length: 11 }, (_, index) => get(site, `staticDir${index}`))
  const named = [get(site, 'staticDir'), ...numbered].flatMap((value) =>
    text(value) ? [text(value) ?? ''] : strings(value),
  )
  return (named.length > 0 ? named : ['static']).map(trimSlashes)
}

/** Static folders within the content, which stay there, and those whose files go to `public/`. Hugo's last counts first. */
function staticMounts(site: Table, mounted: readonly Mount[] | undefined, content: string) {
  const all = mounted ?? staticDirs(site).map((from): Mount => ({ from, to: 'public' }))
  const isInside = ({ from }: Mount) => !mounted && (from === content || from.startsWith(`${content}/`))
  const inside = all.filter(isInside).map(({ from }) => from)
  return [inside, all.filter((mount) => !isInside(mount)).reverse()] as const
}

function taxonomiesOf(site: Table): UserConfig['taxonomies'] {
  const disabled = strings(get(site, 'disableKinds')).map((kind) => kind.toLowerCase())
  if (disabled.includes('taxonomy') && disabled.includes('term')) return {}
  const own = get(site, 'taxonomies')
  if (!isTable(own)) return undefined
  const plurals = Object.entries(own)
    .filter(([key]) => key !== '_merge')
    .map(([, plural]) => String(plural))
  return Object.fromEntries(plurals.map((plural) => [plural, {}]))
}

/** Flat patterns are for a section's pages, or, under a taxonomy's name, for its terms. */
function permalinksOf(value: unknown, site: Table): UserConfig['permalinks'] {
  if (!isTable(value)) return undefined
  const taxonomies = Object.keys(taxonomiesOf(site) ?? { categories: {}, tags: {} })
  const kinds = { page: {}, section: {}, taxonomy: {}, term: {} } as Record<string, Record<string, string>>
  for (const [key, pattern] of Object.entries(value)) {
    if (isTable(pattern))
      kinds[key.toLowerCase()] = { ...kinds[key.toLowerCase()], ...(pattern as Record<string, string>) }
    else if (key !== '_merge')
      Object.assign(kinds[taxonomies.includes(key) ? 'term' : 'page'] ?? {}, { [key]: String(pattern) })
  }
  return compact(Object.fromEntries(Object.entries(kinds).map(([kind, patterns]) => [kind, compact(patterns)])))
}

function uglyUrlsOf(value: unknown): UserConfig['uglyUrls'] {
  return value === true || isTable(value) ? (value as UserConfig['uglyUrls']) : undefined
}

function feedsOf(site: Table): UserConfig['feeds'] {
  const disabled = strings(get(site, 'disableKinds')).some((kind) => /^rss$/i.test(kind))
  const [rss, atom] = (['rss', 'atom'] as const).map((kind) => feedName(site, kind))
  const limit = number(get(site, 'services.rss.limit') ?? get(site, 'rssLimit'))
  if (disabled) return { formats: [] }
  return compact({
    // Hugo has no Atom feed that would want the name.
    formats: rss === 'atom.xml' ? (['rss', 'json'] as const) : undefined,
    names: compact({ rss, atom }),
    limit: limit && limit > 0 ? limit : undefined,
  })
}

/** The file of Hugo's own RSS format, or of one that the home page has with a feed's media type. */
function feedName(site: Table, kind: 'rss' | 'atom'): string | undefined {
  const formats = get(site, 'outputFormats')
  const [, format] = Object.entries(isTable(formats) ? formats : {}).find((one) => isFeed(one, kind, site)) ?? []
  const name = text(get(format, 'baseName'))
  return name && `${name}.xml`
}

function isFeed([name, format]: readonly [string, unknown], kind: 'rss' | 'atom', site: Table): boolean {
  const ofHome = strings(get(site, 'outputs.home')).some((one) => one.toLowerCase() === name.toLowerCase())
  const ofKind = text(get(format, 'mediaType'))?.startsWith(`application/${kind}`)
  return name.toLowerCase() === kind || (ofHome && ofKind === true)
}

/** Hugo counts words, of which every character is one where it is told of CJK. */
function summaryLength(site: Table): number | undefined {
  return get(site, 'hasCJKLanguage') === true ? number(get(site, 'summaryLength')) : undefined
}

function authorOf(site: Table, params: unknown): UserConfig['author'] {
  const own = get(params, 'author') ?? get(site, 'author')
  if (typeof own === 'string') return { name: own }
  return compact({ name: text(get(own, 'name')), email: text(get(own, 'email')) })
}

/** In Hugo's order, which goes by name where nothing weighs more. */
function menuOf(items: unknown, folder: string): readonly MenuItem[] | undefined {
  if (!Array.isArray(items)) return undefined
  const found = items.flatMap((item): MenuItem[] => {
    const name = text(get(item, 'name')) ?? text(get(item, 'identifier'))
    const url = text(get(item, 'url')) ?? text(get(item, 'pageRef'))
    if (!name || !url) return []
    const weight = number(get(item, 'weight'))
    const own = /^(?:\/|#|[a-z]+:)/i.test(url) ? url : `/${url}`
    return [{ name, url: inFolder(own, folder), ...(weight !== undefined && { weight }) }]
  })
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Hugo leads into the language's folder, but for what lies there already. */
function inFolder(url: string, folder: string): string {
  return folder === '' || `${url}/`.startsWith(`/${folder}/`) ? url : url.replace(/^\/(?!\/)/, `/${folder}/`)
}

function cascadeOf(value: unknown): UserConfig['cascade'] {
  const list = Array.isArray(value) ? value : isTable(value) ? [value] : []
  const cascade = list.filter(isTable).map((entry) => {
    const target = get(entry, 'target') ?? get(entry, '_target')
    const values = Object.entries(entry).filter(([key]) => !/^_?target$/i.test(key))
    return compact({
      values: Object.fromEntries(values),
      path: text(get(target, 'path')),
      kind: text(get(target, 'kind')),
    })
  })
  return cascade.length > 0 ? (cascade as UserConfig['cascade']) : undefined
}

/** With passthrough Hugo leaves TeX alone, between the delimiters that it is told of; without, TeX is read as Markdown. */
function mathOf(site: Table, params: unknown): MarkdownConfig['math'] | undefined {
  const passthrough = get(site, 'markup.goldmark.extensions.passthrough')
  if (get(passthrough, 'enable') === true)
    return /"\\\\[([]"/.test(JSON.stringify(get(passthrough, 'delimiters') ?? '')) ? 'brackets' : true
  const places = ['math', 'katex', 'mathjax', 'math.enable', 'page.math.enable', 'article.math']
  const isOn = get(params, 'katex.js') !== undefined || places.some((place) => get(params, place) === true)
  return isOn ? 'escaped' : undefined
}

function notesOf(site: Table, hugo: Table, mounts: readonly string[]): readonly Note[] {
  const notes: Note[] = []
  const note = (code: Note['code'], value: unknown) => {
    if (value !== undefined && value !== '')
      notes.push({ code, value: typeof value === 'string' ? value : JSON.stringify(value) })
  }
  note('theme', text(get(site, 'theme')) ?? (strings(get(site, 'theme')).join(', ') || undefined))
  note('module', get(site, 'module.imports'))
  note('mounts', mounts.join(', '))
  const formats = get(site, 'outputFormats')
  const foreign = Object.entries(isTable(formats) ? formats : {}).filter(
    (one) => !isFeed(one, 'rss', site) && !isFeed(one, 'atom', site),
  )
  note('output-formats', foreign.map(([name]) => name).join(', '))
  const dates = dateKeys.flatMap((key) =>
    strings(get(site, `frontmatter.${key}`)).filter((one) => outside.has(one.toLowerCase())),
  )
  note('dates', [...new Set(dates)].join(', '))
  note('git-info', get(site, 'enableGitInfo') === true ? 'enableGitInfo' : undefined)
  note('analytics', text(get(site, 'services.googleAnalytics.id')) ?? text(get(site, 'googleAnalytics')))
  note('comments', text(get(site, 'services.disqus.shortname')) ?? text(get(site, 'disqusShortname')))
  note('section-menu', text(get(site, 'sectionPagesMenu')))
  const idType = text(get(site, 'markup.goldmark.parser.autoHeadingIDType'))
  note('heading-ids', idType === 'github' ? undefined : idType)
  const typographer = get(site, 'markup.goldmark.extensions.typographer')
  note('typographer', typographer === false || get(typographer, 'disable') === true ? undefined : 'typographer')
  const extras = get(site, 'markup.goldmark.extensions.extras')
  const enabled = isTable(extras) ? Object.keys(extras).filter((name) => get(extras, `${name}.enable`) === true) : []
  note('extras', enabled.join(', '))
  for (const language of otherLanguages(hugo, text(get(hugo, 'defaultContentLanguage')) ?? 'en'))
    note('language', language)
  const baseUrl = text(get(site, 'baseURL')) ?? '""'
  if (!isWhole.test(baseUrl)) note('base-url', baseUrl)
  return notes
}

/** An address that readers can use: not the one on the blogger's machine, nor that of `hugo new site`. */
const isWhole = /^https?:\/\/(?!localhost\b|127\.|(?:www\.)?example\.(?:org|com)\b)/i

/** `//owent.net` and `owent.net` are written with https; a path alone has no host to know, and still is in every link. */
function absolute(url: string | undefined): string | undefined {
  if (!url || url === '/') return undefined
  if (/^\/(?!\/)/.test(url)) return `http://localhost${url}`
  return /^https?:/.test(url) ? url : `https://${url.replace(/^\/*/, '')}`
}

/** A site that only says that it is CJK is taken for a Chinese one. */
function languageOf(site: Table, fallback: string): string | undefined {
  const own = text(get(site, 'locale')) ?? text(get(site, 'languageCode'))
  // `hugo new site` writes en-us, and many leave it.
  if (own && /^en\b/i.test(own) && !/^en\b/i.test(fallback)) return tag(fallback)
  return tag(own ?? (get(site, 'hasCJKLanguage') === true && fallback === 'en' ? 'zh-CN' : fallback))
}

/** `zh-hans`, `zh-cn` and `zh_CN` as BCP 47 writes them; undefined where it is none. */
function tag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function flag(value: unknown): true | undefined {
  return value === true ? true : undefined
}

/** Without what is undefined or empty; undefined where nothing is left. */
function compact<T extends object>(table: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const kept = Object.entries(table).filter(([, value]) => value !== undefined && !isEmpty(value))
  return kept.length > 0 ? (Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }) : undefined
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
