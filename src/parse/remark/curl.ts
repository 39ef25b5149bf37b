import type { Nodes } from 'mdast'
import type { BlockRule } from './blocks.ts'
import type { Scope } from './scope.ts'

const curled = /["']|--|\.{3}/

/**
 * Straight quotes, dashes and dots as hexo-renderer-marked's `smartypants` curls them, which is on by default: a quote opens at
 * a text's start and behind a blank, a bracket or a dash, and closes elsewhere, behind Chinese too.
 */
export function curl(text: string): string {
  return text
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/(^|[-—/([{"\s\uFDD1])'/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/(^|[-—/([{‘\s\uFDD1])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/\.{3}/g, '…')
}

/** The texts of a Hexo blog as its readers saw them. A bare link keeps its address. */
export function curledTexts({ page: { headingIds } }: Scope): BlockRule {
  const isOn = headingIds?.rule === 'slugize' && headingIds.curled
  return {
    visit(node) {
      if (isOn && (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table')) curlIn(node)
    },
  }
}

function curlIn(node: Nodes): void {
  if (node.type === 'text') node.value = curled.test(node.value) ? curl(node.value) : node.value
  else if ('children' in node && !isBare(node)) for (const child of node.children) curlIn(child)
}

function isBare(node: Nodes): boolean {
  if (node.type !== 'link') return false
  const [text] = node.children
  return text?.type === 'text' && node.url.endsWith(text.value)
}
