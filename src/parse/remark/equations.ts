import type { Nodes, Root } from 'mdast'
import { finding } from '../../diagnostics/diagnose.ts'
import { nearest } from '../../kit/nearest.ts'
import type { LineColumn } from '../lineIndex.ts'
import { inReferences, type Tagged, withTags } from './mathLabels.ts'
import { eachNode, placeOf, type Scope } from './scope.ts'

export interface Equation {
  readonly node: Nodes
  readonly tex: string
  readonly isDisplay: boolean
}

/**
 * The formulas of a text with the numbers that their labels give them, and with numbers for references; in text those are
 * replaced once the post has a label. A label that stands twice, or nowhere, is told once; so is the second on a row.
 */
export function numberEquations(tree: Root, equations: readonly Equation[], scope: Scope): readonly Tagged[] {
  const { equations: given, findings } = scope.page
  const tagged = equations.map(({ node, tex, isDisplay }) =>
    withTags(tex, isDisplay, given, (label, first) => {
      const at = placeWithin(node, `\\label{${label}}`, scope)
      findings.push(
        first === undefined
          ? finding('math-label-twice', at, { label, number: given.numbers.get(label) ?? '' })
          : finding('math-label-second', at, { label, first }),
      )
    }),
  )
  const tell = tellMissing(scope)
  if (given.numbers.size > 0)
    eachNode(tree, (node) => {
      if (node.type === 'text') node.value = inReferences(node.value, given, tell(node))
    })
  return tagged.map(({ tex, tags }, index) => {
    const node = equations[index]?.node ?? tree
    return { tex: inReferences(tex, given, tell(node, '\\text{???}')), tags }
  })
}

/** References of a text for which a label like theirs is looked for, among all that the post has. */
const mostLookedFor = 50

/** Tells of references without a label, which stay as they are written, or give way to `instead`: what MathJax writes. */
function tellMissing(scope: Scope) {
  const told = new Set<string>()
  const { equations, findings } = scope.page
  const isInShortcode = (label: string) =>
    Array.from(scope.text.matchAll(/\uFDD0(\d+)\uFDD1/g)).some(([, index]) =>
      scope.shortcode(Number(index)).includes(`\\label{${label}}`),
    )
  return (node: Nodes, instead?: string) => (written: string, label: string) => {
    if (!told.has(label)) {
      const isLookedFor = told.size < mostLookedFor
      const suggestion = isLookedFor ? nearest(label, equations.numbers.keys()) : ''
      const params = { label, suggestion, shortcode: isLookedFor && isInShortcode(label) ? 1 : 0 }
      findings.push(finding('math-label-missing', placeWithin(node, written, scope), params))
    }
    told.add(label)
    return instead ?? written
  }
}

/** UTF-16 units of a node that is searched for each of its labels and references. */
const longestSearched = 5000

/** The place of what stands in a node as it is written; else the node's own. */
function placeWithin(node: Nodes, written: string, scope: Scope): Partial<LineColumn> {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  const within = end - start > longestSearched ? -1 : scope.text.slice(start, end).lastIndexOf(written)
  return (within < 0 ? placeOf(node, scope) : scope.at(start + within)) ?? {}
}
