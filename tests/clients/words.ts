import { fromHtml } from 'hast-util-from-html'
import type { Nodes, Root } from 'mdast'
import remarkGemoji from 'remark-gemoji'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/**
 * A plain reading of a post, by other means than Ruoyu's: what its page must say. Blocks are what a reader takes for
 * one piece: a paragraph, a heading, a cell, a code block.
 */
export function blocksOf(source: string, { emoji }: Reading): readonly string[] {
  const { front, body } = cut(source)
  const parser = emoji ? plain().use(remarkGemoji) : plain()
  const tree = parser.runSync(parser.parse(withReferences(withoutShortcodes(body)))) as Root
  const used = new Set<string>()
  visit(tree, 'footnoteReference', ({ identifier }) => void used.add(identifier))
  const blocks = [titleOf(front)]
  collect(tree, used, blocks)
  return blocks.map((block) => block.trim()).filter(Boolean)
}

/** Bare links read character references, as Hugo's do; plain remark shows `&amp;`. */
function withReferences(body: string): string {
  return body.replace(/https?:\/\/[^\s<>()]*/g, (url) => url.replaceAll('&amp;', '&'))
}

/** Settings that the blog's config turns on. */
interface Reading {
  readonly emoji: boolean
}

/**
 * The text of a page's `main`, blocks apart; of a formula its TeX; without the numbers of footnotes, which stand amid
 * words.
 */
export function pageText(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.lastIndexOf('</main>'))
  return htmlText(main)
}

export function htmlText(html: string): string {
  return textOf(fromHtml(html, { fragment: true }) as HtmlNode)
}

/**
 * The words of these blocks that a page does not have: runs of Han characters, and words of other letters. A block whose
 * letters stand on the page one after the other, as often as in the source, is there whole; else its words are looked for.
 */
export function missingWords(blocks: readonly string[], page: string): readonly string[] {
  const there = letters(page)
  const counts = new Map<string, number>()
  for (const block of blocks.map(letters)) counts.set(block, (counts.get(block) ?? 0) + 1)
  const missing: string[] = []
  for (const block of new Set(blocks)) {
    const whole = letters(block)
    if (timesIn(there, whole) >= (counts.get(whole) ?? 1)) continue
    missing.push(...wordsOf(block).filter((word) => !there.includes(letters(word))))
  }
  return missing
}

const plain = () => unified().use(remarkParse).use(remarkGfm, { singleTilde: false })

/** The front matter as written, with its delimiters, and what follows. */
export function cut(source: string): { readonly front: string; readonly body: string } {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const [front = ''] = /^\s*(---|\+\+\+)[^\S\n]*\n[\s\S]*?\n\1-*\+*[^\S\n]*(?:\n|$)/.exec(text) ?? []
  return { front, body: text.slice(front.length) }
}

function titleOf(front: string): string {
  return /^title\s*[:=]\s*(.*)$/im.exec(front)?.[1] ?? ''
}

function withoutShortcodes(body: string): string {
  return body
    .replace(/\{\{([<%])\/\*|\*\/([%>])\}\}/g, '')
    .replace(/\{\{[<%](?:[^"`]|"(?:\\.|[^"])*"|`[^`]*`)*?[%>]\}\}/g, '')
}

/** Ids of headings and the marks of GitHub's alerts are no text; a footnote that nobody refers to is shown by no one. */
function collect(node: Nodes, used: ReadonlySet<string>, blocks: string[]): void {
  if (node.type === 'footnoteDefinition' && !used.has(node.identifier)) return
  if (node.type === 'code') blocks.push(node.value)
  else if (node.type === 'html') blocks.push(...markup(node.value))
  else if (['paragraph', 'heading', 'tableCell'].includes(node.type))
    blocks.push(
      inline(node)
        .replace(/\s*\{[#.][^}]*\}\s*$/, '')
        .replace(/^\[!\w+\][+-]?/, ''),
    )
  else if ('children' in node) for (const child of node.children) collect(child, used, blocks)
}

function inline(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if ('children' in node) return node.children.map(inline).join('')
  return 'value' in node && node.type !== 'html' ? node.value : ''
}

function markup(html: string): readonly string[] {
  return htmlText(html).split('\n')
}

interface HtmlNode {
  readonly type: string
  readonly tagName?: string
  readonly value?: string
  readonly properties?: Readonly<Record<string, unknown>>
  readonly children?: readonly HtmlNode[]
}

const silent = new Set(['script', 'style', 'template', 'iframe', 'noscript', 'title'])
const inlineNames = new Set(
  'a abbr b bdi cite code del em font i ins kbd mark q s samp small span strong sub sup time tt u var'.split(' '),
)

function textOf(node: HtmlNode): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'comment' || silent.has(node.tagName ?? '') || node.properties?.dataFootnoteRef !== undefined)
    return ''
  if (node.tagName === 'math') return texOf(node)
  const text = (node.children ?? []).map(textOf).join('')
  return node.type === 'element' && !inlineNames.has(node.tagName ?? '') ? `\n${text}\n` : text
}

function texOf(node: HtmlNode): string {
  if (node.tagName === 'annotation') return (node.children ?? []).map(textOf).join('')
  return (node.children ?? []).map(texOf).join('')
}

function letters(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)
      ?.flatMap((word) => word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []) ?? []
  )
}

function timesIn(text: string, piece: string): number {
  if (piece === '') return 1
  let count = 0
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) count++
  return count
}
