import { isSafeUrl } from '../../kit/checks.ts'
import type { MenuItem } from '../../types.ts'
import { get, isTable, type Table, text } from '../table.ts'
import { type OurTheme, ourTheme } from './ourTheme.ts'
import type { HexoSite } from './read.ts'

/** Settings of the themes, each of which has words of its own, in one form. */
export interface ThemeSettings extends OurTheme {
  readonly menu: readonly MenuItem[] | undefined
  /** Names of the keys of the theme's config that became nothing. */
  readonly rest: readonly string[]
}

/** Places of one setting in the configs of NexT, Butterfly, Anzhiyu, Fluid, Icarus, Volantis, Stellar, Kratos and Matery. */
const places = {
  menu: ['menu', 'navbar.menu', 'menubar.items', 'nav.items', 'sidebar.menu', 'nav.menu', 'header.menu', 'menus'],
  avatar: [
    ...['avatar.url', 'avatar.img', 'about.avatar', 'image.avatar', 'sidebar.avatar', 'profile.avatar', 'avatar'],
    ...['article.body.meta_library.author.avatar'],
  ],
  favicon: [
    'favicon.medium',
    'favicon.small',
    'favicon.icon',
    'favicon.href',
    'image.favicon',
    'head.favicon',
    'favicon',
  ],
  social: ['social', 'footer.social', 'sidebar.social', 'about.icons', 'footer.links', 'socialLink', 'social.rows'],
  comments: [
    'comments.use',
    'comments.active',
    'comments.service',
    'comment.type',
    'post.comments.type',
    'comments.type',
    'comments.select',
  ],
  cover: [
    ...['cover.default_cover', 'default_cover', 'posts.default_cover', 'post.default_index_img', 'default_top_img'],
    ...['index.banner_img', 'cover.background'],
  ],
  license: [
    ...[
      'post_copyright.license',
      'creative_commons.license',
      'article.license',
      'post.copyright.license.default',
      'license',
    ],
    ...['post.copyright.license', 'article.licenses', 'copyright_notice.license', 'copyright.license'],
  ],
  icp: [
    ...[
      'footer.beian.icp',
      'footer.icp.icp',
      'footer.beian.icp_text',
      'footer.ICP.text',
      'footer.icp.text',
      'footer.icp',
      'icp.icp',
    ],
    ...['footer.beian.text', 'icp', 'beian', 'footer.components.icp.text', 'footer.owner.icp'],
  ],
} as const

/** Services of comments and of counting, and the keys of which each is known. */
const commentServices =
  'giscus utterances beaudar gitalk gitment disqus disqusjs valine waline twikoo artalk livere changyan remark42 minivaline hypercomments cusdis'.split(
    ' ',
  )
const analytics: Readonly<Record<string, readonly string[]>> = {
  google: [
    ...[
      'google_analytics.tracking_id',
      'google_analytics.id',
      'google_analytics',
      'plugins.google_analytics.tracking_id',
    ],
    ...['web_analytics.google', 'web_analytics.google.measurement_id', 'analytics.google', 'googleAnalytics.id'],
  ],
  baidu: [
    'baidu_analytics',
    'plugins.baidu_analytics.tracking_id',
    'web_analytics.baidu',
    'baiduAnalytics.id',
    'analytics.baidu',
  ],
  cnzz: ['cnzz_analytics', 'web_analytics.woyaola', 'cnzz'],
  tencent: ['tencent_analytics', 'web_analytics.tencent.sid', 'tencent_mta'],
  cloudflare: ['cloudflare_analytics', 'web_analytics.cf', 'cloudflare'],
  clarity: ['microsoft_clarity', 'clarity', 'clarity_analytics'],
  umami: ['umami.website_id', 'web_analytics.umami.website_id', 'umami_analytics.website_id'],
}

export function themeSettings({ theme, site }: HexoSite): ThemeSettings {
  const first = <T>(paths: readonly string[], read: (value: unknown) => T | undefined): T | undefined => {
    for (const config of [theme, site])
      for (const path of paths) {
        const value = read(get(config, path))
        if (value !== undefined) return value
      }
    return undefined
  }
  const widgets = get(theme, 'widgets')
  const profile = Array.isArray(widgets) ? widgets.find((one) => get(one, 'type') === 'profile') : undefined
  const comments = commentsOf(theme, first(places.comments, serviceName))
  const counters = Object.entries(analytics).flatMap(([name, paths]) => {
    const id = first(paths, plainId)
    return id === undefined ? [] : [[name, id] as const]
  })
  const icp = first(places.icp, (value) =>
    typeof value === 'string' && /备|備/.test(value) ? value.trim() : undefined,
  )
  const values = {
    avatar: first(places.avatar, picture) ?? picture(get(profile, 'avatar')),
    favicon: first(places.favicon, picture),
    social: first(places.social, socialLinks) ?? socialLinks(get(profile, 'social_links')),
    comments,
    analytics: counters.length > 0 ? Object.fromEntries(counters) : undefined,
    cover: first(places.cover, picture),
    license: first(places.license, licence),
  }
  const found = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return {
    menu: first(places.menu, menuOf),
    ...ourTheme(found, icp),
    rest: Object.keys(theme).filter((key) => !used.has(key.toLowerCase()) && !isPlain(get(theme, key))),
  }
}

const used: ReadonlySet<string> = new Set(
  [...Object.values(places), ...Object.values(analytics), commentServices]
    .flat()
    .map((path) => (path.split('.', 1)[0] ?? '').toLowerCase()),
)

/** Switches and numbers of a look that is not ours, and empty values. */
function isPlain(value: unknown): boolean {
  return value === null || value === '' || typeof value === 'boolean' || typeof value === 'number'
}

/** The address of a picture, or the first of several; a text in Stellar's `[picture](link)` too. */
function picture(value: unknown): string | undefined {
  const written = text(Array.isArray(value) ? value[0] : value)
  const address = /^\[([^\]]+)\]/.exec(written ?? '')?.[1] ?? written
  return address && /^(?:https?:\/\/|\/)\S+$/.test(address) ? address : undefined
}

function plainId(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && /^[\w:/.-]{3,}$/.test(value) && value !== 'removed' ? value : undefined
}

function licence(value: unknown): string | undefined {
  const written = text(value)
  return written && written.length < 300 ? written : undefined
}

function serviceName(value: unknown): string | undefined {
  const written = text(Array.isArray(value) ? value[0] : value)
  const name = written?.toLowerCase().split(/\s*,\s*/, 1)[0]
  return name !== undefined && commentServices.includes(name) ? name : undefined
}

/** The service that is chosen, or the one that is switched on, with its settings as they are. */
function commentsOf(theme: Table, chosen: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const settings = (name: string) => get(theme, `comments.${name}`) ?? get(theme, `comment.${name}`) ?? get(theme, name)
  const isOn = (name: string) => ['enable', 'enabled'].some((key) => get(settings(name), key) === true)
  const name = chosen ?? commentServices.find(isOn)
  if (name === undefined) return undefined
  const own = settings(name)
  const kept = isTable(own) ? Object.entries(own).filter(([key, value]) => !isSecret(key) && isShown(value)) : []
  return { service: name, ...Object.fromEntries(kept) }
}

/** A client's secret has no place in a site's pages. */
function isSecret(key: string): boolean {
  return /secret|password/i.test(key)
}

function isShown(value: unknown): boolean {
  return /^(?:string|number|boolean)$/.test(typeof value) && value !== ''
}

/** `name: /path/ || icon`, as NexT and Butterfly have it, a list of tables, or groups of either, which are laid flat. */
export function menuOf(value: unknown): readonly MenuItem[] | undefined {
  const items = isTable(value)
    ? Object.entries(value).flatMap(([name, entry]) => itemsOf(name, entry))
    : Array.isArray(value)
      ? value.flatMap((entry) => itemsOf('', entry))
      : []
  const seen = new Set<string>()
  const unique = items.filter(({ name, url }) => !seen.has(`${name} ${url}`) && seen.add(`${name} ${url}`))
  return unique.length > 0 ? unique : undefined
}

const groupKeys = ['submenu', 'rows', 'children', 'items', 'sub', 'menu']

function itemsOf(key: string, entry: unknown): readonly MenuItem[] {
  const name = plainName(
    text(get(entry, 'name')) ??
      text(get(entry, 'label')) ??
      text(get(entry, 'title')) ??
      text(get(entry, 'key')) ??
      key,
  )
  if (typeof entry === 'string') return item(name, entry)
  if (Array.isArray(entry)) return entry.flatMap((one) => itemsOf('', one))
  if (!isTable(entry)) return []
  const url =
    text(get(entry, 'url')) ?? text(get(entry, 'link')) ?? text(get(entry, 'path')) ?? text(get(entry, 'href'))
  const groups = groupKeys.flatMap((group) => menuOf(get(entry, group)) ?? [])
  // A group of NexT and Butterfly is a table of its items; `default` is the item of its name.
  const isNamed = [...groupKeys, 'url', 'link', 'path', 'href', 'name', 'label', 'title', 'key'].some(
    (own) => get(entry, own) !== undefined,
  )
  const below = isNamed
    ? groups
    : Object.entries(entry).flatMap(([own, one]) => itemsOf(own === 'default' ? key : own, one))
  return [...(url === undefined ? [] : item(name, url)), ...below]
}

function item(name: string, written: string): readonly MenuItem[] {
  // Stellar's `[text](link)`.
  const [, label, link] = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(written) ?? []
  const url = (link ?? written.split('||', 1)[0] ?? '').trim()
  const own = plainName(label === undefined || /^btn\./.test(label) ? name : label)
  if (url === '' || own === '' || url.startsWith('#') || !isSafeUrl(url)) return []
  return [{ name: own, url: /^(?:\/|[a-z]+:)/i.test(url) ? url : `/${url}` }]
}

/** NexT's `tags || fa fa-tags`, and names with HTML in them. */
function plainName(name: string): string {
  return (name.split('||', 1)[0] ?? '').replace(/<[^>]*>/g, '').trim()
}

/** Links by name, of `GitHub: https://… || icon`, `fab fa-github: https://… || GitHub`, tables of name and url, and lists. */
function socialLinks(value: unknown): Readonly<Record<string, string>> | undefined {
  const entries = isTable(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((one) => ['', one] as const)
      : []
  const links = entries.flatMap(([key, entry]): readonly (readonly [string, string])[] => {
    const [written = '', second = ''] = (
      typeof entry === 'string'
        ? entry
        : (text(get(entry, 'url')) ?? text(get(entry, 'link')) ?? text(get(entry, 'href')) ?? '')
    ).split('||')
    const url = written.trim()
    if (!/^(?:https?:|mailto:|\/|tel:)/.test(url)) return []
    const isIcon = /^(?:fa|icon|anzhiyu)/.test(key)
    const named =
      text(get(entry, 'name')) ?? text(get(entry, 'title')) ?? (isIcon ? second.trim() : key.replace(/\s*\|\|.*$/, ''))
    return [[nameOfAccount(named || hostOf(url)), url]]
  })
  return links.length > 0 ? Object.fromEntries(links) : undefined
}

/** Names of which our theme has icons. */
const accounts = 'github mastodon x weibo zhihu bilibili douban telegram email rss'.split(' ')
const others: Readonly<Record<string, string>> = { 'e-mail': 'email', mail: 'email', twitter: 'x', t: 'telegram' }

function nameOfAccount(written: string): string {
  const name = others[written.toLowerCase()] ?? written.toLowerCase()
  return accounts.includes(name) ? name : written
}

/** `github.com` → `github`. */
function hostOf(url: string): string {
  return /^mailto:/.test(url) ? 'email' : (/^https?:\/\/(?:www\.)?([^/.]+)/.exec(url)?.[1] ?? url)
}
