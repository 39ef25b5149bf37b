import type { Nodes, Root, Text } from 'mdast'
import { isOwn, isShared } from './characters.ts'

/**
 * Joins lines where Chinese or Japanese stands on both sides of the break, which HTML would show as a blank; also
 * across emphasis, links and the HTML that marks words. Hangul, code, images, hard breaks and other HTML keep their
 * line ends.
 */
export function remarkJoinLines(): (tree: Root) => void {
  return joinIn
}

function joinIn(node: Nodes): void {
  joinBlock(node)
  if ('children' in node && node.type !== 'paragraph' && node.type !== 'heading') node.children.forEach(joinIn)
}

/** Joins the lines of a paragraph or a heading. */
export function joinBlock(node: Nodes): void {
  if (node.type !== 'paragraph' && node.type !== 'heading') return
  const { start, end } = node.position ?? {}
  if (!start || start.line !== end?.line) joinTexts(leaves(node))
}

/** The texts of a paragraph in order; undefined where something else stands between them. */
function leaves(node: Nodes): readonly (Text | undefined)[] {
  if (node.type === 'text') return [node]
  if (node.type === 'html' && wordTag.test(node.value)) return []
  return 'children' in node ? node.children.flatMap(leaves) : [undefined]
}

/** Tags that mark words and show nothing of their own. */
const wordTag = /^<\/?(?:a|abbr|b|cite|del|em|font|i|ins|mark|s|small|span|strong|u)[\s>]/i

/** Joins the lines of texts that stand one behind the other; undefined stands for what keeps its line ends. */
function joinTexts(texts: readonly ({ value: string } | undefined)[]): void {
  texts.forEach((text, index) => {
    if (!text?.value.includes('\n')) return
    const before = texts[index - 1]?.value ?? ''
    const after = texts[index + 1]?.value ?? ''
    text.value = text.value.replace(/\n/g, (end, at: number, value: string) =>
      areJoined(lastUnit(at > 0 ? value.slice(0, at) : before), (value.slice(at + 1) || after).charAt(0)) ? '' : end,
    )
  })
}

/** The last UTF-16 unit, or of a pair the first: it tells the script. */
function lastUnit(text: string): string {
  const last = text.charAt(text.length - 1)
  return /[\uDC00-\uDFFF]/.test(last) ? text.charAt(text.length - 2) : last
}

/** Quotes, dashes and ellipses count as Chinese next to Chinese. */
function areJoined(left: string, right: string): boolean {
  return (isOwn(left) && (isOwn(right) || isShared(right))) || (isShared(left) && isOwn(right))
}
