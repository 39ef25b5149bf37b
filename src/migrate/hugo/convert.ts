import type { UserConfig } from '../../config.ts'
import { isSafeUrl } from '../../kit/checks.ts'
import type { MarkdownConfig, MenuItem } from '../../types.ts'
import type { Copy } from '../port.ts'
import { compact, flag, get, isEmpty, isTable, merge, number, strings, type Table, text } from '../table.ts'
import { feedsOf } from './feeds.ts'
import { languageOf } from './language.ts'
import { type Mounts, trimSlashes } from './mounts.ts'
import { themeKeysOf } from './oldTheme.ts'

/** A Hugo site's config, read but not yet put in our words. */
export interface HugoConfig {
  /** All languages, as written. */
  readonly whole: Table
  /** The main language's own settings over the rest. */
  readonly main: Table
  /** The main language's key: `zh-cn`. */
  readonly key: string
  readonly mounts: Mounts
}

/** Hugo's config in Ruoyu's words; Hugo's own defaults that differ from ours are written out. `posts` tell the language. */
export function convert(hugo: HugoConfig, posts: readonly string[]): UserConfig {
  const { whole, main: site, key } = hugo
  const params = get(site, 'params')
  const content = contentFolder(hugo)
  const taxonomies = taxonomiesOf(site)
  const folder = get(site, 'defaultContentLanguageInSubdir') === true ? key.toLowerCase() : ''
  return {
    ...(taxonomies && isEmpty(taxonomies) ? { taxonomies } : {}),
    ...compact({
      title: text(get(site, 'title')),
      description: text(get(params, 'description')),
      url: absolute(text(get(site, 'baseURL'))),
      language: languageOf(site, key, posts),
      timeZone: text(get(site, 'timeZone')) ?? 'UTC',
      author: authorOf(site, params),
      copyright: text(get(site, 'copyright')),
      menu: menuOf(site, folder),
      content: content === 'content' ? undefined : [content],
      statics: ['public', ...staticMounts(hugo)[0]],
      ignore: strings(get(site, 'ignoreFiles')).map((pattern) => `/${pattern.replaceAll('/', '\\/')}/`),
      taxonomies,
      permalinks: permalinksOf(get(site, 'permalinks'), site),
      uglyUrls: uglyUrlsOf(get(site, 'uglyURLs')),
      duplicateUrls: 'warn',
      languageFolder: folder || undefined,
      redirects: languageRedirect(whole, key, folder),
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
        mark: flag(get(site, 'markup.goldmark.extensions.extras.mark.enable')),
        breaks: flag(get(site, 'markup.goldmark.renderer.hardWraps')),
        lineNumbers: flag(get(site, 'markup.highlight.lineNos')),
        math: mathOf(site, params),
      }),
      theme: compact(themeKeysOf(site).theme),
      cascade: cascadeOf(get(site, 'cascade')),
      otherLanguages: otherLanguages(whole, key),
      params: isTable(params) ? params : undefined,
    }),
  } as UserConfig
}

/** The content first, then what goes to `public/`. */
export function copiesOf(hugo: HugoConfig): readonly Copy[] {
  const content = contentFolder(hugo)
  return [...(hugo.mounts.content ?? [{ from: content, to: content }]), ...staticMounts(hugo)[1]]
}

function contentFolder({ main, mounts }: HugoConfig): string {
  return mounts.content ? 'content' : trimSlashes(text(get(main, 'contentDir')) ?? 'content')
}

/** The main language's own settings lie over the site's. */
export function forLanguage(hugo: Table, language: string): Table {
  const own = get(hugo, `languages.${language}`)
  return isTable(own) ? merge(hugo, own) : hugo
}

/** Hugo leads from the root to the language's folder, or, where it has none, from there to the root. */
function languageRedirect(hugo: Table, language: string, folder: string): UserConfig['redirects'] {
  if (folder) return { '/': `/${folder}/` }
  return otherLanguages(hugo, language).length > 0 ? { [`/${language.toLowerCase()}/`]: '/' } : undefined
}

/** Hugo's `frontmatter`, the sources of dates, without those outside the content. */
function frontMatterOf(site: Table): UserConfig['frontMatter'] {
  const lists = dateKeys.map((key) => {
    const written = strings(get(site, `frontmatter.${key}`)).map((source) => source.toLowerCase())
    return [key, written.filter((source) => !outside.has(source))] as const
  })
  return compact(Object.fromEntries(lists.map(([key, list]) => [key, isDefault(key, list) ? [] : list])))
}

export const dateKeys = ['date', 'lastmod', 'publishDate', 'expiryDate'] as const

/** Sources of dates that are no part of the content: other machines have others. */
export const outside = new Set([':git', ':filemodtime'])

/** True for Hugo's own list, also where its first name stands before it or alone. */
function isDefault(key: string, list: readonly string[]): boolean {
  return list.every((source) => source === ':default' || source === key.toLowerCase())
}

export function otherLanguages(hugo: Table, main: string): readonly string[] {
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
function staticMounts(hugo: HugoConfig) {
  const {
    main: site,
    mounts: { statics: mounted },
  } = hugo
  const content = contentFolder(hugo)
  const all = mounted ?? staticDirs(site).map((from): Copy => ({ from, to: 'public' }))
  const isInside = ({ from }: Copy) => !mounted && (from === content || from.startsWith(`${content}/`))
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

/** Hugo counts words, of which every character is one where it is told of CJK. */
function summaryLength(site: Table): number | undefined {
  return get(site, 'hasCJKLanguage') === true ? number(get(site, 'summaryLength')) : undefined
}

function authorOf(site: Table, params: unknown): UserConfig['author'] {
  const own = get(params, 'author') ?? get(site, 'author')
  if (typeof own === 'string') return { name: own }
  return compact({ name: text(get(own, 'name')), email: text(get(own, 'email')) })
}

/** The menu in Hugo's order, which goes by name where nothing weighs more; without the items that lead nowhere. */
function menuOf(site: Table, folder: string): readonly MenuItem[] | undefined {
  const items = menuItems(site)
  if (!items) return undefined
  const found = items.flatMap(({ name, url, weight }): MenuItem[] => {
    if (!isSafeUrl(url)) return []
    const own = /^(?:\/|#|[a-z]+:)/i.test(url) ? url : `/${url}`
    return [{ name, url: inFolder(own, folder), ...(weight !== undefined && { weight }) }]
  })
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The items of the main menu as they are written, but for those without a name or an address. */
export function menuItems(site: Table) {
  const items = get(get(site, 'menu') ?? get(site, 'menus'), 'main')
  if (!Array.isArray(items)) return undefined
  return items.flatMap((item) => {
    const name = text(get(item, 'name')) ?? text(get(item, 'identifier'))
    const url = text(get(item, 'url')) ?? text(get(item, 'pageRef'))
    return name && url ? [{ name, url, weight: number(get(item, 'weight')) }] : []
  })
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

/** An address that readers can use: not the one on the blogger's machine, nor that of `hugo new site`. */
export const isWhole = /^https?:\/\/(?!localhost\b|127\.|(?:www\.)?example\.(?:org|com)\b)/i

/** `//owent.net` and `owent.net` are written with https; a path alone has no host to know, and still is in every link. */
function absolute(url: string | undefined): string | undefined {
  if (!url || url === '/') return undefined
  if (/^\/(?!\/)/.test(url)) return `http://localhost${url}`
  return /^https?:/.test(url) ? url : `https://${url.replace(/^\/*/, '')}`
}
