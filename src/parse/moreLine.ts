import { codeEnds, stops } from './codeRanges.ts'
import { applyEdits, type Edit } from './edits.ts'
import type { CleanBody } from './source.ts'

/** A more-marker at the head of a line, with more than it on that line. */
const marker = / {0,3}<!--\s*[Mm][Oo][Rr][Ee]\s*-->(?=[ \t]*[^\s])/

/**
 * `<!--more--> text`: to Markdown such a line is HTML as a whole. Hugo takes the marker out before, so that the text is
 * a paragraph; here the marker gets a line of its own.
 */
export function freeMoreLine(body: CleanBody): CleanBody {
  if (!marker.test(body.text)) return body
  const { text, toSource } = applyEdits(body.text, lineEnds(body.text))
  return { ...body, text, at: (offset) => body.at(toSource(offset)) }
}

function lineEnds(text: string): readonly Edit[] {
  const edits: Edit[] = []
  const next = stops(marker)
  const codeEnd = codeEnds(text)
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const { index } = match
    const end = codeEnd(match)
    if (end !== undefined) next.lastIndex = end
    else if (/^ *</.test(match[0]) && (index === 0 || text[index - 1] === '\n'))
      edits.push({ offset: next.lastIndex, end: next.lastIndex, text: '\n' })
  }
  return edits
}
