import { at, type Found, isBlank, type LineRule } from './slipLine.ts'

/** Links that stay text because of a blank, a quote or a missing parenthesis. */

const target =
  /^(?:https?:\/\/\S|mailto:)|\.(?:md|html?|png|jpe?g|gif|webp|svg|avif|bmp|pdf|docx?|xlsx?|pptx?|zip|rar|7z|txt|mp[34])$/i

/** `![图](我的 图.png)`: a destination with blanks stands between `<` and `>`. */
const blankInLink: LineRule = ({ text, offset }) =>
  matches(text, /\]\(([^\s()<>"'][^()<>"'\n]*)\)/g, ({ index, groups: [url = ''] }) =>
    /\s\S+$/.test(url) && target.test(url) ? [at('slip-link-blank', offset + index + 2, url, `<${url}>`, true)] : [],
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
    /\]\([^\s()<>]+[ \t]+((["“”]+)(?:([^"“”()]+)(["“”]*))?)\)/g,
    ({ index, whole, groups: [title = '', open, inner = '', close = ''] }) => {
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

/** `【文字】(https://…)`, which may also be a text in brackets with its address behind it. */
const wideBrackets: LineRule = ({ text, offset }) =>
  matches(
    text,
    /【([^【】[\]]+)】[（(]((?:https?:\/\/|mailto:|\.{0,2}\/)[^\s（）()]+|[^\s（）()]+)[)）]/g,
    ({ index, whole, groups: [words = '', url = ''] }) =>
      target.test(url) || /^\.{0,2}\//.test(url)
        ? [at('slip-link-brackets', offset + index, whole, `[${words}](${url})`, false)]
        : [],
  )

export const linkRules: readonly LineRule[] = [blankInLink, apart, quotes, unclosed, wideBrackets]

const reference = /(?<![\w\])\\[])!?\[(?!\^)([^\][\n]*)\]\[(?!\^)([^\][\n]*)\](?![[(:])/g

/** A set of characters of a regular expression, or signs alone. */
const range = /^[^\p{L}\p{N}]+$|^\^?(?:\w-\w)+|&\w+;/u

/** `[文字][名字]` and `[名字][]` without `[名字]: address`. `text` is the body with code blotted out. */
export function undefinedReferences(text: string): readonly Found[] {
  const references = [...text.matchAll(reference)]
  if (references.length === 0) return []
  const defined = new Set(
    Array.from(text.matchAll(/^[ \t>]*\[(?!\^)([^\][\n]+)\]:/gm), ([, label = '']) => normalised(label)),
  )
  return references.flatMap(({ 0: whole, 1: words = '', 2: label = '', index }) =>
    !/\p{L}/u.test(words) || defined.has(normalised(label || words)) || range.test(words) || range.test(label)
      ? []
      : [{ code: 'slip-reference', offset: index, end: index + whole.length, safe: false }],
  )
}

/** Labels are one whatever their case and blanks (CommonMark). */
function normalised(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}

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
