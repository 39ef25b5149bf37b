import { maskCode } from './mask.ts'

/**
 * Backslashes and a bracket; a link's destination, in which brackets are the URL's; a blank line, which ends a paragraph.
 */
const marks = /(?<!\\)(\\+)([()[\]])|\](?:\(|: *(?=http))(?:\\.|[^\s()\\]|\([^\s()\\]*\))*|\n[ \t>]*(?=\n|$)/g

interface Formula {
  readonly open: string
  readonly inner: string
  readonly close: string
  readonly start: number
}

/**
 * Formulas in TeX's brackets, written with the dollars that the parser knows. The text keeps its length, so that every
 * place in it stays true. `\\(…\\)` and `\\\(…\\\)` are what Markdown leaves as `\(…\)` for a script in the browser;
 * `\(…\)` itself gets there with Hugo's passthrough alone, and so only where `passthrough` is true.
 *
 *     > | 设 \(a\) 与 \\[b\\]    →    设 $$a$$ 与 $$ b $$
 */
export function bracketsToDollars(text: string, passthrough: boolean): string {
  if (!/\\[([]/.test(text)) return text
  const pieces: string[] = []
  let at = 0
  for (const formula of formulasIn(text, passthrough)) {
    const { open, inner, close, start } = formula
    const end = start + open.length + inner.length + close.length
    const isEmpty = !inner.trim()
    const besideDollars = /^\$|\$\$|\$$/.test(inner) || text[start - 1] === '$' || text[end] === '$'
    if (isEmpty || besideDollars || isNote(text, formula, end)) continue
    const isNext = start === at && pieces.length > 0
    // Four dollars in a row would be a mark of their own: two neighbours are set as one.
    if (isNext) pieces.push(`${pieces.pop()?.slice(0, -2)}  `)
    pieces.push(text.slice(at, start), dollars(formula, isBlock(text, formula, end), isNext ? '  ' : '$$'))
    at = end
  }
  return pieces.join('') + text.slice(at)
}

/** What stands between a mark and the next of its kind that closes it, outside of code. */
function* formulasIn(text: string, passthrough: boolean): Generator<Formula> {
  let opening: { readonly open: string; readonly start: number } | undefined
  for (const { 0: mark, 1: slashes, 2: bracket = '', index } of maskCode(text).matchAll(marks)) {
    const isPlain = slashes?.length === 1
    const isEscaped = slashes?.length === 2 || slashes?.length === 3
    if (mark.startsWith('\n')) opening = undefined
    else if (/[([]/.test(bracket)) {
      const inPlain = opening?.open.length === 2
      if ((isPlain && passthrough && (!opening || inPlain)) || (isEscaped && !inPlain))
        opening = { open: mark, start: index }
    } else if (opening && bracket === (opening.open.endsWith('(') ? ')' : ']')) {
      const { open, start } = opening
      // In TeX a line may end, by two backslashes, right in front of the mark.
      const close = open.length === 2 ? mark.slice(-2) : isEscaped ? mark : undefined
      if (!close) continue
      yield { open, start, inner: text.slice(start + open.length, index + mark.length - close.length), close }
      opening = undefined
    }
  }
}

/**
 * Hugo's passthrough takes `\[必须\]`, `\[C++\]` and `\(see above\)` for formulas, too. Here, without a sign of TeX, words
 * are none, nor is what stands in `\[…\]` amid a line.
 */
function isNote(text: string, formula: Formula, end: number): boolean {
  const { open, inner } = formula
  if (open.length > 2 || /[\\_={}|<>]|(?<!\[)\^/.test(inner)) return false
  const isWords = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[a-z]{3}/iu.test(inner)
  return isWords || (open === '\\[' && !isAlone(text, formula, end))
}

/** Marks on lines of their own. */
function isBlock(text: string, formula: Formula, end: number): boolean {
  const { open, inner } = formula
  return open.endsWith('[') && /^[ \t]*\n/.test(inner) && /\n[ \t>]*$/.test(inner) && isAlone(text, formula, end)
}

/** Nothing stands in front of it but marks of quotes and lists, and nothing behind. */
function isAlone(text: string, { start }: Formula, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*$/.test(before) && /^[ \t]*(?:\n|$)/.test(text.slice(end))
}

function dollars({ open, inner, close }: Formula, isBlock: boolean, opening: string): string {
  const [before, behind] = [open, close].map((mark) => ' '.repeat(mark.length - 2))
  if (isBlock) return `${opening}${before}${inner}$$${behind}`
  return `${opening}${before}${inner.replace(/\n[ \t>]*/g, (end) => ' '.repeat(end.length))}${behind}$$`
}
