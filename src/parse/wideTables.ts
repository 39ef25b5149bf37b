import { finding } from '../diagnostics/diagnose.ts'
import type { Finding } from '../types.ts'
import { codeEnds, stops } from './codeRanges.ts'
import { applyEdits, type Edit } from './edits.ts'
import { cellsOf, dashes } from './remark/tables.ts'
import type { CleanBody } from './source.ts'

/** A line that holds cells, and behind it one of dashes and bars; no part can end in two places, so that time is linear. */
const twoRows = /(?<![^\n])(?:[^\S\n]|>)*[^\s>][^\n]*\n[ \t>]*[|:-][-: \t]*\|[-:| \t]*(?=\n|$)/
const prefix = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/

/**
 * A table whose row of dashes has more cells than its header: as in Hugo (goldmark) the header gets empty cells, with the
 * warning `table-columns`. To GFM it is no table.
 *
 *     a | b            a | b | |
 *     - | - | -   →    - | - | -
 */
export function widenTables(body: CleanBody): CleanBody {
  const { text, at } = body
  if (!text.includes('|') || !twoRows.test(text)) return body
  const edits: Edit[] = []
  const findings: Finding[] = []
  const next = stops(twoRows)
  const codeEnd = codeEnds(text)
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [whole] = match
    const end = codeEnd(match)
    const lineEnd = whole.indexOf('\n')
    if (end !== undefined) next.lastIndex = end
    if (end !== undefined || lineEnd < 0 || !whole.includes('|', lineEnd)) continue
    next.lastIndex = match.index + lineEnd + 1
    const [header = '', row = ''] = [whole.slice(0, lineEnd), whole.slice(lineEnd + 1)].map((line) =>
      line.replace(prefix, '').trimEnd(),
    )
    const [cells, columns] = [cellsOf(header), cellsOf(row)]
    if (!dashes.test(row) || dashes.test(header) || columns <= cells || /^(?: {4}|\t)|^[ \t>]*#{1,6}[ \t]/.test(whole))
      continue
    const offset = match.index + whole.slice(0, lineEnd).trimEnd().length
    const isClosed = cells > 0 && /(?<!\\)\|$/.test(header)
    edits.push({ offset, end: offset, text: `${isClosed ? '' : ' |'}${' |'.repeat(columns - cells)}` })
    const place = { ...at(match.index + lineEnd + 1), length: whole.length - lineEnd - 1 }
    findings.push(finding('table-columns', place, { header: cells, row: columns }))
  }
  if (edits.length === 0) return body
  const { text: wide, toSource } = applyEdits(text, edits)
  return { text: wide, at: (offset) => at(toSource(offset)), findings: [...body.findings, ...findings] }
}
