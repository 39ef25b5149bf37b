import type { Nodes, Root } from 'mdast'
import { VFile } from 'vfile'
import { VFileMessage } from 'vfile-message'
import { finding } from '../diagnostics/diagnose.ts'
import { toPlain } from '../kit/plainData.ts'
import type { EndWithin, Finding, Limits, MarkdownConfig } from '../types.ts'
import { containerOf, withoutContainer } from './container.ts'
import { unchanged } from './edits.ts'
import { joinFormulaLines } from './formulaLines.ts'
import type { Fragment, FragmentShortcode } from './html/fragment.ts'
import { freeBlocks, tokensOf } from './html/tokens.ts'
import { withSizesBehind } from './imageSizes.ts'
import { pluginTime } from './limits.ts'
import { mathSettings } from './mathSettings.ts'
import type { Chain } from './remark/chain.ts'
import { type Page, placeOf, type Scope } from './remark/scope.ts'
import { extractShortcodes, type Shortcode, unescapeShortcodes } from './shortcodes.ts'
import { type At, isHtml } from './source.ts'
import { withWikiLinks } from './wikiLinks.ts'

/**
 * A second seat for the parser: gives the mdast that `reference` would give, sooner, or asks it.
 * Called for bodies and for the inner texts of shortcodes.
 */
export type ParserSeat = (text: string, reference: (text: string) => Root) => Root

/** A second seat for remark-html: gives the HTML that `reference` would give for a text's tree, sooner, or asks it. */
export type CompilerSeat = (tree: Root, text: string, reference: (node: Nodes) => string) => string

export interface Seats {
  readonly parse?: ParserSeat | undefined
  readonly stringify?: CompilerSeat | undefined
}

/** Tools and findings that the fragments of one page share. */
export interface Job {
  readonly chain: Chain
  readonly seats: Seats
  readonly page: Page
  readonly path: string
  readonly markdown: MarkdownConfig
  readonly limits: Limits
  /** Present where users' plugins work on the text. */
  readonly endWithin?: EndWithin | undefined
}

interface Source {
  readonly text: string
  readonly at: At
  /** HTML and no Markdown. */
  readonly isHtml?: boolean
}

/** Shortcodes to tokens, Markdown to mdast, the plugins, HTML; and so the inner text of every shortcode. */
export async function renderFragment(source: Source, job: Job): Promise<Fragment> {
  const { page } = job
  const number = page.fragments++
  const extracted = extractShortcodes(source.text, source.at)
  const asHtml = source.isHtml ?? isHtml(job.path)
  const linked = job.markdown.wikiLinks ? withWikiLinks(extracted, source.at) : extracted
  const extraction = job.markdown.imageSizes && !asHtml ? withSizesBehind(linked) : linked
  // The body's extraction has found what is wrong in inner texts too.
  if (number === 0) for (const finding of extraction.findings) page.findings.push(finding)
  const math = asHtml ? undefined : mathSettings(job.markdown.math)
  const { text, toSource } = math ? joinFormulaLines(extraction.text, math.delimiters) : unchanged(extraction.text)
  const at: At = (offset) => source.at(extraction.toSource(toSource(offset)))
  const shortcode = (index: number): string => {
    const { offset, end } = extraction.shortcodes[index] ?? { offset: 0, end: 0 }
    return source.text.slice(offset, end)
  }
  const html = freeBlocks(await toHtml({ page, number, text, at, shortcode, rawHtml: false }, asHtml, job))
  const shortcodes: FragmentShortcode[] = []
  for (const shortcode of extraction.shortcodes) shortcodes.push(await renderShortcode(shortcode, source, job))
  return { html, source: extraction.text, tokens: tokensOf(html), shortcodes, islands: page.islands }
}

async function renderShortcode(shortcode: Shortcode, source: Source, job: Job): Promise<FragmentShortcode> {
  const { name, args, form, endTag, inner, offset } = shortcode
  const { shortcodes } = job.page
  const place = { name, args, ...(endTag && { endTag }), ordinal: shortcodes.length, ...source.at(offset) }
  shortcodes.push(place)
  if (!inner) return place
  const line = source.text.slice(source.text.lastIndexOf('\n', offset - 1) + 1, offset)
  const bare = withoutContainer(inner.text, containerOf(line))
  const text = unescapeShortcodes(bare.text)
  const at: At = (within) => source.at(inner.offset + bare.toSource(within))
  const own = { text: codeOf(shortcode, text) ?? bare.text, at, ...(asWritten.has(name) && { isHtml: true }) }
  return { ...place, ...(form === 'markdown' && { form }), inner: { text, fragment: await renderFragment(own, job) } }
}

/** Shortcodes of Hugo's themes whose inner text is HTML. */
const asWritten = new Set(['html', 'raw', 'rawhtml'])

/** Shortcodes whose inner text is neither Markdown nor HTML. */
const verbatim = new Set('chart echarts js katex mapbox math mermaid music script'.split(' '))

/**
 * The code that an inner text is, fenced: `highlight` names its language first, `typeit` perhaps by `code`.
 * FixIt's `style` with an argument gives its style to Markdown; without, its inner text is CSS.
 */
function codeOf({ name, args }: Shortcode, text: string): string | undefined {
  if (name === 'highlight') return fence(text, args)
  if (name === 'typeit' && args.code) return fence(text, { lang: args.code })
  return verbatim.has(name) || (name === 'style' && !('0' in args)) ? fence(text, {}) : undefined
}

function fence(text: string, args: Readonly<Record<string, string>>): string {
  const ticks = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)))
  const info = `${args['0'] ?? args.lang ?? ''} {${args['1'] ?? args.options ?? ''}}`.replace(/`/g, '')
  return `${ticks}${info}\n${text.replace(/^\n|\n$/g, '')}\n${ticks}`
}

async function toHtml(scope: Scope, asHtml: boolean, job: Job): Promise<string> {
  const { chain, seats, page, path, markdown, limits } = job
  const file = new VFile({ value: scope.text, path, data: { scope } })
  const reference = (text: string) => chain.parse(text)
  const parse = seats.parse ?? reference
  const tree = asHtml
    ? wholeHtml(scope.text)
    : await inTime(() => parse(scope.text, reference), file, job, chain.data().extendedBy)
  const deep = tree && firstDeeper(tree, limits.depth)
  if (deep) page.findings.push(finding('body-too-deep', placeOf(deep, scope) ?? {}, { limit: limits.depth }))
  if (deep) return ''
  const html = tree ? await transform(tree, file, job) : ''
  for (const message of file.messages) page.findings.push(fromPlugin(message, scope, file.data.plugin))
  takeData(file, scope)
  const named = withHugoIds(
    scope.number ? html.replaceAll('"footnote-label"', `"footnote-label-${scope.number}"`) : html,
  )
  if (markdown.html === 'escape' || (markdown.html === 'keep' && !scope.rawHtml)) return named
  // A whole document of a Hexo blog stands without the theme (`layout: false`), and none of its head may be lost.
  if (asHtml && page.headingIds && markdown.html === 'keep' && /<!doctype|<html[\s>]/i.test(named)) return named
  const { normalise } = await import('./html/normalise.ts')
  try {
    return normalise(named, markdown.html)
  } catch (error) {
    // HTML of some thousand levels: its readers and writers recurse. Browsers stop at 512. Each tag was told of.
    if (!(error instanceof RangeError)) throw error
    page.findings.splice(0, Number.POSITIVE_INFINITY, finding('body-too-deep', scope.at(0), { limit: limits.depth }))
    return ''
  }
}

/**
 * Keeps what plugins left in `file.data`, with shortcodes in the place of their tokens; what an inner text leaves counts
 * where the body says nothing of the name.
 */
function takeData({ data: { scope: _, plugin: __, ...data } }: VFile, { page, number, shortcode }: Scope): void {
  if (Object.keys(data).length === 0) return
  const withShortcodes = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/\uFDD0(\d+)\uFDD1/g, (_token, index) => shortcode(Number(index))) : value
  const { value, faults } = toPlain({ data })
  const plain = { value: JSON.parse(JSON.stringify(value), withShortcodes), faults }
  for (const { key } of plain.faults) page.findings.push(finding('plugin-data', {}, { name: key }))
  for (const [name, value] of Object.entries((plain.value as { readonly data: object }).data))
    if (value !== undefined && (number === 0 || !(name in page.data))) page.data[name] = value
}

/** Hugo's ids of footnotes (`fn:1`), for links that were made there; ours (`fn-1`) need no escapes in CSS. */
function withHugoIds(html: string): string {
  const notes = html.lastIndexOf('data-footnotes')
  if (notes < 0) return html
  return html.slice(0, notes) + html.slice(notes).replace(/<li id="fn-([\d-]+)">/g, '$&<span id="fn:$1"></span>')
}

function wholeHtml(value: string): Root {
  const start = { line: 1, column: 1, offset: 0 }
  const position = { start, end: { ...start, offset: value.length } }
  return { type: 'root', children: [{ type: 'html', value, position }] }
}

async function transform(tree: Root, file: VFile, job: Job): Promise<string> {
  const { chain, seats, endWithin } = job
  const isEmpty = !endWithin || tree.children.every(({ type }) => /efinition$/.test(type))
  const done = await inTime(() => chain.run(tree, file), file, job, 'remark')
  if (!done) return ''
  const reference = (node: Nodes) => chain.stringify(node as Root, file)
  const stringify = () => (seats.stringify ? seats.stringify(done, String(file), reference) : reference(done))
  const html = (await inTime(stringify, file, job)) ?? ''
  const isTree = (done as Nodes).type === 'root'
  if (!isEmpty && !(isTree && html.trim())) file.message('', { source: 'ruoyu', ruleId: 'plugin-emptied' })
  return html
}

/** A step's value; nothing but a message where it throws, or is a plugin's and does not end. */
async function inTime<T>(
  run: () => T | Promise<T>,
  file: VFile,
  { limits, endWithin }: Job,
  plugin?: string,
): Promise<T | undefined> {
  file.data.plugin = plugin
  try {
    const time = pluginTime(limits)
    const ended = plugin && endWithin ? await endWithin(time, async () => run()) : { value: await run() }
    if (!ended) throw new VFileMessage(String(time / 1000), { source: 'ruoyu', ruleId: 'plugin-endless' })
    return ended.value
  } catch (error) {
    const message =
      error instanceof VFileMessage ? error : new VFileMessage(String(error), { source: file.data.plugin ?? 'remark' })
    message.fatal = true
    if (!file.messages.includes(message)) file.messages.push(message)
    return undefined
  }
}

/** `failed` is the plugin that threw, if one did. */
function fromPlugin(message: VFileMessage, scope: Scope, failed = 'remark'): Finding {
  const { place, line, column } = message
  const point = place && 'start' in place ? place.start : place
  const where =
    point?.offset === undefined ? { ...(line && { line }), ...(column && { column }) } : scope.at(point.offset)
  if (message.ruleId === 'bare-link-doubtful' && message.source === 'ruoyu')
    return finding('bare-link-doubtful', where, { url: message.actual ?? '', part: message.expected?.[0] ?? '' })
  if (message.ruleId === 'plugin-endless' && message.source === 'ruoyu')
    return finding('plugin-endless', where, { plugin: failed, seconds: Number(message.reason) })
  if (message.ruleId === 'plugin-emptied' && message.source === 'ruoyu') return finding('plugin-emptied', {}, {})
  const params = { text: message.reason, plugin: message.source ?? (message.fatal ? failed : 'remark') }
  return finding(message.fatal ? 'plugin-failed' : 'plugin-message', where, params)
}

/** Nesting too deep for the walks that follow is looked for here, and so without recursion. */
function firstDeeper(tree: Root, limit: number): Nodes | undefined {
  const waiting: { readonly node: Nodes; readonly depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    if (depth > limit) return node
    if (!('children' in node)) continue
    const below = node.type === 'list' || node.type === 'root' ? depth : depth + 1
    for (const child of node.children) if ('children' in child) waiting.push({ node: child, depth: below })
  }
  return undefined
}
