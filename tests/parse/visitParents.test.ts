import fc from 'fast-check'
import type { Node, Parent } from 'unist'
import { visitParents as original } from 'unist-util-visit-parents'
import { expect, test } from 'vitest'
import { visitParents } from '../../src/parse/visitParents.ts'

type Visit = typeof visitParents
type Action = boolean | 'skip' | number | undefined

const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.record({
    type: fc.constantFrom('a', 'b', 'c'),
    children: fc.option(fc.array(tie('tree'), { maxLength: 4 }), { nil: undefined }),
  }),
}))
const actions = fc.array(
  fc.constantFrom<Action>(undefined, undefined, undefined, undefined, true, false, 'skip', 0, 2, 9),
  { minLength: 1, maxLength: 40 },
)

/** Every call of the visitors, until the actions run out. */
function trace(visit: Visit, root: Node, filter: string | undefined, plan: readonly Action[], reverse: boolean) {
  const calls: string[] = []
  const take = (name: string, allowSkip: boolean) => (node: Node, ancestors: Parent[], index: number | undefined) => {
    calls.push(`${name} ${node.type} ${index} of ${ancestors.map(({ children }) => children.length)}`)
    const action = plan[calls.length - 1]
    return calls.length > 200 ? false : action === 'skip' && !allowSkip ? undefined : action
  }
  const visitors = { enter: take('enter', true), exit: take('exit', false) }
  if (filter) visit(root, filter, visitors, reverse)
  else visit(root, visitors, reverse)
  return calls
}

test('ours visits what unist-util-visit-parents visits, in its order, whatever visitors answer', () => {
  const filters = fc.constantFrom(undefined, 'a')
  fc.assert(
    fc.property(tree, filters, actions, fc.boolean(), (root, filter, plan, reverse) => {
      expect(trace(visitParents, root, filter, plan, reverse)).toEqual(
        trace(original as Visit, root, filter, plan, reverse),
      )
    }),
    { seed: 7, numRuns: 2000 },
  )
})
