import type { Nodes, Parents } from 'mdast'
import type { VFile } from 'vfile'
import type { Finding, HexoConfig, LinkRef, Rendered } from '../../types.ts'
import type { LineColumn } from '../lineIndex.ts'
import type { At } from '../source.ts'
import type { Ids } from './headings.ts'
import type { Equations } from './mathLabels.ts'

/** State that a page's body and the inner texts of its shortcodes share. */
export interface Page {
  readonly ids: Ids
  /** Given for a blog that comes from Hexo. */
  readonly headingIds: HexoConfig['headingIds'] | undefined
  readonly findings: Finding[]
  readonly links: LinkRef[]
  readonly islands: Island[]
  readonly equations: Equations
  readonly shortcodes: Rendered['shortcodes'][number][]
  /** The count of texts begun: the body, then inner texts. */
  fragments: number
  /** The `file.data` of users' plugins. */
  readonly data: Record<string, unknown>
  readonly features: { math: boolean; mermaid: boolean; code: boolean }
}

/**
 * Finished HTML that the tree holds as a token, so that nothing parses, cleans or serialises it again.
 * `text` is what search finds in it: the source.
 */
export interface Island {
  readonly html: string
  readonly text: string
}

/** Knowledge that the plugins have of the text that they work on. */
export interface Scope {
  readonly page: Page
  /** The parser's input: shortcodes are tokens. */
  readonly text: string
  /** 0 for the body, then 1, 2, … for inner texts. */
  readonly number: number
  /** The place in the body as written of an offset in `text`. */
  readonly at: At
  /** The shortcode that a token stands for, as the post writes it. */
  readonly shortcode: (index: number) => string
  /** True where the tree holds HTML of the post's own. */
  rawHtml: boolean
}

declare module 'vfile' {
  interface DataMap {
    scope: Scope
  }
}

export function scopeOf(file: VFile): Scope {
  if (!file.data.scope) throw new Error('a plugin of the chain ran without a scope')
  return file.data.scope
}

/** The start of a node in the body as written; undefined where a plugin made it. */
export function placeOf(node: Nodes, scope: Scope): LineColumn | undefined {
  const offset = node.position?.start.offset
  return offset === undefined ? undefined : scope.at(offset)
}

/** A token for an island: noncharacters, which no post can hold. */
export function island(page: Page, html: string, text: string): string {
  page.islands.push({ html, text })
  return `\uFDD3${page.islands.length - 1}\uFDD4`
}

export function eachNode(node: Nodes, visit: (node: Nodes, parent?: Parents) => void, parent?: Parents): void {
  visit(node, parent)
  if ('children' in node) for (const child of node.children) eachNode(child, visit, node)
}

/** Visits blocks alone: all that stands among paragraphs, and no text within. */
export function eachBlock(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node)
  if (!('children' in node) || node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') return
  for (const child of node.children) eachBlock(child, visit)
}
