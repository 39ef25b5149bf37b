import { zonedTime } from '../../kit/dates.ts'
import { sha1 } from '../../kit/hexo/digests.ts'
import { slugize } from '../../kit/hexo/slugize.ts'
import { tokenForm } from '../../kit/hexo/source.ts'
import type { Entry, HexoConfig } from '../../types.ts'
import { checkPath, placeOf } from '../addresses.ts'
import type { Context } from '../context.ts'
import { fitted, withoutExtension } from '../urls.ts'
import { levels, termAddress } from './facts.ts'

/**
 * The output path of a post or page by Hexo's rules: a page has the file's path with `.html`, a post what the config's
 * `permalink` makes of its slug, date, categories and other fields; a `permalink` in the front matter takes the place of both.
 */
export function hexoPath(entry: Entry, context: Context, hexo: HexoConfig): string {
  const { permalink, slug } = entry.frontMatter.hexo ?? {}
  const plain = slug === undefined ? withHtml(entry.id) : filledIn(entry, context, hexo)
  const written = permalink && (slug === undefined ? pageAddress(permalink) : permalink)
  const checked = written ? context.note(checkPath(written, placeOf(entry, 'permalink'))) : undefined
  const isFolder = slug !== undefined && hexo.postAssets
  return fileOf(checked ?? plain, isFolder)
}

/** Hexo drops `.html` with all that stands behind a `?`; hosts that show `a.html` for `/a` keep its address alive. */
function withHtml(path: string): string {
  return `${withoutExtension(path).replace(/\?.*$/s, '')}.html`
}

/** `foo/` → `foo/index.html`, `foo` → `foo.html`. */
function pageAddress(permalink: string): string {
  const path = permalink.replace(/\/$/, '/index')
  return /[^/]\.[^./]*$/.test(path) ? path : `${path}.html`
}

/** The file behind an address, as Hexo's router has it; with asset folders an address without `.html` is a folder. */
function fileOf(address: string, isFolder: boolean): string {
  const path = address.replace(/\\/g, '/').replace(/\?.*$/s, '').replace(/^\/+/, '')
  const whole = isFolder && !/(?:\/|\.html)$/.test(path) ? `${path}/` : path
  return fitted(whole === '' || whole.endsWith('/') ? `${whole}index.html` : whole)
}

function filledIn(entry: Entry, context: Context, hexo: HexoConfig): string {
  const { title = '', hexo: facts } = entry.frontMatter
  const { slug = '', clock = '', fields = {} } = facts ?? {}
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = clock.split(/[-T:]/)
  const seconds = () => String(Math.floor(Date.parse(zonedTime(clock || '1970-01-01', context.config.timeZone)) / 1000))
  const own: Readonly<Record<string, () => string>> = {
    title: () => slug,
    name: () => slug.replace(/^.*\//, ''),
    post_title: () => slugize(fields.title ?? title, 1),
    year: () => year,
    month: () => month,
    day: () => day,
    hour: () => hour,
    minute: () => minute,
    second: () => second,
    i_month: () => month.replace(/^0/, ''),
    i_day: () => day.replace(/^0/, ''),
    timestamp: seconds,
    hash: () => sha1(slug + seconds()).slice(0, 12),
    category: () => lastCategory(entry, context, hexo),
    abbrlink: () => context.hexo?.abbrlinks().get(entry.id) ?? fields.abbrlink ?? '',
    id: () => fields.id ?? sha1(entry.id).slice(0, 12),
    layout: () => fields.layout ?? 'post',
  }
  const address = hexo.permalink.replace(tokenForm, (_token, name: string) => {
    const value = Object.hasOwn(own, name) ? own[name]?.() : undefined
    const given = value ?? (Object.hasOwn(fields, name) ? fields[name] : hexo.permalinkDefaults[name])
    return given ?? 'undefined'
  })
  // A post without a date has no year: its address is what remains.
  return clock === '' ? address.replace(/\/{2,}/g, '/') : address
}

/** The category that the whole site made last, without the folder of all categories. */
function lastCategory({ frontMatter: { terms } }: Entry, { hexo: facts }: Context, hexo: HexoConfig): string {
  const { categories = [] } = terms
  const order = facts?.made.categories?.()
  const last = [...categories].sort((a, b) => (order?.get(a) ?? 0) - (order?.get(b) ?? 0)).at(-1)
  return last === undefined ? hexo.defaultCategory : termAddress(levels(last), hexo.categoryMap, hexo.filenameCase)
}
