import { finding } from '../diagnostics/diagnose.ts'
import type { Finding, Place } from '../types.ts'

/** `{{< … >}}` is raw, `{{% … %}}` is Markdown. */
export type Form = 'raw' | 'markdown'

/** One `{{< … >}}`, from `offset` to `end` in UTF-16 units of the body. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'selfClosing'
  readonly form: Form
  readonly name: string
  /** Named arguments; positional ones under "0", "1", … */
  readonly args: Readonly<Record<string, string>>
  readonly offset: number
  readonly end: number
}

/** Something wrong, not yet placed: offsets become lines only where they are needed. */
export interface Fault {
  readonly offset: number
  readonly length: number
  readonly at: (place: Omit<Place, 'file'>) => Finding
}

/** A place in the body; `take` steps over a sticky pattern and gives its first group, else the whole. */
interface Cursor {
  readonly position: () => number
  readonly take: (pattern: RegExp) => string | undefined
}

interface Argument {
  readonly key?: string
  readonly value: string
}

const blank = /[ \t\r\n]*/y
const slash = /\/[ \t\r\n]*/y
const close = { raw: />\}\}/y, markdown: /%\}\}/y }
const selfClose = { raw: /\/[ \t\r\n]*>\}\}/y, markdown: /\/[ \t\r\n]*%\}\}/y }
const name = /[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_.-]|\/(?=[\p{L}\p{Nd}_-]))*/uy
const key = /([\p{L}\p{Nd}_.-]+)[ \t\r\n]*=[ \t]*/uy
const word = /[\p{L}\p{Nd}_-][\p{L}\p{Nd}_.-]*/uy
const bare = /[^\s"`]\S*?(?=\s|[>%]\}\}|$)/y
const quoted = /"([^"\\\n]*(?:\\[^\n][^"\\\n]*)*)"/y
const raw = /`([^`]*)`/y
/** Quotes are escaped themselves where the tag stands in a quoted string. */
const escapedQuoted = /\\"([^"\\\n]*)\\?"/y

/** Reads the tag that opens at `offset`, by the grammar in shortcodes.ts. */
export function readTag(body: string, offset: number): Tag | Fault {
  const form = body.charAt(offset + 2) === '<' ? 'raw' : 'markdown'
  const cursor = cursorAt(body, offset + 3)
  cursor.take(blank)
  const closing = cursor.take(slash) !== undefined
  const tagName = cursor.take(name)
  if (tagName === undefined) return faultAt(body, offset, cursor.position())
  const read: Argument[] = []
  const tag = (kind: Tag['kind']): Tag => ({
    ...{ kind, form, name: tagName, args: named(read), offset, end: cursor.position() },
  })
  for (;;) {
    cursor.take(blank)
    if (cursor.take(close[form]) !== undefined) return tag(closing ? 'close' : 'open')
    if (!closing && cursor.take(selfClose[form]) !== undefined) return tag('selfClosing')
    const start = cursor.position()
    const argument = closing ? undefined : readArgument(cursor)
    if (!argument) return faultAt(body, offset, cursor.position())
    if (read[0] && (read[0].key === undefined) !== (argument.key === undefined)) {
      return mixedAt(body, offset, { start, end: cursor.position() }, tagName)
    }
    read.push(argument)
  }
}

function cursorAt(body: string, start: number): Cursor {
  let at = start
  return {
    position: () => at,
    take: (pattern) => {
      pattern.lastIndex = at
      const match = pattern.exec(body)
      if (!match) return undefined
      at = pattern.lastIndex
      return match[1] ?? match[0]
    },
  }
}

function readArgument({ take }: Cursor): Argument | undefined {
  const string = () => take(quoted)?.replaceAll('\\"', '"') ?? take(raw) ?? take(escapedQuoted)
  const argumentName = take(key)
  if (argumentName !== undefined) {
    const value = string() ?? take(bare)
    return value === undefined ? undefined : { key: argumentName, value }
  }
  const value = string() ?? take(word)
  return value === undefined ? undefined : { value }
}

/** A later argument of one name wins. */
function named(read: readonly Argument[]): Readonly<Record<string, string>> {
  return Object.fromEntries(read.map(({ key, value }, index) => [key ?? String(index), value]))
}

/** The fault at `at`, in a tag that opens at `offset`. */
function faultAt(body: string, offset: number, at: number): Fault {
  if (isForgotten(body, offset, at)) return unclosed(body, offset)
  const character = String.fromCodePoint(body.codePointAt(at) ?? 0)
  const open = body.slice(offset, offset + 3)
  const named = /[^\s/]/.test(body.slice(offset + 3, at))
  return named && /["`]/.test(character)
    ? fault(at, 1, (place) => finding('shortcode-string', place, { quote: character }))
    : fault(at, character.length, (place) => finding('shortcode-character', place, { character, open }))
}

function mixedAt(body: string, offset: number, { start, end }: { start: number; end: number }, tagName: string): Fault {
  if (isForgotten(body, offset, start)) return unclosed(body, offset)
  return fault(start, end - start, (place) => finding('shortcode-arguments', place, { name: tagName }))
}

/** True where a tag runs into the next paragraph or past the body: its end was forgotten. */
function isForgotten(body: string, offset: number, at: number): boolean {
  return at >= body.length || /\n[ \t\r]*\n/.test(body.slice(offset, at))
}

function unclosed(body: string, offset: number): Fault {
  const open = body.slice(offset, offset + 3)
  const params = { open, close: open === '{{<' ? '>}}' : '%}}' }
  return fault(offset, open.length, (place) => finding('shortcode-unclosed', place, params))
}

export function fault(offset: number, length: number, at: Fault['at']): Fault {
  return { offset, length, at }
}
