import type { Part, ShortcodePart, UrlPart } from '../../types.ts'
import { isLocal } from '../remark/urls.ts'
import { attributeOf, decodeHtml, type Tag } from './tokens.ts'

export interface AttributeContext {
  /** Hosts whose images get the referrer: the site's own and those that the config names. */
  readonly referrerHosts: readonly string[]
  /** True in a list of posts: no ids, for they would clash, and links to fragments are left to the site to resolve. */
  readonly list: boolean
  /** True where the next image is loaded lazily: a page's first one is not, for readers may see it first. */
  lazy: boolean
}

type Shortcodes = (index: number) => readonly ShortcodePart[]

/** The tag with holes for local URLs and shortcodes; nothing where there are none and nothing is to be added. */
export function rewriteTag(tag: Tag, shortcodes: Shortcodes, context: AttributeContext): readonly Part[] | undefined {
  if (!context.list && tag.name !== 'img' && !interesting.test(tag.attributes)) return undefined
  const kept = context.list ? tag.attributes.replace(/ id="[^"]*"/, '') : tag.attributes
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
  return [...parts, `${attributes.slice(from)}>`]
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
  const sized = attributeOf(tag, 'width') !== undefined || attributeOf(tag, 'height') !== undefined
  return tag.name === 'img' && !sized ? 'image' : 'media'
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
