import type { ShortcodeCall } from '../extension.ts'
import { legible } from '../kit/color.ts'
import { count, truncate } from '../kit/text.ts'
import type { Asset } from '../types.ts'
import { type Filter, runtime } from './compiler/nunjucks.ts'
import { formatDate } from './date.ts'

export interface FilterOptions {
  readonly language: string
  /** The address of the site, base path included, with a slash at the end. */
  readonly url: string
  readonly assets: readonly Asset[]
  /** Inline Markdown as HTML. */
  readonly markdown: (text: string) => string
}

/** Our filters, in one list. They replace nunjucks' own of the same name, which get Chinese wrong. */
export function createFilters({ language, url, assets, markdown }: FilterOptions): Readonly<Record<string, Filter>> {
  const site = new URL(url)
  const assetPaths = new Map(assets.map(({ name, path }) => [name, site.pathname + path]))
  const dates = createDates(language)
  const withBase = (path: string) => (/^\/(?!\/)/.test(path) ? site.pathname + path.slice(1) : path)
  return {
    /** `2024年4月3日`, or by a pattern: `{{ post.date | date('YYYY-MM-DD') }}`. The date's own offset holds. */
    date: whenPresent((value, pattern?: string) => dates(value, pattern)),
    /** nunjucks' arguments hold; the second may also be the end. A whole word stays or goes, unless `killWords`. */
    truncate(value: unknown, length = 255, killWords: unknown = false, end?: string) {
      const text = String(value ?? '')
      const kept = truncate(text, length, '')
      const cut = killWords === true ? kept : withoutHalfWord(kept, text)
      const shown = kept === text ? text : cut + (end ?? (typeof killWords === 'string' ? killWords : '…'))
      return value instanceof runtime.SafeString ? new runtime.SafeString(shown) : shown
    },
    /** Han and kana characters and words of other scripts. */
    count: countAll,
    wordcount: countAll,
    /** A path of the site with its base path; inside a shortcode, a link as the post would write it. */
    url(path: unknown) {
      const { resolve } = this.ctx as ShortcodeContext
      if (path === null || path === undefined) return path
      return resolve ? resolve(String(path)).url : withBase(String(path))
    },
    /** Emphasis, code, links and images within a line, for a caption or a note; a link leads where `url` says. */
    markdown(text: unknown) {
      const { resolve } = this.ctx as ShortcodeContext
      if (text === null || text === undefined) return text
      const html = markdown(String(text)).replace(/( (?:href|src)=")([^"]+)/g, (_, start: string, path: string) => {
        const url = path.replaceAll('&amp;', '&')
        return start + escapeHtml(resolve ? resolve(url).url : withBase(url))
      })
      return new runtime.SafeString(html)
    },
    /**
     * An image: `url` (and `src`), `width`, `height`, `external`; where smaller ones were made of it, `srcset`, `sizes`,
     * `colour`, `original` and `sources` too. Each may be null; outside a shortcode all but `url` of other images are.
     */
    image(path: unknown) {
      const { resolve, pictureOf } = this.ctx as ShortcodeContext
      const written = String(path)
      const external = /^(https?:)?\/\//.test(written)
      const picture = resolve?.(written) ?? pictureOf?.(written)
      const image = resolve || picture?.srcset ? picture : undefined
      const { url = withBase(written), ...fields } = image ?? noImage
      return { ...fields, url, src: url, external }
    },
    /** A path with scheme and host. Paths of views have the base path already; your own go through `url` first. */
    absoluteUrl: whenPresent((path) => new URL(path, site).href),
    /** A `#` colour, moved as far towards black or white as text in it needs on a ground of the other colour. */
    legible: whenPresent((color, ground: string, ratio?: number) => legible(color, ground, ratio)),
    /** JSON that is safe inside a script element and inside an attribute. */
    json: (value: unknown) => new runtime.SafeString(toJson(value)),
    /** The fingerprinted URL of a stylesheet or script of `templates/assets`. */
    asset(name: unknown) {
      const path = assetPaths.get(String(name))
      if (path === undefined) throw new Error(`there is no asset “${name}”`)
      return path
    },
  } as Readonly<Record<string, Filter>>
}

/** A sign of a word: not blank, and not Chinese or Japanese, whose signs stand by themselves. */
const wordSign = '[^\\s\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uff65“”‘’…—]'
const lastWord = new RegExp(`${wordSign}+$`, 'u')
const startsWithWord = new RegExp(`^${wordSign}`, 'u')

function withoutHalfWord(kept: string, text: string): string {
  const isHalf = startsWithWord.test(text.slice(kept.length))
  return (isHalf && kept.replace(lastWord, '').trimEnd()) || kept
}

/** Writes each date once: a post's stands in many lists. */
function createDates(language: string): (value: string, pattern?: string) => string {
  const byPattern = new Map<string | undefined, Map<string, string>>()
  return (value, pattern) => {
    const known = byPattern.get(pattern) ?? new Map<string, string>()
    if (known.size === 0) byPattern.set(pattern, known)
    const before = known.get(value)
    if (before !== undefined) return before
    const written = formatDate(value, language, pattern)
    known.set(value, written)
    return written
  }
}

function escapeHtml(text: string): string {
  return String(runtime.suppressValue(text, true))
}

function countAll(value: unknown): number {
  const { characters, words } = count(String(value ?? ''))
  return characters + words
}

/** An image as views give it. */
type Image = ReturnType<ShortcodeCall['resolve']>

const noImage: Omit<Image, 'url'> & { readonly url?: undefined } = {
  width: null,
  height: null,
  srcset: null,
  sizes: null,
  colour: null,
  original: null,
  label: null,
  sources: null,
}

/** A shortcode's view, in which `resolve` gives a URL as a link in the post would have it; or a page's. */
interface ShortcodeContext {
  readonly resolve?: (url: string) => Image
  readonly pictureOf?: (path: string) => Image
}

/** An absent value goes on as it is, so that printing it is an error at its place. */
function whenPresent<A extends unknown[]>(filter: (value: string, ...args: A) => unknown) {
  return (value: unknown, ...args: A) =>
    value === null || value === undefined ? value : filter(String(value), ...args)
}

const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', "'": '\\u0027' }

function toJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null'
  return /[<>&']/.test(json) ? json.replace(/[<>&']/g, (sign) => escapes[sign] ?? sign) : json
}

/** The limit of a width, a count or a step given to one of nunjucks' own filters or to `range`. */
const most = 100_000

/** nunjucks' own filters: without `random`, for the same input gives the same bytes, and without endless padding. */
export function boundFilters(filters: Readonly<Record<string, Filter>>): Readonly<Record<string, Filter>> {
  const { random: _, ...kept } = filters
  return Object.fromEntries(
    Object.entries(kept).map(([name, filter]): [string, Filter] => [
      name,
      function (...args) {
        for (let at = 1; at < args.length; at++) {
          const wild: unknown = args[at]
          if (typeof wild === 'number' && !(Math.abs(wild) <= most)) throw new RangeError(`${name}(${wild})`)
        }
        return filter.apply(this, args)
      },
    ]),
  )
}

/** nunjucks' `range`, with an end. */
export function boundedRange(start: number, stop?: number, step = 1): readonly number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop]
  const length = Math.ceil((to - from) / (step || 1))
  if (!(length <= most)) throw new RangeError(`range of ${length} items`)
  return Array.from({ length: Math.max(0, length) }, (_, index) => from + index * (step || 1))
}
