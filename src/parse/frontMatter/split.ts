import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'

export type Language = 'yaml' | 'toml' | 'json'

/** A file cut in two. `body` is what follows the front matter, its first line being the file's line `bodyLine`. */
export interface Split {
  readonly language?: Language
  /** Between the delimiters; for JSON the braces belong to it. */
  readonly matter: string
  /** The opening line is not there. */
  readonly unopened?: true
  /** The file's line on which `matter` starts. */
  readonly matterLine: number
  readonly body: string
  readonly bodyLine: number
}

/** Characters of front matter. Real posts have a few hundred; YAML readers get slow on a million. */
const limit = 16_384

/** So many blanks in a row: gray-matter looks at each of them from each of them. */
const desertWidth = 1000
const desert = new RegExp(`\\s{${desertWidth}}`)

const delimiters = { '---': 'yaml', '+++': 'toml' } as const
const closers = { yaml: /^-{3,}[ \t]*$/gm, toml: /^\+{3,}[ \t]*$/gm } as const

/**
 * Finds the front matter of a text with `\n` line ends. Blank lines before it are skipped, as Hugo does.
 * Only a first line of exactly `---`, `+++` or one that opens a JSON object starts front matter;
 * `---js` and the like are refused, for they would name a language that runs code. A closing line may be longer.
 * Hexo needs no opening line, and its first versions wrote none.
 */
export function split(text: string): Split | Finding {
  const start = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0
  const line = countLines(text, start) + 1
  const first = text.slice(start, endOfLine(text, start)).trimEnd()
  const found = isDelimiter(first)
    ? fenced(text, start, line, first)
    : /^\{\s*(?:"|\}|$)/.test(first)
      ? braced(text, start, line)
      : /^(?:---(?!-)|\+\+\+(?!\+)).*\S/.test(first)
        ? finding('front-matter-language', { line, column: 1, length: first.length }, { opening: first })
        : (unopened(text, start, line) ?? { matter: '', matterLine: 1, body: text, bodyLine: 1 })
  return 'matter' in found && isTooLarge(found.matter)
    ? finding('front-matter-too-large', { line, column: 1 }, { limit })
    : found
}

/** The body in a file's text, as its entry has it; undefined where the front matter can't be told from it. */
export function bodyIn(text: string): string | undefined {
  const parts = split(withUnixLines(text))
  return 'body' in parts ? parts.body : undefined
}

/** The text without a byte order mark, and with `\n` as its only line end. */
export function withUnixLines(text: string): string {
  const marked = text.startsWith('\ufeff') ? text.slice(1) : text
  return marked.includes('\r') ? marked.replace(/\r\n?/g, '\n') : marked
}

function isDelimiter(line: string): line is keyof typeof delimiters {
  return Object.hasOwn(delimiters, line)
}

function fenced(text: string, start: number, line: number, opening: keyof typeof delimiters): Split | Finding {
  const language = delimiters[opening]
  const from = endOfLine(text, start) + 1
  const closer = closers[language]
  closer.lastIndex = from
  const found = closer.exec(text)
  if (!found) return finding('front-matter-unclosed', { line, column: 1, length: opening.length }, { closing: opening })
  const matter = text.slice(from, found.index)
  const end = endOfLine(text, found.index) + 1
  const bodyLine = line + countLines(matter) + 2
  return { language, matter, matterLine: line + 1, body: text.slice(end), bodyLine }
}

/** Keys, a title among them, and items of lists up to the closing line: a sentence with a colon is none of these. */
const bareKeys = /(?:(?:[\w-]+:(?:[ \t].*)?|-[ \t].*|[ \t].*|#.*)?\n)+?---+[ \t]*(?:\n|$)/y

function unopened(text: string, start: number, line: number): Split | undefined {
  bareKeys.lastIndex = start
  const whole = bareKeys.exec(text)?.[0]
  if (!whole || !/^title:/m.test(whole)) return undefined
  const matter = whole.replace(/---+[ \t]*\n?$/, '')
  const bodyLine = line + countLines(matter) + 1
  return {
    language: 'yaml',
    matter,
    unopened: true,
    matterLine: line,
    body: text.slice(start + whole.length),
    bodyLine,
  }
}

/** JSON ends with the brace that closes its first one; what its strings hold does not count. */
function braced(text: string, start: number, line: number): Split | Finding {
  let depth = 0
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (token === '{') depth++
    if (token !== '}' || --depth > 0) continue
    const matter = text.slice(start, start + index + 1)
    const rest = /^[ \t]*\n?/.exec(text.slice(start + matter.length))?.[0] ?? ''
    const bodyLine = line + countLines(matter + rest)
    return {
      language: 'json',
      matter,
      matterLine: line,
      body: text.slice(start + matter.length + rest.length),
      bodyLine,
    }
  }
  return finding('front-matter-unclosed', { line, column: 1 }, { closing: '}' })
}

function isTooLarge(matter: string): boolean {
  return matter.length > limit || (matter.length >= desertWidth && desert.test(matter))
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at
}

/** Of the text before `end`. */
function countLines(text: string, end = text.length): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
