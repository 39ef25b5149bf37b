import type { Heading, List, ListItem, Nodes, Paragraph, Parents } from 'mdast'
import { normalizeUri } from 'micromark-util-sanitize-uri'
import type { CompilerSeat } from '../parse/fragment.ts'

/**
 * Writes the HTML that remark-html would write, without the tree of elements in between.
 *
 * Nodes of plain prose it writes itself, as mdast-util-to-hast and hast-util-to-html do. A node of another
 * type, or to which a plugin has added `data`, goes to remark-html together with all that stands in it: that needs to
 * know of nothing outside, save for references and footnotes, and a text without `]:` defines none.
 */
export const stringifyFast: CompilerSeat = (tree, text, reference) => {
  if (text.includes(']:')) return reference(tree)
  const html = blocks(tree.children, reference).join('\n')
  return html === '' || html.endsWith('\n') || html.endsWith('\r') ? html : `${html}\n`
}

type Reference = (node: Nodes) => string

function blocks(nodes: readonly Nodes[], reference: Reference): string[] {
  const htmls: string[] = []
  for (const node of nodes) htmls.push(block(node, reference))
  return htmls
}

function block(node: Nodes, reference: Reference): string {
  if (node.type === 'heading') return heading(node, reference)
  const tag = tagOf(node)
  if (tag === undefined) return reference(node)
  switch (node.type) {
    case 'paragraph':
      return element(tag || 'p', phrasing(node, reference))
    case 'blockquote':
      return element(tag || 'blockquote', `\n${lines(blocks(node.children, reference))}`)
    case 'list':
      return tag ? reference(node) : list(node, reference)
    case 'thematicBreak':
      return tag ? reference(node) : '<hr>'
    default:
      return inline(node, false, reference)
  }
}

/** The element that a plugin wants for a node, '' where none wants one; undefined where it wants more. */
function tagOf({ data }: Nodes): string | undefined {
  if (!data) return ''
  for (const key in data) if (key !== 'hName') return undefined
  return 'hName' in data && typeof data.hName === 'string' ? data.hName : ''
}

function tagIn({ data }: Paragraph): unknown {
  return (data && 'hName' in data && data.hName) || 'p'
}

function element(tag: string, content: string): string {
  return `<${tag}>${content}</${tag}>`
}

function lines(htmls: readonly string[]): string {
  return htmls.length ? `${htmls.join('\n')}\n` : ''
}

function heading(node: Heading, reference: Reference): string {
  const { hProperties, ...others } = node.data ?? {}
  const { id, ...more } = hProperties ?? {}
  for (const _ in more) return reference(node)
  for (const _ in others) return reference(node)
  return `<h${node.depth}${attribute('id', id)}>${phrasing(node, reference)}</h${node.depth}>`
}

function list(node: List, reference: Reference): string {
  // A node that a plugin makes a paragraph of is bare in a tight list, too.
  const isOdd = (child: Nodes) => child.type !== 'paragraph' && tagOf(child) === 'p'
  if (node.children.some(({ data, checked, children }) => data || typeof checked === 'boolean' || children.some(isOdd)))
    return reference(node)
  const isLoose = node.spread || node.children.some((item) => item.spread ?? item.children.length > 1)
  const start = typeof node.start === 'number' && node.start !== 1 ? ` start="${node.start}"` : ''
  const items = `\n${lines(node.children.map((child) => item(child, isLoose, reference)))}`
  return node.ordered ? `<ol${start}>${items}</ol>` : element('ul', items)
}

/** In a tight list, paragraphs are bare and the first stands on the item's line. */
function item({ children }: ListItem, isLoose: boolean, reference: Reference): string {
  let html = ''
  let isBare = true
  children.forEach((child, index) => {
    // Data that a plugin adds to it is lost with its tag, as with remark-html.
    const isParagraph = child.type === 'paragraph' && tagIn(child) === 'p'
    isBare = isParagraph && !isLoose
    if (index > 0 || isLoose || !isParagraph) html += '\n'
    html += isBare ? phrasing(child as Paragraph, reference) : block(child, reference)
  })
  return element('li', isBare ? html : `${html}\n`)
}

function phrasing({ children }: Parents, reference: Reference, trim = false): string {
  let html = ''
  let isBehindBreak = trim
  for (const node of children) {
    html += inline(node, isBehindBreak, reference)
    isBehindBreak = node.type === 'break'
  }
  return html
}

/** `trim` takes the blanks off the start of the text that the node is or starts with: it stands behind a break. */
function inline(node: Nodes, trim: boolean, reference: Reference): string {
  const tag = tagOf(node)
  if (tag === undefined || (tag && node.type !== 'emphasis')) return reference(node)
  switch (node.type) {
    case 'text':
      return escapeText(shownText(node.value, trim))
    case 'emphasis':
      return element(tag || 'em', within(node, trim, reference))
    case 'strong':
      return element('strong', within(node, trim, reference))
    case 'delete':
      return element('del', within(node, trim, reference))
    case 'inlineCode':
      return element('code', escapeText(shownCode(node.value, trim)))
    case 'link':
      return `<a${linkAttributes(node.url, node.title)}>${within(node, trim, reference)}</a>`
    case 'image':
      return `<img${imageAttributes(node.url, node.alt, node.title)}>`
    case 'break':
      return '<br>\n'
    case 'html':
      return node.value
    default:
      return reference(node)
  }
}

function within(node: Parents, trim: boolean, reference: Reference): string {
  return phrasing(node, reference, trim && node.children[0]?.type === 'text')
}

/** The rest of a text that is left in HTML; `trim` as above. */
function shownText(value: string, trim: boolean): string {
  return trimmed(/[\r\n]/.test(value) ? trimLines(value) : value, trim)
}

function shownCode(value: string, trim: boolean): string {
  return trimmed(value.replace(/\r?\n|\r/g, ' '), trim)
}

function linkAttributes(url: string, title: string | null | undefined): string {
  return attribute('href', uri(url)) + attribute('title', title)
}

function imageAttributes(url: string, alt: string | null | undefined, title: string | null | undefined): string {
  return attribute('src', uri(url)) + attribute('alt', alt) + attribute('title', title)
}

function trimmed(text: string, trim: boolean): string {
  return trim ? text.replace(/^[ \t]+/, '') : text
}

function uri(url: string): string {
  return /^[!#$&-;=?-Z_a-z~]*$/.test(url) ? url : normalizeUri(url)
}

function trimLines(text: string): string {
  return text.replace(/[ \t]*(\r?\n|\r)[ \t]*/g, '$1')
}

function attribute(name: string, value: unknown): string {
  return typeof value === 'string' ? ` ${name}="${/["&'`]/.test(value) ? asReferences(value, /["&'`]/g) : value}"` : ''
}

function escapeText(text: string): string {
  return /[<&]/.test(text) ? asReferences(text, /[<&]/g) : text
}

function asReferences(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`)
}
