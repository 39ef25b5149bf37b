import { nameToEmoji } from 'gemoji'
import type { Nodes, Root } from 'mdast'
import type { Plugin } from 'unified'

/** `:tada:` → 🎉, by GitHub's names. */
export function withEmoji(text: string): string {
  if (!text.includes(':')) return text
  return text.replace(/:(\+1|[-\w]+):/g, (whole, name: string) =>
    Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? whole) : whole,
  )
}

/** Names of emoji in text. A link that shows its own address keeps it. */
export const remarkEmoji: Plugin<[], Root> = () => (tree) => convert(tree)

function convert(node: Nodes): void {
  if (node.type === 'text') node.value = withEmoji(node.value)
  if (!('children' in node) || (node.type === 'link' && isBare(node.url, node.children))) return
  for (const child of node.children) convert(child)
}

function isBare(url: string, children: readonly Nodes[]): boolean {
  const [text] = children
  return (
    children.length === 1 &&
    text?.type === 'text' &&
    url.replace(/^[a-z]+:\/*/i, '').startsWith(text.value.replace(/^[a-z]+:\/*/i, ''))
  )
}
