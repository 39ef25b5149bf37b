import type { Field } from './cascade.ts'
import { type Node, textOf } from './node.ts'

/** Where themes look for a cover, in lower case; `images` is Hugo's own. They stay params as well. */
const keys = ['image', 'images', 'cover', 'featuredimage', 'featured_image', 'thumbnail']

export function imageOf(fields: readonly Field[]): string | undefined {
  const covers = fields.filter(({ key }) => keys.includes(key))
  const images = covers.sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key)).map(({ value }) => firstText(value))
  return images.find((image) => image !== undefined)
}

/** A text, the first of a list, or the `image` of a map (`cover: {image: …}`). */
function firstText(node: Node | undefined): string | undefined {
  if (node?.type === 'list') return firstText(node.items[0])
  if (node?.type === 'map') return textOf(node.pairs.find(({ key }) => /^(?:image|src|url)$/i.test(key))?.value)
  return textOf(node)
}
