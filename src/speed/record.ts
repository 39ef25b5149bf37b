import { decodeUtf8 } from '../io/plainFile.ts'
import type { MarkdownResult, Rendered } from '../types.ts'

/**
 * A result as it is kept on disk and sent from thread to thread, in UTF-8: its JSON without the HTML, a line feed, the
 * JSON of the HTML. Where little has changed, few posts are asked for their HTML: only theirs is read.
 */
export function toRecord({ rendered, findings }: MarkdownResult): Buffer {
  const rest = JSON.stringify({ rendered: { ...rendered, html: undefined }, findings })
  return Buffer.from(`${rest}\n${JSON.stringify(rendered.html)}`)
}

export function fromRecord(record: Uint8Array): MarkdownResult {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length)
  const end = bytes.indexOf('\n')
  const { rendered, findings } = parse(bytes.subarray(0, end)) as MarkdownResult
  return { rendered: withHtml(rendered, bytes.subarray(end + 1)), findings }
}

function withHtml(rendered: Rendered, bytes: Buffer): Rendered {
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

function parse(bytes: Buffer): unknown {
  return JSON.parse(decodeUtf8(bytes) ?? '')
}
