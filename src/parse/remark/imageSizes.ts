import type { Properties } from 'hast'
import type { Nodes, Parents } from 'mdast'
import { attributeListOf } from './attributeList.ts'
import type { BlockRule } from './blocks.ts'

/**
 * A size right behind an image: `![](a.jpg){width=300}`, where a class, an id and `loading` may stand too (Pandoc's
 * link attributes), or `=300x200`, `=300x`, `=x200` (markdown-it-imsize). A list that says anything else is text.
 */
export const imageSizes: BlockRule = {
  visit: (node) => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') takeSizes(node)
  },
}

function takeSizes(parent: Parents): void {
  const { children } = parent
  let isTaken = false
  for (const [index, node] of children.entries()) {
    const behind = children[index + 1]
    if ('children' in node) takeSizes(node)
    else if ((node.type === 'image' || node.type === 'imageReference') && behind?.type === 'text')
      isTaken = takeSize(node, behind) || isTaken
  }
  // A text of nothing would keep an image from being alone in its paragraph.
  if (isTaken) parent.children = children.filter((node) => node.type !== 'text' || node.value) as typeof children
}

/** False where no size stands behind the image. */
function takeSize(image: Nodes, behind: { value: string }): boolean {
  const [written, list, width, height] =
    /^ ?(?:(\{[^{}\n]*\})|=(?=\d|x\d)(\d{0,5})x(\d{0,5})(?![\w.]))/.exec(behind.value) ?? []
  if (written === undefined) return false
  const properties = list === undefined ? sizeOf(width, height) : sizeIn(list)
  if (!properties) return false
  behind.value = behind.value.slice(written.length)
  give(image, properties)
  return true
}

function sizeOf(width = '', height = ''): Properties {
  return { ...(width && { width }), ...(height && { height }) }
}

const known = new Set(['width', 'height', 'className', 'id', 'loading'])

function sizeIn(list: string): Properties | undefined {
  const { properties = {}, before } = attributeListOf(list) ?? {}
  const keys = Object.keys(properties)
  const isSize = keys.includes('width') || keys.includes('height')
  return isSize && before === '' && keys.every((key) => known.has(key)) ? inPixels(properties) : undefined
}

/** HTML's attributes say `300` for CSS's `300px`. */
function inPixels(properties: Properties): Properties {
  const bare = Object.entries(properties).map(([key, value]) =>
    typeof value === 'string' && /^(?:width|height)$/.test(key) ? [key, value.replace(/px$/, '')] : [key, value],
  )
  return Object.fromEntries(bare) as Properties
}

/** A size that stands on the line below a picture alone in its paragraph is the picture's; the rest is the paragraph's. */
export function giveSize(block: Nodes, properties: Properties): Properties {
  const inside = block.type === 'paragraph' ? block.children : []
  const [image, ...more] = inside.filter((node) => node.type !== 'text' || node.value !== '')
  if (image?.type !== 'image' || more.length > 0) return properties
  const { width, height, loading, ...rest } = properties
  const own = inPixels({ ...(width && { width }), ...(height && { height }), ...(loading && { loading }) })
  if (Object.keys(own).length > 0) give(image, own)
  return rest
}

function give(node: Nodes, properties: Properties): void {
  const data: { hProperties?: Properties } = node.data ?? {}
  node.data = { ...data, hProperties: { ...data.hProperties, ...properties } }
}
