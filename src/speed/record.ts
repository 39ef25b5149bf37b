import { decodeUtf8 } from '../io/plainFile.ts'
import type { MarkdownResult, Rendered } from '../types.ts'

/**
 * A result as it is kept on disk and sent from thread to thread, in UTF-8, in lines: its JSON without the text and the
 * HTML; the text as JSON; `=` and the HTML where it is one string, else its JSON. Where little has changed, few posts are
 * asked for their text or HTML: only theirs is read.
 */
export function toRecord({ rendered, findings }: MarkdownResult): Buffer {
  const rest = JSON.stringify({ rendered: { ...rendered, text: undefined, html: undefined }, findings })
  const [first, ...more] = rendered.html
  const isOne = typeof first === 'string' && more.length === 0
  const html = isOne ? `=${first}` : JSON.stringify(rendered.html)
  return inUtf8Bytes(`${rest}\n${JSON.stringify(rendered.text)}\n${html}`)
}

let room = Buffer.alloc(0)

/** As `Buffer.from`, which first looks how long it will be. */
function inUtf8Bytes(text: string): Buffer {
  if (room.length < 3 * text.length) room = Buffer.allocUnsafeSlow(6 * text.length)
  return Buffer.from(room.subarray(0, room.write(text)))
}

export function fromRecord(record: Uint8Array): MarkdownResult {
  const [rest, text, html] = linesOf(record)
  const { rendered, findings } = parse(rest) as MarkdownResult
  return { rendered: held(rendered, html, text), findings }
}

/** A result that holds its HTML as its record does. */
export function asRecorded({ rendered, findings }: MarkdownResult, record: Uint8Array): MarkdownResult {
  return { rendered: held(rendered, linesOf(record)[2]), findings }
}

function linesOf(record: Uint8Array): readonly [rest: Buffer, text: Buffer, html: Buffer] {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length)
  const first = bytes.indexOf('\n')
  const second = bytes.indexOf('\n', first + 1)
  return [bytes.subarray(0, first), bytes.subarray(first + 1, second), bytes.subarray(second + 1)]
}

function held(rendered: Rendered, html: Buffer, text?: Buffer): Rendered {
  const htmlOf = html[0] === equalsSign ? () => [decodeUtf8(html.subarray(1)) ?? ''] : once(html)
  const textOf = text && once(text)
  const result = {
    ...rendered,
    get html() {
      return htmlOf() as Rendered['html']
    },
    get text() {
      return textOf ? (textOf() as string) : rendered.text
    },
  }
  // Another form of `html`, and no part of its own.
  return html[0] === equalsSign ? Object.defineProperty(result, 'utf8', { value: html.subarray(1) }) : result
}

const equalsSign = 0x3d

/** Holds either the bytes or what they say, and not both. */
function once(bytes: Buffer): () => unknown {
  let unread: Buffer | undefined = bytes
  let read: unknown
  return () => {
    if (unread) read = parse(unread)
    unread = undefined
    return read
  }
}

function parse(bytes: Buffer): unknown {
  return JSON.parse(decodeUtf8(bytes) ?? '')
}
