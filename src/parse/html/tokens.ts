/** A tag, or a token that stands for what comes later. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly type: 'tag'; readonly name: string; readonly closing: boolean; readonly attributes: string }
  /** A shortcode, by its index in the fragment; `block` when it stands alone in its paragraph. */
  | { readonly type: 'shortcode'; readonly index: number; readonly block: boolean }
  /** Finished HTML, by its index in the page. */
  | { readonly type: 'island'; readonly index: number }
  | { readonly type: 'more' | 'comment' }
)

export type Tag = Extract<Token, { type: 'tag' }>

const held = '([\\uFDD0\\uFDD5])(\\d+)\\uFDD1|\\uFDD3(\\d+)\\uFDD4|\\uFDD2'
const inMarkup = new RegExp(`<(/?)([a-zA-Z][^\\s/>]*)([^">]*(?:"[^"]*"[^">]*)*)>|<!--[^]*?-->|${held}`, 'g')
const inScript = new RegExp(`<(/)(script|style)()>|${held}`, 'g')

/**
 * Reads HTML as hast-util-to-html writes it: attribute values in double quotes, `<` and `&` escaped in text,
 * scripts and styles as they are.
 */
export function tokensOf(html: string): readonly Token[] {
  const tokens: Token[] = []
  const isPlain = !/[\uFDD0-\uFDDF]/.test(html)
  let pattern = inMarkup
  let end = 0
  for (;;) {
    const token =
      (isPlain && pattern === inMarkup && plainTag(html, html.indexOf('<', end))) || next(html, end, pattern)
    if (!token) return tokens
    end = token.end
    tokens.push(token)
    if (token.type === 'tag') pattern = !token.closing && /^(?:script|style)$/.test(token.name) ? inScript : inMarkup
  }
}

function next(html: string, from: number, pattern: RegExp): Token | undefined {
  pattern.lastIndex = from
  const match = pattern.exec(html)
  return match ? tokenOf(match, pattern.lastIndex) : undefined
}

/** Most tags are a name between brackets, which takes no expression to see. */
function plainTag(html: string, start: number): Token | undefined {
  if (start < 0) return undefined
  const closing = html.charCodeAt(start + 1) === 0x2f
  const from = closing ? start + 2 : start + 1
  let at = from
  for (let code = html.charCodeAt(at); isLowerCase(code) || (at > from && isDigit(code)); code = html.charCodeAt(at))
    at++
  if (at === from || html.charCodeAt(at) !== 0x3e) return undefined
  return { type: 'tag', name: html.slice(from, at), closing, attributes: '', start, end: at + 1 }
}

function isLowerCase(code: number): boolean {
  return code >= 0x61 && code <= 0x7a
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function tokenOf(match: RegExpExecArray, end: number): Token {
  const [whole, slash, name, attributes = '', mark, shortcode, island] = match
  const start = match.index
  if (name) return { type: 'tag', name, closing: slash === '/', attributes, start, end }
  if (shortcode) return { type: 'shortcode', index: Number(shortcode), block: mark === '\uFDD5', start, end }
  if (island) return { type: 'island', index: Number(island), start, end }
  return { type: whole === '\uFDD2' ? 'more' : 'comment', start, end }
}

/** Shortcodes alone in their paragraph lose it, and their tokens say so: U+FDD5 in place of U+FDD0. */
export function freeBlocks(html: string): string {
  if (!html.includes('\uFDD0')) return html
  const alone = /<p>((?:\s*\uFDD0\d+\uFDD1)+)\s*<\/p>|(?<=<(?:li|dd|td)>)(\s*\uFDD0\d+\uFDD1\s*)(?=<\/)/g
  return html.replace(alone, (_, paragraph?: string, item?: string) =>
    (paragraph ?? item ?? '').replace(/\uFDD0/g, '\uFDD5'),
  )
}

/** An attribute's value as it stands: empty if it has none, undefined if there is no such attribute. */
export function attributeOf(tag: Tag, name: string): string | undefined {
  const { attributes } = tag
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const end = at + name.length
    // Names stand behind a blank; within a value the quotes before them are odd in number.
    if (attributes.charCodeAt(at - 1) !== 0x20 || isQuoted(attributes, at)) continue
    if (end === attributes.length || attributes[end] === ' ') return ''
    if (attributes.startsWith('="', end)) return attributes.slice(end + 2, attributes.indexOf('"', end + 2))
  }
  return undefined
}

function isQuoted(attributes: string, end: number): boolean {
  let quoted = false
  for (let at = attributes.indexOf('"'); at >= 0 && at < end; at = attributes.indexOf('"', at + 1)) quoted = !quoted
  return quoted
}

/** hast-util-to-html writes no other references. */
export function decodeHtml(html: string): string {
  if (!html.includes('&')) return html
  return html.replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
}

/** Elements without an end tag. */
export const voids: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

export const isHeading = /^h[1-6]$/
