/**
 * Code in Markdown, found without parsing it: fenced blocks and code spans, as CommonMark has them.
 * Quotes and lists round a fence are tolerated by their prefixes; indented code is not looked for.
 */

/** Container prefixes, then the fence: "> - ```ts". */
const openingFence =
  /(?<![^\n])((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*)([ \t]*)(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})/
const escapedMark = /\\[\\`]/
const backticks = /`+/

/** A scanner that stops at whatever may open code, and at `opening`. */
export function stops(opening: RegExp): RegExp {
  return new RegExp([openingFence, escapedMark, backticks, opening].map((part) => part.source).join('|'), 'g')
}

/**
 * Tells where the code ends that a match of `stops` opens; undefined where it opens none.
 * Ask from left to right: what was not found once is not looked for again, so that it stays linear.
 */
export function codeEnds(text: string): (match: RegExpExecArray) => number | undefined {
  const fences = fenceEnds(text)
  const spans = spanEnds(text)
  return (match) => {
    const [whole, containers = '', indent = '', fence] = match
    const after = match.index + whole.length
    if (fence === undefined) return whole.startsWith('`') ? spans(after, whole.length) : undefined
    return fences(after, fence, containers.includes('>')) ?? (indent.length > 3 ? undefined : forgottenEnd(text, after))
  }
}

const closingTag = /\{\{[<%][ \t]*\/(?!\*)/g

/** A fence that nothing closes runs to the end, or to the end of the shortcode that holds it. */
function forgottenEnd(text: string, after: number): number {
  closingTag.lastIndex = after
  return closingTag.exec(text)?.index ?? text.length
}

/** The start of the line that closes a fence or leaves its quote, or the end of the closing one. */
function fenceEnds(text: string): (after: number, fence: string, quoted: boolean) => number | undefined {
  const unclosed = new Map<string, number>()
  return (after, fence, quoted) => {
    const mark = fence.charAt(0)
    if (fence.length >= (unclosed.get(mark) ?? Infinity)) return undefined
    const closing = new RegExp(`^[ \\t>]*${mark}{${fence.length},}[ \\t\\r]*$`)
    for (let start = lineEnd(text, after) + 1; start < text.length; ) {
      const end = lineEnd(text, start)
      const line = text.slice(start, end)
      if (quoted && !/^[ \t]*>/.test(line)) return start
      if (closing.test(line)) return end
      start = end + 1
    }
    unclosed.set(mark, fence.length)
    return undefined
  }
}

/** A paragraph's end, as far as code spans go: a blank line, a fence, a line that starts with a shortcode. */
const paragraphEnd = /\n[ \t>]*(?:\r?\n|\r?$|```|~~~|\{\{[<%])/g

function spanEnds(text: string): (after: number, length: number) => number | undefined {
  let limit = -1
  let unclosed = new Set<number>()
  return (after, length) => {
    if (after > limit) {
      paragraphEnd.lastIndex = after
      limit = paragraphEnd.exec(text)?.index ?? text.length
      unclosed = new Set()
    }
    if (unclosed.has(length)) return undefined
    const run = /`+/g
    run.lastIndex = after
    for (let match = run.exec(text); match && match.index < limit; match = run.exec(text)) {
      if (match[0].length === length) return match.index + length
    }
    unclosed.add(length)
    return undefined
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}
