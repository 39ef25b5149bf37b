import type { EdgePart, Part, ShortcodePart, UrlPart } from '../../types.ts'
import { isLocal } from '../remark/urls.ts'
import { attributeOf, decodeHtml, type Tag } from './tokens.ts'

export interface AttributeContext {
  /** Hosts whose images get the referrer: the site's own and those that the config names. */
  readonly referrerHosts: readonly string[]
  /** True in a list of posts: no ids, for they would clash, and links to fragments are left to the site to resolve. */
  readonly list: boolean
  /** True where the next image is loaded lazily: a page's first one is not, for readers may see it first. */
  lazy: boolean
  /** How many elements are open in which a link would be one too many, and in which an image is chosen among others. */
  links: number
  pictures: number
}

type Shortcodes = (index: number) => readonly ShortcodePart[]

/** The tag with holes for local URLs and shortcodes; nothing where there are none and nothing is to be added. */
export function rewriteTag(tag: Tag, shortcodes: Shortcodes, context: AttributeContext): readonly Part[] | undefined {
  if (!context.list && tag.name !== 'img' && !interesting.test(tag.attributes)) return undefined
  const kept = context.list ? tag.attributes.replace(/ id="[^"]*"/, '') : tag.attributes
  const isFirst = tag.name === 'img' && !context.list && !context.lazy
  const attributes = kept + (tag.name === 'img' ? loading(tag, context) : '')
  const opening = `<${tag.closing ? '/' : ''}${tag.name}`
  if (!context.list && !interesting.test(attributes)) return [`${opening}${attributes}>`]
  const parts: Part[] = [opening]
  let from = 0
  for (const { 0: whole, 1: name = '', 2: value = '', index } of attributes.matchAll(/([^\s"=/]+)="([^"]*)"/g)) {
    const holes = holesOf(tag, name, value, shortcodes, context)
    if (!holes) continue
    parts.push(attributes.slice(from, index + name.length + 2), ...holes)
    from = index + whole.length - 1
  }
  return withEdges([...parts, `${attributes.slice(from)}>`], tag, isFirst, context)
}

/** An image of the site says what its tag has, and where it may become more than a tag. */
function withEdges(
  parts: readonly Part[],
  tag: Tag,
  isFirst: boolean,
  { links, pictures }: AttributeContext,
): readonly Part[] {
  const isHole = (part: Part): part is UrlPart =>
    typeof part !== 'string' && part.type === 'url' && part.kind === 'image'
  const image = tag.name === 'img' ? parts.find(isHole) : undefined
  if (!image) return parts
  const has = (name: string) => attributeOf(tag, name) !== undefined
  const [width, height] = [pixelsOf(tag, 'width'), pixelsOf(tag, 'height')]
  const isFixed = pictures > 0 || has('srcset') || has('usemap')
  const own: UrlPart['tag'] = {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(has('style') && { isStyled: true }),
    ...(isFixed && { isFixed: true }),
    ...(isFirst && !has('fetchpriority') && { isFirst: true }),
  }
  const hole = Object.keys(own).length > 0 ? { ...image, tag: own } : image
  const inside = parts.map((part) => (part === image ? hole : part))
  if (isFixed) return inside
  const edge: Omit<EdgePart, 'side'> = {
    ...{ type: 'edge', url: image.url },
    ...(width && { width }),
    ...(links > 0 && { isLinked: true }),
    ...(!attributeOf(tag, 'alt') && { isNameless: true }),
  }
  return [{ ...edge, side: 'start' }, ...inside, { ...edge, side: 'end' }]
}

/** An attribute's value in pixels, 0 for another measure. */
function pixelsOf(tag: Tag, name: 'width' | 'height'): number | undefined {
  const written = attributeOf(tag, name)
  return written === undefined ? undefined : Number(/^\s*(\d{1,5})(?:px)?\s*$/.exec(written)?.[1] ?? 0)
}

/** A URL that may be local, or a shortcode. */
const interesting = / (?:href|src|poster|data)="(?![a-z]+:|#)| srcset=|[\uFDD0\uFDD5]|%EF%B7%90/

const token = /(?:[\uFDD0\uFDD5]|%EF%B7%90)(\d+)(?:\uFDD1|%EF%B7%91)/

/** An attribute's value in parts, where it is not one string. */
function holesOf(
  tag: Tag,
  name: string,
  value: string,
  shortcodes: Shortcodes,
  { list }: AttributeContext,
): readonly Part[] | undefined {
  if (token.test(value)) {
    return value.split(token).flatMap((piece, at): readonly Part[] => (at % 2 ? shortcodes(Number(piece)) : [piece]))
  }
  if (name === 'srcset') return candidates(value)
  if (!urlAttributes.has(name) || (name === 'data' && tag.name !== 'object')) return undefined
  const url = decodeHtml(value)
  return isLocal(url) || (list && url.startsWith('#')) ? [{ type: 'url', kind: kindOf(tag), url }] : undefined
}

const urlAttributes = new Set(['href', 'src', 'poster', 'data'])

function kindOf(tag: Tag): UrlPart['kind'] {
  if (tag.name === 'a' || tag.name === 'area') return 'link'
  return tag.name === 'img' ? 'image' : 'media'
}

/** `a.png 1x, b.png 2x`: each URL for itself. */
function candidates(srcset: string): readonly Part[] {
  return srcset.split(/(,?\s*)(\S+)((?:\s+[\d.]+[wxh])?)/).map((piece, at): Part => {
    const url = decodeHtml(piece)
    return at % 4 === 2 && isLocal(url) ? { type: 'url', kind: 'media', url } : piece
  })
}

/** Attributes that an image lacks: to load when it comes into view, and not to tell other sites who reads what. */
function loading(tag: Tag, context: AttributeContext): string {
  const host = hostOf(attributeOf(tag, 'src') ?? '')
  const lazily = context.lazy ? missing(tag, 'loading', 'lazy') + missing(tag, 'decoding', 'async') : ''
  context.lazy = true
  const isForeign = host && !context.referrerHosts.includes(host)
  return isForeign ? lazily + missing(tag, 'referrerpolicy', 'no-referrer') : lazily
}

function missing(tag: Tag, name: string, value: string): string {
  return attributeOf(tag, name) === undefined ? ` ${name}="${value}"` : ''
}

/** An absolute URL's host, without the port. */
function hostOf(url: string): string | undefined {
  return /^(?:https?:)?\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase()
}
