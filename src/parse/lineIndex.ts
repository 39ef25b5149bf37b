/** 1-based; columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

/** The place of an offset; the lines are counted once, each answer is a binary search. */
export function lineIndex(text: string): (offset: number) => LineColumn {
  const starts = [0]
  if (text.includes('\r')) for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const line = lastAtMost(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}

/** Index of the last number that is at most `limit`, in an ascending list that starts with one. */
export function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle
    else high = middle
  }
  return low
}
