import type { PhrasingContent, Table } from 'mdast'

/** Text in which `code` and [links](page.md) are marked as in Markdown; or code alone, which may hold anything. */
export type Cell = string | { readonly code: string }

export type Rows = readonly (readonly Cell[])[]

export function toTable(titles: readonly string[], rows: Rows): Table {
  const children = [titles, ...rows].map((cells) => ({
    type: 'tableRow' as const,
    children: cells.map((cell) => ({ type: 'tableCell' as const, children: phrasing(cell) })),
  }))
  return { type: 'table', align: titles.map(() => null), children }
}

function phrasing(cell: Cell): PhrasingContent[] {
  if (typeof cell !== 'string') return cell.code ? [{ type: 'inlineCode', value: cell.code }] : []
  const parts = cell.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/).filter(Boolean)
  return parts.map((part) => {
    const [, value = '', text = '', url = ''] = /^(?:`([^`]+)`|\[([^\]]+)\]\(([^)]+)\))$/.exec(part) ?? []
    if (value) return { type: 'inlineCode', value }
    return text ? { type: 'link', url, children: [{ type: 'text', value: text }] } : { type: 'text', value: part }
  })
}
