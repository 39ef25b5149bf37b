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
        const tree = serializeHandle(handle)
        const reader = new MdastReader(tree)
        const { stringPoolOffset, stringPoolLen } = reader.header
        const strings = Buffer.from(tree.buffer, tree.byteOffset + stringPoolOffset, stringPoolLen)
        // satteri's own way maps all bytes of the text to UTF-16 first, a third of the time that a Chinese tree takes.
        reader.getString = (offset, length) => (length === 0 ? '' : strings.toString('utf8', offset, offset + length))
        return materializeMdastTree(reader) as Root
      } finally {
        dropHandle(handle)
      }
    }
  } catch {
    return undefined
  }
}
