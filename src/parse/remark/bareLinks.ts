import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import type { Link, Nodes, Root, Text } from 'mdast'
import { linkAt } from '../cjk/bareLinkText.ts'
import { eachNode } from './scope.ts'

/** An escape, or a character reference. */
const written = /\\([!-/:-@[-`{-~])|&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]*));/gi

/**
 * Bare links as Hugo shows them: `www.` leads to `https://` (goldmark's linkifyProtocol). Escapes and references in them
 * are read, and end them where the character itself would: `http://a.cn/b&#8221;` ends in front of ”.
 */
export function remarkBareLinks(): (tree: Root) => void {
  return (tree) => {
    eachNode(tree, (node, parent) => {
      if (node.type !== 'link' || !parent) return
      const [text] = node.children
      if (text?.type !== 'text' || !isBare(node, text)) return
      const siblings: Nodes[] = parent.children
      const index = siblings.indexOf(node)
      // GFM leaves the semicolon of a numeric reference to the text.
      const next = siblings[index + 1]
      if (next?.type === 'text' && next.value.startsWith(';') && /&#(?:\d{1,7}|x[\da-f]{1,6})$/i.test(text.value)) {
        text.value += ';'
        next.value = next.value.slice(1)
      }
      const isWww = /^www\./i.test(text.value)
      const read = decoded(text.value)
      const own = read === text.value ? read : (linkAt(read, 0) ?? read)
      if (own.length < read.length) siblings.splice(index + 1, 0, { type: 'text', value: read.slice(own.length) })
      text.value = own
      node.url = isWww ? `https://${own}` : own
    })
  }
}

/** True of a link without brackets: the text is all there is of it. An address such as `a@b.cn` is none. */
function isBare({ url, title, position }: Link, { value }: Text): boolean {
  if (title || !/^(?:https?:\/\/|www\.)/i.test(value) || !(url === value || url === `http://${value}`)) return false
  const { start, end } = position ?? {}
  return start?.offset === undefined || end?.offset === undefined || end.offset - start.offset === value.length
}

/** A text with its escapes and character references read. */
export function decoded(text: string): string {
  return text.replace(written, (whole, escaped?: string, decimal?: string, hex?: string, name?: string) => {
    if (escaped !== undefined) return escaped
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 32 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}
