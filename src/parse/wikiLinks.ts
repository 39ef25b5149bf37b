import { applyEdits } from './edits.ts'
import { maskCode } from './mask.ts'
import { slug } from './remark/headings.ts'
import type { Extraction, Shortcode } from './shortcodes.ts'

/** The name under which it is resolved as `relref` is: no shortcode can have it. */
const wikiLink = '[[]]'

/** The page or file, a heading, and what stands for them: `[[页#节|文字]]`, `![[图.png|300]]`. */
const link = /(!?)\[\[([^[\]|#\n]*?)(?:#([^[\]|\n]*?))?(?:\\?\|([^[\]\n]*))?\]\]/g
const image = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i

/**
 * Obsidian's links, written as Markdown's own. A page is found as Hugo's `relref` finds it, by its path or by its name
 * alone, so that one which is not there is told of.
 */
export function withWikiLinks(
  extraction: Extraction,
  placeOf: (offset: number) => Pick<Shortcode, 'line' | 'column'>,
): Extraction {
  if (!extraction.text.includes('[[')) return extraction
  const shortcodes = [...extraction.shortcodes]
  const edits = Array.from(maskCode(extraction.text).matchAll(link), ({ 0: whole, 1: embeds, index }) => {
    const written = extraction.text.slice(index, index + whole.length)
    const [, , page = '', heading = '', words] = new RegExp(link.source).exec(written) ?? []
    const edit = { offset: index, end: index + whole.length }
    const name = page.trim()
    if (embeds && image.test(name)) return { ...edit, text: picture(name, words?.trim() ?? '') }
    const label = words?.trim() || [name, heading.trim()].filter(Boolean).join(' › ')
    const fragment = heading.trim() && `#${slug(heading.trim())}`
    if (!name && !fragment) return { ...edit, text: written }
    if (!name) return { ...edit, text: `[${label}](${fragment})` }
    const offset = extraction.toSource(index)
    const relref = {
      name: wikiLink,
      args: { 0: name + fragment },
      form: 'raw',
      offset,
      end: offset,
      ...placeOf(offset),
    } as const
    return { ...edit, text: `[${label}](\uFDD0${shortcodes.push(relref) - 1}\uFDD1)` }
  })
  const { text, toSource } = applyEdits(extraction.text, edits)
  return { ...extraction, text, shortcodes, toSource: (offset) => extraction.toSource(toSource(offset)) }
}

/** `|300` and `|300x200` are sizes, other words what stands for the picture. */
function picture(name: string, words: string): string {
  const [, width, height] = /^(\d+)(?:x(\d+))?$/.exec(words) ?? []
  const source = name.replace(/[<>]/g, (sign) => encodeURIComponent(sign))
  if (!width) return `![${words || name}](<${source}>)`
  return `<img src="${source.replaceAll('"', '%22')}" alt="${name.replaceAll('"', '&quot;')}" width="${width}"${height ? ` height="${height}"` : ''}>`
}
