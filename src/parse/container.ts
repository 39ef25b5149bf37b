import { applyEdits, type Edited, unchanged } from './edits.ts'

/** The marks in front of a line's own text: `> - ` has one of a quote, and the text begins two columns behind it. */
export interface Container {
  /** UTF-16 units. */
  readonly length: number
  readonly quotes: number
  /** Columns behind the last mark of a quote. */
  readonly indent: number
}

/** Quotes, items, footnotes, definitions. */
const marks = /^(?:[ \t]*(?:>|(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)(?=[ \t])))*[ \t]*/

export function containerOf(line: string): Container {
  const [prefix = ''] = marks.exec(line) ?? []
  const quoted = prefix.lastIndexOf('>') + 1
  // The blank behind a quote's mark belongs to the mark.
  const behind = quoted > 0 ? prefix.slice(quoted).replace(/^ /, '') : prefix
  const indent = columnsOf(behind.replace(/\[\^.*?\]:[ \t]*/, '    '))
  return { length: prefix.length, quotes: prefix.split('>').length - 1, indent }
}

/** A tab goes on to the next multiple of four. */
function columnsOf(blanks: string): number {
  let columns = 0
  for (const character of blanks) columns = character === '\t' ? columns + 4 - (columns % 4) : columns + 1
  return columns
}

/** Lines behind the first one without the marks and the indentation of the container that they stand in. */
export function withoutContainer(text: string, { quotes, indent }: Container): Edited {
  if (quotes === 0 && indent === 0) return unchanged(text)
  const prefix = new RegExp(`\\n((?:[ \\t]*>){${quotes}}${quotes > 0 ? ' ?' : ''})([ \\t]*)`, 'g')
  const edits = Array.from(text.matchAll(prefix), ({ index, 1: quoted = '', 2: blanks = '' }) => {
    let length = blanks.length
    while (columnsOf(blanks.slice(0, length)) > indent) length--
    return { offset: index + 1, end: index + 1 + quoted.length + length, text: '' }
  })
  return applyEdits(text, edits)
}
