import type { Paragraph } from 'mdast'
import type { BlockRule } from './blocks.ts'

/** An image alone in its paragraph with a title becomes a figure; the title is its caption. */
export const figures: BlockRule = {
  visit: (node) => {
    if (node.type === 'paragraph' && node.children.length === 1) turnIntoFigure(node)
  },
}

function turnIntoFigure(node: Paragraph): void {
  const [image] = node.children
  if (image?.type !== 'image' || !image.title) return
  const caption = image.title
  image.title = null
  node.data = { ...node.data, hName: 'figure' }
  node.children.push({ type: 'emphasis', data: { hName: 'figcaption' }, children: [{ type: 'text', value: caption }] })
}
