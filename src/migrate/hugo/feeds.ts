import type { UserConfig } from '../../config.ts'
import { compact, get, isTable, number, strings, type Table, text } from '../table.ts'

type FeedFormat = 'rss' | 'atom' | 'json'

/** Media types of Hugo's output formats, as their beginnings. */
const mediaTypes: Readonly<Record<FeedFormat, RegExp>> = {
  rss: /^application\/rss\b/i,
  atom: /^application\/atom\b/i,
  json: /^application\/feed\+json/i,
}

/** The names that config.ts gives feeds by default. */
const defaults: Readonly<Record<FeedFormat, string>> = { rss: 'index.xml', atom: 'atom.xml', json: 'feed.json' }

/**
 * Hugo's feeds. A format that every kind of page has gives them all its name: its own `rss`, or one that `outputs` lists for
 * sections or terms; one that the home page alone has names the home page's feed alone.
 */
export function feedsOf(site: Table): UserConfig['feeds'] {
  if (strings(get(site, 'disableKinds')).some((kind) => /^rss$/i.test(kind))) return { formats: [] }
  const formats = feedFormats(site)
  const isOurs = (format: FeedFormat, file: string) => defaults[format] === file
  const names = Object.fromEntries(
    formats.flatMap(({ format, file, isOfAll }) => (isOfAll && !isOurs(format, file) ? [[format, file]] : [])),
  )
  const homeNames = Object.fromEntries(
    formats.flatMap(({ format, file, isOfAll }) =>
      isOfAll || (names[format] ?? defaults[format]) === file ? [] : [[format, file]],
    ),
  )
  const limit = number(get(site, 'services.rss.limit') ?? get(site, 'rssLimit'))
  const taken = new Set([names.rss, homeNames.rss])
  return compact({
    // Hugo has no Atom feed that would want the name.
    formats: taken.has('atom.xml') ? (['rss', 'json'] as const) : undefined,
    names: compact(names),
    homeNames: compact(homeNames),
    limit: limit && limit > 0 ? limit : undefined,
  }) as UserConfig['feeds']
}

/** Names of the output formats that are no feed of ours. */
export function foreignFormats(site: Table): readonly string[] {
  const feeds = new Set(feedFormats(site).map(({ name }) => name))
  const formats = get(site, 'outputFormats')
  return Object.keys(isTable(formats) ? formats : {}).filter((name) => !feeds.has(name) && !/^_merge$/.test(name))
}

function feedFormats(site: Table) {
  const formats = get(site, 'outputFormats')
  const lists = (kinds: readonly string[]) =>
    kinds.flatMap((kind) => strings(get(site, `outputs.${kind}`)).map((name) => name.toLowerCase()))
  const [ofHome, ofLists] = [lists(['home']), lists(['section', 'taxonomy', 'term'])]
  return Object.entries(isTable(formats) ? formats : {}).flatMap(([name, table]) => {
    const key = name.toLowerCase()
    const format = formatOf(key, text(get(table, 'mediaType')) ?? '')
    const base = text(get(table, 'baseName')) ?? (key === 'rss' ? 'index' : undefined)
    const isUsed = key === 'rss' || ofHome.includes(key) || ofLists.includes(key)
    if (!format || !base || !isUsed) return []
    const file = `${base}.${format === 'json' ? 'json' : 'xml'}`
    return [{ name, format, file, isOfAll: key === 'rss' || ofLists.includes(key) }]
  })
}

function formatOf(name: string, mediaType: string): FeedFormat | undefined {
  if (name === 'rss') return 'rss'
  const own = (Object.keys(mediaTypes) as FeedFormat[]).find((format) => mediaTypes[format].test(mediaType))
  return own ?? (name === 'atom' && mediaType === '' ? 'atom' : undefined)
}
