import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { remarkJoinLines } from '../../src/parse/cjk/joinLines.ts'
import { remarkCjk } from '../../src/parse/cjk/remarkCjk.ts'

const chain = (cjk: boolean) =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(cjk ? [remarkCjk, remarkJoinLines] : [])
    .use(remarkHtml, { sanitize: false })
    .freeze()

/** Plain remark and remark-gfm: what GitHub does. */
export const plain = chain(false)

/** Plain remark and remark-gfm with our rules for Chinese and Japanese. */
export const ours = chain(true)

export const htmlOf = (processor: typeof ours, markdown: string) => String(processor.processSync(markdown))
