import { codeEnds, stops } from './codeRanges.ts'
import type { Edit } from './edits.ts'
import { type Fault, readTag, type Tag } from './shortcodeTag.ts'

export interface Scan {
  /** All tags outside code, unpaired, in order. */
  readonly tags: readonly Tag[]
  /** Comment marks of escaped tags, and noncharacters that would pass for tokens. */
  readonly edits: readonly Edit[]
  readonly faults: readonly Fault[]
}

const tagOrNoncharacter = /\{\{[<%]|[\uFDD0\uFDD1]/

export function scan(body: string): Scan {
  const tags: Tag[] = []
  const edits: Edit[] = []
  const faults: Fault[] = []
  const next = stops(tagOrNoncharacter)
  const codeEnd = codeEnds(body)
  const escapedEnd = escapedEnds(body)
  for (let match = next.exec(body); match; match = next.exec(body)) {
    const [whole] = match
    const isTag = whole.startsWith('{{')
    const end = isTag ? escapedEnd(match.index) : /^[\uFDD0\uFDD1]/.test(whole) ? next.lastIndex : codeEnd(match)
    if (end !== undefined) {
      edits.push(...literal(body.slice(match.index, end), match.index))
      next.lastIndex = end
    } else if (isTag) {
      const read = readTag(body, match.index)
      if ('at' in read) faults.push(read)
      else next.lastIndex = tags.push(read) && read.end
    }
  }
  return { tags, edits, faults }
}

const escapedTag = /\{\{([<%])\/\*/y

/** The end of the escaped tag at an offset, if there is one; a miss is remembered. */
function escapedEnds(text: string): (offset: number) => number | undefined {
  const missed = new Set<string>()
  return (offset) => {
    escapedTag.lastIndex = offset
    const mark = escapedTag.exec(text)?.[1]
    if (mark === undefined || missed.has(mark)) return undefined
    const closing = mark === '<' ? '*/>}}' : '*/%}}'
    const at = text.indexOf(closing, escapedTag.lastIndex)
    if (at >= 0) return at + closing.length
    missed.add(mark)
    return undefined
  }
}

/** Edits of text that holds no shortcode: escaped tags lose their comment marks, noncharacters become U+FFFD. */
function literal(text: string, offset: number): Edit[] {
  const edits: Edit[] = []
  const drop = (start: number, end: number, by = '') =>
    edits.push({ offset: offset + start, end: offset + end, text: by })
  const next = new RegExp(tagOrNoncharacter, 'g')
  const escapedEnd = escapedEnds(text)
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const { index } = match
    if (match[0].length === 1) drop(index, index + 1, '\uFFFD')
    const end = escapedEnd(index)
    if (end === undefined) continue
    drop(index + 3, index + 5)
    drop(end - 5, end - 3)
    next.lastIndex = end
  }
  return edits
}
