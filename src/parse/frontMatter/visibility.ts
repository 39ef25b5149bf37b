import type { FrontMatter, HidingPlace } from '../../types.ts'
import type { Field } from './cascade.ts'
import { type Node, type Pair, textOf } from './node.ts'

/** Keys with which themes and plugins ask for a password, or keep a page to its author; in lower case. */
const protecting: ReadonlySet<string> = new Set([
  ...['password', 'passwd', 'passwords', 'encrypt', 'encrypted', 'private', 'protected'],
])

/** Themes' keys that hide a page, with the places they hide it from; `lists` are all of them. */
const hiding: Readonly<Record<string, readonly (HidingPlace | 'lists')[]>> = {
  hidden: ['lists', 'robots'],
  unlisted: ['lists', 'robots'],
  hide: ['lists', 'robots'],
  hiddenfromsearch: ['search'],
  searchhidden: ['search'],
  excludefromsearch: ['search'],
  excludesearch: ['search'],
  exclude_search: ['search'],
  booksearchexclude: ['search'],
  hiddenfromhomepage: ['home'],
  hiddeninhomelist: ['home'],
  hiddenfromfeed: ['feeds'],
  hiddenfromrss: ['feeds'],
  noindex: ['robots'],
  robotsnoindex: ['robots'],
  sitemapexclude: ['sitemap'],
  sitemap_exclude: ['sitemap'],
  disablesitemap: ['sitemap'],
}

/** All keys that decide who sees a page, in lower case. */
export const visibilityKeys: readonly string[] = [...protecting, ...Object.keys(hiding)]

/** The limits that fields set on who sees the page; fields below `params` count as if they stood beside it. */
export interface Visibility {
  /** The field that protects it. */
  readonly by: Field | undefined
  readonly listed: boolean
  readonly hiddenFrom: FrontMatter['hiddenFrom']
}

/** `hidden` is one more key that hides a page from all lists. */
export function visibilityOf(fields: readonly Field[], hidden = ''): Visibility {
  const places = new Set<HidingPlace | 'lists'>()
  let by: Field | undefined
  const note = (field: Field) => {
    const { key, value } = field
    if (key === 'params' && value.type === 'map')
      for (const pair of value.pairs) note({ ...field, ...pair, key: pair.key.toLowerCase(), written: pair.key })
    else if (protecting.has(key) && isOn(value)) by ??= field
    else if (key === 'sitemap' && isOutOfSitemap(value)) places.add('sitemap')
    else if (key === 'search' && isNo(value)) places.add('search')
    else if (key === 'robots' && /noindex|none/i.test(textOf(value) ?? '')) places.add('robots')
    else if (key === hidden && isOn(value)) places.add('lists').add('robots')
    else if (Object.hasOwn(hiding, key) && isOn(value)) for (const place of hiding[key] ?? []) places.add(place)
  }
  for (const field of fields) note(field)
  const listed = !places.delete('lists')
  return { by, listed, hiddenFrom: places.size === 0 ? undefined : ([...places] as HidingPlace[]) }
}

/** True for anything but an empty value and no: `0` may be a password, and an unreadable value must not show a page. */
function isOn(value: Node): boolean {
  if (value.type === 'list') return value.items.some(isOn)
  if (value.type === 'map') return value.pairs.length > 0
  return textOf(value) !== undefined && !isNo(value)
}

function isNo(value: Node): boolean {
  return /^(?:false|no|off)$/i.test(textOf(value) ?? '')
}

/** Hugo's `sitemap: {disable: true}`, and `sitemap: false` of other tools. */
function isOutOfSitemap(value: Node): boolean {
  const isOut = ({ key, value }: Pair) => /^(?:disabled?|excluded?)$/i.test(key) && isOn(value)
  return value.type === 'map' ? value.pairs.some(isOut) : isNo(value)
}
