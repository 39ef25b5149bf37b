import type { Link, Nodes, PhrasingContent, Root, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { eachNode } from '../remark/scope.ts'
import { doubtfulPart, endsBefore, linkOfOurs } from './bareLink.ts'
import { isChinese, isLetter } from './characters.ts'

const opening = /https?:\/\/|www\./gi

/** Links what micromark leaves as text: bare links behind an open bracket. */
export function linkBareText(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if (node.type === 'link' || node.type === 'linkReference') return SKIP
    if (node.type !== 'text' || !parent || index === undefined) return
    if (node.value.search(opening) < 0 || !isChinese(node.value)) return
    const parts = split(node)
    parent.children.splice(index, 1, ...parts)
    return index + parts.length
  })
}

function split({ value }: Text): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let at = 0
  for (const { index } of value.matchAll(opening)) {
    const link = index < at ? undefined : linkAt(value, index)
    if (!link) continue
    parts.push({ type: 'text', value: value.slice(at, index) }, toLink(link))
    at = index + link.length
  }
  parts.push({ type: 'text', value: value.slice(at) })
  return parts.filter((part) => part.type !== 'text' || part.value)
}

/** The link at `start` that ends or begins otherwise than GFM's would; undefined where GFM is right. */
export function linkAt(value: string, start: number): string | undefined {
  let end = start
  let run = ''
  for (; end < value.length && !/[\s<]/.test(value.charAt(end)); end++) {
    if (endsBefore(run, value.charAt(end))) return linkOfOurs(run, value.charAt(start - 1), true)
    run += value.charAt(end)
  }
  return linkOfOurs(run, value.charAt(start - 1), false)
}

function toLink(value: string): Link {
  const url = /^w/i.test(value) ? `http://${value}` : value
  return { type: 'link', url, children: [{ type: 'text', value }] }
}

/**
 * Links whose end can't be known get the message `ruoyu:bare-link-doubtful`: `actual` is the link, `expected` what it
 * may have been meant to be.
 */
export function warnOfDoubtfulLinks(tree: Root, file: VFile): void {
  if (!mayBeDoubtful(String(file))) return
  eachNode(tree, (node, parent) => {
    if (node.type !== 'link' || !isBare(node)) return
    const link = node.children[0]?.type === 'text' ? node.children[0].value : ''
    // A slash is the end where prose follows, which need not be right.
    const siblings: readonly Nodes[] = parent?.children ?? []
    const next = link.endsWith('/') ? siblings[siblings.indexOf(node) + 1] : undefined
    const part = next?.type === 'text' && isLetter(next.value.charAt(0)) ? link : doubtfulPart(link)
    if (part === undefined) return
    const message = file.message(`${link} may have been meant to end at ${part}`, node, 'ruoyu:bare-link-doubtful')
    message.actual = link
    message.expected = [part]
  })
}

/** True of a text where a URL runs straight into a letter, or an escape or a reference might make it do so. */
function mayBeDoubtful(text: string): boolean {
  if (/[&\\]/.test(text)) return true
  const next = new RegExp(opening)
  const behind = /[^!-~]|$/g
  while (next.test(text)) {
    behind.lastIndex = next.lastIndex
    const end = behind.exec(text)?.index ?? text.length
    if (isLetter(text.charAt(end)) && /[a-z\d)/]/i.test(text.charAt(end - 1))) return true
    next.lastIndex = end
  }
  return false
}

/** True of a link without brackets: its text is all there is of it. */
function isBare({ url, children, position }: Link): boolean {
  const [text] = children
  if (text?.type !== 'text' || !/^(?:https?:\/\/|www\.)/i.test(text.value) || !url.endsWith(text.value)) return false
  const { start, end } = position ?? {}
  return start?.offset === undefined || end?.offset === undefined || end.offset - start.offset === text.value.length
}
