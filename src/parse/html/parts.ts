import type { Part, ShortcodePart } from '../../types.ts'
import { type AttributeContext, rewriteTag } from './attributes.ts'
import type { Fragment } from './fragment.ts'
import { attributeOf, isHeading, type Tag, type Token, tokensOf, voids } from './tokens.ts'

interface Context extends AttributeContext {
  /** The open heading's. */
  headingId?: string | undefined
}

type PartsOptions = Pick<AttributeContext, 'referrerHosts'>

/** The whole body. */
export function partsOf(fragment: Fragment, options: PartsOptions): readonly Part[] {
  return build(fragment, { ...options, list: false, lazy: false, links: 0, pictures: 0 })
}

/** The parts before the more-marker, with the elements closed that it cuts through. */
export function moreOf(fragment: Fragment, options: PartsOptions): readonly Part[] | undefined {
  if (!fragment.html.includes('\uFDD2')) return undefined
  const marker = fragment.tokens.findIndex((token) => token.type === 'more')
  if (marker < 0) return undefined
  const cut = closeAt(fragment, marker)
  const html = cut.replace(/<sup><a href="#fn-[^>]*>\d+<\/a><\/sup>/g, '')
  return build(
    { ...fragment, html, tokens: tokensOf(html) },
    { ...options, list: true, lazy: true, links: 0, pictures: 0 },
  )
}

function closeAt({ html, tokens }: Fragment, marker: number): string {
  const open: Token[] = []
  for (const token of tokens.slice(0, marker)) {
    if (token.type !== 'tag' || voids.has(token.name)) continue
    if (token.closing) open.pop()
    else open.push(token)
  }
  let kept = html.slice(0, tokens[marker]?.start).trimEnd()
  while (open.length && kept.length === open.at(-1)?.end) kept = kept.slice(0, open.pop()?.start).trimEnd()
  return (
    kept +
    open
      .map((tag) => `</${tag.type === 'tag' ? tag.name : ''}>`)
      .reverse()
      .join('')
  )
}

function build(fragment: Fragment, context: Context): readonly Part[] {
  const { html, tokens } = fragment
  const parts: Part[] = []
  let from = 0
  for (const token of tokens) {
    if (token.type === 'tag') {
      if (token.name === 'picture') context.pictures += token.closing ? -1 : 1
      else if (leading.has(token.name)) context.links += token.closing ? -1 : 1
    }
    const replaced = staysAsItIs(token, context) ? undefined : replace(token, fragment, context)
    if (!replaced) continue
    append(parts, html.slice(from, token.start), ...replaced)
    from = token.end
  }
  append(parts, html.slice(from))
  return parts
}

/** Elements that lead somewhere or do something when they are clicked. */
const leading: ReadonlySet<string> = new Set(['a', 'button', 'label', 'summary'])

/** True of most tags, which are passed over at once. */
function staysAsItIs(token: Token, { list, headingId }: Context): boolean {
  if (token.type !== 'tag' || list || token.attributes !== '' || token.name === 'img') return false
  return headingId === undefined || !isHeading.test(token.name)
}

/** Joins strings that follow one another. */
function append(parts: Part[], ...more: readonly Part[]): void {
  for (const part of more) {
    const last = parts.length - 1
    if (typeof part === 'string' && typeof parts[last] === 'string') parts[last] += part
    else if (part !== '') parts.push(part)
  }
}

/** The parts that a token becomes; nothing where it stays as it is. */
function replace(token: Token, fragment: Fragment, context: Context): readonly Part[] | undefined {
  if (token.type === 'tag') {
    const anchor = context.list ? undefined : anchorOf(token, context)
    return anchor ?? rewriteTag(token, (index) => shortcodePart(index, 'url', fragment, context), context)
  }
  if (token.type === 'island') return [fragment.islands[token.index]?.html ?? '']
  if (token.type === 'shortcode') return shortcodePart(token.index, token.block ? 'block' : 'inline', fragment, context)
  return token.type === 'more' ? [''] : undefined
}

function shortcodePart(
  index: number,
  position: ShortcodePart['position'],
  { shortcodes }: Fragment,
  context: Context,
): readonly ShortcodePart[] {
  const shortcode = shortcodes[index]
  if (!shortcode) return []
  const { name, args, form, inner, ordinal, line, column } = shortcode
  const raw = inner && !form && inner.fragment.shortcodes.length > 0 && { raw: rawOf(inner.fragment, context) }
  const rendered = inner && { inner: { text: inner.text, html: build(inner.fragment, context), ...raw } }
  return [{ type: 'shortcode', name, args, ...(form && { form }), ...rendered, position, ordinal, line, column }]
}

/** The text as written, in pieces between the shortcodes in it. */
function rawOf(fragment: Fragment, context: Context): readonly (string | ShortcodePart)[] {
  return fragment.source
    .split(/(\uFDD0\d+\uFDD1)/)
    .flatMap((piece, at, pieces): readonly (string | ShortcodePart)[] => {
      if (at % 2 === 0) return piece ? [piece] : []
      const isAlone = /(?:^|\n)[ \t]*$/.test(pieces[at - 1] ?? '') && /^[ \t]*(?:\n|$)/.test(pieces[at + 1] ?? '')
      return shortcodePart(Number(piece.slice(1, -1)), isAlone ? 'block' : 'inline', fragment, context)
    })
}

/** Headings end in a link to themselves, for the mouse alone: who reads by keyboard or ear has the table of contents. */
function anchorOf(tag: Tag, context: Context): readonly string[] | undefined {
  if (tag.name.length !== 2 || !isHeading.test(tag.name)) return undefined
  if (!tag.closing) context.headingId = tag.attributes.includes('sr-only') ? undefined : attributeOf(tag, 'id')
  if (!tag.closing || !context.headingId) return undefined
  return [`<a class="anchor" href="#${context.headingId}" aria-hidden="true" tabindex="-1"></a></${tag.name}>`]
}
