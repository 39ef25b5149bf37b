import { lastAtMost } from './lineIndex.ts'

/** The source from `offset` to `end`, and what stands for it in the text. */
export interface Edit {
  readonly offset: number
  readonly end: number
  readonly text: string
}

export interface Edited {
  readonly text: string
  /** Offset in the text → offset in the source; inside an edit's text, where the edit starts. */
  readonly toSource: (offset: number) => number
}

/** A text without edits. */
export function unchanged(text: string): Edited {
  return { text, toSource: (offset) => offset }
}

/** Applies edits, in any order; one that starts inside an earlier one is dropped. */
export function applyEdits(source: string, edits: readonly Edit[]): Edited {
  const pieces: string[] = []
  // Runs of source that are copied: where each starts in the text, and its bounds in the source.
  const textStarts: number[] = []
  const runs: { readonly start: number; readonly end: number }[] = []
  let length = 0
  let at = 0
  const copyTo = (end: number) => {
    textStarts.push(length)
    runs.push({ start: at, end })
    length += pieces[pieces.push(source.slice(at, end)) - 1]?.length ?? 0
  }
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    if (edit.offset < at) continue
    copyTo(edit.offset)
    length += edit.text.length
    pieces.push(edit.text)
    at = edit.end
  }
  copyTo(source.length)
  const toSource = (offset: number) => {
    const run = lastAtMost(textStarts, offset)
    const { start, end } = runs[run] ?? { start: 0, end: 0 }
    return Math.min(start + offset - (textStarts[run] ?? 0), end)
  }
  return { text: pieces.join(''), toSource }
}
