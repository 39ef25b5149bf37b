import { isTable, type Table } from '../table.ts'

/** A service of others in the old theme's settings. */
export interface Service {
  readonly kind: 'comments' | 'analytics' | 'social'
  readonly name: string
  /** Path of its key: `params.comments.giscus`. */
  readonly place: string
  readonly item: unknown
  /** The setting, as JSON or plain text. */
  readonly value: string
}

const comments =
  /^(?:giscus|utterances?|waline|valine|twikoo|beaudar|artalk|gitalk|gitment|livere|isso|remark42|commento|cusdis|disqus(?:js)?|disqus_?shortname|hyvor|cactus(?:chat)?|changyan|vssue|intensedebate|telegramcomments?)$/i
const analytics =
  /^(?:google_?analytics(?:_?id)?|gtag|baidu(?:_?(?:analytics|tongji|statistics|id))?|umami|plausible|goat_?counter|fathom|matomo|piwik|clarity|cnzz|(?:la)?51la|cloudflare(?:_?analytics)?|busuanzi|vercount|simple_?analytics|yandex(?:_?metri[ck]a)?|statcounter|clicky|tongji)$/i
const social = /^(?:socials?|social_?(?:icons?|links?|media|networks?))$/i

const account =
  /^(?:github|gitee|twitter|mastodon|weibo|zhihu|douban|bilibili|telegram|linkedin|facebook|instagram|juejin)_?(?:user(?:name)?|id|url|link)?$/i

/** Names that a theme's sample config has where a blogger's own should stand. */
const sample = /^(?:hugo-theme-.*|your.*|my-?disqus.*|.*short-?name|x{3,}|(?:UA|G)-x+.*|.*MEASUREMENT.?ID.*|)$/i
/** Tables where a name is that of a search engine to prove a site to, or of a network to share with. */
const proofs = /verif|webmaster|seo$|share/i

/** Every service in use, at its place, wherever the theme wants it told. */
export function servicesIn(config: Table): readonly Service[] {
  const chosen = chosenComments(config)
  const services: Service[] = []
  const isChosen = (kind: Service['kind'], key: string) =>
    kind !== 'comments' || chosen.size === 0 || chosen.has(nameOf(key))
  const visit = (value: unknown, path: readonly string[]): void => {
    if (!isTable(value) && !Array.isArray(value)) return
    if (isTable(value) && isOff(value)) return
    for (const [key, item] of Object.entries(value)) {
      const kind = kindOf(key, path)
      const place = [...path, key]
      if (!kind) visit(item, place)
      else if (isInUse(item) && isChosen(kind, key) && !(kind === 'social' && item === true))
        services.push({ kind, name: key, place: place.join('.'), item, value: shown(item) })
    }
  }
  visit(config, [])
  return services
}

function kindOf(key: string, path: readonly string[]): Service['kind'] | undefined {
  if (comments.test(key)) return 'comments'
  const isCounter = analytics.test(key) || (/^google$/i.test(key) && /^analytics$/i.test(path.at(-1) ?? ''))
  if (isCounter && !path.some((part) => proofs.test(part))) return 'analytics'
  return social.test(key) || (path.length === 1 && path[0] === 'params' && account.test(key)) ? 'social' : undefined
}

/** One name for `disqus` and `disqusShortname`, `utterance` and `utterances`. */
function nameOf(key: string): string {
  return key
    .toLowerCase()
    .replace(/_?shortname$/, '')
    .replace(/^utterance$/, 'utterances')
}

/** The systems that a theme is told to use, as Stack's `comments.provider`; none where it is told of none. */
function chosenComments(config: Table): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (value: unknown, isComments: boolean): void => {
    if (!isTable(value)) return
    for (const [key, item] of Object.entries(value)) {
      const isChoice = isComments && /^(?:provider|use|system|type|engine|service)s?$/i.test(key)
      const chosen = isChoice ? [item].flat().filter((name) => typeof name === 'string' && comments.test(name)) : []
      for (const name of chosen) names.add(nameOf(String(name)))
      visit(item, /comment/i.test(key))
    }
  }
  visit(config, false)
  return names
}

function isOff(table: Table): boolean {
  return Object.entries(table).some(([key, value]) => /^enabled?$/i.test(key) && value === false)
}

function isInUse(value: unknown): boolean {
  if (typeof value === 'string') return !sample.test(value.trim())
  if (Array.isArray(value)) return value.some(isInUse)
  if (!isTable(value)) return typeof value === 'number' || value === true
  return (
    (!isOff(value) && Object.entries(value).some(([key, item]) => !/^enabled?$/i.test(key) && isInUse(item))) ||
    value.enable === true
  )
}

/** A setting in one line, empty parts left out. */
function shown(value: unknown): string {
  const whole =
    typeof value === 'object'
      ? JSON.stringify(value, (_, item) => (item === '' || item === null ? undefined : item))
      : String(value)
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole
}
