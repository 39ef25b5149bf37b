import { foldersUp } from '../kit/paths.ts'
import type { Config, Entry, HexoConfig, LeftOut } from '../types.ts'
import { belowContent, bundleOf, type Location, locate } from './location.ts'
import { withoutExtension } from './urls.ts'

export interface Located {
  readonly entry: Entry
  readonly location: Location
}

/** The content folder, read by Hugo's rules. Taxonomies' folders (`tags/`) hold no sections but terms' own pages. */
export interface Folders {
  readonly pages: readonly Located[]
  /** Pages that stand for a list of a Hexo blog, by the list's name. */
  readonly lists: ReadonlyMap<string, Located>
  /** `_index.md` by its folder; '' is home's. */
  readonly branches: ReadonlyMap<string, Located>
  /** Folders with a list page of their own, home's not among them: first-level ones, and those with an `_index.md`. */
  readonly sections: ReadonlySet<string>
  /** Folders whose page is left out, their resources with it. */
  readonly hidden: ReadonlySet<string>
  /** The sections round a folder, itself included, outermost first; one that is left out still counts. */
  readonly around: (dir: string) => readonly string[]
}

export function readFolders(entries: readonly Entry[], leftOut: readonly LeftOut[], config: Config): Folders {
  const located = entries.map((entry) => ({ entry, location: locate(entry.id, config) }))
  const lists = config.hexo ? hexoLists(located, config.hexo) : none
  const isList = new Set(lists.values())
  const pages = located.filter((page) => page.location.role !== 'branch' && !isList.has(page))
  const branches = new Map<string, Located>()
  for (const page of located) {
    const { role, dir } = page.location
    // `_index.zh-cn.md` comes before `_index.md`, as in Hugo.
    const isFuller = page.entry.id.length >= (branches.get(dir)?.entry.id.length ?? 0)
    if (role === 'branch' && isFuller) branches.set(dir, page)
  }
  const dirs = [...pages.map(({ location }) => location.dir), ...branches.keys()].filter(
    (dir) => !config.hexo && dir !== '' && !Object.hasOwn(config.taxonomies, firstOf(dir)),
  )
  const left = hiddenFolders(leftOut, config)
  const sections = new Set([...dirs.map(firstOf), ...dirs.filter((dir) => branches.has(dir))])
  const all = new Set([...sections, ...left.sections])
  for (const dir of left.sections) if (!branches.has(dir)) sections.delete(dir)
  const bundles = new Set(
    pages.filter(({ location }) => location.role === 'leaf').map((page) => bundleOf(page.location)),
  )
  const hidden = [...left.sections, ...left.bundles].filter((dir) => !branches.has(dir) && !bundles.has(dir))
  return { pages, lists, branches, sections, hidden: new Set(hidden), around: sectionsAround(all) }
}

const none: ReadonlyMap<string, Located> = new Map()

/**
 * Hexo makes no index of tags and categories: a page of that `type` or `layout` shows it. The page at the list's own address
 * comes first, whatever it says of itself; the archives' page stands for them at their address alone.
 */
function hexoLists(located: readonly Located[], hexo: HexoConfig): ReadonlyMap<string, Located> {
  const dirs = { tags: hexo.tagDir, categories: hexo.categoryDir, archives: hexo.archiveDir }
  const lists = new Map<string, Located>()
  for (const [name, dir] of Object.entries(dirs)) {
    const at = dir.replace(/^\/+|\/+$/g, '')
    const page =
      located.find(({ entry }) => withoutExtension(entry.id) === `${at}/index`) ??
      located.find(({ entry }) => name !== 'archives' && entry.frontMatter.hexo?.list === name)
    if (page) lists.set(name, page)
  }
  return lists
}

function hiddenFolders(leftOut: readonly LeftOut[], config: Config) {
  const sections: string[] = []
  const bundles: string[] = []
  for (const { file, reason } of leftOut) {
    const location = locate(belowContent(file, config.content).id, config)
    if (location.role === 'leaf' && reason !== 'bundled') bundles.push(bundleOf(location))
    if (location.role === 'branch' && reason !== 'language') sections.push(location.dir)
  }
  return { sections, bundles }
}

function sectionsAround(sections: ReadonlySet<string>): Folders['around'] {
  const known = new Map<string, readonly string[]>()
  return (dir) => {
    const found =
      known.get(dir) ?? [...foldersUp(dir)].filter((folder) => folder !== '' && sections.has(folder)).reverse()
    known.set(dir, found)
    return found
  }
}

/** The first-level folder of a path, '' at the root. */
export function firstOf(dir: string): string {
  return dir.split('/', 1)[0] ?? ''
}
