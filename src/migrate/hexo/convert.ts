import type { UserConfig } from '../../config.ts'
import type { HexoConfig, MarkdownConfig } from '../../types.ts'
import { scriptOf, tag } from '../language.ts'
import { compact, flag, get, isEmpty, isTable, type Table, text } from '../table.ts'
import type { HexoSite } from './read.ts'
import { themeSettings } from './themes.ts'

/** A Hexo blog's config in Ruoyu's words; Hexo's own defaults that differ from ours are written out. `posts` tell the language. */
export function convert(hexo: HexoSite, posts: readonly string[]): UserConfig {
  const { site, source, packages } = hexo
  const { menu, theme, params } = themeSettings(hexo)
  const language = languageOf(site, posts)
  return {
    ...compact({
      title: named(get(site, 'title')) ?? 'Hexo',
      description: named(get(site, 'description')) ?? named(get(site, 'subtitle')),
      url: addressOf(site),
      language,
      timeZone: timeZoneOf(site),
      author: compact({ name: named(get(site, 'author')), email: text(get(site, 'email')) }),
      menu,
      theme,
      content: [source],
      ignore: texts(get(site, 'ignore')),
      feeds: feedsOf(hexo),
      publish: compact({
        drafts: flag(get(site, 'render_drafts')),
        future: get(site, 'future') === false ? undefined : true,
      }),
      pagination: compact({ path: text(get(site, 'pagination_dir')) }),
      markdown: markdownOf(hexo),
      params: isEmpty(params) ? undefined : params,
    }),
    // Hexo writes its output to public/.
    statics: [],
    hexo: groupOf(site, packages),
  } as UserConfig
}

/** Hexo's settings that differ from its own defaults. */
function groupOf(site: Table, packages: ReadonlySet<string>): UserConfig['hexo'] {
  const perPage = count(get(site, 'per_page')) ?? 10
  const size = (generator: string) => count(get(site, `${generator}.per_page`)) ?? perPage
  const all: HexoConfig['perPage'] = {
    home: size('index_generator'),
    archives: size('archive_generator'),
    tags: size('tag_generator'),
    categories: size('category_generator'),
  }
  const off = (path: string) => (get(site, path) === false ? false : undefined)
  const words = (path: string) => text(get(site, path))
  const filter = text(get(site, 'hide_posts.filter'))
  const alg = words('abbrlink.alg')
  const rep = words('abbrlink.rep')
  return {
    permalink: words('permalink') ?? ':year/:month/:day/:title/',
    ...compact({
      permalinkDefaults: byName(get(site, 'permalink_defaults')),
      newPostName: unlessDefault(words('new_post_name'), ':title.md'),
      tagDir: unlessDefault(words('tag_dir'), 'tags'),
      categoryDir: unlessDefault(words('category_dir'), 'categories'),
      archiveDir: unlessDefault(words('archive_dir'), 'archives'),
      tagMap: byName(get(site, 'tag_map')),
      categoryMap: byName(get(site, 'category_map')),
      filenameCase: count(get(site, 'filename_case')) || undefined,
      defaultCategory: unlessDefault(words('default_category'), 'uncategorized'),
      perPage: compact(
        Object.fromEntries(Object.entries(all).map(([kind, number]) => [kind, number === 10 ? undefined : number])),
      ),
      homeDir: words('index_generator.path')?.replace(/^\/+|\/+$/g, '') || undefined,
      archives: compact({
        yearly: off('archive_generator.yearly'),
        monthly: off('archive_generator.monthly'),
        daily: flag(get(site, 'archive_generator.daily')),
      }),
      postAssets: flag(get(site, 'post_asset_folder')),
      skipRender: texts(get(site, 'skip_render')),
      include: texts(get(site, 'include')),
      exclude: texts(get(site, 'exclude')),
      abbrlink: compact({ alg: alg === 'crc32' ? alg : undefined, rep: rep === 'hex' ? rep : undefined }),
      hidden: unlessDefault(filter, 'hidden')?.toLowerCase(),
      encryptedTags: lockedTags(site),
      sitemaps: sitemapsOf(site, packages),
      headingIds: headingIdsOf(site, packages),
      codeDir: unlessDefault(words('code_dir')?.replace(/^\/+|\/+$/g, ''), 'downloads/code'),
    }),
  }
}

/** hexo-renderer-marked curls quotes unless it is told not to; hexo-renderer-markdown-it counts from 2, and curls none. */
function headingIdsOf(site: Table, packages: ReadonlySet<string>): Partial<HexoConfig['headingIds']> | undefined {
  if (packages.has('hexo-renderer-pandoc')) return { rule: 'github' }
  const isMarkdownIt = [...packages].some((name) => name.startsWith('hexo-renderer-markdown-it'))
  const letters = count(get(site, isMarkdownIt ? 'markdown.anchors.case' : 'marked.modifyAnchors'))
  const isCurled = isMarkdownIt
    ? get(site, 'markdown.render.typographer') === true
    : get(site, 'marked.smartypants') !== false
  return compact({
    letters: letters || undefined,
    second: isMarkdownIt ? 2 : undefined,
    curled: isCurled ? undefined : false,
  })
}

function unlessDefault(value: string | undefined, usual: string): string | undefined {
  return value === usual ? undefined : value
}

/** hexo-blog-encrypt's tags: only their names, never the passwords. */
export function lockedTags(site: Table): readonly string[] {
  const tags = get(site, 'encrypt.tags')
  return Array.isArray(tags) ? tags.flatMap((one) => named(get(one, 'name')) ?? []) : []
}

/** hexo-generator-sitemap writes two files unless it is told of others; baidu's has a name of its own. */
function sitemapsOf(site: Table, packages: ReadonlySet<string>): readonly string[] {
  const written = texts(get(site, 'sitemap.path'))
  const usual = packages.has('hexo-generator-sitemap') ? ['sitemap.xml', 'sitemap.txt'] : []
  const baidu = packages.has('hexo-generator-baidu-sitemap')
    ? [text(get(site, 'baidusitemap.path')) ?? 'baidusitemap.xml']
    : []
  const paths = [...(written.length > 0 ? written : usual), ...baidu].map((path) => path.replace(/^\.?\/+/, ''))
  return [...new Set(paths)].filter((path) => path !== 'sitemap.xml')
}

function addressOf(site: Table): string | undefined {
  const url = text(get(site, 'url'))
  const root = `/${text(get(site, 'root')) ?? ''}/`.replace(/\/{2,}/g, '/')
  if (!url || !URL.canParse(url)) return root === '/' ? undefined : `http://localhost${root}`
  const { origin, pathname } = new URL(url)
  return pathname === '/' ? origin + root : url
}

/** The first of a list; Hexo's `zh-Hans`, `zh-cn` and `default` as BCP 47 has them, or as the posts are written. */
function languageOf(site: Table, posts: readonly string[]): string {
  const [written = ''] = texts(get(site, 'language'))
  const known: Readonly<Record<string, string>> = {
    'zh-hans': 'zh-CN',
    'zh-hant': 'zh-TW',
    zh: '',
    default: '',
    en: '',
  }
  const key = written.toLowerCase().replaceAll('_', '-')
  return (
    known[key] || (key in known ? undefined : tag(written)) || scriptOf(posts.join('\n')) || tag(written) || 'zh-CN'
  )
}

function timeZoneOf(site: Table): string | undefined {
  const zone = text(get(site, 'timezone'))
  try {
    return zone && new Intl.DateTimeFormat('en', { timeZone: zone }) ? zone : undefined
  } catch {
    return undefined
  }
}

/** hexo-generator-feed: paths by type, `atom.xml` alone where nothing is said. */
function feedsOf({ site }: HexoSite): UserConfig['feeds'] {
  const types = texts(get(site, 'feed.type'))
  const paths = texts(get(site, 'feed.path'))
  const formats = (types.length > 0 ? types : ['atom']).map((type) =>
    /rss/i.test(type) ? ('rss' as const) : ('atom' as const),
  )
  const names = Object.fromEntries(
    formats.flatMap((format, at) => {
      const path = paths[at] ?? (format === 'rss' ? 'rss2.xml' : 'atom.xml')
      return path === 'atom.xml' && format === 'atom' ? [] : [[format, path.replace(/^\.?\/+/, '')]]
    }),
  )
  const limit = get(site, 'feed.limit')
  return {
    formats: [...new Set(formats)],
    ...compact({ names, limit: limit === false ? 0 : count(limit) }),
    terms: false,
    sections: false,
  }
}

/** hexo-renderer-marked makes a break of each line end; TeX passes through it as Markdown, through other renderers as it is. */
function markdownOf({ site, theme, packages }: HexoSite): UserConfig['markdown'] {
  const isOn = (path: string) => [site, theme].some((config) => get(config, path) === true)
  const hasPackage = (pattern: RegExp) => [...packages].some((name) => pattern.test(name))
  const plugins = JSON.stringify(get(site, 'markdown.plugins') ?? '')
  const breaks = get(site, 'marked.breaks') ?? get(site, 'markdown.render.breaks') ?? get(site, 'kramed.breaks')
  const isPandoc = hasPackage(/^hexo-renderer-pandoc/)
  const math =
    [
      'math.enable',
      'mathjax.enable',
      'katex.enable',
      'math.mathjax.enable',
      'math.katex.enable',
      'post.math.enable',
    ].some(isOn) ||
    ['plugins.mathjax.enable', 'plugins.katex.enable', 'math.every_page'].some(isOn) ||
    hasPackage(/math|katex|pandoc/)
  const isRaw = isPandoc || hasPackage(/kramed|markdown-it|katex|mathjax/)
  const mermaid =
    isOn('mermaid.enable') || isOn('post.mermaid.enable') || isOn('plugins.mermaid.enable') || hasPackage(/mermaid/)
  return compact({
    lineNumbers: hasLineNumbers(site) ? true : undefined,
    breaks: breaks === false || isPandoc ? undefined : true,
    math: math ? mathOf(isRaw, macrosOf(site)) : undefined,
    mark: /-mark\b/.test(plugins) || isPandoc || hasPackage(/markdown-it-mark/) ? true : undefined,
    emoji: /emoji/.test(plugins) || hasPackage(/emoji/) ? true : undefined,
    mermaid: mermaid ? 'https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs' : undefined,
  })
}

/** Hexo numbers the lines of code unless it is told not to; without a highlighter or its frame there are no numbers. */
function hasLineNumbers(site: Table): boolean {
  const chosen = get(site, 'syntax_highlighter')
  if (chosen === '' || chosen === false) return false
  const name = chosen === 'prismjs' || get(site, 'prismjs.enable') === true ? 'prismjs' : 'highlight'
  return ['line_number', 'enable', 'wrap'].every((key) => get(site, `${name}.${key}`) !== false)
}

function mathOf(isRaw: boolean, macros: Readonly<Record<string, string>> | undefined): MarkdownConfig['math'] {
  if (!macros) return isRaw ? true : 'escaped'
  return { delimiters: isRaw ? 'dollars' : 'escaped', macros }
}

/** hexo-filter-mathjax's macros, and a theme's for MathJax or KaTeX: a text, or one with the number of its arguments. */
function macrosOf(site: Table): Readonly<Record<string, string>> | undefined {
  const places = ['mathjax.extension_options.macros', 'mathjax.macros', 'katex.macros', 'katex.options.macros']
  const macros = places.map((path) => get(site, path)).find(isTable) ?? {}
  const pairs = Object.entries(macros).flatMap(([name, value]) => {
    const tex = texts(value)[0]
    return tex === undefined ? [] : [[`\\${name.replace(/^\\+/, '')}`, tex]]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}

function byName(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isTable(value)) return undefined
  const pairs = Object.entries(value).filter(([, name]) => typeof name === 'string' || typeof name === 'number')
  return Object.fromEntries(pairs.map(([key, name]) => [key, String(name)]))
}

/** A text, or a number as one: names of tags and authors may be numbers. */
export function named(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : text(value)
}

/** A list of texts, or one text. */
export function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one) => named(one) ?? [])
}

function count(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined
}
