import type { Root } from 'mdast'
import { type Arena, openArena } from './arena.ts'

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
          return openArena(serializeHandle(handle), text)
        } finally {
          dropHandle(handle)
        }
      },
      toTree: ({ bytes }) => materializeMdastTree(new MdastReader(bytes)) as Root,
    }
  } catch {
    return undefined
  }
}
