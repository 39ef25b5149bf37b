import type { Part, ShortcodePart, UrlPart } from '../../types.ts'
import { isLocal } from '../remark/urls.ts'
import { attributesOf, decodeHtml, type Tag } from './tokens.ts'

export interface AttributeContext {
  /** Hosts whose images get the referrer: the site's own and those that the config names. */
  readonly referrerHosts: readonly string[]
  /** In a list of posts: no ids, for they would clash, and links to fragments are left to the site to resolve. */
  readonly list: boolean
  /** Whether the next image is loaded lazily: the first of a page is not, for it may be what the reader sees first. */
  lazy: boolean
}

type Shortcodes = (index: number) => readonly ShortcodePart[]

/** The tag with holes for local URLs and shortcodes; nothing where there are none and nothing is to be added. */
export function rewriteTag(tag: Tag, shortcodes: Shortcodes, context: AttributeContext): readonly Part[] | undefined {
  if (!tag.attributes || !(tag.name === 'img' || interesting.test(tag.attributes))) return undefined
  const attributes = attributesOf(tag)
  if (context.list) attributes.delete('id')
  if (tag.name === 'img') tuneImage(attributes, context)
  const parts: Part[] = [`<${tag.name}`]
  for (const [name, value] of attributes) {
    if (value === '') parts.push(` ${name}${mayBeEmpty.has(name) ? '=""' : ''}`)
    else parts.push(` ${name}="`, ...writeValue(tag.name, name, value, attributes, shortcodes, context), '"')
  }
  return [...parts, '>']
}

const interesting = /(?:^| )(?:href|src|srcset|poster|data|id)=|[\uFDD0\uFDD5]|%EF%B7%90/

/** Of these the empty value is one; the others are written bare, as hast-util-to-html does. */
const mayBeEmpty = new Set(['href', 'src', 'alt', 'id', 'title', 'value'])

const token = /(?:[\uFDD0\uFDD5]|%EF%B7%90)(\d+)(?:\uFDD1|%EF%B7%91)/g

function writeValue(
  tag: string,
  name: string,
  value: string,
  attributes: ReadonlyMap<string, string>,
  shortcodes: Shortcodes,
  context: AttributeContext,
): readonly Part[] {
  const pieces = value.split(token)
  if (pieces.length > 1)
    return pieces.flatMap((piece, at): readonly Part[] => (at % 2 ? shortcodes(Number(piece)) : [piece]))
  if (name === 'srcset') return candidates(value)
  if (!urlAttributes.has(name) || (name === 'data' && tag !== 'object')) return [value]
  const url = decodeHtml(value)
  return isLocal(url) || (context.list && url.startsWith('#'))
    ? [{ type: 'url', kind: kindOf(tag, attributes), url }]
    : [value]
}

const urlAttributes = new Set(['href', 'src', 'poster', 'data'])

function kindOf(tag: string, attributes: ReadonlyMap<string, string>): UrlPart['kind'] {
  if (tag === 'a' || tag === 'area') return 'link'
  return tag === 'img' && !attributes.has('width') && !attributes.has('height') ? 'image' : 'media'
}

/** `a.png 1x, b.png 2x`: each URL for itself. */
function candidates(srcset: string): readonly Part[] {
  return srcset.split(/(,?\s*)(\S+)((?:\s+[\d.]+[wxh])?)/).map((piece, at): Part => {
    const url = decodeHtml(piece)
    return at % 4 === 2 && isLocal(url) ? { type: 'url', kind: 'media', url } : piece
  })
}

function tuneImage(attributes: Map<string, string>, context: AttributeContext): void {
  const add = (name: string, value: string) => attributes.has(name) || attributes.set(name, value)
  if (context.lazy) {
    add('loading', 'lazy')
    add('decoding', 'async')
  }
  context.lazy = true
  const host = hostOf(attributes.get('src') ?? '')
  if (host && !context.referrerHosts.includes(host)) add('referrerpolicy', 'no-referrer')
}

/** Of an absolute URL, without the port. */
function hostOf(url: string): string | undefined {
  return /^(?:https?:)?\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase()
}
