import type { Root } from 'mdast'

/** CommonMark and GFM as published, to mdast; a text of which it makes more than a string can hold throws. */
export type FastParser = (text: string) => Root

/** The native parser, or undefined where this platform has no binary of it or it was not installed. */
export async function loadFastParser(): Promise<FastParser | undefined> {
  try {
    const { createMdastHandle, dropHandle, materializeMdastTree, MdastReader, serializeHandle } = await import(
      'satteri'
    )
    return (text) => {
      const handle = createMdastHandle(text, { frontmatter: false })
      try {
        return materializeMdastTree(new MdastReader(serializeHandle(handle))) as Root
      } finally {
        dropHandle(handle)
      }
    }
  } catch {
    return undefined
  }
}
