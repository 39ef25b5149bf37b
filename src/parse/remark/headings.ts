import type { Heading, Root, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Plugin } from 'unified'
import { finding } from '../../diagnostics/diagnose.ts'
import { eachBlock, placeOf, type Scope, scopeOf } from './scope.ts'

/** The ids that a page has given out. */
export type Ids = Map<string, number>

/** Gives headings their ids: `{#id}` at the end (with `.class` and `key=value`, as in Hugo), else a slug of the text. */
export const remarkHeadings: Plugin<[], Root> = () => (tree, file) => {
  const scope = scopeOf(file)
  eachBlock(tree, (node) => {
    if (node.type === 'heading') identify(node, scope)
  })
}

function identify(node: Heading, scope: Scope): void {
  const { id: wish, ...attributes } = takeAttributes(node)
  const id = unique(wish ?? slug(textOf(node, { includeHtml: false })), scope.page.ids)
  node.data = { ...node.data, hProperties: { ...attributes, ...node.data?.hProperties, id } }
  if (wish === undefined || wish === id) return
  scope.page.findings.push(finding('heading-id-taken', placeOf(node, scope) ?? {}, { id: wish, used: id }))
}

/** Hugo's rule, which is GitHub's: letters, digits, marks, `_` and `-` stay, each blank becomes `-`. */
export function slug(text: string): string {
  const kept = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\uFDD0\d+\uFDD1|[^\p{L}\p{N}\p{M}_\-\s]/gu, '')
  return kept.replace(/\s/g, '-') || 'heading'
}

export function unique(wish: string, ids: Ids): string {
  let id = wish
  for (let n = ids.get(wish) ?? 0; ids.has(id); n++) {
    id = `${wish}-${n + 1}`
    ids.set(wish, n + 1)
  }
  ids.set(id, 0)
  return id
}

const attribute = /[#.][^\s{}#."=]+|[\w-]+=(?:"[^"{}]*"|[^\s"{}]+)/
const attributeList = new RegExp(`\\s*\\{\\s*((?:${attribute.source})(?:\\s*(?:${attribute.source}))*)\\s*\\}\\s*$`)

/** Takes `{#id .class key=value}` off the heading's last text. */
function takeAttributes(node: Heading): Record<string, string> {
  const last = node.children.at(-1)
  const list = last?.type === 'text' ? attributeList.exec(last.value) : null
  if (!list) return {}
  const text = last as Text
  text.value = text.value.slice(0, list.index)
  if (!text.value) node.children.pop()
  return Object.fromEntries((list[1] ?? '').match(new RegExp(attribute, 'g'))?.map(pair) ?? [])
}

function pair(written: string): [string, string] {
  if (written.startsWith('#')) return ['id', written.slice(1)]
  if (written.startsWith('.')) return ['className', written.slice(1)]
  const [key = '', ...value] = written.split('=')
  return [key, value.join('=').replace(/^"|"$/g, '')]
}
