import type { Definition, Image, ImageReference, Link, LinkReference, Nodes, Parents, Root } from 'mdast'
import type { Plugin } from 'unified'
import { finding } from '../../diagnostics/diagnose.ts'
import { doesNothing, isDangerous, shorten } from '../../kit/schemes.ts'
import { copyOf } from '../../kit/text.ts'
import type { MarkdownConfig } from '../../types.ts'
import type { LineColumn } from '../lineIndex.ts'
import { endTags, type OpenTags, readHtml } from './rawHtml.ts'
import { eachNode, placeOf, type Scope, scopeOf } from './scope.ts'

/**
 * The last look at the tree, after the user's plugins: notes every link, image and raw HTML with its place,
 * and removes URLs that would run code.
 */
export const remarkReferences: Plugin<[Pick<MarkdownConfig, 'html' | 'cjk'>], Root> = (config) => (tree, file) => {
  const scope = scopeOf(file)
  const definitions = scope.text.includes(']:') ? definitionsOf(tree) : new Map<string, Definition>()
  const open: OpenTags = { tags: [], counts: new Map(), shown: [], bare: [] }
  const place = placer(scope)
  eachNode(tree, (node, parent) => {
    if (node.type === 'link' || node.type === 'image') note(node, node, place(node, parent), scope)
    else if (node.type === 'html') readHtml(node, parent, config, open, scope)
    else if (node.type === 'linkReference' || node.type === 'imageReference') {
      const definition = definitions.get(node.identifier)
      if (definition) note(node, definition, placeOf(definition, scope), scope)
    }
  })
  endTags(open, scope)
}

function definitionsOf(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>()
  eachNode(tree, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
  })
  return definitions
}

/** Finds a bare link that GFM's own look at the text made, and gave no place, behind the one before it. */
function placer(scope: Scope): (node: Link | Image, parent?: Parents) => LineColumn | undefined {
  let behind = 0
  return (node, parent) => {
    const [text] = node.type === 'link' ? node.children : []
    behind = Math.max(behind, node.position?.end.offset ?? 0)
    if (node.position || text?.type !== 'text') return placeOf(node, scope)
    const start = Math.max(behind, parent?.position?.start.offset ?? 0)
    const found = scope.text.indexOf(text.value, start)
    if (found >= 0) behind = found + text.value.length
    return scope.at(found < 0 ? start : found)
  }
}

/** `source` is where the URL is written: the node itself or its definition. */
function note(
  node: Link | Image | LinkReference | ImageReference,
  source: Link | Image | Definition,
  place: LineColumn | undefined,
  scope: Scope,
): void {
  const kind = node.type === 'image' || node.type === 'imageReference' ? 'image' : 'link'
  if (isDangerous(source.url, kind)) {
    if (!doesNothing(source.url))
      scope.page.findings.push(finding('link-scheme-dangerous', place ?? {}, { url: shorten(source.url) }))
    disarm(node)
  } else if (!source.url.includes('\uFDD0')) {
    scope.page.links.push({ kind, url: copyOf(source.url), ...(place ?? { line: 1, column: 1 }) })
  }
}

/** The text of a link and the alternative text of an image remain. */
function disarm(node: Link | Image | LinkReference | ImageReference): void {
  const replaced: Nodes =
    'children' in node
      ? { type: 'emphasis', data: { hName: 'span' }, children: node.children as never }
      : { type: 'text', value: node.alt ?? '' }
  Object.assign(node, replaced)
}
