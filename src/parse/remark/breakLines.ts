import type { Nodes, PhrasingContent } from 'mdast'

/** Makes a hard break of every line end in a paragraph or a heading. */
export function breakLines(node: Nodes): void {
  if (node.type === 'paragraph' || node.type === 'heading') breakIn(node)
}

const lineEnd = /[ \t]*(?:\r?\n|\r)[ \t]*/

function breakIn(parent: { children: PhrasingContent[] }): void {
  parent.children = parent.children.flatMap((child) => {
    if (child.type === 'text' && lineEnd.test(child.value)) return linesOf(child.value)
    if ('children' in child) breakIn(child)
    return child
  })
}

function linesOf(text: string): readonly PhrasingContent[] {
  const nodes = text
    .split(lineEnd)
    .flatMap((value): PhrasingContent[] => [{ type: 'break' }, { type: 'text', value }])
    .slice(1)
  return nodes.filter((node) => node.type !== 'text' || node.value !== '')
}
