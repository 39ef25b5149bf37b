import { commonHan } from '../kit/commonHan.ts'
import { shortHash } from '../kit/shortHash.ts'
import { siteFonts } from '../theme.ts'
import type { Config, DrawnOutput, FontFile, Output } from '../types.ts'
import { at } from './lists.ts'
import type { PlanInput, Planner } from './planner.ts'

/** The characters that the site's texts may show, each once. */
export interface FontText {
  readonly all: string
  /** Characters of the interface and of the site's name, and of those of its words that are titles. */
  readonly ofSite: { readonly text: string; readonly title: string }
  /** By the path of a file, its title, and the characters that a list shows of it, of its text and of its headings. */
  readonly titles: ReadonlyMap<string, string>
  readonly leads: ReadonlyMap<string, string>
  readonly bodies: ReadonlyMap<string, string>
  readonly headings: ReadonlyMap<string, string>
}

interface Face {
  readonly family: 'text' | 'title'
  readonly font: FontFile
  /** The characters that the font has, as code points. */
  readonly has: ReadonlySet<number>
  /** Characters of the site that every page may show, and rows of `commonHan` that are in one slice with them. */
  readonly ofSite: string
  readonly commonRows: number
  /** By the path of a file, the characters that the home page shows of it in this face, and that its own page does. */
  readonly leads: ReadonlyMap<string, string>
  readonly bodies: ReadonlyMap<string, string>
}

/** The stylesheet of the site's own fonts; its address stays, so that a new character changes no page. */
export const fontsPath = 'assets/fonts.css'
/** The face that the home page's characters have in one file, as a stylesheet. */
export const homeFontsPath = 'assets/fonts-home.css'
/** The faces of a post's or page's own characters, as a stylesheet. */
export const postFontsPath = (id: string) => `assets/fonts-${shortHash(id)}.css`

/** Fallbacks as in the theme's `_tokens.css`. */
const stacks = {
  text: 'system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
  title: '"Songti SC","Source Han Serif SC","Noto Serif CJK SC",var(--sans)',
}

/**
 * Fonts of the site's own, cut to the characters of its texts: a slice of the commonest, which every page shares, and one
 * for each post with the rest of its characters. Lists ask for slices of fixed parts of Unicode, since they show many
 * posts; the home page's characters have one file. A character that is new to the site changes the slices that hold it.
 * The median of 24 posts opens 2 files of a text's face and 2 of its titles', 210 KB; slices alone were 60 and 400 KB.
 */
export const planFonts: Planner = ({ site, sources, fontText }) => {
  if (!fontText) return []
  const named = siteFonts(site.config.theme)
  const fontOf = (name: string | null | undefined) => sources.fonts?.find((font) => font.name === name)
  const [text, title] = [fontOf(named.text), fontOf(named.title)]
  const { all, ofSite, titles, leads, bodies, headings } = fontText
  const faceOf = (face: Omit<Face, 'has'>): Face => ({ ...face, has: new Set(face.font.characters) })
  const faces = [
    ...(text ? [faceOf({ family: 'text', font: text, ofSite: ofSite.text, commonRows: 16, leads, bodies })] : []),
    ...(title && title !== text
      ? [faceOf({ family: 'title', font: title, ofSite: ofSite.title, commonRows: 0, leads: titles, bodies: headings })]
      : []),
  ]
  if (faces.length === 0) return []
  const sliced = faces.flatMap((face) => [...slicesOf(all, face)].map(([name, signs]) => sliceOf(face, name, signs)))
  const home = faces.flatMap((face) => sliceOf(face, 'home', shownIn(face, homeText(site, face))))
  const ofPosts = postTexts(site, faces).map(([id, texts]) => ({
    path: postFontsPath(id),
    slices: texts.flatMap(([face, signs]) => (signs.length > 0 ? sliceOf(face, shortHash(id), signs) : [])),
  }))
  const own = (family: string, name: 'text' | 'title') =>
    `--${name === 'text' ? 'sans' : 'song'}:"site ${family}",${stacks[name]}`
  const tokens = [
    ...(text ? [own('text', 'text')] : []),
    ...(title ? [own(title === text ? 'text' : 'title', 'title')] : []),
  ]
  const sheet = (path: string, slices: readonly Slice[], rest = '\n'): Output => ({
    ...at(path),
    kind: 'asset',
    origin: 'asset:fonts.css',
    text: `${slices.map(({ css }) => css).join('')}${rest}`,
  })
  return [
    ...[...sliced, ...home, ...ofPosts.flatMap(({ slices }) => slices)].map(({ output }) => output),
    sheet(
      fontsPath,
      sliced,
      `@layer tokens{:root,:lang(zh-TW),:lang(zh-HK),:lang(zh-Hant),:lang(ja){${tokens.join(';')}}}\n`,
    ),
    sheet(homeFontsPath, home),
    // Sheets without faces too: else a page would change with the characters of others.
    ...ofPosts.map(({ path, slices }) => sheet(path, slices)),
  ]
}

/** Characters of the site and of the posts on the home page in a face. */
function homeText({ home, posts, config }: PlanInput['site'], { ofSite, leads }: Face): string {
  const byId = new Map(posts.map(({ id, file }) => [id, file]))
  const size = config.pagination.size || home.postIds.length
  return (
    ofSite +
    home.postIds
      .slice(0, size)
      .map((id) => leads.get(byId.get(id) ?? '') ?? '')
      .join('')
  )
}

/** By its id, what each post's own page shows in each face, with the titles that it leads to, but for what all share. */
function postTexts(
  { posts, pages }: PlanInput['site'],
  faces: readonly Face[],
): readonly (readonly [id: string, (readonly [face: Face, signs: readonly string[]])[]])[] {
  const byId = new Map(posts.map((post) => [post.id, post.title]))
  const commons = faces.map((face) => new Set(slicesOf(face.ofSite + commonHan.join(''), face).get('common')))
  return [...posts, ...pages].map(({ id, file, title, prevId = '', nextId = '', relatedIds }) => {
    const texts = faces.map((face, index) => {
      const goals = [prevId, nextId, ...(face.family === 'text' ? relatedIds : [])]
      const titles = goals.map((goal) => byId.get(goal) ?? '')
      const text = [title, face.leads.get(file), face.bodies.get(file), ...titles].join('')
      return [face, shownIn(face, text).filter((sign) => !commons[index]?.has(sign))] as const
    })
    return [id, texts]
  })
}

interface Slice {
  readonly output: DrawnOutput
  readonly css: string
}

function sliceOf({ family, font }: Face, name: string, signs: readonly string[]): Slice {
  const sorted = [...signs].sort()
  const draw = { format: 'woff2', font: font.hash, text: sorted.join('') } as const
  const file = `fonts/${family}-${name}.${shortHash(draw.text + font.hash)}.woff2`
  const output: DrawnOutput = { ...at(`assets/${file}`), kind: 'drawn', origin: 'asset:fonts.css', draw }
  // Titles are bold as they are; browsers embolden the text where it asks for that.
  const weight = family === 'title' ? 'font-weight:1 1000;' : ''
  const css = `@font-face{font-family:"site ${family}";src:url(${file}) format("woff2");font-display:swap;${weight}unicode-range:${rangeOf(sorted)}}\n`
  return { output, css }
}

/** The characters of a text that a face has, each once. */
function shownIn({ has }: Face, text: string): readonly string[] {
  return [...new Set(text)].filter((sign) => has.has(sign.codePointAt(0) ?? 0))
}

/** One slice for the commonest and what every page shows, 128 further common ones in each, else 512 code points. */
function slicesOf(text: string, face: Face): ReadonlyMap<string, readonly string[]> {
  const rows = new Map(commonHan.flatMap((signs, row) => [...signs].map((sign) => [sign, row] as const)))
  const shared = new Set(face.ofSite)
  const slices = new Map<string, string[]>()
  for (const sign of shownIn(face, text)) {
    const row = rows.get(sign)
    const place = row === undefined ? ((sign.codePointAt(0) ?? 0) >> 9).toString(16) : `c${row >> 2}`
    const name = shared.has(sign) || (row !== undefined && row < face.commonRows) ? 'common' : place
    const signs = slices.get(name)
    if (signs) signs.push(sign)
    else slices.set(name, [sign])
  }
  return new Map([...slices].sort(([a], [b]) => (a < b ? -1 : 1)))
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
  const { text, title } = siteFonts(theme)
  return !!(text || title)
}
