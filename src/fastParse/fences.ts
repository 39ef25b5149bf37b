import { startBehind } from './paragraphs.ts'

/** A fence behind what may be marks of quotes and lists. */
const fence = /^([ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*)(`{3,}(?=[^`\n]*$)|~{3,}).*\n?/gm
/** HTML that may run over blank lines. A comment that ends on its line does not. */
const rawBlock = /^[ \t>*+\-\d.)]*<(?:!--(?!.*-->)|!(?!--)|\?|pre|script|style|textarea)/im

/**
 * The body without the content of fenced code, where it surely is that. A fence at the margin is in no quote or list: it
 * opens code unless code is open there, or HTML, which is looked for. One behind one to three spaces may stand in a list;
 * its content counts where all of it and the closing fence are indented as far, so that it is code either way. Where
 * that can't be told, or a fence in a list or quote was seen, all that follows stays as it is. The rest of the body
 * keeps its offsets.
 */
export function blankFences(body: string): string {
  if (!/^[ \t]*(?:```|~~~)/m.test(body) || rawBlock.test(body)) return body
  const pieces: string[] = []
  let at = 0
  let isInContainer = false
  fence.lastIndex = 0
  for (let match = fence.exec(body); match; match = fence.exec(body)) {
    const [opening, indent = '', marks = ''] = match
    if (!/^ {0,3}$/.test(indent)) {
      isInContainer = true
      continue
    }
    const start = match.index + opening.length
    const end = codeEnd(body, start, indent, marks)
    if (end === undefined || (indent && isInContainer) || mayBeInHtml(body.slice(at, match.index))) break
    pieces.push(body.slice(at, match.index), blank(end - match.index))
    at = end
    fence.lastIndex = end
  }
  return pieces.join('') + body.slice(at)
}

/** A paragraph that says nothing: no fence is shorter than three characters. Lines of blanks take expressions longer. */
function blank(length: number): string {
  return length < 5 ? '\n'.repeat(length) : `\n\n${'x'.repeat(length - 4)}\n\n`
}

/** Behind the closing fence, or the end of the body; undefined where something is indented less than the opening one. */
function codeEnd(body: string, start: number, indent: string, marks: string): number | undefined {
  const closing = new RegExp(`^ {0,3}${marks.charAt(0)}{${marks.length},}[ \\t]*$`, 'gm')
  closing.lastIndex = start
  const end = closing.test(body) ? closing.lastIndex : body.length
  const isOutdented = (line: string) => line.trim() !== '' && !line.startsWith(indent)
  return indent && body.slice(start, end).split('\n').some(isOutdented) ? undefined : end
}

/** True where the next line stands behind one that starts with a tag, in the same paragraph. */
function mayBeInHtml(before: string): boolean {
  // A line with the mark of a quote is no blank line there.
  return /^[ \t>*+\-\d.)]*</m.test(before.slice(startBehind(/^[ \t\r]*$/, before, before.length)))
}
