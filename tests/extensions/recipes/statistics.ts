import type { Extension } from 'ruoyu'

const day = 86_400_000

/** `{{< statistics >}}`, for a page of its own: how much was written, and when in the newest year, or in `{{< statistics 2025 >}}`. */
export const statistics: Extension = {
  name: 'statistics',
  shortcodes: {
    statistics({ args, site: { posts } }) {
      const written = new Map<string, number>()
      for (const { date, characters } of posts)
        if (date) written.set(date.slice(0, 10), (written.get(date.slice(0, 10)) ?? 0) + characters)
      const sum = posts.reduce((sum, { characters }) => sum + characters, 0)
      const year = Number(args['0'] ?? [...written.keys()].sort().at(-1)?.slice(0, 4))
      return `<p>${posts.length} 篇，${sum} 字。</p>${year ? heatMap(year, written) : ''}`
    },
  },
}

/** A square a day and a column a week: the more characters, the darker. */
function heatMap(year: number, written: ReadonlyMap<string, number>): string {
  const [first, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)]
  const offset = new Date(first).getUTCDay()
  const squares = Array.from({ length: (end - first) / day }, (_, index) => {
    const date = new Date(first + index * day).toISOString().slice(0, 10)
    const count = written.get(date)
    const [x, y] = [12 * Math.floor((index + offset) / 7), 12 * ((index + offset) % 7)]
    const shade = count === undefined ? 0.1 : Math.min(1, 0.4 + count / 5000)
    const title = count === undefined ? '' : `<title>${date}：${count} 字</title>`
    return `<rect x="${x}" y="${y}" width="10" height="10" opacity="${shade.toFixed(1)}">${title}</rect>`
  })
  return `<svg viewBox="0 0 646 84" fill="currentColor" role="img" aria-label="${year}">${squares.join('')}</svg>`
}
