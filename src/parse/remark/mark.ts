import type { Emphasis, Nodes, Parents, PhrasingContent, Root, Text } from 'mdast'
import type { Plugin } from 'unified'
import { eachNode, scopeOf } from './scope.ts'

/** `==标==`, as in Obsidian and Typora. Escaped signs and code are none, and one pair does not cross another mark. */
export const remarkMark: Plugin<[], Root> = () => (tree, file) => {
  const { text } = scopeOf(file)
  eachNode(tree, (node) => {
    if ('children' in node && node.children.some(hasSigns)) markIn(node, text)
  })
}

function hasSigns(node: Nodes): boolean {
  return node.type === 'text' && node.value.includes('==')
}

function markIn(node: Parents, source: string): void {
  const pieces = (node.children as PhrasingContent[]).flatMap((child) => piecesOf(child, source))
  const last = pieces.findLastIndex(isClosing)
  const done: PhrasingContent[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as PhrasingContent
    if (at + 1 >= last || !isSign(piece) || /^\s/.test(textOf(pieces[at + 1]))) done.push(piece)
    else {
      let end = at + 2
      while (!isClosing(pieces[end] as PhrasingContent, end, pieces)) end++
      const children = pieces.slice(at + 1, end)
      const position = piece.position && {
        start: piece.position.start,
        end: pieces[end]?.position?.end ?? piece.position.end,
      }
      done.push({ type: 'emphasis', data: { hName: 'mark' }, children, position } satisfies Emphasis)
      at = end
    }
  }
  Object.assign(node, { children: joined(done) })
}

/** Texts between signs of their own. Runs of more than two are none. */
function piecesOf(node: PhrasingContent, source: string): PhrasingContent[] {
  const { start, end } = node.position ?? {}
  if (!hasSigns(node) || source.slice(start?.offset, end?.offset).includes('\\=')) return [node]
  const { value } = node as Text
  return value
    .split(/(?<!=)(==)(?!=)/)
    .filter(Boolean)
    .map((piece) => ({ ...(node as Text), value: piece }))
}

function isSign(node: PhrasingContent | undefined): boolean {
  return node?.type === 'text' && node.value === '=='
}

/** A sign behind what is no blank. */
function isClosing(piece: PhrasingContent, index: number, pieces: readonly PhrasingContent[]): boolean {
  return isSign(piece) && !/\s$/.test(textOf(pieces[index - 1]))
}

function textOf(node: PhrasingContent | undefined): string {
  return node?.type === 'text' ? node.value : ''
}

/** Neighbouring texts are one again. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.type === 'text' && node.type === 'text')
      result[result.length - 1] = { ...last, value: last.value + node.value }
    else result.push(node)
  }
  return result
}
