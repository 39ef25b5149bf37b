import { hostsOfSocial } from './socialHosts.ts'
import { get, isTable, text } from './table.ts'

/** Settings of other themes, gathered from wherever each of them has them. */
export interface OldTheme {
  /** Services of comments and counters in use, by their own names, with their settings as written. */
  readonly comments: Readonly<Record<string, unknown>>
  readonly analytics: Readonly<Record<string, unknown>>
  /** Accounts by the name of their host: an address, or the account's own name. */
  readonly social: Readonly<Record<string, unknown>>
  readonly avatar?: string | undefined
  readonly line?: string | undefined
  /** A sentence, HTML or an address that names a licence of Creative Commons. */
  readonly licence?: string | undefined
  readonly toc?: { readonly from?: number; readonly to?: number } | undefined
  readonly edit?: string | undefined
  readonly hasCovers?: boolean | undefined
  /** Settings that are in our words already. */
  readonly more?: Readonly<Record<string, unknown>> | undefined
}

export interface ThemeKeys {
  readonly theme: Readonly<Record<string, unknown>>
  /** Names of the services that have a place there. */
  readonly taken: ReadonlySet<string>
}

/** The settings of our theme that do what the old theme's did. */
export function themeKeys(old: OldTheme): ThemeKeys {
  const comments = commentsOf(old.comments)
  const analytics = Object.fromEntries(
    Object.entries(old.analytics).flatMap(([name, value]) => counterOf(name, value) ?? []),
  )
  const social = Object.fromEntries(Object.entries(old.social).flatMap(([name, value]) => accountOf(name, value)))
  const licence = licenceOf(old.licence)
  const card = { ...(old.avatar && { avatar: old.avatar }), ...(old.line && { line: old.line }) }
  const theme = {
    ...(comments && { comments: comments.settings }),
    ...(Object.keys(analytics).length > 0 && { analytics }),
    ...(Object.keys(card).length > 0 && { card }),
    ...(Object.keys(social).length > 0 && { social }),
    ...(licence && { licence }),
    ...(old.toc && { toc: old.toc }),
    ...(old.edit && { edit: old.edit }),
    ...(old.hasCovers && { covers: 'top' }),
    ...old.more,
  }
  const counters = Object.keys(old.analytics).filter((name) => counterOf(name, old.analytics[name]))
  return { theme, taken: new Set([...(comments ? [comments.name] : []), ...counters]) }
}

/** A setting by any of its spellings: `repoId`, `repo_id`, `data-repo-id`. */
function field(settings: unknown, ...names: readonly string[]): string | undefined {
  if (!isTable(settings)) return undefined
  const bare = (key: string) =>
    key
      .toLowerCase()
      .replace(/^data[-_]?/, '')
      .replace(/[-_]/g, '')
  for (const name of names)
    for (const [key, value] of Object.entries(settings))
      if (bare(key) === name && /^(?:string|number)$/.test(typeof value) && value !== '') return String(value)
  return undefined
}

/** Keys of our settings, by the names that other themes give them. */
const providers: Readonly<
  Record<string, (settings: unknown) => Readonly<Record<string, string | boolean | undefined>>>
> = {
  giscus: (settings) => ({
    repo: field(settings, 'repo'),
    repoId: field(settings, 'repoid'),
    category: field(settings, 'category'),
    categoryId: field(settings, 'categoryid'),
    position: field(settings, 'inputposition') === 'top' ? 'top' : undefined,
    strict: field(settings, 'strict') === '1' ? true : undefined,
    reactions: field(settings, 'reactionsenabled') === '0' ? false : undefined,
  }),
  utterances: (settings) => {
    const owner = field(settings, 'owner')
    const repo = field(settings, 'repo')
    return { repo: owner && repo && !repo.includes('/') ? `${owner}/${repo}` : repo, label: field(settings, 'label') }
  },
  waline: (settings) => ({ serverURL: field(settings, 'serverurl', 'serverhost', 'server') }),
  twikoo: (settings) => ({ envId: field(settings, 'envid'), region: field(settings, 'region') }),
  artalk: (settings) => ({ server: field(settings, 'server', 'serverurl'), site: field(settings, 'site', 'sitename') }),
  disqus: (settings) => ({ shortname: text(settings) ?? field(settings, 'shortname', 'name') }),
}

const required: Readonly<Record<string, readonly string[]>> = {
  giscus: ['repo', 'repoId', 'categoryId'],
  utterances: ['repo'],
  waline: ['serverURL'],
  twikoo: ['envId'],
  artalk: ['server'],
  disqus: ['shortname'],
}

/** Our names for the ways in which giscus and utterances know a thread. */
const threads: Readonly<Record<string, string>> = { url: 'url', title: 'title', 'og:title': 'title' }

/** The first service that we know and that has all it needs. */
function commentsOf(old: OldTheme['comments']): { readonly name: string; readonly settings: object } | undefined {
  for (const [written, settings] of Object.entries(old)) {
    const name = written
      .toLowerCase()
      .replace(/_?shortname$/, '')
      .replace(/^utterance$/, 'utterances')
    const own = Object.entries(providers[name]?.(settings) ?? {}).filter(([, value]) => value !== undefined)
    const made = Object.fromEntries(own)
    if (!required[name]?.every((key) => key in made)) continue
    const mapping = field(settings, 'mapping', 'issueterm') ?? field(get(settings, 'option'), 'mapping')
    const thread = threads[mapping ?? '']
    return { name: written, settings: { ...(thread && { thread }), [name]: made } }
  }
  return undefined
}

/** A counter as `theme.analytics` has it: its name and settings, in one pair of a list. */
function counterOf(name: string, settings: unknown): readonly (readonly [string, object])[] | undefined {
  const plain = typeof settings === 'number' ? String(settings) : text(settings)
  const id = (...names: readonly string[]): string => plain ?? field(settings, ...names) ?? ''
  const key = name.toLowerCase().replace(/[-_]/g, '')
  if (/^(?:google|gtag)/.test(key)) {
    const tag = id('id', 'trackingid', 'measurementid', 'sitemeasurementid')
    // Google shut down what begins with UA.
    return /^G-\w+$/.test(tag) ? [['google', { id: tag }]] : undefined
  }
  if (/^baidu/.test(key)) {
    const tag = id('id', 'token', 'trackingid')
    return /^\w+$/.test(tag) ? [['baidu', { id: tag }]] : undefined
  }
  if (key === 'umami') {
    const website = id('websiteid', 'id', 'website')
    const script = field(settings, 'script', 'src', 'url', 'scripturl') ?? ''
    return website ? [['umami', { website, ...(/^https?:/.test(script) && { script }) }]] : undefined
  }
  if (key === 'plausible') return id('domain') ? [['plausible', { domain: id('domain') }]] : undefined
  if (/^cloudflare/.test(key)) return id('token') ? [['cloudflare', { token: id('token') }]] : undefined
  if (key !== 'goatcounter' || !id('code', 'url')) return undefined
  const code = id('code', 'url')
  return [['goatcounter', { endpoint: /^https?:/.test(code) ? code : `https://${code}.goatcounter.com/count` }]]
}

function accountOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  const written = text(isTable(value) ? (value.url ?? value.link ?? value.href ?? value.id) : value)?.trim()
  const key = name
    .toLowerCase()
    .replace(/^twitter$/, 'x')
    .replace(/^e?-?mail$/, 'email')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  if (!written || /^your|^xxx/i.test(written)) return []
  if (/^(?:https?:\/\/|mailto:|tel:)/.test(written)) return [[key, written]]
  if (/^\/[^/]/.test(written)) return [[key, written]]
  if (/^[\w.+-]+@[\w.-]+\.\w+$/.test(written)) return [[key, `mailto:${written}`]]
  const host = hostsOfSocial[key]
  return host && /^[\w.@-]+$/.test(written) ? [[key, host + written.replace(/^@/, '')]] : []
}

/** The licence of Creative Commons that a text names. */
function licenceOf(written: string | undefined): string | undefined {
  const found = /\b(?:CC[\s-]*)?(BY(?:-(?:NC|SA|ND))*)\b/i.exec(written ?? '')?.[1]?.toUpperCase()
  if (found) return `CC ${found === 'BY-SA-NC' ? 'BY-NC-SA' : found} 4.0`
  return /\bCC0\b|publicdomain\/zero/i.test(written ?? '') ? 'CC0 1.0' : undefined
}
