import type { Extension } from 'ruoyu'

const attributes = `(?:"[^"]*"|'[^']*'|[^>"'])*`
const blocks =
  'html|head|meta|link|title|base|body|main|header|footer|nav|aside|section|article|div|p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|table|thead|tbody|tr|th|td|hr|details|summary'
const parts = new RegExp(
  [
    String.raw`<(pre|textarea|script|style|svg|math)\b[\s\S]*?</\1>`,
    String.raw`(<!--(?!\[if)[\s\S]*?-->)`,
    String.raw`\s*(</?(?:${blocks})\b${attributes}>)\s*`,
    `(<[a-z/!]${attributes}>)`,
    String.raw`\s+`,
  ].join('|'),
  'gi',
)

/** Comments and the blanks round blocks go, others become one; what stands in `<pre>` and its like stays. */
export const minify: Extension = {
  name: 'minify',
  html: (html) =>
    html.replace(parts, (part, verbatim?: string, comment?: string, block?: string, tag?: string) => {
      if (verbatim) return part
      return comment ? '' : (block ?? tag ?? ' ')
    }),
}
