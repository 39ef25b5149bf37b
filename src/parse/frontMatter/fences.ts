import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'

export type Language = 'yaml' | 'toml' | 'json'

/** A text that gray-matter can cut, with the language and delimiters that it is told. */
export interface Fenced {
  readonly language: Language
  /** The file from the opening fence on; the body at its end is as it was. */
  readonly text: string
  /** Opening and closing fence, as written. */
  readonly delimiters: readonly [opening: string, closing: string]
  /** Offset in `text` of the body that gray-matter finds. */
  readonly bodyStart: number
  /** The file's line of the opening fence; one less than the first line's where the file has no fence. */
  readonly line: number
  /** The blogger forgot the opening fence. */
  readonly unopened?: true
}

/**
 * Fences for gray-matter, which takes `---` in the first column of the first line and the same again: Hugo also takes
 * byte order marks and blanks before them, `+++` for TOML, and JSON without a fence; Hexo more than three hyphens at
 * the end, JSON between lines of `;;;`, and its first versions needed no opening line. A text in `\n` without front matter gives undefined.
 *
 * A language named behind the opening fence (`---js`) is refused: gray-matter has engines that run code.
 */
export function toFenced(text: string): Fenced | Finding | undefined {
  const start = blanks.exec(text)?.[0].length ?? 0
  const line = countLines(text, start) + 1
  const [first = ''] = text.slice(start, start + 200).split('\n', 1)
  if (/^(?:---|\+\+\+)[ \t]*$/.test(first)) return fenced(text.slice(start), line)
  if (/^\{\s*(?:"|\}|$)/.test(first)) return braced(text.slice(start), line)
  if (first.startsWith(';;;')) return semicolons(text.slice(start), line)
  if (/^"[^"]+"\s*:/.test(first)) return semicolons(`;;;\n${text.slice(start)}`, line - 1)
  if (/^(?:---(?!-)|\+\+\+(?!\+)).*\S/.test(first))
    return finding('front-matter-language', { line, column: 1, length: first.length }, { opening: first.trimEnd() })
  const [keys] = text.slice(start).match(bareKeys) ?? []
  if (keys === undefined || !/^title:/m.test(keys)) return undefined
  return { ...fencedAs('yaml', `---\n${text.slice(start)}`, keys.length + 4, line - 1), unopened: true }
}

/** Blanks, byte order marks and marks of no width. */
const blanks = /^[\s\u200B-\u200F\u2060\uFEFF]*/

/** Keys, a title among them, and items of lists up to the closing line: a sentence with a colon is none of these. */
const bareKeys = /^(?:(?:[\w-]+:(?:[ \t].*)?|-[ \t].*|[ \t].*|#.*)?\n)+?(?=---+[ \t]*(?:\n|$))/

function fenced(text: string, line: number): Fenced | Finding {
  const fence = text.slice(0, 3)
  const end = text.indexOf(`\n${fence}`)
  if (end === -1) return finding('front-matter-unclosed', { line, column: 1, length: 3 }, { closing: fence })
  return fencedAs(fence === '---' ? 'yaml' : 'toml', text, end + 1, line)
}

/** JSON ends with the brace that closes its first one; braces in strings do not count. */
function braced(text: string, line: number): Fenced | Finding {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[{}]/g)) {
    if (token === '{') depth++
    if (token !== '}' || --depth > 0) continue
    const rest = text.slice(index + 1).replace(/^[ \t]*\n?/, '')
    return fencedAs('json', `---\n${text.slice(0, index + 1)}\n---\n${rest}`, index + 6, line - 1)
  }
  return finding('front-matter-unclosed', { line, column: 1 }, { closing: '}' })
}

/** Hexo's JSON without its braces between two lines of semicolons. */
function semicolons(text: string, line: number): Fenced | undefined {
  const [, pairs = '', rest = ''] = /^;{3,}[ \t]*\n(\s*"[\s\S]*?)\n;{3,}[ \t]*(?:\n([\s\S]*)|$)/.exec(text) ?? []
  return pairs === '' ? undefined : fencedAs('json', `---\n{${pairs}}\n---\n${rest}`, pairs.length + 7, line)
}

/** The first line that begins with the fence closes, as in Hugo; hyphens and blanks of the line belong to it. */
function fencedAs(language: Language, text: string, end: number, line: number): Fenced {
  const opening = text.slice(0, 3)
  closingLine.lastIndex = end
  const closing = closingLine.exec(text)?.[0] ?? opening
  const behind = end + closing.length
  return {
    language,
    text: onOneLine(text.slice(0, end)) + text.slice(end),
    delimiters: [opening, closing],
    bodyStart: text[behind] === '\n' ? behind + 1 : behind,
    line,
  }
}

const closingLine = /(?:-{3,}|\+{3,})[ \t]*$/my

/**
 * Long runs of blank lines with \v for their ends, which no clean text holds: gray-matter looks for comments from each
 * line over all blanks that follow.
 */
function onOneLine(text: string): string {
  const plain = text.includes('\v') ? text.replaceAll('\v', '\f') : text
  return plain.replace(/\n\s{98,}\n/g, (run) => `\n${run.slice(1, -1).replaceAll('\n', '\v')}\n`)
}

/** The reverse of what `toFenced` does to blank lines of front matter. */
export function withBlankLines(matter: string): string {
  return matter.includes('\v') ? matter.replaceAll('\v', '\n') : matter
}

/** Line ends of the text before `end`. */
export function countLines(text: string, end = text.length): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
