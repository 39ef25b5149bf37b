import type { Node } from './nunjucks.ts'

/** The node with which an expression starts in the text. */
export function leftmost(node: Node): Node {
  const first = firstPart(node)
  return first ? leftmost(first) : node
}

function firstPart({ typename, target, name, args }: Node): Node | undefined {
  if (typename === 'LookupVal') return target
  if (typename === 'FunCall') return name
  return typename === 'Filter' ? args?.children[0] : undefined
}

/** An expression as a message calls it: `post.title`. */
export function nameOf(node: Node): string {
  const { typename, target, val } = node
  if (typename === 'Symbol') return String(node.value)
  if (typename === 'LookupVal' && target && val)
    return `${nameOf(target)}${val.typename === 'Literal' && typeof val.value === 'string' ? `.${val.value}` : '[…]'}`
  if (typename === 'FunCall' && node.name) return `${nameOf(node.name)}()`
  if (typename === 'Filter') return `${nameOf(node.args?.children[0] ?? node)} | ${String(node.name?.value)}`
  return '…'
}
