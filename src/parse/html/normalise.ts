import type { Element, Root, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { isDangerous } from '../../kit/schemes.ts'
import { schema } from './schema.ts'

/**
 * Reads HTML as a browser would and writes it whole: what is open is closed, what closes nothing is gone,
 * so that nothing of a post reaches what stands round it. `sanitize` keeps only what strangers may write.
 */
export function normalise(html: string, mode: 'keep' | 'sanitize'): string {
  const whole = fromHtml(html, { fragment: true })
  const tree = mode === 'sanitize' ? (sanitize(whole, schema) as Root) : whole
  disarm(tree)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: character references bring them back
  return toHtml(tree).replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F\uFFFE\uFFFF]/g, '')
}

const urlProperties = ['href', 'src', 'action', 'formAction', 'xLinkHref', 'data', 'poster'] as const

function disarm(node: Root | RootContent): void {
  if (node.type === 'element') disarmElement(node)
  if ('children' in node) for (const child of node.children) disarm(child)
}

function disarmElement(node: Element): void {
  const kind = node.tagName === 'a' || node.tagName === 'area' ? 'link' : node.tagName === 'img' ? 'image' : 'media'
  // An empty `class` is left where the schema took every name.
  if (Array.isArray(node.properties.className) && !node.properties.className.length) delete node.properties.className
  for (const name of urlProperties) {
    const value = node.properties[name]
    if (typeof value === 'string' && isDangerous(value, kind)) delete node.properties[name]
  }
  if (node.tagName === 'template' && node.content) disarm(node.content)
  if (node.tagName === 'script') closeScript(node)
  if (/^(?:pre|listing|textarea)$/.test(node.tagName)) keepFirstLine(node)
}

/** HTML drops a line's end right behind these tags: an empty first line takes two. */
function keepFirstLine({ children: [first] }: Element): void {
  if (first?.type === 'text' && first.value.startsWith('\n')) first.value = `\n${first.value}`
}

/** Behind `<!--<script` a browser takes the next end tag for an inner script's: the outer one would never end. */
function closeScript({ children }: Element): void {
  for (const child of children)
    if (child.type === 'text' && child.value.includes('<!--'))
      child.value = child.value.replace(/<(?=script)/gi, '\\u003C')
}
