import { commonHan } from '../kit/commonHan.ts'
import { shortHash } from '../kit/shortHash.ts'
import type { Config, DrawnOutput, FontFile, Output } from '../types.ts'
import { at } from './lists.ts'
import type { PlanInput, Planner } from './planner.ts'

/** The characters that the site's texts may show, each once. */
export interface FontText {
  readonly all: string
  /** Characters of the interface and of the site's name. */
  readonly ofSite: string
  /** By the path of a file, its title, and the characters that a list shows of it. */
  readonly titles: ReadonlyMap<string, string>
  readonly leads: ReadonlyMap<string, string>
}

interface Face {
  readonly family: string
  readonly font: FontFile
  /** Characters that the home page shows in it. */
  readonly atHome: ReadonlySet<string>
}

/** The stylesheet of the site's own fonts; its address stays, so that a new character changes no page. */
export const fontsPath = 'assets/fonts.css'
/** The face that the home page's characters have in one file, as a stylesheet. */
export const homeFontsPath = 'assets/fonts-home.css'

/** Fallbacks as in the theme's `_tokens.css`. */
const stacks = {
  text: 'system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
  title: '"Songti SC","Source Han Serif SC","Noto Serif CJK SC",var(--sans)',
}

/**
 * Fonts of the site's own, cut to the characters of its texts. Each is a row of slices, of which a browser asks for those
 * that a page needs. A slice is a fixed part of Unicode: a character that is new to the site changes its slice alone. The
 * home page's have a file of their own, since slices hold more than one page shows.
 */
export const planFonts: Planner = ({ site, sources, fontText }) => {
  if (!fontText) return []
  const named = site.config.theme.font as { readonly text?: string | null; readonly title?: string | null }
  const fontOf = (name: string | null | undefined) => sources.fonts?.find((font) => font.name === name)
  const [text, title] = [fontOf(named.text), fontOf(named.title)]
  const faces: readonly Face[] = [
    ...(text ? [{ family: 'text', font: text, atHome: homeText(site, fontText.ofSite, fontText.leads) }] : []),
    ...(title && title !== text
      ? [{ family: 'title', font: title, atHome: homeText(site, fontText.ofSite, fontText.titles) }]
      : []),
  ]
  if (faces.length === 0) return []
  const sliced = faces.map((face) =>
    slicesOf(shownBy(face, fontText.all)).map(([name, signs]) => sliceOf(face, name, signs)),
  )
  const home = faces.map((face) =>
    sliceOf(
      face,
      'home',
      shownBy(face, fontText.all).filter((sign) => face.atHome.has(sign)),
    ),
  )
  const own = (family: string, name: 'text' | 'title') =>
    `--${name === 'text' ? 'sans' : 'song'}:"site ${family}",${stacks[name]}`
  const tokens = [
    ...(text ? [own('text', 'text')] : []),
    ...(title ? [own(title === text ? 'text' : 'title', 'title')] : []),
  ]
  const sheet = (path: string, css: string): Output => ({
    ...at(path),
    kind: 'asset',
    origin: 'asset:fonts.css',
    text: css,
  })
  return [
    ...[...sliced.flat(), ...home].map(({ output }) => output),
    sheet(
      fontsPath,
      `${sliced
        .flat()
        .map(({ css }) => css)
        .join('')}@layer tokens{:root,:lang(zh-TW),:lang(zh-HK),:lang(zh-Hant),:lang(ja){${tokens.join(';')}}}\n`,
    ),
    sheet(homeFontsPath, `${home.map(({ css }) => css).join('')}\n`),
  ]
}

/** Characters of the interface and of the posts on the home page, as far as `shown` tells. */
function homeText(
  { home, posts, config }: PlanInput['site'],
  ofSite: string,
  shown: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const byId = new Map(posts.map(({ id, file }) => [id, file]))
  const size = config.pagination.size || home.postIds.length
  const first = home.postIds.slice(0, size).map((id) => shown.get(byId.get(id) ?? '') ?? '')
  return new Set([...ofSite, ...first.join('')])
}

interface Slice {
  readonly output: DrawnOutput
  readonly css: string
}

function sliceOf({ family, font }: Face, name: string, signs: readonly string[]): Slice {
  const sorted = [...signs].sort()
  const draw = { format: 'woff2', font: font.hash, text: sorted.join('') } as const
  const file = `${family}-${name}.${shortHash(draw.text + font.hash)}.woff2`
  const output: DrawnOutput = { ...at(`assets/fonts/${file}`), kind: 'drawn', origin: 'asset:fonts.css', draw }
  // Titles are bold as they are; browsers embolden the text where it asks for that.
  const weight = family === 'title' ? 'font-weight:1 1000;' : ''
  const css = `@font-face{font-family:"site ${family}";src:url(fonts/${file}) format("woff2");font-display:swap;${weight}unicode-range:${rangeOf(sorted)}}\n`
  return { output, css }
}

/** The characters of a text that a face has. */
function shownBy({ font }: Face, text: string): readonly string[] {
  const has = new Set(font.characters)
  return [...text].filter((sign) => has.has(sign.codePointAt(0) ?? 0))
}

/** Common characters 32 a slice, the others by blocks of 64 code points. */
function slicesOf(text: readonly string[]): readonly (readonly [name: string, signs: readonly string[]])[] {
  const places = new Map(commonHan.flatMap((signs, index) => [...signs].map((sign) => [sign, `c${index}`])))
  const slices = new Map<string, string[]>()
  for (const sign of text) {
    const name = places.get(sign) ?? ((sign.codePointAt(0) ?? 0) >> 6).toString(16)
    const signs = slices.get(name)
    if (signs) signs.push(sign)
    else slices.set(name, [sign])
  }
  return [...slices].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `U+4e00,U+4e8c-4e8d`. */
function rangeOf(sorted: readonly string[]): string {
  const ranges: [first: number, last: number][] = []
  for (const code of sorted.map((sign) => sign.codePointAt(0) ?? 0).sort((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range?.[1] === code - 1) range[1] = code
    else ranges.push([code, code])
  }
  const hex = (code: number) => code.toString(16)
  return ranges.map(([first, last]) => `U+${hex(first)}${first === last ? '' : `-${hex(last)}`}`).join(',')
}

/** True where a site has a font of its own. */
export function hasFonts({ theme }: Config): boolean {
  const font = theme.font as { readonly text?: unknown; readonly title?: unknown } | undefined
  return !!(font?.text || font?.title)
}
