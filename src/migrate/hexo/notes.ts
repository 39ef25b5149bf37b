import type { UserConfig } from '../../config.ts'
import type { OldSite } from '../port.ts'
import { get, text } from '../table.ts'
import { lockedTags, texts } from './convert.ts'
import { configNames, type HexoSite } from './read.ts'
import { themeSettings } from './themes.ts'

export type NoteCode =
  | ('locked' | 'no-config' | 'config-fault' | 'theme-missing' | 'base-url')
  | ('moved' | 'links' | 'undated' | 'untitled' | 'random-id' | 'time-zone')
  | (
      | 'menu'
      | 'our-theme'
      | 'params'
      | 'favicon'
      | 'friends'
      | 'data'
      | 'theme'
      | 'theme-rest'
      | 'plugins'
      | 'scripts'
      | 'inject'
      | 'deploy'
    )
  | ('renderer' | 'styles' | 'yaml' | 'check-urls')

/** One line of the report: what it is about, how often, and the first file. */
export interface Note {
  readonly code: NoteCode
  readonly value?: string
  readonly count?: number
  readonly first?: string
}

/** Packages whose work Ruoyu does by itself. */
const packagesOfOurs =
  /^hexo$|^hexo-(?:generator-(?:archive|category|feed|index(?:-pin-top)?|tag|sitemap|seo-friendly-sitemap|search(?:db)?|baidu-sitemap|alias|json-content)|renderer-(?:marked|markdown-it(?:-plus)?|ejs|stylus|pug|swig|less|sass|kramed|jade|njks|inferno|nunjucks)|server|fs|util|cli|abbrlink|hide-posts|theme-.*|filter-(?:mathjax|mermaid-diagrams|flowchart|emoji|github-emojis|nofollow)|asset-(?:image|img|link)|image-link|all-minifier|neat|autoprefixer|word-?counter|wordcount|symbols-count-time|autonofollow|related-popular-posts|math|browsersync|clean-css|html-minifier|uglify|blog-encrypt|toc|excerpt|lazyload-image)$/

/** Everything that a blogger must know before the move, the most urgent first. */
export function notesOf(site: OldSite, old: HexoSite, config: UserConfig): readonly Note[] {
  const { source, theme, themeName, themeFiles, packages, faults } = old
  const files = site.files(source)
  const posts = files.filter((path) => /^_(?:posts|drafts)\/.*\.(?:md|markdown|mkd|html)$/i.test(path))
  const facts = factsOf(
    site,
    posts.map((path) => `${source}/${path}`),
    old,
  )
  const { rest, menu, theme: ours, params } = themeSettings(old)
  const foreign = [...packages].filter((name) => name.startsWith('hexo') && !packagesOfOurs.test(name))
  const data = files.filter((path) => path.startsWith('_data/'))
  const friends = data.filter((path) => /(?:links?|friends?|flinks?)\.ya?ml$/i.test(path))
  const others = data.filter((path) => !friends.includes(path))
  const styles = files.filter((path) => /\.(?:styl|ejs|pug|swig|less|scss|sass|njk)$/i.test(path))
  const yaml = files.filter((path) => !path.startsWith('_') && /\.ya?ml$/i.test(path))
  const scripts = [...site.files('scripts'), ...site.files(`themes/${themeName}/scripts`)]
  const url = text(get(old.site, 'url')) ?? ''
  const permalink = text(get(old.site, 'permalink')) ?? ''
  const injected = ['inject', 'injector', 'custom_injections', 'import', 'custom_head', 'additional_injections'].filter(
    (key) => get(theme, key) !== undefined || get(old.site, key) !== undefined,
  )
  const plain = Object.keys(params)
  const list = (code: NoteCode, values: readonly string[]): readonly Note[] =>
    values.length === 0 ? [] : [{ code, count: values.length, value: values.join(', '), first: values[0] as string }]
  const when = (isTrue: boolean, note: Note): readonly Note[] => (isTrue ? [note] : [])
  return [
    ...list('locked', facts.locked),
    ...when(!configNames.some((name) => site.text(name) !== undefined), { code: 'no-config' }),
    ...faults.map((value): Note => ({ code: 'config-fault', value })),
    ...when(themeName !== '' && themeFiles.length === 0 && Object.keys(theme).length === 0, {
      code: 'theme-missing',
      value: themeName,
    }),
    ...when(url === '' || /example\.com|localhost/.test(url), { code: 'base-url', value: url }),
    {
      code: 'moved',
      count: posts.filter((path) => path.startsWith('_posts/')).length,
      value: `${posts.filter((path) => path.startsWith('_drafts/')).length} ${
        files.filter((path) => !path.startsWith('_') && /\.(?:md|markdown|html)$/i.test(path)).length
      } ${files.filter((path) => !path.startsWith('_') && !/\.(?:md|markdown|html)$/i.test(path)).length}`,
    },
    ...when(menu !== undefined, { code: 'menu', count: menu?.length ?? 0 }),
    ...when(ours !== undefined, { code: 'our-theme', value: Object.keys(ours ?? {}).join(', ') }),
    ...when(plain.length > 0, { code: 'params', value: plain.join(', ') }),
    ...when(params.favicon !== undefined && !/^\/[^/].*\.(?:png|ico|svg)$/.test(String(params.favicon)), {
      code: 'favicon',
      value: String(params.favicon),
    }),
    ...list('friends', friends),
    ...list('links', site.links?.(source) ?? []),
    ...list('undated', facts.undated),
    ...list('untitled', facts.untitled),
    ...when(/:id\b/.test(permalink), { code: 'random-id', value: permalink }),
    ...when(config.timeZone === undefined, { code: 'time-zone' }),
    ...when(themeName !== '', { code: 'theme', value: themeName }),
    ...list('theme-rest', rest),
    ...list('data', others),
    ...list('plugins', foreign),
    ...list('scripts', scripts),
    ...list('inject', injected),
    ...list(
      'deploy',
      texts(get(old.site, 'deploy.type')).filter((type) => type !== ''),
    ),
    ...list('styles', styles),
    ...list('yaml', yaml),
    { code: 'check-urls' },
  ]
}

interface PostFacts {
  readonly locked: readonly string[]
  readonly undated: readonly string[]
  readonly untitled: readonly string[]
}

/** Front matter is looked at line by line here: the build reads it whole, and warns at each place. */
function factsOf(site: OldSite, paths: readonly string[], { site: config }: HexoSite): PostFacts {
  const locked: string[] = []
  const undated: string[] = []
  const untitled: string[] = []
  const tags = lockedTags(config)
  const isNamed = /:year.*:i?_?month.*:i?_?day/.test(text(get(config, 'new_post_name')) ?? '')
  for (const path of paths) {
    const written = (site.text(path) ?? '').replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
    const matter = /^(?:(?:---+|;;;+)\n)?([\s\S]*?)\n(?:---|;;;)/.exec(written)?.[1] ?? ''
    const has = (key: string) =>
      new RegExp(`^[ \\t]*"?${key}"?[ \\t]*:[ \\t]*(?!["']{2}|null\\b|~|,?$)\\S`, 'im').test(matter)
    const isTagged = tags.some((tag) =>
      matter.split('\n').some((line) => line.replace(/^[\s-]+|^tags:|[[\]'",]/g, ' ').includes(tag)),
    )
    if (has('password') || isTagged) locked.push(path)
    if (!has('date') && !isNamed) undated.push(path)
    if (!has('title')) untitled.push(path)
  }
  return { locked, undated, untitled }
}
