import type { Field } from './cascade.ts'
import { type At, type Node, textOf } from './node.ts'

/** Keys where themes look for a cover, in lower case; `images` is Hugo's own. They stay params as well. */
export const coverKeys: readonly string[] = ['image', 'images', 'cover', 'featuredimage', 'featured_image', 'thumbnail']

export function coverOf(fields: readonly Field[], keys = coverKeys): Cover | undefined {
  const covers = fields.filter(({ key }) => keys.includes(key))
  for (const { file, value } of covers.sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))) {
    const node = firstNode(value)
    const image = textOf(node)
    if (node && image !== undefined && !isSwitch(node)) return { image, file, at: node.at }
  }
  return undefined
}

interface Cover {
  readonly image: string
  readonly file: string
  readonly at: At
}

/** Themes take `cover: false` for none. */
function isSwitch(node: Node): boolean {
  return node.type === 'scalar' && node.plain && /^(?:true|false|yes|no|on|off)$/i.test(node.text)
}

/** A text, the first of a list, or the `image` of a map (`cover: {image: …}`). */
function firstNode(node: Node | undefined): Node | undefined {
  if (node?.type === 'list') return firstNode(node.items[0])
  return node?.type === 'map' ? node.pairs.find(({ key }) => /^(?:image|src|url)$/i.test(key))?.value : node
}
