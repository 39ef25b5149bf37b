import type { Node, Parent } from 'unist'
import { convert, type Test } from 'unist-util-is'

/**
 * unist-util-visit-parents without its habit of making a function for each node and naming it for stack traces, which
 * is a third of the time from mdast to hast. The bundle takes this module in its place; a test holds both side by side.
 */
export const CONTINUE = true
export const EXIT = false
export const SKIP = 'skip'

type Action = boolean | 'skip' | number
type Result = Action | readonly [(boolean | 'skip')?, number?] | null | undefined
type Visitor = (node: Node, ancestors: Parent[], index: number | undefined) => Result
interface Visitors {
  readonly enter?: Visitor | null
  readonly exit?: Visitor | null
}

export function visitParents(tree: Node, visitor: Visitor | Visitors, reverse?: boolean | null): void
export function visitParents(tree: Node, test: Test, visitor: Visitor | Visitors, reverse?: boolean | null): void
export function visitParents(
  tree: Node,
  testOrVisitor: Test | Visitor | Visitors,
  visitorOrReverse?: Visitor | Visitors | boolean | null,
  reverse?: boolean | null,
): void {
  const tested = typeof visitorOrReverse === 'function' || (visitorOrReverse && typeof visitorOrReverse === 'object')
  const visitor = (tested ? visitorOrReverse : testOrVisitor) as Visitor | Visitors
  const { enter, exit } = typeof visitor === 'function' ? { enter: visitor, exit: undefined } : visitor
  const test = tested && testOrVisitor ? convert(testOrVisitor as Test) : undefined
  const step = (tested ? reverse : visitorOrReverse) ? -1 : 1
  const ancestors: Parent[] = []
  visit(tree, undefined)

  /** Gives the index to go on with, `false` to stop, or nothing. */
  function visit(node: Node, index: number | undefined): number | false | undefined {
    const matches = !test || test(node, index, ancestors.at(-1))
    const entered = enter && matches ? resultOf(enter(node, [...ancestors], index)) : undefined
    if (entered?.[0] === EXIT) return false
    if (entered?.[0] !== SKIP && 'children' in node && node.children && visitChildren(node as Parent) === false)
      return false
    const left = exit && matches ? resultOf(exit(node, [...ancestors], index)) : undefined
    if (left?.[0] === EXIT) return false
    return left?.[1] ?? entered?.[1]
  }

  function visitChildren(parent: Parent): false | undefined {
    ancestors.push(parent)
    let at = step > 0 ? 0 : parent.children.length - 1
    for (let child = parent.children[at]; child; child = parent.children[at]) {
      const next = visit(child, at)
      if (next === false) return false
      at = next ?? at + step
    }
    ancestors.pop()
    return undefined
  }
}

function resultOf(result: Result): readonly [(boolean | 'skip')?, number?] | undefined {
  if (result === null || result === undefined) return undefined
  return typeof result === 'number' ? [CONTINUE, result] : typeof result === 'object' ? result : [result]
}
