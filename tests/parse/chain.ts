import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { remarkJoinLines } from '../../src/parse/cjk/joinLines.ts'
import { remarkBareLinks } from '../../src/parse/cjk/remarkBareLinks.ts'

/** Plain remark and remark-gfm: what GitHub does. */
export const plain = unified().use(remarkParse).use(remarkGfm).use(remarkHtml, { sanitize: false }).freeze()

/** The same with all our rules for Chinese and Japanese. */
export const ours = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .use(remarkBareLinks)
  .use(remarkJoinLines)
  .use(remarkHtml, { sanitize: false })
  .freeze()

export const htmlOf = (chain: typeof ours | typeof plain, markdown: string) => String(chain.processSync(markdown))
