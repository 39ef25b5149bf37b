/**
 * Hexo's tag plugins, rewritten to Markdown and to shortcodes of ours before Markdown is read, so that nesting, positions
 * and code are as they are for shortcodes.
 *
 *     tag    = "{%" [ "-" ] blank name [ blank arguments ] blank [ "-" ] "%}"
 *     block  = tag { anything } "{% end" name " %}"      a tag is one where its end follows
 *     raw    = "{% raw %}" text "{% endraw %}"           its text is no tag, and HTML where it holds any
 *
 * `{{ … }}` and nunjucks' own statements, which Hexo runs, are left out and told.
 * Source: Hexo's lib/extend/tag.ts and lib/hexo/post.ts, and the themes' scripts.
 */

import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import { codeEnds, stops } from '../codeRanges.ts'
import { containerOf } from '../container.ts'
import { applyEdits, type Edit } from '../edits.ts'
import { type Paired, pairTags } from '../pairTags.ts'
import type { At, CleanBody } from '../source.ts'
import { type IncludedCode, includeCode } from './includeCode.ts'
import { isAddress, isWorded, type TagCall, tagCall, titleIn } from './tagCall.ts'
import { tagTable, type Written } from './tagTable.ts'

interface Tag {
  readonly name: string
  readonly raw: string
  readonly offset: number
  readonly end: number
}

const needed = /\{[%{#]/
const opening = /\{[%{#]/
const tagText = /^\{%-?\s*([A-Za-z_]\w*)(.*)%\}$/s
/** Nunjucks' own, which say nothing to a reader. */
const statement =
  /^(?:set|(?:end)?(?:if|for|block|macro|call|filter|set)|elif|elseif|else|include|import|from|extends)$/

export function readHexoTags(body: CleanBody, included: IncludedCode): CleanBody {
  if (!needed.test(body.text)) return body
  const { tags, edits, findings, isCode } = scan(body.text, body.at)
  const { pairs, strays } = pairTags(tags, ({ name }) =>
    name.startsWith('end') ? { kind: 'close', name: name.slice(3) } : { kind: 'open', name },
  )
  for (const {
    tag: { name, offset, end },
  } of strays) {
    findings.push(finding('hexo-tag-stray', { ...body.at(offset), length: end - offset }, { name }))
    edits.push({ offset, end, text: '' })
  }
  edits.push(
    ...rewrite(
      body.text,
      [...pairs].sort((a, b) => a.open.offset - b.open.offset),
      included,
      isCode,
    ),
  )
  const { text, toSource } = applyEdits(body.text, edits)
  return { text, at: (offset) => body.at(toSource(offset)), findings: [...body.findings, ...findings] }
}

interface Scan {
  readonly tags: readonly Tag[]
  readonly edits: Edit[]
  readonly findings: Finding[]
  readonly isCode: (offset: number) => boolean
}

function scan(text: string, at: At): Scan {
  const tags: Tag[] = []
  const code: { readonly offset: number; readonly end: number }[] = []
  const edits: Edit[] = []
  const findings: Finding[] = []
  const next = stops(opening)
  const codeEnd = codeEnds(text)
  const drop = (offset: number, end: number): void => {
    edits.push({ offset, end, text: '' })
    findings.push(
      finding('hexo-expression', { ...at(offset), length: end - offset }, { text: text.slice(offset, end) }),
    )
  }
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const { 0: whole, index } = match
    if (!whole.startsWith('{')) {
      const end = codeEnd(match)
      if (end === undefined) continue
      code.push({ offset: index, end })
      next.lastIndex = end
      continue
    }
    const close = whole === '{%' ? '%}' : whole === '{{' ? '}}' : '#}'
    const inner = text.slice(index + 2, index + 2 + longest)
    const end = index + 2 + inner.indexOf(close) + 2
    // A tag that opens again before it ends, or never ends, is text.
    if (end < index + 4 || inner.slice(0, end - index - 4).includes(whole)) continue
    const [, name = '', behind = ''] = tagText.exec(text.slice(index, end)) ?? []
    const raw = (behind.endsWith('-') ? behind.slice(0, -1) : behind).trim()
    if (whole === '{#') {
      if (!text.slice(index, end).includes('\n')) edits.push({ offset: index, end, text: '' })
    } else if (whole === '{{') {
      // In a formula braces are TeX's.
      if (isExpression(text.slice(index + 2, end - 2)) && !/\$/.test(lineAt(text, index))) drop(index, end)
    } else if (name === 'raw') {
      const { index: endRaw = text.length, 0: endTag = '' } = rawEnd(text, end, codeEnd) ?? {}
      const inside = text.slice(end, endRaw)
      const isHtml = /<[a-z!]/i.test(inside) && !/^[ \t]*(?:```|~~~)/m.test(inside)
      edits.push({ offset: index, end, text: isHtml ? '{{< rawhtml >}}' : '' })
      edits.push({ offset: endRaw, end: endRaw + endTag.length, text: isHtml ? '{{< /rawhtml >}}' : '' })
      next.lastIndex = endRaw + endTag.length
      continue
    } else if (statement.test(name)) drop(index, end)
    else if (name) tags.push({ name, raw, offset: index, end })
    else continue
    next.lastIndex = end
  }
  const isCode = (offset: number) => code.some((range) => range.offset <= offset && offset < range.end)
  return { tags, edits, findings, isCode }
}

/** Hexo takes fences out before it looks for tags. */
function rawEnd(text: string, from: number, codeEnd: ReturnType<typeof codeEnds>): RegExpExecArray | undefined {
  const next = stops(/\{%-?\s*endraw\s*-?%\}/)
  next.lastIndex = from
  for (let match = next.exec(text); match; match = next.exec(text)) {
    if (match[0].startsWith('{')) return match
    if (match[3] !== undefined) next.lastIndex = codeEnd(match) ?? next.lastIndex
  }
  return undefined
}

/** UTF-16 units of the longest tag. */
const longest = 20_000

function isExpression(text: string): boolean {
  return /^\s*(?:[A-Za-z_][\w.]*(?:\([^{}]*\))?|"[^"]*"|'[^']*')(?:\s*\|\s*\w+(?:\([^{}]*\))?)*\s*$/.test(text)
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end)
}

function rewrite(
  text: string,
  pairs: Paired<Tag>['pairs'],
  included: IncludedCode,
  isCode: Scan['isCode'],
): readonly Edit[] {
  const edits: Edit[] = []
  const divided: Divided[] = []
  for (const { open, close } of pairs) {
    const inner = close && text.slice(open.end, close.offset)
    const before = text.slice(text.lastIndexOf('\n', open.offset - 1) + 1, open.offset)
    const call = tagCall(open.name, open.raw, inner, before)
    const row = rowOf(open.name)
    const written = open.name === 'include_code' ? includeCode(call, included) : (row ?? unknown)(call)
    const end = close?.end ?? open.end
    const gap = apart(text, open.offset, end, typeof written === 'string' ? written : written.open)
    if (typeof written === 'string') edits.push({ offset: open.offset, end, text: gap.before + written + gap.after })
    else {
      edits.push({ offset: open.offset, end: open.end, text: gap.before + written.open })
      if (!close) continue
      const after = written.close + gap.after
      if (written.marks) divided.push({ ...written.marks, open, close, title: call.parts[0] ?? '', after })
      else edits.push({ offset: close.offset, end: close.end, text: after })
    }
  }
  return [...edits, ...divide(text, divided, isCode)]
}

const blockStart = /^(?:\{\{% (?:notice|details|tabs?|timeline|timenode|gallery|blockquote)\b|```)/
const isText = /^[ \t>]*(?![-*+#>|<`~]|\d+[.)]|\{[%{]|\s*$)\S/

/** Line ends that keep a block out of the paragraphs round it, as Hexo's HTML is; in a table or a heading there are none. */
function apart(
  text: string,
  offset: number,
  end: number,
  written: string,
): { readonly before: string; readonly after: string; readonly blank: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const head = text.slice(start, offset)
  if (!blockStart.test(written) || /\||^\s*#/.test(head)) return { before: '', after: '', blank: '\n' }
  const container = head.slice(0, containerOf(head).length)
  const prefix = container.replace(/[^>\s]/g, ' ')
  const blank = `\n${prefix}\n${prefix}`
  const line = text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(0, start - 1))
  const isBehindText = head === prefix && /[^\s>]/.test(line)
  const [rest = '', next = ''] = text.slice(end, end + 200).split('\n', 2)
  return {
    before: head !== container ? blank : isBehindText ? `\n${prefix}` : '',
    blank,
    after: rest.trim() !== '' ? blank : isText.test(next) ? `\n${prefix}` : '',
  }
}

/** Volantis has names of Stellar's with a capital letter. */
function rowOf(name: string): (typeof tagTable)[string] | undefined {
  const names = [name, name.charAt(0).toLowerCase() + name.slice(1)]
  return names.flatMap((each) => (Object.hasOwn(tagTable, each) ? (tagTable[each] ?? []) : []))[0]
}

/** A block whose parts begin at comments. */
interface Divided {
  readonly names: RegExp
  readonly as: string
  readonly open: Tag
  readonly close: Tag
  readonly title: string
  readonly after: string
}

/** `<!-- tab 标题@icon -->` begins a part of the innermost block that has such parts; the next one, `<!-- endtab -->` or the block's end ends it. */
function divide(text: string, blocks: readonly Divided[], isCode: Scan['isCode']): readonly Edit[] {
  const edits: Edit[] = []
  const parts = new Map<Divided, { open: boolean; count: number }>(
    blocks.map((block) => [block, { open: false, count: 0 }]),
  )
  const waiting = [...blocks].reverse()
  const around: Divided[] = []
  const leave = (offset: number): void => {
    while ((around.at(-1)?.close.offset ?? Infinity) <= offset) around.pop()
  }
  for (const { 0: whole, 1: ends, 2: kind = '', 3: behind = '', index } of blocks.length > 0
    ? text.matchAll(partMark)
    : []) {
    const caption = behind.trimEnd()
    for (let next = waiting.at(-1); next && next.open.offset < index; next = waiting.at(-1)) {
      leave(next.open.offset)
      around.push(next)
      waiting.pop()
    }
    leave(index)
    const block = around.findLast(({ names }) => names.test(kind))
    const part = block && parts.get(block)
    if (!block || !part || isCode(index)) continue
    if (block.as === '') {
      const text = /^(?:title|section)$/.test(kind) && caption ? `**${caption}**` : caption
      edits.push({
        offset: index,
        end: index + whole.length,
        text: /^(?:line|paragraph)$/.test(kind) ? '' : `\n\n${text}\n\n`,
      })
      continue
    }
    const close = part.open ? `{{% /${block.as} %}}` : ''
    const title = captionOf(caption) || `${block.title} ${part.count + 1}`.trim()
    const open = `{{% ${block.as} title="${title}" %}}`
    const end = index + whole.length
    const { before, after, blank } = apart(text, index, end, open)
    edits.push({ offset: index, end, text: ends ? close + after : `${close}${close ? blank : before}${open}` })
    part.open = !ends
    if (!ends) part.count++
  }
  for (const [{ as, close, after }, { open }] of parts)
    edits.push({ offset: close.offset, end: close.end, text: `${open ? `{{% /${as} %}}\n` : ''}${after}` })
  return edits
}

/** Without an icon and Stellar's and Icarus' options. */
function captionOf(written: string): string {
  const text = written.split('@', 1)[0]?.trimEnd() ?? ''
  const { words } = tagCall('', text, undefined, '')
  const caption = titleIn(text) ?? (/\w:/.test(text) ? words.join(' ') : text)
  return caption.replace(/["\\\n]/g, ' ')
}

const partMark =
  /<!--[ \t]*(end)?(tab|timeline|node|folder|okr|title|author|date|section|footer|paragraph|line)\b[ \t]*((?:(?!<!--)[^\n])*?)-->/g

/** A tag that nobody here knows is a shortcode of its name: the blog's own template, or what a reader can use of it. */
const unknown = ({ name, words, options, inner }: TagCall): Written => {
  const shown = Object.entries(options).filter(([key, value]) => isAddress(value) || isWorded(key, value))
  const values = [...words, ...shown.map(([, value]) => value)].map((value) => ` "${value.replace(/["\\\n]/g, ' ')}"`)
  const open = `{{% ${name}${values.join('')} %}}`
  return inner === undefined ? open : { open, close: `{{% /${name} %}}` }
}
