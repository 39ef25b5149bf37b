import type { At } from './node.ts'

/** Turns an offset and a length into a place; `firstLine` is the file's line on which the text starts. */
export type Locate = (offset: number, length?: number) => At

/** The places of a text with `\n` as its only line end. Its lines are counted when one after the start is asked for. */
export function locator(text: string, firstLine: number): Locate {
  let starts: readonly number[] | undefined
  return (offset, length = 1) => {
    if (offset === 0 && length === 1) return { line: firstLine, column: 1, length }
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    const start = starts[low] as number
    const end = starts[low + 1] ?? text.length + 1
    return {
      line: firstLine + low,
      column: offset - start + 1,
      length: Math.max(1, Math.min(length, end - 1 - offset)),
    }
  }
}
