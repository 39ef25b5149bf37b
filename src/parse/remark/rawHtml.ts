import type { Html, Nodes, Parents } from 'mdast'
import { finding } from '../../diagnostics/diagnose.ts'
import { doesNothing, isDangerous, shorten } from '../../kit/schemes.ts'
import { copyOf } from '../../kit/text.ts'
import type { MarkdownConfig } from '../../types.ts'
import { rawText, tagsIn, type WrittenTag } from '../html/writtenTags.ts'
import { type Bold, boldIn, gap, isWhole, verbatim, withStrong } from './htmlStars.ts'
import type { Scope } from './scope.ts'

interface OpenTag {
  /** The name in lower case. */
  readonly name: string
  /** The whole tag, as the blogger wrote it. */
  readonly written: string
  readonly offset: number
  readonly node: Html
  /** The node is this tag and no more, in a line of text. */
  readonly isInline: boolean
}

/** Tags that are open, how many there are of each name, and those that are to be shown as text. */
export interface OpenTags {
  readonly tags: OpenTag[]
  readonly counts: Map<string, number>
  readonly shown: OpenTag[]
  /** Tags of text without attributes, each with the node that its end must stand in. */
  readonly bare: { readonly name: string; readonly parent: Parents }[]
}

const moreMarker = /<!--\s*more\s*-->/i
const onlyMarker = /^\s*<!--\s*more\s*-->\s*$/i

/**
 * Notes what a piece of raw HTML links to, which tags it leaves open and where it says `<!--more-->`; in `escape` mode
 * it then becomes text. With `cjk`, bold in Chinese is bold in it too: many blogs were made of HTML by converters that
 * left stars in what they could not convert.
 */
export function readHtml(
  node: Html,
  parent: Parents | undefined,
  { html: mode, cjk }: Pick<MarkdownConfig, 'html' | 'cjk'>,
  open: OpenTags,
  scope: Scope,
): void {
  if (!isHarmless(node.value, parent, open)) scope.rawHtml = true
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start !== undefined && mode !== 'escape') {
    const isInline = !(parent && flow.has(parent.type))
    const html = scope.text.slice(start, end)
    const bold = boldOf(html, start, { node, isInline }, open, scope)
    const mended = cjk && node.value === html ? bold.filter((one) => one.isChinese && isWhole(html, one)) : []
    node.value = withStrong(node.value, mended)
    tellStars(
      bold.filter((one) => !mended.includes(one)),
      html,
      start,
      scope,
    )
  }
  node.value = node.value.replace(moreMarker, '\uFDD2')
  if (node.value === '\uFDD2') becomeText(node, node.value)
  else if (mode === 'escape') becomeText(node, withoutComments(node.value), parent)
}

const bareTag = /^<(\/?)(b|cite|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup|u|var)>$/

/**
 * True of HTML that a browser reads as it stands, so that none of it reaches what stands round it: a marker, a line's end, and
 * tags of text that pair off within their parent. Reading a whole body for one `<mark>` takes as long as its Markdown.
 */
function isHarmless(html: string, parent: Parents | undefined, { bare }: OpenTags): boolean {
  if (onlyMarker.test(html)) return true
  if (!parent || flow.has(parent.type)) return false
  const [, slash, name] = bareTag.exec(html) ?? []
  if (name === undefined) return html === '<br>'
  if (!slash) return bare.push({ name, parent }) > 0
  const last = bare.pop()
  return last?.name === name && last.parent === parent
}

function withoutComments(html: string): string {
  const last = html.lastIndexOf('-->') + 3
  return last < 3 ? html : html.slice(0, last).replace(/<!--.*?-->/gs, '') + html.slice(last)
}

/** Reads the tags, and gives what is meant as bold. `start` is where the HTML begins in the text. */
function boldOf(
  html: string,
  start: number,
  written: Pick<OpenTag, 'node' | 'isInline'>,
  open: OpenTags,
  scope: Scope,
): readonly Bold[] {
  /** The HTML as a reader sees it, at the same offsets. */
  let shown = ''
  const show = (text: string) => {
    shown += isOpen(open, verbatim) ? gap('pre', text.length) : text
  }
  for (const tag of tagsIn(html)) {
    show(html.slice(shown.length, tag.index))
    shown += gap(tag.name, tag.end - tag.index)
    readTag(tag, start + tag.index, written, open, scope)
  }
  show(html.slice(shown.length))
  return html.includes('**') ? boldIn(shown) : []
}

function isOpen({ counts }: OpenTags, names: Iterable<string>): boolean {
  for (const name of names) if (counts.get(name)) return true
  return false
}

function tellStars([first, ...more]: readonly Bold[], html: string, start: number, scope: Scope): void {
  if (!first) return
  const found = html.slice(first.start, first.end)
  const place = { ...scope.at(start + first.start), length: found.length }
  scope.page.findings.push(finding('html-stars', place, { found: shorten(found), count: 1 + more.length }))
}

/** Makes HTML text where text stands, else a paragraph. */
function becomeText(node: Html, value: string, parent?: Parents): void {
  const text: Nodes = { type: 'text', value }
  const alone = value && parent && flow.has(parent.type)
  Object.assign<Nodes, Nodes>(node, alone ? { type: 'paragraph', children: [text] } : text)
}

/** Nodes that hold paragraphs and not text. */
const flow = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition'])

function readTag(
  tag: WrittenTag,
  offset: number,
  place: Pick<OpenTag, 'node' | 'isInline'>,
  open: OpenTags,
  scope: Scope,
): void {
  const { closing, written, attributes } = tag
  const name = tag.name.toLowerCase()
  const openTag: OpenTag = { name, written, offset, ...place }
  // A comment without an end would hide all that follows, and so would HTML's plaintext, which no end tag ends.
  if (written === '<!--' || name === 'plaintext') {
    open.shown.push(openTag)
    return
  }
  for (const [, key = '', double, single, bare] of attributes.matchAll(urlAttribute)) {
    noteUrl(name, key.toLowerCase(), decode(double ?? single ?? bare ?? ''), offset, scope)
  }
  if (!closing) noteId(attributes, offset, scope)
  if (!needsEnd.has(name) && !isWord(name, attributes, open)) return
  if (closing) close(tag.name, offset, open, scope)
  else {
    open.tags.push(openTag)
    open.counts.set(name, (open.counts.get(name) ?? 0) + 1)
  }
}

const idAttribute = /[\t\n\f\r ]id[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]+)"|'([^']+)'|([^\t\n\f\r "'>]+))/i

/** An id stays, for styles and scripts may go by it. This text's headings have theirs; those of later ones give way. */
function noteId(attributes: string, offset: number, { page, at }: Scope): void {
  const [, double, single, bare] = idAttribute.exec(attributes) ?? []
  const id = double ?? single ?? bare
  if (id === undefined) return
  if (page.ids.has(id)) page.findings.push(finding('id-taken', at(offset), { id }))
  else page.ids.set(id, 0)
}

function close(written: string, offset: number, open: OpenTags, scope: Scope): void {
  const { tags, counts } = open
  const name = written.toLowerCase()
  if (counts.get(name)) {
    for (let last = tags.pop(); last; last = tags.pop()) {
      counts.set(last.name, (counts.get(last.name) ?? 1) - 1)
      if (last.name === name) return
      if (!rawText.test(name)) tellUnclosed(last, open, scope)
    }
  } else if (needsEnd.has(name)) {
    const place = { ...scope.at(offset), length: name.length + 3 }
    scope.page.findings.push(finding('html-unopened', place, { tag: written }))
  }
}

/** Tells of the tags that nothing closed, and shows as text those that would hide what follows. */
export function endTags(open: OpenTags, scope: Scope): void {
  if (open.bare.length > 0) scope.rawHtml = true
  for (const tag of open.tags) tellUnclosed(tag, open, scope)
  // Tags go the last first: of like ones in one piece of HTML, those that are open stand behind those that are closed.
  const shown = open.shown.sort((a, b) => b.offset - a.offset)
  for (let first = 0, last = 0; first < shown.length; first = last) {
    const node = shown[first]?.node
    while (last < shown.length && shown[last]?.node === node) last++
    if (node) showAsText(node, shown.slice(first, last), scope)
  }
}

function tellUnclosed(tag: OpenTag, open: OpenTags, scope: Scope): void {
  const { name, written, offset, isInline } = tag
  if (swallows.has(name) || (isInline && !needsEnd.has(name))) open.shown.push(tag)
  else if (needsEnd.has(name)) {
    const length = name.length + 1
    const place = { ...scope.at(offset), length }
    scope.page.findings.push(finding('html-unclosed', place, { tag: written.slice(1, length) }))
  }
}

/** `tags` are one node's, the last first. A node in which one is not found, between marks of a quote, is all text. */
function showAsText(node: Html, tags: readonly OpenTag[], { page, at }: Scope): void {
  const pieces: string[] = []
  let end = node.value.length
  for (const { written, offset } of tags) {
    const index = node.value.lastIndexOf(written, end - 1)
    pieces.push(node.value.slice(index + 1, end), '&lt;')
    end = index
    const place = { ...at(offset), length: written.length }
    page.findings.push(finding('html-shown-as-text', place, { tag: shorten(written) }))
  }
  if (end < 0 || tags[0]?.isInline) becomeText(node, node.value)
  else node.value = node.value.slice(0, end) + pieces.reverse().join('')
}

/** In prose, `<T>` of `List<T>` and `<name>` are words: no elements of HTML, of SVG or MathML, and none of one's own (`my-tag`). */
function isWord(name: string, attributes: string, open: OpenTags): boolean {
  if (name === '' || needsNoEnd.has(name) || /[-:]/.test(name) || attributes.endsWith('/')) return false
  return !isOpen(open, ['svg', 'math'])
}

/** Elements that hide or mangle all that follows them: `<script>` without an end is a word. */
const swallows = new Set(
  'iframe noembed noframes noscript object script select style template textarea title xmp'.split(' '),
)

const urlAttribute =
  /[\t\n\f\r ](href|src|poster|data|action|formaction|xlink:href|srcset)[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r "'>]+))/gi

function noteUrl(tag: string, attribute: string, url: string, offset: number, scope: Scope): void {
  if (attribute === 'srcset') {
    for (const candidate of url.split(',')) noteUrl(tag, 'src', candidate.trim().split(/\s/)[0] ?? '', offset, scope)
    return
  }
  const kind = tag === 'img' ? 'image' : tag === 'a' || tag === 'area' ? 'link' : 'media'
  if (isDangerous(url, kind)) {
    if (doesNothing(url)) return
    scope.page.findings.push(finding('link-scheme-dangerous', scope.at(offset), { url: shorten(url) }))
  } else if (url && !url.includes('\uFDD0')) scope.page.links.push({ kind, url: copyOf(url), ...scope.at(offset) })
}

/** The references that occur in URLs. */
function decode(value: string): string {
  return value
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, decimal: string) => character(Number(decimal)))
    .replace(/&(amp|quot|apos|lt|gt|colon|Tab|NewLine);/g, (_, name: string) => named[name] ?? '')
}

function character(code: number): string {
  return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ''
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  colon: ':',
  Tab: '\t',
  NewLine: '\n',
}

/** Elements whose end tag HTML does not let one leave out. */
const needsEnd = new Set(
  (
    'a abbr address article aside audio b bdi bdo blockquote button canvas center cite code data del details dfn dialog ' +
    'div dl em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend ' +
    'main map mark math menu meter nav noembed noframes noscript object ol output picture pre progress q ruby s samp script search section ' +
    'select small span strike strong style sub summary sup svg table template textarea time title tt u ul var video xmp'
  ).split(' '),
)

/** All other elements of HTML, those of old included. */
const needsNoEnd = new Set(
  (
    'acronym applet area base basefont bgsound big blink body br caption center col colgroup command dd dir dt embed ' +
    'fencedframe frame frameset head hr html image img input keygen li link listing marquee meta nobr ' +
    'optgroup option p param rb rp rt rtc slot source tbody td tfoot th thead tr track wbr'
  ).split(' '),
)
