import { isDangerous } from '../kit/schemes.ts'
import { mayHaveDoubtfulLinks } from '../parse/cjk/bareLinkText.ts'
import { joinTexts } from '../parse/cjk/joinLines.ts'
import type { Prose } from '../parse/fragment.ts'
import { type AttributeContext, rewriteTag } from '../parse/html/attributes.ts'
import { type Block, type BlockKind, onOneLine, withoutLinks } from '../parse/html/outline.ts'
import { anchorTo } from '../parse/html/parts.ts'
import { type MarkdownOptions, partsOptions } from '../parse/markdown.ts'
import { type Ids, lastLine, slug, unique } from '../parse/remark/headings.ts'
import type { CleanBody } from '../parse/source.ts'
import type { Heading, LinkRef, Part } from '../types.ts'
import {
  type Arena,
  byteOf,
  childAt,
  childCount,
  endOf,
  hasPlace,
  isOnOneLine,
  nodeCount,
  numberOf,
  startOf,
  stringOf,
  textOf,
  typeOf,
} from './arena.ts'
import { bareLinkIn } from './bareLinks.ts'
import type { Reading } from './seat.ts'
import { escapeText, imageAttributes, linkAttributes, shownCode, shownText } from './stringify.ts'

/**
 * Writes what the whole chain would make of a body that is plain prose, in one walk over what the fast parser read:
 * no tree of objects, no plugins that find nothing to do, no HTML that is read again.
 *
 * Prose is what `plainTypes` names. Of what the chain's plugins do, the walk does what prose needs: ids of headings, lines
 * joined, bare links cut, links noted, images rewritten. Where one of them would do more, it gives up, and the chain does
 * it all: a brace (lists of attributes), a bar (tables), `[!` in a quote, `]:` (definitions), an image with a title, a link
 * or an image in a heading, a URL that would run code, a bare link whose end is doubtful.
 */
export function readProse(
  { verdict, arena, masked }: Reading,
  body: CleanBody,
  options: MarkdownOptions,
): Prose | undefined {
  if (!arena || foreign.test(body.text)) return undefined
  for (let node = nodeCount(arena) - 1; node >= 0; node--) if (!plainTypes.has(typeOf(arena, node))) return undefined
  const walk = new Walk(arena, body, {
    ...partsOptions(options),
    depth: options.limits.depth,
    cuts: verdict === 'cut',
    unmasked: masked?.unmasked,
  })
  return walk.read()
}

/** Whether the chain of these options does to prose what the walk does. */
export function isProse({ markdown }: MarkdownOptions): boolean {
  const { cjk, emoji, breaks, math, html, plugins } = markdown
  return cjk && !emoji && !breaks && typeof math === 'boolean' && html !== 'sanitize' && plugins.length === 0
}

/** What may be a token, a table, a list of attributes, a shortcode, a definition, an alert; and a footnote's mark. */
const foreign = /[{|\uFDD0-\uFDEF]|\]:|>\s*\[!|data-footnote-/

/** The fast parser's numbers of the types of nodes. */
const type = {
  ...{ root: 0, paragraph: 1, heading: 2, thematicBreak: 3, blockquote: 4, list: 5, listItem: 6 },
  ...{ text: 10, emphasis: 11, strong: 12, inlineCode: 13, break: 14, link: 15, image: 16, delete: 24 },
}

const plainTypes: ReadonlySet<number> = new Set(Object.values(type))

/** Offsets of fields in the fast parser's nodes. */
const field = { depth: 0, url: 0, title: 8, alt: 8, imageTitle: 16, start: 0, ordered: 4, spread: 5 }
const itemField = { checked: 0, spread: 1 }
const unchecked = 2

interface Ways {
  readonly referrerHosts: AttributeContext['referrerHosts']
  /** Of nodes in nodes, at the most. */
  readonly depth: number
  /** Whether bare links are cut where the reference ends them. */
  readonly cuts: boolean
  readonly unmasked: ((text: string) => string) | undefined
}

/** Visible text of a line; `joins` tells whether it may be joined to what stands round it. */
interface Shown {
  value: string
  readonly trim: boolean
  readonly joins: boolean
}

/** Of a line: markup, or what stands for an attribute's value, or text. */
type Piece = Part | Shown

const lineBreak = '<br>\n'

class NotProse extends Error {}

class Walk {
  readonly #arena: Arena
  readonly #body: CleanBody
  readonly #ways: Ways
  readonly #images: AttributeContext
  readonly #doubtful: boolean
  readonly #parts: Part[] = []
  readonly #links: LinkRef[] = []
  readonly #blocks: Block[] = []
  readonly #headings: Heading[] = []
  readonly #ids: Ids = new Map()
  #html = ''
  #line: Piece[] = []
  #depth = 0
  /** Behind the last link or image that has a place. */
  #behind = 0

  constructor(arena: Arena, body: CleanBody, ways: Ways) {
    this.#arena = arena
    this.#body = body
    this.#ways = ways
    this.#images = { referrerHosts: ways.referrerHosts, list: false, lazy: false }
    this.#doubtful = mayHaveDoubtfulLinks(body.text)
  }

  read(): Prose | undefined {
    try {
      this.#blocksIn(0)
    } catch (error) {
      if (error instanceof NotProse) return undefined
      throw error
    }
    this.#flush()
    const anchors = this.#headings.map(({ id }) => id)
    const outline = { blocks: this.#blocks, headings: this.#headings, anchors }
    return { html: this.#parts, links: this.#links, outline }
  }

  #blocksIn(parent: number): void {
    const count = childCount(this.#arena, parent)
    for (let index = 0; index < count; index++) {
      this.#block(childAt(this.#arena, parent, index))
      this.#html += '\n'
    }
  }

  #block(node: number): void {
    if (++this.#depth > this.#ways.depth) throw new NotProse()
    switch (typeOf(this.#arena, node)) {
      case type.paragraph:
        this.#html += '<p>'
        this.#paragraph(node)
        this.#html += '</p>'
        break
      case type.heading:
        this.#heading(node)
        break
      case type.blockquote:
        this.#html += '<blockquote>\n'
        this.#blocksIn(node)
        this.#html += '</blockquote>'
        break
      case type.list:
        this.#list(node)
        break
      case type.thematicBreak:
        this.#html += '<hr>'
        break
      default:
        throw new NotProse()
    }
    this.#depth--
  }

  #list(node: number): void {
    const arena = this.#arena
    const count = childCount(arena, node)
    let isLoose = byteOf(arena, node, field.spread) !== 0
    for (let index = 0; index < count && !isLoose; index++)
      isLoose = byteOf(arena, childAt(arena, node, index), itemField.spread) !== 0
    const isOrdered = byteOf(arena, node, field.ordered) !== 0
    const start = isOrdered ? numberOf(arena, node, field.start) : 1
    this.#html += isOrdered ? `<ol${start === 1 ? '' : ` start="${start}"`}>\n` : '<ul>\n'
    for (let index = 0; index < count; index++) this.#item(childAt(arena, node, index), isLoose)
    this.#html += isOrdered ? '</ol>' : '</ul>'
  }

  /** In a tight list, paragraphs are bare and the first stands on the item's line. */
  #item(node: number, isLoose: boolean): void {
    const arena = this.#arena
    if (byteOf(arena, node, itemField.checked) !== unchecked) throw new NotProse()
    this.#html += '<li>'
    const count = childCount(arena, node)
    let isBare = true
    for (let index = 0; index < count; index++) {
      const child = childAt(arena, node, index)
      const isParagraph = typeOf(arena, child) === type.paragraph
      isBare = isParagraph && !isLoose
      if (index > 0 || isLoose || !isParagraph) this.#html += '\n'
      if (isBare) this.#paragraph(child)
      else this.#block(child)
    }
    this.#html += isBare ? '</li>\n' : '\n</li>\n'
  }

  #paragraph(node: number): void {
    const arena = this.#arena
    if (childCount(arena, node) === 1 && typeOf(arena, childAt(arena, node, 0)) === type.image)
      if (stringOf(arena, childAt(arena, node, 0), field.imageTitle)) throw new NotProse()
    this.#phrasing(node, 'prose')
  }

  #heading(node: number): void {
    const arena = this.#arena
    const written = this.#body.text.slice(startOf(arena, node), endOf(arena, node))
    const id = unique(slug(lastLine(written)), this.#ids)
    const depth = byteOf(arena, node, field.depth)
    const [before, block, links] = [this.#html, this.#blocks.length, this.#links.length]
    this.#html = ''
    this.#phrasing(node, 'heading')
    if (this.#links.length > links) throw new NotProse()
    const html = this.#html
    this.#html = `${before}<h${depth} id="${id}">${html}${anchorTo(id)}</h${depth}>`
    const text = this.#blocks[block]?.text ?? ''
    this.#headings.push({ depth, id, text, html: withoutLinks(html, { islands: [] }) })
  }

  #phrasing(node: number, kind: BlockKind): void {
    this.#line = []
    this.#inline(node, false)
    if (!isOnOneLine(this.#arena, node)) joinTexts(this.#line.flatMap(joined))
    let shown = ''
    for (const piece of this.#line) {
      if (piece === lineBreak) shown += '\n\n'
      if (typeof piece === 'string') this.#html += piece
      else if ('type' in piece) this.#hole(piece)
      else {
        const text = piece.joins ? shownText(piece.value, piece.trim) : piece.value
        shown += text
        this.#html += escapeText(text)
      }
    }
    const text = onOneLine(shown)
    if (text) this.#blocks.push({ kind, text })
  }

  #hole(part: Part): void {
    this.#flush()
    this.#parts.push(part)
  }

  #flush(): void {
    if (this.#html) this.#parts.push(this.#html)
    this.#html = ''
  }

  /** `trim`: the first text stands behind a break. */
  #inline(parent: number, trim: boolean): void {
    if (++this.#depth > this.#ways.depth) throw new NotProse()
    const arena = this.#arena
    const count = childCount(arena, parent)
    let isBehindBreak = trim
    let rest = ''
    for (let index = 0; index < count; index++) {
      const node = childAt(arena, parent, index)
      const kind = typeOf(arena, node)
      if (kind === type.text) this.#text(rest + this.#unmasked(textOf(arena, node)), isBehindBreak)
      else if (rest) this.#text(rest, false)
      rest = kind === type.link ? this.#link(node, parent, isBehindBreak) : ''
      if (kind === type.emphasis) this.#within('em', node, isBehindBreak)
      else if (kind === type.strong) this.#within('strong', node, isBehindBreak)
      else if (kind === type.delete) this.#within('del', node, isBehindBreak)
      else if (kind === type.inlineCode) this.#code(node, isBehindBreak)
      else if (kind === type.image) this.#image(node)
      else if (kind === type.break) this.#line.push(lineBreak)
      isBehindBreak = kind === type.break
    }
    if (rest) this.#text(rest, false)
    this.#depth--
  }

  #text(value: string, trim: boolean): void {
    this.#line.push({ value, trim, joins: true })
  }

  #within(tag: string, node: number, trim: boolean): void {
    this.#line.push(`<${tag}>`)
    this.#inline(node, trim && this.#startsWithText(node))
    this.#line.push(`</${tag}>`)
  }

  #startsWithText(node: number): boolean {
    const arena = this.#arena
    return childCount(arena, node) > 0 && typeOf(arena, childAt(arena, node, 0)) === type.text
  }

  #code(node: number, trim: boolean): void {
    this.#line.push('<code>', { value: shownCode(this.#string(node, 0), trim), trim, joins: false }, '</code>')
  }

  #image(node: number): void {
    const arena = this.#arena
    const url = this.#string(node, field.url)
    if (hasPlace(arena, node)) this.#behind = Math.max(this.#behind, endOf(arena, node))
    this.#note('image', url, hasPlace(arena, node) ? startOf(arena, node) : undefined)
    const attributes = imageAttributes(url, this.#string(node, field.alt), this.#title(node, field.imageTitle))
    this.#tag('img', attributes)
  }

  /** Gives what the reference does not take for the link's. */
  #link(node: number, parent: number, trim: boolean): string {
    const arena = this.#arena
    const isPlaced = hasPlace(arena, node)
    const start = startOf(arena, node)
    const text = this.#startsWithText(node) ? this.#unmasked(textOf(arena, childAt(arena, node, 0))) : ''
    if (this.#doubtful && /^(?:https?:\/\/|www\.)/i.test(text)) throw new NotProse()
    const own = this.#ways.cuts && isPlaced ? bareLinkIn(this.#body.text, start, text) : undefined
    if (own === '') throw new NotProse()
    const url = own ?? this.#string(node, field.url)
    const rest = own ? text.slice(own.length) : ''
    if (isPlaced) this.#behind = Math.max(this.#behind, endOf(arena, node) - rest.length)
    this.#note('link', url, isPlaced ? start : text ? this.#find(text, parent) : undefined)
    this.#tag('a', linkAttributes(url, this.#title(node, field.title)))
    if (own) this.#text(own, trim)
    else this.#inline(node, trim && this.#startsWithText(node))
    this.#line.push('</a>')
    return rest
  }

  /** A bare link that GFM's own look at the text made, and gave no place, stands behind the one before it. */
  #find(text: string, parent: number): number {
    const start = Math.max(this.#behind, hasPlace(this.#arena, parent) ? startOf(this.#arena, parent) : 0)
    const found = this.#body.text.indexOf(text, start)
    if (found >= 0) this.#behind = found + text.length
    return found < 0 ? start : found
  }

  #note(kind: 'link' | 'image', url: string, offset: number | undefined): void {
    if (isDangerous(url, kind)) throw new NotProse()
    const { line, column } = offset === undefined ? { line: 1, column: 1 } : this.#body.at(offset)
    this.#links.push({ kind, url, line, column })
  }

  #tag(name: string, attributes: string): void {
    const tag = { type: 'tag', name, closing: false, attributes, start: 0, end: 0 } as const
    this.#line.push(...(rewriteTag(tag, () => [], this.#images) ?? [`<${name}${attributes}>`]))
  }

  #title(node: number, offset: number): string | undefined {
    return this.#string(node, offset) || undefined
  }

  #string(node: number, offset: number): string {
    return this.#unmasked(stringOf(this.#arena, node, offset))
  }

  #unmasked(text: string): string {
    return this.#ways.unmasked ? this.#ways.unmasked(text) : text
  }
}

/** What the joining of lines sees of a line. */
function joined(piece: Piece): readonly (Shown | undefined)[] {
  if (typeof piece === 'string') return piece === lineBreak || piece.startsWith('<img') ? [undefined] : []
  return 'joins' in piece && piece.joins ? [piece] : 'type' in piece ? [] : [undefined]
}
