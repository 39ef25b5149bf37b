export interface Row {
  readonly name: string
  readonly seconds: number
  /** MB */
  readonly memory: number
  /** Median of the times divided by Hugo's of the same round. */
  readonly ratio: number | undefined
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, seconds, memory, ratio }) =>
      `| ${name} | ${seconds.toFixed(2)} s | ${ratio?.toFixed(2) ?? '—'} | ${Math.round(memory)} MB |`,
  )
  return ['| | median | × Hugo | peak memory |', '| --- | ---: | ---: | ---: |', ...lines].join('\n')
}

/** Bars, one a row, as an SVG that reads on light and dark pages. */
export function chart(rows: readonly Row[], title: string): string {
  const longest = Math.max(...rows.map(({ seconds }) => seconds))
  const bars = rows.map(({ name, seconds }, index) => {
    const y = 44 + index * 30
    const width = Math.max(2, (seconds / longest) * 380)
    const color = name.startsWith('Ruoyu') ? '#b5432e' : '#8a94a0'
    return `<text x="190" y="${y + 14}" text-anchor="end">${name}</text><rect x="200" y="${y}" width="${width.toFixed(1)}" height="20" rx="3" fill="${color}"/><text x="${(208 + width).toFixed(1)}" y="${y + 14}">${seconds.toFixed(2)} s</text>`
  })
  const height = 56 + rows.length * 30
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#808890" role="img" aria-label="${title}"><title>${title}</title><text x="200" y="24" font-weight="600">${title}: seconds, less is better</text>${bars.join('')}</svg>\n`
}
