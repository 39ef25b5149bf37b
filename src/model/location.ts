import { parent } from '../kit/paths.ts'
import type { Config } from '../types.ts'

/** A page's role and place as its content path gives them, by Hugo's rules. */
export interface Location {
  /** `leaf`: a bundle's `index.md`. `branch`: an `_index.md`. `single`: any other file. */
  readonly role: 'single' | 'leaf' | 'branch'
  /** Folder that holds the page; for a leaf bundle the folder round the bundle, for a branch its own. */
  readonly dir: string
  /** The file's name without extension and language; a bundle's or section's folder name. */
  readonly name: string
  /** The other language that the path belongs to. */
  readonly language?: string
}

/** Reads `posts/a.md`, `posts/b/index.md`, `posts/_index.zh-cn.md`, `en/a.md`. An `index.md` at the root is the home page's. */
export function locate(
  id: string,
  { language, otherLanguages, hexo }: Pick<Config, 'language' | 'otherLanguages' | 'hexo'>,
): Location {
  if (hexo) return { role: 'single', dir: parent(id), name: baseName(id).replace(/(?<=.)\.[^.]*$/, '') }
  const folder = parent(id)
  const [base, suffix] = withSuffix(baseName(id))
  const other = otherLanguages.find((tag) => same(tag, suffix) || same(tag, id.split('/', 1)[0] ?? ''))
  const isOwn = () => same(language, suffix) || same(language.split('-', 1)[0] ?? '', suffix)
  const name = suffix === '' || other || isOwn() ? base : `${base}.${suffix}`
  const foreign = other === undefined ? {} : { language: other }
  if (name === '_index' || (name === 'index' && folder === ''))
    return { role: 'branch', dir: folder, name: baseName(folder), ...foreign }
  if (name === 'index') return { role: 'leaf', dir: parent(folder), name: baseName(folder), ...foreign }
  return { role: 'single', dir: folder, name, ...foreign }
}

/** A file's name without its extension, and what may be the mark of a language. */
function withSuffix(file: string): readonly [name: string, suffix: string] {
  const dot = file.indexOf('.')
  if (dot >= 0 && dot < file.length - 1 && dot === file.lastIndexOf('.')) return [file.slice(0, dot), '']
  const [, name = '', suffix = ''] = /^(.*?)(?:\.([a-z]{2,3}(?:-[a-z\d]+)*))?\.[^.]+$/i.exec(file) ?? []
  return [name, suffix]
}

/** A leaf bundle's own folder. */
export function bundleOf({ dir, name }: Location): string {
  return dir === '' ? name : `${dir}/${name}`
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function same(tag: string, other: string): boolean {
  return tag.toLowerCase() === other.toLowerCase()
}

/** A path below one of the content folders: which folder (its rank), and the path below it. */
export function belowContent(path: string, content: readonly string[]): { readonly rank: number; readonly id: string } {
  let found = { rank: content.length, id: path, length: -1 }
  content.forEach((folder, rank) => {
    const prefix = `${folder.replace(/^\.\/|\/+$/g, '')}/`
    if (path.startsWith(prefix) && prefix.length > found.length)
      found = { rank, id: path.slice(prefix.length), length: prefix.length }
  })
  return found
}
