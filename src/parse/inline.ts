import { micromark } from 'micromark'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'
import { encode } from 'micromark-util-encode'
import { bareLinks } from './cjk/bareLinkConstruct.ts'
import { isChinese } from './cjk/characters.ts'

/** CommonMark's blocks but the paragraph: a caption that begins with `1.` or `#` is no list and no heading. */
const blocks = [
  ...['headingAtx', 'setextUnderline', 'list', 'blockQuote', 'codeIndented', 'codeFenced', 'thematicBreak'],
  ...['htmlFlow', 'definition'],
]

/** UTF-16 units. Longer text, which is no caption, is shown as written: a mark without its end takes quadratic time. */
const longest = 2000

/**
 * Emphasis, code, links and images of a line of text, such as a caption, as HTML; Hugo's `markdownify`. It is made while a
 * template runs, so that it must be ready at once: micromark is remark's parser, without the tree. HTML in the text is
 * shown as text, and a link has a harmless scheme or none.
 */
export function inlineMarkdown(text: string): string {
  if (text.length > longest) return encode(text)
  const isOn = isChinese(text)
  const html = micromark(text, {
    extensions: [
      gfmAutolinkLiteral(),
      ...(isOn ? [cjkFriendlyExtension(), bareLinks(() => true)] : []),
      { disable: { null: blocks } },
    ],
    htmlExtensions: [gfmAutolinkLiteralHtml()],
  })
  const [, only] = /^<p>((?:(?!<p>).)*)<\/p>\n?$/s.exec(html) ?? []
  return only ?? html
}
