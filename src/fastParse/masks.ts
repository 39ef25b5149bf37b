import type { Nodes, Root } from 'mdast'
import { isMaskable } from './delimiters.ts'

/**
 * Punctuation beside delimiters of emphasis, masked by characters that count as letters: so CommonMark's rule lets the
 * delimiters open and close where that of markdown-cjk-friendly does. Punctuation beyond ASCII is no syntax, and a mask
 * is as long as what it masks: nothing else of the tree changes.
 */
export interface Masked {
  readonly text: string
  /** Takes the masks out of the tree of the text. */
  readonly unmask: (tree: Root) => void
}

/** Masks are of the Basic Multilingual Plane's private use area, which has no meaning of its own. */
const firstMask = 0xe000
const masks = /[\ue000-\uf8ff]/g

/** Characters beside runs of delimiters. */
const beside = /[^*_~](?=[*_~])|(?<=[*_~])[^*_~]/g

/** Undefined where the text has characters of private use itself, or a mask would stand in what may be a bare link. */
export function mask(text: string): Masked | undefined {
  if (text.search(masks) >= 0) return undefined
  const originals: string[] = []
  let isFit = true
  const masked = text.replace(beside, (character, index: number) => {
    if (!isMaskable(character.charCodeAt(0))) return character
    isFit &&= !/:\/\/|www\.|@/i.test(wordAround(text, index))
    const at = originals.indexOf(character)
    return String.fromCharCode(firstMask + (at >= 0 ? at : originals.push(character) - 1))
  })
  const unmasked = (value: string) =>
    value.replace(masks, (character) => originals[character.charCodeAt(0) - firstMask] ?? character)
  return isFit ? { text: masked, unmask: (tree) => unmask(tree, unmasked) } : undefined
}

function wordAround(text: string, index: number): string {
  const before = /\S*$/.exec(text.slice(Math.max(0, index - 1024), index))?.[0] ?? ''
  const after = /^\S*/.exec(text.slice(index, index + 1024))?.[0] ?? ''
  return before + after
}

function unmask(node: Nodes, unmasked: (value: string) => string): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && value.search(masks) >= 0) Object.assign(node, { [key]: unmasked(value) })
  }
  if ('children' in node) for (const child of node.children) unmask(child, unmasked)
}
