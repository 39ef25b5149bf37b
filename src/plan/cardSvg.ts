import { breakLines, ellipted } from '../kit/lineBreaks.ts'
import { escapeXml } from './xml.ts'

/** The texts and the colour of a social card. */
export interface CardText {
  readonly title: string
  readonly site: string
  /** The sign on the seal. */
  readonly initial: string
  /** `#rrggbb`. */
  readonly accent: string
}

/** Pixels, as Open Graph and Twitter's large cards show them without a cut. */
const card = { width: 1200, height: 630, margin: 96 }

/** Sizes of a title in pixels by its lines: the first that has room for all of it is taken. */
const sizes = [
  { size: 96, lines: 2 },
  { size: 80, lines: 3 },
  { size: 64, lines: 4 },
] as const

const smallest = sizes[2]

/** A card as SVG: the title on paper, and below it the seal and the site's name. Its only font is the renderer's. */
export function cardSvg({ title, site, initial, accent }: CardText): string {
  const { width, height, margin } = card
  const room = width - 2 * margin
  const linesAt = (size: number) => breakLines(title, room / size)
  const { size, lines: most } = sizes.find(({ size, lines }) => linesAt(size).length <= lines) ?? smallest
  const lines = ellipted(linesAt(size), most, room / size)
  const [name = ''] = ellipted(breakLines(site, (room - 90) / 34), 1, (room - 90) / 34)
  const foot = height - margin
  const step = Math.round(size * 1.35)
  // The block of lines stands in the middle between the upper margin and the seal.
  const first = Math.round((margin + foot - 104 - step * lines.length) / 2 + size * 1.02)
  const text = (x: number, y: number, size: number, fill: string, value: string, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escapeXml(value)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="card">`,
    `<rect width="${width}" height="${height}" fill="#fcfbf8"/><rect width="${width}" height="12" fill="${accent}"/>`,
    ...lines.map((line, index) => text(margin, first + index * step, size, '#23211d', line)),
    `<rect x="${margin}" y="${foot - 56}" width="64" height="64" rx="10" fill="${accent}"/>`,
    text(margin + 32, foot - 10, 40, '#fff', initial, ' text-anchor="middle"'),
    text(margin + 90, foot - 12, 34, '#6b665d', name),
    '</svg>',
  ].join('')
}
