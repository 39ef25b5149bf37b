import type { Paragraph, Table } from 'mdast'
import { finding } from '../../diagnostics/diagnose.ts'
import type { BlockRule } from './blocks.ts'
import type { Scope } from './scope.ts'

/**
 * Tells of a row of dashes below a row with more cells, which is no table (GFM, and goldmark too), and of cells beyond a
 * table's header, which are not shown.
 */
export const tables = (scope: Scope): BlockRule => ({
  visit: (node) => {
    if (node.type === 'paragraph') lookForDashes(node, scope)
    else if (node.type === 'table') lookForLostCells(node, scope)
  },
})

/** A table's second row. */
export const dashes = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/

function lookForDashes({ position }: Paragraph, { text, page, at }: Scope): void {
  const { start, end } = position ?? {}
  if (start?.offset === undefined || start.line === end?.line) return
  const source = text.slice(start.offset, end?.offset)
  if (!source.includes('|')) return
  let offset = start.offset
  let above = ''
  for (const line of source.split('\n')) {
    const below = line.replace(/^[ \t>]+/, '').trimEnd()
    const [header, row] = [cellsOf(above), cellsOf(below)]
    if (header > 1 && below.includes('|') && dashes.test(below) && row !== header)
      page.findings.push(finding('table-columns', { ...at(offset), length: line.length }, { header, row }))
    offset += line.length + 1
    above = below
  }
}

function lookForLostCells({ children, align, position }: Table, { text, page, at }: Scope): void {
  const header = align?.length ?? 0
  const source = text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
  let offset = position?.start.offset ?? 0
  for (const line of source.split('\n')) {
    const row = line.replace(/^[ \t>]+/, '').trimEnd()
    const lost = children.length && header > 0 ? cellTexts(row).slice(header).join('|').trim() : ''
    if (lost && !dashes.test(row)) {
      const from = line.lastIndexOf(lost)
      page.findings.push(
        finding(
          'table-cell-lost',
          { ...at(offset + Math.max(0, from)), length: lost.length },
          { text: lost, header, formula: barInFormula.test(row) ? 1 : 0 },
        ),
      )
    }
    offset += line.length + 1
  }
}

/** A bar between two dollars, or in TeX's brackets. */
const barInFormula = /\$(?!\s)[^$`]*\|[^$`]*(?<!\s)\$|\\\([^`]*?\|[^`]*?\\\)/

export function cellsOf(row: string): number {
  return cellTexts(row).length
}

function cellTexts(row: string): readonly string[] {
  return row.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/)
}
