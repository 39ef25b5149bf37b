import type { Root } from 'mdast'
import type { Position } from 'unist'

/** The tree of CommonMark and GFM as published, for a text, not yet made of objects: nodes by number, the root is 0. */
export interface Arena {
  readonly nodeCount: number
  readonly getNodeType: (node: number) => number
  readonly getChildIds: (node: number) => readonly number[]
  /** Undefined for what has no place of its own in the text. Offsets are UTF-16 units. */
  readonly getPosition: (node: number) => Position | undefined
  readonly fieldString: (node: number, offset: number) => string
  readonly fieldU8: (node: number, offset: number, fallback: number) => number
  readonly getListData: (node: number) => { readonly start: number }
}

export interface FastParser {
  readonly parse: (text: string) => Arena
  readonly toTree: (arena: Arena) => Root
}

/** The native parser, or undefined where this platform has no binary of it or it was not installed. */
export async function loadFastParser(): Promise<FastParser | undefined> {
  try {
    const { createMdastHandle, dropHandle, materializeMdastTree, MdastReader, serializeHandle } = await import(
      'satteri'
    )
    return {
      parse(text) {
        const handle = createMdastHandle(text, { frontmatter: false })
        try {
          return new MdastReader(serializeHandle(handle))
        } finally {
          dropHandle(handle)
        }
      },
      toTree: (arena) => materializeMdastTree(arena as InstanceType<typeof MdastReader>) as Root,
    }
  } catch {
    return undefined
  }
}
