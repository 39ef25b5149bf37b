type Rgb = readonly [number, number, number]

/** `#a83` or `#a8382b` in numbers from 0 to 255; undefined for other text. */
function parse(color: string): Rgb | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(color)?.[1]
  const [r = '', g = '', b = ''] = hex?.match(hex.length === 3 ? /./g : /../g) ?? []
  const value = (part: string): number => Number.parseInt(part.length === 1 ? part + part : part, 16)
  return hex === undefined ? undefined : [value(r), value(g), value(b)]
}

/** WCAG 2's relative luminance, from 0 to 1. */
function luminance(color: Rgb): number {
  const linear = color.map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The colour, no further from itself towards black or white than text in it needs to stand out against `paper` (WCAG 2's
 * ratio, 4.5 for AA). Both are `#rgb` or `#rrggbb`; undefined where one is not.
 */
export function legible(color: string, paper: string, ratio = 5): string | undefined {
  const [own, ground] = [parse(color), parse(paper)]
  if (!own || !ground) return undefined
  const end = luminance(ground) > 0.18 ? 0 : 255
  const steps = Array.from({ length: 51 }, (_, n) => own.map((value) => Math.round(value + ((end - value) * n) / 50)))
  const right = (steps as unknown as readonly Rgb[]).find((step) => contrast(step, ground) >= ratio)
  return right && `#${right.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
