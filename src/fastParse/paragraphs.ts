const blankLine = /\n[ \t>\r]*\n/g

/** Lines between blank ones: at least a paragraph, often a whole list. Marks of quotes alone count as blank. */
export function paragraphStart(body: string, index: number, blank = /^[ \t>\r]*$/): number {
  let end = body.lastIndexOf('\n', index - 1)
  while (end > 0) {
    const before = body.lastIndexOf('\n', end - 1)
    if (blank.test(body.slice(before + 1, end))) return end
    end = before
  }
  return 0
}

export function paragraphEnd(body: string, index: number): number {
  blankLine.lastIndex = index
  return blankLine.exec(body)?.index ?? body.length
}

/** Where the code spans of a paragraph are, if all are between two single backticks on one line; else undefined. */
export function plainCode(
  body: string,
  start: number,
  end: number,
): readonly (readonly [number, number])[] | undefined {
  const paragraph = body.slice(start, end)
  if (!paragraph.includes('`')) return /[\\<]/.test(paragraph) ? undefined : []
  const lines = paragraph.split('\n')
  if (/[\\<]/.test(paragraph) || !lines.every((line) => /^(?:[^`]*`[^`]+`)*[^`]*$/.test(line))) return undefined
  return [...paragraph.matchAll(/`[^`\n]+`/g)].map((span) => [start + span.index, start + span.index + span[0].length])
}
