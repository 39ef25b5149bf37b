import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { eachNode, scopeOf } from './scope.ts'

/**
 * Names footnotes by number, so that `[^中文]` gets ids that need no encoding and so equal the links that name them,
 * and so that a shortcode's inner footnotes do not take the ids of the body's.
 */
export const remarkFootnotes: Plugin<[], Root> = () => (tree, file) => {
  const { text, number } = scopeOf(file)
  if (!text.includes('[^')) return
  const names = new Map<string, string>()
  eachNode(tree, (node) => {
    if (node.type !== 'footnoteReference' && node.type !== 'footnoteDefinition') return
    const name = names.get(node.identifier) ?? `${number ? `${number}-` : ''}${names.size + 1}`
    names.set(node.identifier, name)
    node.identifier = name
  })
}
