import { finding } from '../diagnostics/diagnose.ts'
import type { Finding, Limits } from '../types.ts'
import type { CleanBody } from './source.ts'

/**
 * Finds what the parser would take seconds over, before it starts: deep nesting, wide tables, and paragraphs of little
 * but delimiters, over which its time grows with the square of their number. Real posts never meet these limits.
 */
export function limitCheck({ depth, tableColumns }: Limits): (body: CleanBody) => Finding | undefined {
  // Either line begins with so many of these, which take less time to find.
  const deepOrFar = new RegExp(`[-+*\\d.)> \\t]{${depth}}`)
  const marker = '[ \\t]*(?:>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]))'
  const deepLine = new RegExp(`^(?:${marker}){${depth + 1}}`, 'm')
  const farRight = new RegExp(`^[ \\t]{${depth}}`, 'm')
  const cell = ':?-+:?[ \\t]*'
  const wideRow = new RegExp(`^[ \\t>|]*${cell}(?:\\|[ \\t]*${cell}){${tableColumns},}\\|?[ \\t]*$`, 'm')
  const tooDeepAt = (text: string): number => {
    const deep = text.search(deepLine)
    return deep < 0 && farRight.test(text) ? deepList(text, depth) : deep
  }
  return ({ text, at }) => {
    const tooDeep = deepOrFar.test(text) ? tooDeepAt(text) : -1
    if (tooDeep >= 0) return finding('body-too-deep', at(tooDeep), { limit: depth })
    const tooWide = text.includes('|') ? text.search(wideRow) : -1
    if (tooWide >= 0) return finding('body-table-too-wide', at(tooWide), { limit: tableColumns })
    const tooDense = text.length > maxDelimiters ? dense(text) : -1
    return tooDense < 0 ? undefined : finding('body-too-dense', at(tooDense), { limit: maxDelimiters })
  }
}

/** A list is at most as deep as its items stand at different distances from the margin. */
function deepList(text: string, depth: number): number {
  const widths = new Set<number>()
  for (const { 1: blank = '', index } of text.matchAll(/^([ \t]*)(?:[-+*]|\d{1,9}[.)])[ \t]/gm))
    if (widths.add(blank.length).size > depth + 1) return index
  return -1
}

/** Of `*`, `_`, `~` and brackets in one paragraph; more take over a second. */
const maxDelimiters = 4000

/** A blank line, or one that begins an item or a heading. */
const beginsAnew = /^[ >\t]*(?:$|(?:[-+*#]+|\d{1,9}[.)])[ \t])/

/** Offset of a paragraph with too many delimiters, outside of fenced code and tables. */
function dense(text: string): number {
  if ((text.match(/[*_~[\]]/g)?.length ?? 0) <= maxDelimiters) return -1
  let count = 0
  let fence = ''
  let offset = 0
  for (const line of text.split('\n')) {
    const [, ticks = ''] = /^[ >\t]*(`{3,}|~{3,})/.exec(line) ?? []
    if (!fence) fence = ticks
    else if (ticks.startsWith(fence)) fence = ''
    if (fence || beginsAnew.test(line)) count = 0
    if (!fence && !line.includes('|')) count += line.match(/[*_~[\]]/g)?.length ?? 0
    if (count > maxDelimiters) return offset
    offset += line.length + 1
  }
  return -1
}
