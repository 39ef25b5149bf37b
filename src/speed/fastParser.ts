import type { Root } from 'mdast'

/** A parser that builds the tree of CommonMark and GFM as published. */
export type FastParser = (body: string) => Root

/** The native parser, or undefined where this platform has no binary of it or it was not installed. */
export async function loadFastParser(): Promise<FastParser | undefined> {
  try {
    const { markdownToMdast } = await import('satteri')
    return (body) => markdownToMdast(body, { features: { frontmatter: false } }) as Root
  } catch {
    return undefined
  }
}
