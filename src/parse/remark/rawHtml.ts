import type { Html, Nodes, Parents } from 'mdast'
import { finding } from '../../diagnostics/diagnose.ts'
import { isDangerous, shorten } from '../../kit/schemes.ts'
import { copyOf } from '../../kit/text.ts'
import type { MarkdownConfig } from '../../types.ts'
import { type Bold, boldIn, gap, isWhole, verbatim, withStrong } from './htmlStars.ts'
import type { Scope } from './scope.ts'

interface OpenTag {
  /** In lower case. */
  readonly name: string
  /** The whole tag, as the blogger wrote it. */
  readonly written: string
  readonly offset: number
  /** The node that is this tag and no more, in a line of text. */
  readonly inline?: Html | undefined
}

/** Tags that are open. */
export type TagStack = OpenTag[]

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
  stack: TagStack,
  scope: Scope,
): void {
  // A marker alone is no HTML that could reach what stands round the post.
  if (!onlyMarker.test(node.value)) scope.rawHtml = true
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start !== undefined && mode !== 'escape') {
    const inline = parent && flow.has(parent.type) ? undefined : node
    const html = scope.text.slice(start, end)
    const bold = boldOf(html, start, inline, stack, scope)
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
  else if (mode === 'escape') becomeText(node, node.value.replace(/<!--.*?(?:-->|$)/gs, ''), parent)
}

/** Reads the tags, and gives what is meant as bold. `start` is where the HTML begins in the text. */
function boldOf(html: string, start: number, inline: Html | undefined, stack: TagStack, scope: Scope): readonly Bold[] {
  /** What a reader sees of it, at the same offsets. */
  let shown = ''
  const show = (text: string) => {
    shown += stack.some(({ name }) => verbatim.has(name)) ? gap('pre', text.length) : text
  }
  for (const tag of tagsOf(html)) {
    show(html.slice(shown.length, tag.index))
    shown += gap(tag[2] ?? '', tag[0].length)
    readTag(tag, start + tag.index, inline, stack, scope)
  }
  show(html.slice(shown.length))
  return html.includes('**') ? boldIn(shown) : []
}

function tellStars([first, ...more]: readonly Bold[], html: string, start: number, scope: Scope): void {
  if (!first) return
  const found = html.slice(first.start, first.end)
  const place = { ...scope.at(start + first.start), length: found.length }
  scope.page.findings.push(finding('html-stars', place, { found: shorten(found), count: 1 + more.length }))
}

/** Text where text stands, else a paragraph. */
function becomeText(node: Html, value: string, parent?: Parents): void {
  const text: Nodes = { type: 'text', value }
  const alone = value && parent && flow.has(parent.type)
  Object.assign<Nodes, Nodes>(node, alone ? { type: 'paragraph', children: [text] } : text)
}

/** What holds paragraphs and not text. */
const flow = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition'])

/** Every tag, not those inside comments and scripts. */
function tagsOf(html: string): Iterable<RegExpExecArray> {
  return html.matchAll(
    /<!--.*?(?:-->|$)|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>(?:(?<=<(?:script|style)\b[^<]*>).*?(?=<\/(?:script|style)))?/gis,
  )
}

function readTag(tag: RegExpExecArray, offset: number, inline: Html | undefined, stack: TagStack, scope: Scope): void {
  const [, slash, written = '', attributes = ''] = tag
  const name = written.toLowerCase()
  for (const [, key = '', double, single, bare] of attributes.matchAll(urlAttribute)) {
    noteUrl(name, key.toLowerCase(), decode(double ?? single ?? bare ?? ''), offset, scope)
  }
  if (!slash) noteId(attributes, offset, scope)
  if (!needsEnd.has(name) && !isWord(name, attributes, stack)) return
  if (!slash) stack.push({ name, written: tag[0], offset, inline })
  else close(written, offset, stack, scope)
}

const idAttribute = /\sid\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i

/** It stays as it is, for styles and scripts may go by it. Headings have theirs by now; those of later texts give way. */
function noteId(attributes: string, offset: number, { page, at }: Scope): void {
  const [, double, single, bare] = idAttribute.exec(attributes) ?? []
  const id = double ?? single ?? bare
  if (id === undefined) return
  if (page.ids.has(id)) page.findings.push(finding('id-taken', at(offset), { id }))
  else page.ids.set(id, 0)
}

function close(written: string, offset: number, stack: TagStack, scope: Scope): void {
  const name = written.toLowerCase()
  const opened = stack.findLastIndex((tag) => tag.name === name)
  if (opened >= 0) unclosedTags(stack.splice(opened).slice(1), scope)
  else if (needsEnd.has(name))
    scope.page.findings.push(
      finding('html-unopened', { ...scope.at(offset), length: name.length + 3 }, { tag: written }),
    )
}

export function unclosedTags(stack: TagStack, scope: Scope): void {
  const { findings } = scope.page
  for (const { name, written, offset, inline } of stack) {
    const place = scope.at(offset)
    const length = name.length + 1
    if (inline && (swallows.has(name) || !needsEnd.has(name))) {
      becomeText(inline, inline.value)
      findings.push(finding('html-shown-as-text', { ...place, length: written.length }, { tag: shorten(written) }))
    } else if (needsEnd.has(name))
      findings.push(finding('html-unclosed', { ...place, length }, { tag: written.slice(1, length) }))
  }
}

/** In prose, `<T>` of `List<T>` and `<name>` are words: no elements of HTML, of SVG or MathML, and none of one's own (`my-tag`). */
function isWord(name: string, attributes: string, stack: TagStack): boolean {
  if (name === '' || needsNoEnd.has(name) || /[-:]/.test(name) || attributes.endsWith('/')) return false
  return !stack.some((tag) => tag.name === 'svg' || tag.name === 'math')
}

/** What hides or mangles all that follows it: in prose, `<script>` without an end is a word. */
const swallows = new Set('iframe noscript object script select style template textarea title'.split(' '))

const urlAttribute =
  /\s(href|src|poster|data|action|formaction|xlink:href|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

function noteUrl(tag: string, attribute: string, url: string, offset: number, scope: Scope): void {
  if (attribute === 'srcset') {
    for (const candidate of url.split(',')) noteUrl(tag, 'src', candidate.trim().split(/\s/)[0] ?? '', offset, scope)
    return
  }
  const kind = tag === 'img' ? 'image' : tag === 'a' || tag === 'area' ? 'link' : 'media'
  if (isDangerous(url, kind)) {
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
    'main map mark math menu meter nav noscript object ol output picture pre progress q ruby s samp script search section ' +
    'select small span strike strong style sub summary sup svg table template textarea time title tt u ul var video'
  ).split(' '),
)

/** The other elements of HTML, those of old included. */
const needsNoEnd = new Set(
  (
    'acronym applet area base basefont bgsound big blink body br caption center col colgroup command dd dir dt embed ' +
    'fencedframe frame frameset head hr html image img input keygen li link listing marquee meta nobr noembed noframes ' +
    'optgroup option p param plaintext rb rp rt rtc slot source tbody td tfoot th thead tr track wbr xmp'
  ).split(' '),
)
