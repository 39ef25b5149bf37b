import type { Config } from '../../types.ts'

/** The facts of an entry that its path below the content folder gives. */
export interface FileName {
  /** The name without extension, language and date; an `index.md` has its folder's. */
  readonly name: string
  /** The date that the name begins with: `2024-04-03` of `2024-04-03-name.md`. */
  readonly date?: string
  /** Folder that the file stands in, '' at the root. */
  readonly folder: string
  /** A leaf bundle's `index.md`. */
  readonly isLeaf: boolean
  /** An `_index.md`, and the home page's own `index.md`. */
  readonly isSection: boolean
  /** Marked with one of the site's other languages: `about.en.md`. */
  readonly isForeign: boolean
}

export function readFileName(id: string, { language, otherLanguages, hexo }: Config): FileName {
  if (hexo) return hexoFileName(id)
  const path = id.split('/')
  const base = (path.pop() ?? '').replace(/\.[^.]+$/, '')
  const foreign = withoutLanguage(base, otherLanguages)
  const file = foreign ?? withoutLanguage(base, [language, language.split('-', 1)[0] ?? '']) ?? base
  const folder = path.join('/')
  const isSection = file === '_index' || (file === 'index' && folder === '')
  const isLeaf = file === 'index' && !isSection
  const whole = isSection || isLeaf ? (path.at(-1) ?? '') : file
  const [, date, name] = /^(\d{4}-\d\d-\d\d)[-_ ]*(.*)$/.exec(whole) ?? []
  const isForeign = foreign !== undefined
  return { name: name || whole, folder, isLeaf, isSection, isForeign, ...(date === undefined ? {} : { date }) }
}

/** Hexo knows no sections, bundles and languages by name; a page `about/index.md` has its folder's name. */
function hexoFileName(id: string): FileName {
  const [, folder = '', file = ''] = /^(?:(.*)\/)?([^/]*?)(?:\.[^.]*)?$/.exec(id) ?? []
  const name = file === 'index' && folder !== '' ? folder.replace(/^.*\//, '') : file
  return { name, folder, isLeaf: false, isSection: false, isForeign: false }
}

/** `about.zh-cn` → `about`; undefined where the name is not marked with one of the languages. */
function withoutLanguage(name: string, languages: readonly string[]): string | undefined {
  const [, base, suffix = ''] = /^(.+)\.([a-z]{2,3}(?:-[a-z\d]+)*)$/i.exec(name) ?? []
  return languages.some((tag) => tag.toLowerCase() === suffix.toLowerCase()) ? base : undefined
}
