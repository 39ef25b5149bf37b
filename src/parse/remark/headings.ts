import type { Properties } from 'hast'
import type { Heading, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { finding } from '../../diagnostics/diagnose.ts'
import { slugize } from '../../kit/hexo/slugize.ts'
import type { HexoConfig } from '../../types.ts'
import { attributeListOf } from './attributeList.ts'
import type { BlockRule } from './blocks.ts'
import { curl } from './curl.ts'
import { placeOf, type Scope } from './scope.ts'

/** The ids that a page has given out. */
export type Ids = Map<string, number>

/** Gives headings their ids: `{#id}` at the end (with `.class` and `key=value`, as in Hugo), else a slug of the source. */
export const headings = (scope: Scope, withEmoji?: (text: string) => string): BlockRule => ({
  visit: (node) => {
    if (node.type === 'heading') identify(node, scope, withEmoji)
  },
})

/** Ids for headings that a plugin has added. */
export const laterHeadings = (scope: Scope): BlockRule => ({
  visit: (node) => {
    if (node.type === 'heading' && node.data?.hProperties?.id === undefined) identify(node, scope)
  },
})

function identify(node: Heading, scope: Scope, withEmoji = (text: string) => text): void {
  const { id: own, ...attributes } = takeAttributes(node)
  const wish = own === undefined ? undefined : String(own)
  const { ids, headingIds } = scope.page
  const made =
    headingIds?.rule === 'slugize'
      ? hexoId(textOf(node, { includeHtml: false }), headingIds)
      : slug(withEmoji(sourceOf(node, scope.text)))
  const id = unique(wish ?? made, ids, headingIds?.second)
  node.data = { ...node.data, hProperties: { ...attributes, ...node.data?.hProperties, id } }
  if (wish === undefined || wish === id) return
  scope.page.findings.push(finding('heading-id-taken', placeOf(node, scope) ?? {}, { id: wish, used: id }))
}

/**
 * The text that Hugo makes an id of, so that old links to a heading live: its last line as written, the addresses of links and
 * the names of tags included. A heading that a plugin made gives its text.
 */
function sourceOf(node: Heading, text: string): string {
  const { start, end } = node.position ?? {}
  if (start?.offset === undefined || end?.offset === undefined) return textOf(node, { includeHtml: false })
  const line = lastLine(text.slice(start.offset, end.offset))
  return beforeAttributes(line) ?? line
}

/** The text between the marks of a heading as written. */
function lastLine(written: string): string {
  const hashes = /^#{1,6}(?:[ \t]+|$)/.exec(written)
  return hashes
    ? written.slice(hashes[0].length).replace(closingMarks, '')
    : (written.split('\n').at(-2) ?? '').replace(/^[ \t>]+/, '')
}

/** Looked for from the first of some blanks alone. */
const closingMarks = /(?<![ \t])(?:^|[ \t]+)#+[ \t]*$/

/** hexo-renderer-marked's rule: the text without tags, also those that it shows as code. */
function hexoId(text: string, { letters, curled }: HexoConfig['headingIds']): string {
  const shown = text.replace(/\uFDD0\d+\uFDD1/g, '')
  return slugize((curled ? curl(shown) : shown).replace(/<[^>]*>/g, '').trim(), letters) || 'heading'
}

/** Hugo's rule, which is GitHub's: letters, decimal digits, `_` and `-` stay, each blank becomes `-`. */
export function slug(text: string): string {
  // Most headings have nothing to take out.
  if (/^[\w\u4E00-\u9FFF-]+$/.test(text)) return text.toLowerCase()
  const kept = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\uFDD0\d+\uFDD1|[^\p{L}\p{Nd}_\- ]/gu, '')
  return kept.replace(/ /g, '-') || 'heading'
}

/** `second` is the number behind the second of one id. */
export function unique(wish: string, ids: Ids, second = 1): string {
  let id = wish
  for (let n = ids.get(wish) ?? 0; ids.has(id); n++) {
    id = `${wish}-${n + second}`
    ids.set(wish, n + 1)
  }
  ids.set(id, 0)
  return id
}

/** A heading may also be closed in front of them: `## 标题 ## {#id}`. */
function beforeAttributes(text: string): string | undefined {
  return attributeListOf(text)?.before.replace(closingMarks, '').trimEnd()
}

/** Takes `{#id .class key=value}` off the heading's last text. */
function takeAttributes(node: Heading): Properties {
  const last = node.children.at(-1)
  const list = last?.type === 'text' ? attributeListOf(last.value) : undefined
  if (!list) return {}
  const text = last as Text
  text.value = beforeAttributes(text.value) ?? ''
  if (!text.value) node.children.pop()
  return list.properties
}
