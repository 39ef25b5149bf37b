import type { Root } from 'mdast'
import type { Extension } from '../extension.ts'
import { tables } from './tables.ts'

/**
 * The manual's tables of keys, made when this repository's own site is built: a fence of the language `keys` holds a
 * table's name and what it is to show. They are part of the body, so that the site's search finds each key.
 */
export const manual: Extension = {
  name: 'manual',
  remark: [
    () =>
      function keys(tree: Root): void {
        tree.children = tree.children.map((node) => {
          if (node.type !== 'code' || node.lang !== 'keys') return node
          const [name = '', ...words] = node.value.split(/\s+/)
          const make = tables[name]
          if (!make) throw new Error(`the manual has no table “${name}”`)
          return make(words)
        })
      },
  ],
}
