import { isChinese } from './characters.ts'

/** Answers for constructs on the document that is being parsed: micromark tells them no more than their offset. */
export interface Lines {
  readonly read: (document: string) => void
  /** True of a document that is Chinese or Japanese. */
  readonly areChinese: () => boolean
  /** True where the line at an offset is Chinese or Japanese. */
  readonly isChinese: (offset: number) => boolean
}

/** Answers are kept: one for the document, one for the last line that was asked for. */
export function createLines(): Lines {
  let text = ''
  let document: boolean | undefined
  let line = { start: 0, end: -1, isChinese: false }
  return {
    read: (next) => {
      text = next
      document = undefined
      line = { start: 0, end: -1, isChinese: false }
    },
    areChinese: () => {
      document ??= isChinese(text)
      return document
    },
    isChinese: (offset) => {
      if (offset < line.start || offset > line.end) line = lineAt(text, offset)
      return line.isChinese
    },
  }
}

function lineAt(text: string, offset: number) {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const next = text.indexOf('\n', offset)
  const end = next < 0 ? text.length : next
  return { start, end, isChinese: isChinese(text.slice(start, end)) }
}
