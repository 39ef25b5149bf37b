import type { Paragraph } from 'mdast'
import { finding } from '../../diagnostics/diagnose.ts'
import type { BlockRule } from './blocks.ts'
import type { Scope } from './scope.ts'

/** Tells of a row of dashes below a row with another number of cells: to Hugo that is a table, to GFM text. */
export const tables = (scope: Scope): BlockRule => ({
  visit: (node) => {
    if (node.type === 'paragraph') look(node, scope)
  },
})

const dashes = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/

function look({ position }: Paragraph, { text, page, at }: Scope): void {
  const { start, end } = position ?? {}
  if (start?.offset === undefined || start.line === end?.line) return
  const source = text.slice(start.offset, end?.offset)
  if (!source.includes('|')) return
  let offset = start.offset
  let above = ''
  for (const line of source.split('\n')) {
    const below = line.replace(/^[ \t>]+/, '').trimEnd()
    const [header, row] = [cells(above), cells(below)]
    if (header > 1 && below.includes('|') && dashes.test(below) && row !== header)
      page.findings.push(finding('table-columns', { ...at(offset), length: line.length }, { header, row }))
    offset += line.length + 1
    above = below
  }
}

function cells(row: string): number {
  return row.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).length
}
