import type { RemotePlace } from './places.ts'
import { addressKey } from './record.ts'
import { remotesIn } from './remotes.ts'

/** An address that is to be another one, at a place of a file. */
export interface Change extends RemotePlace {
  readonly to: string
}

export interface Rewritten {
  readonly text: string
  /** Changes whose address was not found at its place as it is written. */
  readonly left: readonly Change[]
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly to: string
}

/** UTF-16 units behind its place within which an address is looked for: a text before it may be long. */
const reach = 20_000

/** A file's text with some of its addresses changed, and every other byte as it was. */
export function rewrite(text: string, changes: readonly Change[]): Rewritten {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const edits = new Map<number, Edit>()
  const left: Change[] = []
  const placed = changes.map((change) => {
    return { change, at: (starts[change.line - 1] ?? text.length) + change.column - 1 }
  })
  // The last first: a picture within a link has its own address before the link looks for its.
  for (const { change, at } of placed.sort((a, b) => b.at - a.at)) {
    const edit = spansOf(text, at, change).find(({ start }) => !edits.has(start))
    if (edit) edits.set(edit.start, { ...edit, to: change.to })
    else if (!definition.test(text.slice(at, at + reach))) left.push(change)
  }
  let made = ''
  let end = 0
  for (const { start, end: stop, to } of [...edits.values()].sort((a, b) => a.start - b.start)) {
    made += text.slice(end, start) + to
    end = stop
  }
  return { text: made + text.slice(end), left }
}

/** A definition of Markdown, at which every picture that refers to it has its place. */
const definition = /^\[[^\]]+\]:/

type Span = Omit<Edit, 'to'>

/** The places at which an address can stand, by the form of what begins there. */
function spansOf(text: string, at: number, { kind, address }: Change): readonly Span[] {
  const part = text.slice(at, at + reach)
  const url = asWritten(address.trim())
  if (kind === 'cover')
    return spansBy(new RegExp(`(?<=["'\\s:=\\[,]|^)${url}(?=["'\\s,\\]}]|$)`, 'g'), part, at).slice(0, 1)
  if (part.startsWith('{{')) {
    const tag = part.slice(0, part.indexOf('}}') + 2)
    return spansBy(new RegExp(`(?<=["'\`=\\s])${url}(?=["'\`\\s>%]|$)`, 'g'), tag, at)
  }
  if (/^<[a-z]/i.test(part) && !/^<https?:/i.test(part)) {
    const key = addressKey(address)
    const tag = part.slice(0, (remotesIn(part)[0]?.tag.end ?? 0) || reach)
    return remotesIn(tag)
      .filter(({ url }) => addressKey(url) === key)
      .map(({ start, end }) => ({ start: at + start, end: at + end }))
  }
  if (/^!?\[/.test(part)) {
    const spans = spansBy(new RegExp(`(?<=\\](?:\\(|:)\\s*<?)${url}(?=[\\s)>]|$)`, 'g'), part, at)
    return part.startsWith('[![') ? spans : spans.slice(0, 1)
  }
  // A link that is its own text.
  return spansBy(new RegExp(`(?<=^<?)${url}(?![\\w/%?#&=-])`, 'g'), part, at)
}

function spansBy(pattern: RegExp, part: string, at: number): readonly Span[] {
  return [...part.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: at + index,
    end: at + index + found.length,
  }))
}

/** An address as Markdown or HTML may write it: with escapes before punctuation, and `&amp;` for `&`. */
function asWritten(address: string): string {
  return [...address]
    .map((sign) => {
      if (sign === '&') return '\\\\?&(?:amp;|#38;|#x26;)?'
      return /[!-/:-@[-`{-~]/.test(sign) ? `\\\\?\\x${sign.charCodeAt(0).toString(16)}` : sign
    })
    .join('')
}
