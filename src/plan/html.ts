import type { IsoDate, Part, Place, ShortcodePart, UrlPart } from '../types.ts'
import { absolute, escapeHtml } from './base.ts'
import { imageAttributes, imageEdge, imageView, withoutZoom } from './imageView.ts'
import { withKept } from './kept.ts'
import type { Places } from './places.ts'
import type { FindRef } from './refs.ts'
import { type From, hrefOf, resolveLink, type Where } from './resolve.ts'
import { rawParts, shownArguments } from './unknownShortcode.ts'
import type { ShortcodeView, SiteView } from './views.ts'

/** The page that the text belongs to, as shortcodes see it. */
export interface Source extends From {
  readonly title: string
  readonly date?: IsoDate | undefined
  readonly params: Readonly<Record<string, unknown>>
}

/** The source of a post's or an `_index.md`'s text. */
export function sourceOf({ id, file = id, url, title, date, params }: Written): Source {
  return { file, url, title, date, params }
}

type Written = Pick<Source, 'url' | 'title' | 'date' | 'params'> & { readonly id: string; readonly file?: string }

/** Fills the holes of rendered Markdown. */
export type ToHtml = (
  parts: readonly Part[],
  source: Source,
  where: Where,
  /** The shortcode whose inner text this is. */
  parent?: Pick<ShortcodePart, 'name' | 'args'>,
) => string

/** Renders `shortcodes/NAME.njk`; `at` is the shortcode's place, its line counted from the first of the body. */
export type RenderShortcode = (name: string, view: ShortcodeView, at: Place) => string

export interface HtmlOptions {
  readonly places: Places
  readonly findRef: FindRef
  readonly site: () => SiteView
  readonly shortcode: RenderShortcode
  /** True where a template has this name; others are shown by `shortcodes/unknown.njk`. */
  readonly knows: (name: string) => boolean
  /** True where that template may put the inner text into a link. */
  readonly linksInner: (name: string) => boolean
}

export function createToHtml(options: HtmlOptions): ToHtml {
  const fill: ToHtml = (parts, source, where, parent) => {
    let html = ''
    const counts = new Map<string, number>()
    for (const part of parts) {
      if (typeof part === 'string') html += where === 'feed' ? forFeed(part, source, options) : part
      else if (part.type === 'url') html += attribute(part, source, where, options)
      else if (part.type === 'edge') html += imageEdge(part, source, where, options.places)
      else if (isRef(part.name)) html += reference(part, source, where, options)
      else {
        const index = counts.get(part.name) ?? 0
        counts.set(part.name, index + 1)
        html += shortcode(part, fill, source, where, parent ? { ...parent, index } : null, options)
      }
    }
    return html
  }
  return (parts, source, where, parent) => keptHtml(fill(parts, source, where, parent), source, where, options.places)
}

/** HTML with what was kept of other hosts in its place, see kept.ts. */
export function keptHtml(html: string, source: Source, where: Where, places: Places): string {
  const { homeOf, language } = places
  if (!homeOf) return html
  const attributeOf = (url: string, kind: UrlPart['kind']) =>
    attribute({ type: 'url', kind, url }, source, where, { places })
  return withKept(html, { homeOf, language, date: source.date, attributeOf })
}

/** The value of an attribute in double quotes; an image gets those that it lacks behind it. */
function attribute(part: UrlPart, source: Source, where: Where, { places }: Pick<HtmlOptions, 'places'>): string {
  if (part.kind === 'image') return imageAttributes(part, source, where, places)
  return escapeHtml(hrefOf(resolveLink(places, part.url, source), places, source, where))
}

const fragmentLink = /(<a(?: [^<>]*)? href=")(#[^"]*")/g

/** A feed reader shows the text at another address than the page's, and may know no MathML. */
function forFeed(html: string, { url }: Source, { places }: HtmlOptions): string {
  const linked = html.includes('href="#')
    ? html.replace(fragmentLink, `$1${escapeHtml(absolute(places.base, url))}$2`)
    : html
  return linked.includes('<math') ? formulasOnce(linked) : linked
}

const mathml =
  /<math([^>]*)><semantics>(.*?)<annotation encoding="application\/x-tex">([^<]*)<\/annotation><\/semantics>/gs

/** Each formula as MathML alone, with its TeX as the text that stands for it. */
function formulasOnce(html: string): string {
  let once = html
  for (let start = once.indexOf(drawn); start >= 0; start = once.indexOf(drawn, start)) {
    once = once.slice(0, start) + once.slice(endOfSpan(once, start))
  }
  return once.replace(mathml, '<math$1 alttext="$3">$2')
}

/** KaTeX's own drawing, beside the MathML. */
const drawn = '<span class="katex-html"'

function endOfSpan(html: string, start: number): number {
  const tags = /<(\/?)span\b/g
  tags.lastIndex = start
  let open = 0
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    open += tag[1] ? -1 : 1
    if (open === 0) return tags.lastIndex + 1
  }
  return html.length
}

/** `ref` gives the whole address and `relref` one on the site, as in Hugo. A miss is told by checkLinks. */
function reference(
  { name, args }: ShortcodePart,
  source: Source,
  where: Where,
  { places, findRef }: HtmlOptions,
): string {
  const ref = findRef(refPath(args), source)
  const url =
    ref.kind === 'found' ? escapeHtml(hrefOf(ref.target, places, source, name === 'ref' ? 'feed' : where)) : '#'
  if (name !== 'post_link') return url
  const text = escapeHtml(args['1'] ?? (ref.kind === 'found' ? ref.title : refPath(args)))
  return ref.kind === 'found' ? `<a href="${url}">${text}</a>` : text
}

/** True for the shortcodes that are the address of a page, and Hexo's `post_link`, which is a whole link. */
export function isRef(name: string): boolean {
  return name === 'ref' || name === 'relref' || name === 'post_link' || name === 'post_path' || name === wikiLink
}

/** The name of `[[页]]` among a text's parts; one that leads nowhere is a warning, for in notes that is common. */
export const wikiLink = '[[]]'

export function refPath(args: ShortcodePart['args']): string {
  return args[0] ?? args.path ?? ''
}

function shortcode(
  part: ShortcodePart,
  toHtml: ToHtml,
  source: Source,
  where: Where,
  parent: ShortcodeView['parent'],
  options: HtmlOptions,
): string {
  const { name, args, inner, position, ordinal } = part
  const { places, knows, site } = options
  const { title, url, params } = source
  const isKnown = knows(name)
  const innerHtml = inner
    ? toHtml(isKnown ? inner.html : (rawParts(part) ?? inner.html), source, where, { name, args })
    : null
  const view: ShortcodeView = {
    name,
    args,
    inner: inner?.text ?? null,
    innerHtml: innerHtml && options.linksInner(name) ? withoutZoom(innerHtml) : innerHtml,
    position,
    ordinal,
    parent,
    shown: shownArguments(args),
    site: site(),
    post: { title, url: hrefOf({ kind: 'site', url, internal: true, fragment: '' }, places, source, where), params },
    resolve: (path) => imageView(resolveLink(places, path, source), source, where, places),
  }
  const at = { file: source.file, line: part.line, column: part.column }
  const html = options.shortcode(isKnown ? name : 'unknown', view, at)
  return position === 'url' ? html.trim().replaceAll('"', '&quot;') : html
}
