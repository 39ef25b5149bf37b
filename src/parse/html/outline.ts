import type { Heading } from '../../types.ts'
import type { Fragment } from './fragment.ts'
import { attributeOf, decodeHtml, isHeading, type Tag, type Token, voids } from './tokens.ts'

/** The part of a page that a block of visible text belongs to. */
type BlockKind = 'prose' | 'heading' | 'code' | 'aside'

export interface Block {
  readonly kind: BlockKind
  readonly text: string
  /** The block's text in summaries, where it is another: without TeX. */
  readonly prose?: string
}

/** A fragment as readers see it, block by block, and the ids that links can point to. */
export interface Outline {
  readonly blocks: readonly Block[]
  readonly headings: readonly Heading[]
  readonly anchors: readonly string[]
  /** The count of blocks before the more-marker; absent without one. */
  readonly blocksBeforeMore?: number | undefined
}

/** An outline while its fragment is read. */
interface OpenOutline {
  readonly fragment: Fragment
  readonly blocks: Block[]
  readonly headings: Heading[]
  readonly anchors: string[]
  /** Open block elements, with the kind of what stands in them. */
  readonly open: { readonly name: string; readonly kind: BlockKind }[]
  /** Text of the block that is being read, and its prose, where that is another. */
  text: string
  prose: string | undefined
  /** Element whose text nobody sees, until it closes. */
  hidden: string | undefined
  blocksBeforeMore: number | undefined
  heading: { readonly tag: Tag; readonly id: string; readonly firstBlock: number } | undefined
}

export function outlineOf(fragment: Fragment): Outline {
  const outline: OpenOutline = {
    ...{ fragment, blocks: [], headings: [], anchors: [], open: [] },
    ...{ text: '', prose: undefined, hidden: undefined, blocksBeforeMore: undefined, heading: undefined },
  }
  let from = 0
  for (const token of fragment.tokens) {
    if (token.start > from) addText(outline, decodeHtml(fragment.html.slice(from, token.start)))
    readToken(outline, token)
    from = token.end
  }
  addText(outline, decodeHtml(fragment.html.slice(from)))
  endBlock(outline)
  return outline
}

function addText(outline: OpenOutline, text: string, prose = text): void {
  if (outline.hidden) return
  if (prose !== text) outline.prose ??= outline.text
  if (outline.prose !== undefined) outline.prose += prose
  outline.text += text
}

/** A formula that reads as it is written, such as `n = 3`. */
const readable = /^[\p{L}\p{N} .,+\-=<>()!:']{1,24}$/u

function addIsland(outline: OpenOutline, text: string): void {
  addText(outline, text, readable.test(text) ? text : '…')
}

function readToken(outline: OpenOutline, token: Token): void {
  if (token.type === 'tag') readTag(outline, token)
  else if (token.type === 'island') addIsland(outline, outline.fragment.islands[token.index]?.text ?? '')
  else if (token.type === 'shortcode') readShortcode(outline, token.index, token.block)
  else if (token.type === 'more') readMore(outline)
}

function readMore(outline: OpenOutline): void {
  endBlock(outline)
  outline.blocksBeforeMore ??= outline.blocks.length
}

/** Inner text of a shortcode is read where the shortcode stands. */
function readShortcode(outline: OpenOutline, index: number, block: boolean): void {
  const inner = outline.fragment.shortcodes[index]?.inner
  if (!inner || outline.hidden) return
  const { blocks, headings, anchors } = outlineOf(inner.fragment)
  if (block) endBlock(outline)
  if (block) outline.blocks.push(...blocks)
  else
    addText(outline, blocks.map(({ text }) => text).join(' '), blocks.map(({ text, prose = text }) => prose).join(' '))
  outline.headings.push(...headings)
  outline.anchors.push(...anchors)
}

function readTag(outline: OpenOutline, tag: Tag): void {
  const { name, closing } = tag
  if (outline.hidden) {
    if (closing && name === outline.hidden) outline.hidden = undefined
    return
  }
  if (closing) {
    if (isBlock.has(name)) closeBlock(outline, tag)
    return
  }
  const id = tag.attributes && (attributeOf(tag, 'id') ?? (name === 'a' ? attributeOf(tag, 'name') : undefined))
  if (id) outline.anchors.push(decodeHtml(id))
  if (isHidden(tag)) outline.hidden = name
  else if (name === 'br') addText(outline, '\n')
  else if (isBlock.has(name)) openBlock(outline, tag)
}

const isBlock = new Set(
  (
    'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)
const hiddenElements = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'math'])

/** True of the numbers, arrows and label of footnotes as well. */
function isHidden(tag: Tag): boolean {
  if (tag.name === 'a') return tag.attributes.includes(' data-footnote-')
  return hiddenElements.has(tag.name) || (tag.name === 'h2' && attributeOf(tag, 'class') === 'sr-only')
}

function openBlock(outline: OpenOutline, tag: Tag): void {
  endBlock(outline)
  if (voids.has(tag.name)) return
  const kind = kindOf(tag) ?? outline.open.at(-1)?.kind ?? 'prose'
  outline.open.push({ name: tag.name, kind })
  if (!isHeading.test(tag.name)) return
  outline.heading = { tag, id: attributeOf(tag, 'id') ?? '', firstBlock: outline.blocks.length }
}

function kindOf(tag: Tag): BlockKind | undefined {
  const { name } = tag
  if (name === 'pre') return 'code'
  if (isHeading.test(name)) return 'heading'
  if (name === 'table' || name === 'figcaption') return 'aside'
  const isAside = tag.attributes && /^(?:footnotes|alert-title)$/.test(attributeOf(tag, 'class') ?? '')
  return isAside ? 'aside' : undefined
}

function closeBlock(outline: OpenOutline, tag: Tag): void {
  endBlock(outline)
  if (outline.open.at(-1)?.name === tag.name) outline.open.pop()
  if (outline.heading?.tag.name === tag.name) endHeading(outline, tag)
}

function endBlock(outline: OpenOutline): void {
  const { text: written, prose: summed } = outline
  if (written === '') return
  outline.text = ''
  outline.prose = undefined
  // A line end is the usual text between two blocks.
  if (written === '\n') return
  const kind = outline.open.at(-1)?.kind ?? 'prose'
  const text = kind === 'code' ? written.replace(/\n$/, '') : onOneLine(written)
  if (!text) return
  const prose = onOneLine(summed ?? text)
  outline.blocks.push({ kind, text, ...(kind === 'prose' && prose !== text && { prose: prose.replace(/^…$/, '') }) })
}

/** Text as a browser shows it. */
function onOneLine(text: string): string {
  return (/[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]{2,}|[\t\n]/g, ' ') : text).trim()
}

function endHeading(outline: OpenOutline, end: Tag): void {
  const { heading, blocks, fragment } = outline
  outline.heading = undefined
  if (!heading?.id) return
  const html = fragment.html.slice(heading.tag.end, end.start)
  const text = blocks
    .slice(heading.firstBlock)
    .map(({ text }) => text)
    .join(' ')
  const shown = withoutLinks(html, fragment)
  outline.headings.push({
    ...{ depth: Number(heading.tag.name[1]), id: decodeHtml(heading.id), text },
    // A picture is named by what stands for it.
    html: shown.replace(/<[^>]*>/g, '').trim() ? shown : altsOf(html),
  })
}

function altsOf(html: string): string {
  return Array.from(html.matchAll(/<img[^>]* alt="([^"]*)"/g), ([, alt = '']) => alt.trim())
    .filter(Boolean)
    .join(' ')
}

/** A heading for tables of contents: no links, images, ids, footnotes or shortcodes; formulas in place. */
function withoutLinks(html: string, { islands }: Fragment): string {
  if (!/[<\uFDD0-\uFDDF]/.test(html)) return html
  return html
    .replace(
      /<!--.*?-->|<sup><a href="#fn-[^>]*>\d+<\/a><\/sup>|<(?:\/?a|img)(?=[\s>])(?:[^">]|"[^"]*")*>|\uFDD0\d+\uFDD1/gs,
      '',
    )
    .replace(/ id="[^"]*"(?=[^<>]*>)/g, '')
    .replace(/\uFDD3(\d+)\uFDD4/g, (_, index: string) => islands[Number(index)]?.html ?? '')
    .trim()
}
