import { decodeUtf8 } from '../io/plainFile.ts'
import { lazy } from '../kit/lazy.ts'
import { linkFacts } from '../plan/linkFacts.ts'
import type { BodyFacts, BodyNote, LinkRef, MarkdownResult, Rendered, RenderedBody } from '../types.ts'

/**
 * A result as it is kept on disk and sent from thread to thread. The note is JSON and says what every build asks of it.
 * The record is UTF-8: a line of JSON of all but what follows, a line of JSON of the links, the text and after a byte 0xff
 * `=` and the HTML where it is one string, else its JSON. Few posts are asked for all of it, and where little has changed
 * few are asked at all.
 */
export interface Recorded {
  readonly note: string
  readonly record: Uint8Array
}

export function toRecord({ rendered, findings }: MarkdownResult): Recorded {
  const { html, text, links, ...rest } = rendered
  const [first, ...more] = html
  const isOne = typeof first === 'string' && more.length === 0
  const note = JSON.stringify({ findings, linkFacts: linkFacts(rendered) } satisfies BodyNote)
  const head = `${JSON.stringify(rest)}\n${JSON.stringify(links)}\n`
  return { note, record: inUtf8(head, text, isOne ? `=${first}` : JSON.stringify(html)) }
}

/** Bytes. */
const chunkSize = 1024 * 1024
let chunk: Buffer = Buffer.alloc(0)
/** Bytes of it. */
let used = 0

/** Side by side in memory that threads share: so no record is copied on its way to another thread or to the disk. */
function inUtf8(head: string, text: string, html: string): Buffer {
  const most = 3 * (head.length + text.length + html.length) + 1
  if (chunk.length - used < most) {
    chunk = Buffer.from(new SharedArrayBuffer(Math.max(chunkSize, most)))
    used = 0
  }
  const start = used
  used += chunk.write(head, used)
  used += chunk.write(text, used)
  chunk[used++] = noUtf8
  used += chunk.write(html, used)
  return chunk.subarray(start, used)
}

/** `read` gives the record, when something of it is first asked for. */
export function fromRecord(note: string, read: () => Uint8Array): RenderedBody {
  const lines = lazy(() => linesOf(read()))
  return {
    note: JSON.parse(note) as BodyNote,
    facts: () => lines().facts,
    html: () => {
      const { html } = lines()
      return html[0] === equalsSign ? [decode(html.subarray(1))] : (parse(html) as Rendered['html'])
    },
    text: () => decode(lines().text),
    links: () => parse(lines().links) as readonly LinkRef[],
  }
}

interface Lines {
  readonly facts: BodyFacts
  readonly links: Buffer
  readonly text: Buffer
  readonly html: Buffer
}

const lineFeed = 0x0a
const noUtf8 = 0xff
const equalsSign = 0x3d

function linesOf(record: Uint8Array): Lines {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length)
  let end = -1
  const upTo = (mark: number): Buffer => {
    const start = end + 1
    end = bytes.indexOf(mark, start)
    return bytes.subarray(start, end)
  }
  const [facts, links, text] = [upTo(lineFeed), upTo(lineFeed), upTo(noUtf8)]
  return { facts: parse(facts) as BodyFacts, links, text, html: bytes.subarray(end + 1) }
}

function parse(bytes: Buffer): unknown {
  return JSON.parse(decode(bytes))
}

function decode(bytes: Buffer): string {
  return decodeUtf8(bytes) ?? ''
}
