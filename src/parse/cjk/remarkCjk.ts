import type { Root } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough/parseOnly'
import type {} from 'remark-parse'
import type { Processor } from 'unified'
import type { VFile } from 'vfile'
import { bareLinks } from './bareLinkConstruct.ts'
import { linkBareText, warnOfDoubtfulLinks } from './bareLinkText.ts'
import { literalStars, loneTilde, onlyWhere } from './emphasis.ts'
import { createLines } from './lines.ts'

/**
 * Our rules for parsing Chinese and Japanese Markdown, on top of remark-gfm without options: emphasis and strikethrough
 * beside full-width punctuation, tildes in ranges, the ends of bare links. Lines in other languages, Korean included,
 * stay exactly as GFM has them.
 *
 * Links whose end can't be known get the message `ruoyu:bare-link-doubtful`, see `warnOfDoubtfulLinks`.
 */
export function remarkCjk(this: Processor): (tree: Root, file: VFile) => void {
  const data = this.data()
  const lines = createLines()
  const others = data.micromarkExtensions ?? []
  data.micromarkExtensions = []
  remarkCjkFriendly.call(this)
  remarkCjkFriendlyStrikethrough.call(this, { singleTilde: false })
  // Extensions that are added later are asked first, and pass on what they decline.
  data.micromarkExtensions = [
    ...others,
    ...data.micromarkExtensions.map((extension) => onlyWhere(lines.isChinese, extension)),
    loneTilde(lines.areChinese),
    literalStars(lines.isChinese),
    bareLinks(lines.isChinese),
  ]
  // Our look at the text comes first, since GFM's own would take too much.
  data.fromMarkdownExtensions = [{ transforms: [linkBareText] }, ...(data.fromMarkdownExtensions ?? [])]
  const parse = this.parser
  if (parse) {
    this.parser = (document, file) => {
      lines.read(document)
      return parse(document, file) as Root
    }
  }
  return warnOfDoubtfulLinks
}
