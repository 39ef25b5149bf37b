import { at, type Found, isBlank, type LineRule } from './slipLine.ts'

/** Links that stay text because of a blank, a quote or a missing parenthesis. */

const target =
  /^(?:https?:\/\/\S|mailto:)|\.(?:md|html?|png|jpe?g|gif|webp|svg|avif|bmp|pdf|docx?|xlsx?|pptx?|zip|rar|7z|txt|mp[34])$/i

/** `![图](我的 图.png)`: a destination with blanks stands between `<` and `>`. */
const blankInLink: LineRule = ({ text, offset }) =>
  matches(text, /\]\(([^\s()<>"'][^()<>"'\n]*\s[^()<>"'\n]*[^\s()<>"'])\)/g, ({ index, groups: [url = ''] }) =>
    target.test(url) ? [at('slip-link-blank', offset + index + 2, url, `<${url}>`, true)] : [],
  )

/** `[文字] (https://…)`; a task's box is no text. */
const apart: LineRule = ({ text, offset }) =>
  matches(
    text,
    /\[(?!\^|[ xX]\])[^\][]+\]([ \u3000]+)\((?:https?:\/\/|mailto:)[^\s()]+\)/g,
    ({ index, whole, groups: [gap = ''] }) => {
      const from = index + whole.indexOf(']') + 1
      return [at('slip-link-apart', offset + from, gap, '', true)]
    },
  )

/** A title with a quote too many or too few, or with curly ones. */
const quotes: LineRule = ({ text, offset }) =>
  matches(
    text,
    /\]\([^\s()<>]+[ \t]+((["“”]+)([^"“”()]*)(["“”]*))\)/g,
    ({ index, whole, groups: [title = '', open, inner = '', close] }) => {
      if (open === '"' && close === '"') return []
      const from = index + whole.length - 1 - title.length
      return [at('slip-link-quote', offset + from, title, `"${inner}"`, Boolean(open && close))]
    },
  )

/** `[文](https://a.cn/b` at a line's end. The next line may hold a title and the parenthesis. */
const unclosed: LineRule = ({ text, offset, after }) =>
  matches(
    text,
    /\[[^\][]*\]\(((?:https?:\/\/|\.{0,2}\/)[^\s()（）<>，。；、]+)(?=\s*$|[，。；、])/g,
    ({ index, whole }) => {
      const end = index + whole.length
      const isLast = isBlank(text.slice(end))
      if (isLast && /^\s*["')]/.test(after)) return []
      const url = whole.slice(whole.indexOf('](') + 2)
      return [at('slip-link-open', offset + end - url.length, url, `${url})`, isLast)]
    },
  )

export const linkRules: readonly LineRule[] = [blankInLink, apart, quotes, unclosed]

interface Match {
  readonly index: number
  readonly whole: string
  readonly groups: readonly (string | undefined)[]
}

function matches(text: string, pattern: RegExp, found: (match: Match) => readonly Found[]): readonly Found[] {
  return Array.from(text.matchAll(pattern), ({ 0: whole, index, ...rest }) =>
    found({ index, whole, groups: Object.values(rest as Record<number, string>) }),
  ).flat()
}
