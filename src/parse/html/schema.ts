import { defaultSchema, type Schema } from 'hast-util-sanitize'

const attributes = defaultSchema.attributes ?? {}
const protocols = defaultSchema.protocols ?? {}
const of = (tag: string) => attributes[tag] ?? []

/**
 * GitHub's schema, widened just so far that headings, footnotes, figures, alerts and scrollable blocks keep what the
 * chain gave them. Highlighted code and formulas do not pass through here: they are put in afterwards.
 */
export const schema: Schema = {
  ...defaultSchema,
  // Ids are the chain's own, and the text's author may name headings in any case.
  clobber: [],
  tagNames: [...(defaultSchema.tagNames ?? []), 'figure', 'figcaption', 'mark'],
  strip: 'iframe math noembed noframes noscript object script style svg template title xmp'.split(' '),
  protocols: { ...protocols, href: [...(protocols.href ?? []), 'tel', 'sms', 'ftp'] },
  attributes: {
    ...attributes,
    '*': [...(attributes['*'] ?? []).filter((name) => name !== 'name'), 'id'],
    code: [['className', /^language-/]],
    div: [['className', 'table', 'alert', /^alert-/, 'math'], ['role', 'group', 'note'], ['tabIndex', 0], 'ariaLabel'],
    details: ['open', ['className', 'alert', /^alert-/]],
    figure: [['className', 'code'], 'dataLanguage'],
    input: [...of('input'), 'ariaLabel'],
    p: [['className', 'alert-title']],
    pre: ['dataLines', ['className', 'mermaid'], ['tabIndex', 0]],
    span: [['className', 'math']],
    summary: [['className', 'alert-title']],
    td: [['style', /^text-align:(?:left|center|right)$/]],
    th: [['style', /^text-align:(?:left|center|right)$/], 'scope'],
  },
}
