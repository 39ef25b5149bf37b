import type { Paragraph, Root } from 'mdast'
import type { Plugin } from 'unified'
import { eachBlock } from './scope.ts'

/** An image alone in its paragraph with a title becomes a figure; the title is its caption. */
export const remarkFigures: Plugin<[], Root> = () => (tree) => {
  eachBlock(tree, (node) => {
    if (node.type === 'paragraph' && node.children.length === 1) turnIntoFigure(node)
  })
}

function turnIntoFigure(node: Paragraph): void {
  const [image] = node.children
  if (image?.type !== 'image' || !image.title) return
  const caption = image.title
  image.title = null
  node.data = { ...node.data, hName: 'figure' }
  node.children.push({ type: 'emphasis', data: { hName: 'figcaption' }, children: [{ type: 'text', value: caption }] })
}
