import { decodeUtf8 } from '../io/plainFile.ts'
import type { MarkdownResult, Rendered } from '../types.ts'

/**
 * A result as it is kept on disk and sent from thread to thread, in UTF-8: its JSON without the HTML, a line feed, then
 * `=` and the HTML where it is one string, else its JSON. Where little has changed, few posts are asked for their HTML:
 * only theirs is read.
 */
export function toRecord({ rendered, findings }: MarkdownResult): Buffer {
  const rest = JSON.stringify({ rendered: { ...rendered, html: undefined }, findings })
  const [first, ...more] = rendered.html
  const isOne = typeof first === 'string' && more.length === 0
  return inUtf8Bytes(`${rest}\n${isOne ? `=${first}` : JSON.stringify(rendered.html)}`)
}

let room = Buffer.alloc(0)

/** As `Buffer.from`, which first looks how long it will be. */
function inUtf8Bytes(text: string): Buffer {
  if (room.length < 3 * text.length) room = Buffer.allocUnsafeSlow(6 * text.length)
  return Buffer.from(room.subarray(0, room.write(text)))
}

export function fromRecord(record: Uint8Array): MarkdownResult {
  const [rest, html] = halves(record)
  const { rendered, findings } = parse(rest) as MarkdownResult
  return { rendered: withHtml(rendered, html), findings }
}

/** A result that holds its HTML as its record does. */
export function asRecorded({ rendered, findings }: MarkdownResult, record: Uint8Array): MarkdownResult {
  return { rendered: withHtml(rendered, halves(record)[1]), findings }
}

function halves(record: Uint8Array): readonly [rest: Buffer, html: Buffer] {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length)
  const end = bytes.indexOf('\n')
  return [bytes.subarray(0, end), bytes.subarray(end + 1)]
}

function withHtml(rendered: Rendered, bytes: Buffer): Rendered {
  if (bytes[0] === equalsSign) return inUtf8(rendered, bytes.subarray(1))
  // Either is held, and not both.
  let unread: Buffer | undefined = bytes
  let html: Rendered['html'] = []
  return {
    ...rendered,
    get html() {
      if (unread) html = parse(unread) as Rendered['html']
      unread = undefined
      return html
    },
  }
}

const equalsSign = 0x3d

/** `utf8` is another form of `html` and does not count as a part of its own. */
function inUtf8(rendered: Rendered, utf8: Buffer): Rendered {
  const held = {
    ...rendered,
    get html() {
      return [decodeUtf8(utf8) ?? '']
    },
  }
  return Object.defineProperty(held, 'utf8', { value: utf8 })
}

function parse(bytes: Buffer): unknown {
  return JSON.parse(decodeUtf8(bytes) ?? '')
}
