import { isSafeUrl } from '../../kit/checks.ts'
import { tag } from '../language.ts'
import type { Ours } from '../port.ts'
import { get, isTable, strings, text } from '../table.ts'
import { dateKeys, type HugoConfig, isWhole, menuItems, otherLanguages, outside } from './convert.ts'
import { foreignFormats } from './feeds.ts'
import { languageOf } from './language.ts'
import { themeKeysOf } from './oldTheme.ts'
import type { PostUses, Use } from './posts.ts'
import { servicesIn } from './services.ts'
import type { NoteCode } from './words.ts'

/** Something that a blogger must know of a key or feature; the words are in words.ts. */
export interface Note {
  readonly code: NoteCode
  readonly value: string
  /** Count and first place of something in posts. */
  readonly use?: Use
}

/** Posts that their blogger protects: the first thing to look at, for it is about what gets published. */
export function notesOfLocks({ locked }: PostUses): readonly Note[] {
  return [...locked].map(([value, use]) => ({ code: 'locked', value, use }))
}

/** Pages and shortcodes that the new site does not draw as the old one did. */
export function notesOfPosts(
  { shortcodes, special }: PostUses,
  theirs: ReadonlySet<string>,
  ours: Ours,
): readonly Note[] {
  const uses = [...shortcodes].sort(([, a], [, b]) => b.count - a.count)
  const kinds = [...new Set(special.values())]
  const filesOf = (kind: string) => [...special].flatMap(([file, own]) => (own === kind ? [file] : [])).join(', ')
  return [
    ...kinds.map((kind): Note => ({ code: kind === '404' ? 'not-found' : 'page', value: `${kind}: ${filesOf(kind)}` })),
    ...uses.flatMap(([value, use]): Note[] => {
      if (!ours.shortcodes.has(value)) return [{ code: 'shortcode', value, use }]
      // Links within the site are no template's affair.
      return theirs.has(value) && !/^(?:rel)?ref$/.test(value) ? [{ code: 'own-shortcode', value, use }] : []
    }),
  ]
}

/** Settings that the new config has no place for. `posts` are the sample that tells the language. */
export function notesOfConfig(
  { main: site, whole, key, mounts }: HugoConfig,
  posts: readonly string[],
): readonly Note[] {
  const notes: Note[] = []
  const note = (code: NoteCode, value: unknown) => {
    if (value === undefined || value === '' || value === false) return
    notes.push({ code, value: typeof value === 'string' ? value : JSON.stringify(value) })
  }
  const written = text(get(site, 'locale')) ?? text(get(site, 'languageCode')) ?? key
  const language = languageOf(site, key, posts)
  if (language !== tag(written)) note('judged-language', `${written} → ${language}`)
  const { theme, taken } = themeKeysOf(site)
  for (const { kind, name, place, value } of servicesIn(site)) {
    const isTaken = kind === 'social' ? theme.social : taken.has(name)
    note(isTaken ? 'theme-keys' : kind, `${isTaken ? `${kind} ` : ''}${name} (${place}: ${value})`)
  }
  const others = Object.keys(theme).filter((key) => !['comments', 'analytics', 'social'].includes(key))
  note('theme-keys', others.map((key) => `theme.${key}`).join(', '))
  note('theme', text(get(site, 'theme')) ?? (strings(get(site, 'theme')).join(', ') || undefined))
  note('module', get(site, 'module.imports'))
  note('mounts', mounts.others.join(', '))
  note('output-formats', foreignFormats(site).join(', '))
  const dates = dateKeys.flatMap((name) =>
    strings(get(site, `frontmatter.${name}`)).filter((source) => outside.has(source.toLowerCase())),
  )
  note('dates', [...new Set(dates)].join(', '))
  note('git-info', get(site, 'enableGitInfo') === true ? 'enableGitInfo' : undefined)
  note('contents', tableText(get(site, 'params.toc'), 'params.toc'))
  const lineNumbers = ['params.code.lineNos', 'params.lineNos']
  note(
    'line-numbers',
    lineNumbers.find((path) => get(site, path) === true),
  )
  note('sitemap', tableText(get(site, 'sitemap'), 'sitemap'))
  const scripts = menuItems(site)?.filter(({ url }) => !isSafeUrl(url)) ?? []
  note('menu-script', scripts.map(({ name, url }) => `${name}: ${url}`).join(', '))
  note('section-menu', text(get(site, 'sectionPagesMenu')))
  const idType = text(get(site, 'markup.goldmark.parser.autoHeadingIDType'))
  note('heading-ids', idType === 'github' ? undefined : idType)
  const typographer = get(site, 'markup.goldmark.extensions.typographer')
  note('typographer', typographer === false || get(typographer, 'disable') === true ? undefined : 'typographer')
  const extras = get(site, 'markup.goldmark.extensions.extras')
  const enabled = isTable(extras) ? Object.keys(extras).filter((name) => get(extras, `${name}.enable`) === true) : []
  note('extras', enabled.join(', '))
  for (const other of otherLanguages(whole, key)) note('language', other)
  const baseUrl = text(get(site, 'baseURL')) ?? '""'
  if (!isWhole.test(baseUrl)) note('base-url', baseUrl)
  return notes
}

function tableText(value: unknown, path: string): string | undefined {
  return isTable(value) && Object.keys(value).length > 0 ? `${path}: ${JSON.stringify(value)}` : undefined
}
