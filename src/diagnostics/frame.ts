import stringWidth from 'string-width'
import type { Place } from '../types.ts'
import { printable } from './printable.ts'

/** One line of a code frame: `number` is absent on the caret line. */
export interface FrameLine {
  readonly number?: number
  readonly text: string
  readonly marked: boolean
}

/** Columns of a long line that a frame shows. */
const window = 100

/** The lines of a text that frames are cut from, none where no file has it: split once for all the diagnostics of a file. */
export function linesOf(text: string | undefined): readonly string[] {
  return text?.split(/\r\n|\r|\n/) ?? []
}

/**
 * The lines round a place, and a line of carets below the marked one:
 *
 *     2 │ title: 你好
 *     3 │ date: 2024-13-45
 *       │       ^^^^^^^^^^
 */
export function codeFrame(lines: readonly string[], place: Place, around = 1): readonly FrameLine[] {
  if (place.line === undefined) return []
  const marked = place.line - 1
  const column = (place.column ?? 1) - 1
  const start = Math.max(0, column - window / 2)
  const frame: FrameLine[] = []
  for (let at = Math.max(0, marked - around); at <= Math.min(lines.length - 1, marked + around); at++) {
    const shown = printable((lines[at] ?? '').slice(start, start + window).replaceAll('\t', ' '))
    frame.push({ number: at + 1, text: shown, marked: at === marked })
    if (at === marked && place.column !== undefined) frame.push(carets(shown, column - start, place.length ?? 1))
  }
  return frame
}

function carets(shown: string, at: number, length: number): FrameLine {
  const indent = ' '.repeat(stringWidth(shown.slice(0, at)))
  const under = '^'.repeat(Math.max(1, stringWidth(shown.slice(at, at + length))))
  return { text: indent + under, marked: true }
}
