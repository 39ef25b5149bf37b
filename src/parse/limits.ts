import { finding } from '../diagnostics/diagnose.ts'
import type { Finding, Limits } from '../types.ts'
import type { CleanBody } from './source.ts'

/** Milliseconds for users' plugins on one text: the whole chain may take so many times as long as one template. */
export function pluginTime({ templateTime }: Limits): number {
  return 3 * templateTime
}

/** Finds nesting too deep and tables too wide for the parser, before it starts. Real posts never meet these limits. */
export function limitCheck({ depth, tableColumns }: Limits): (body: CleanBody) => Finding | undefined {
  // Lines that are too deep or too far right begin with so many of these, which take less time to find.
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
    return tooWide < 0 ? undefined : finding('body-table-too-wide', at(tooWide), { limit: tableColumns })
  }
}

/** A list is at most as deep as its items stand at different distances from the margin. */
function deepList(text: string, depth: number): number {
  const widths = new Set<number>()
  for (const { 1: blank = '', index } of text.matchAll(/^([ \t]*)(?:[-+*]|\d{1,9}[.)])[ \t]/gm))
    if (widths.add(blank.length).size > depth + 1) return index
  return -1
}
