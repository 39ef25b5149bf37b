import type { Nodes, Root } from 'mdast'
import type { Plugin } from 'unified'
import { eachBlock, type Scope, scopeOf } from './scope.ts'

/** The work of a plugin of ours on the blocks of one text. */
export interface BlockRule {
  /** Called for each block, a parent before its children. */
  readonly visit: (node: Nodes) => void
  /** Called behind the last one. */
  readonly end?: () => Promise<void> | undefined
}

/** Plugins that look at one block at a time share one walk; each sees what those before it made of the block. */
export const remarkBlocks: Plugin<[readonly ((scope: Scope) => BlockRule)[]], Root> = (plugins) => (tree, file) => {
  const scope = scopeOf(file)
  const rules = plugins.map((plugin) => plugin(scope))
  eachBlock(tree, (node) => {
    for (const { visit } of rules) visit(node)
  })
  const ends = rules.flatMap(({ end }) => end?.() ?? [])
  return ends.length ? Promise.all(ends).then(() => undefined) : undefined
}
