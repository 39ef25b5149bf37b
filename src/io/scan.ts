import { existsSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { diagnose } from '../diagnostics/diagnose.ts'
import { dataPath } from '../kit/dataFiles.ts'
import {
  assetFolders,
  folderFields,
  foldersOfSite,
  originalsFolder,
  staticFolders,
  templateFolders,
} from '../kit/folders.ts'
import type { Config, Diagnostic } from '../types.ts'
import { isHexoMarkdown, isLeftOut } from './hexo.ts'
import { type Ignores, ignorePatterns, isLeftover } from './ignore.ts'
import { reachOf } from './reach.ts'
import { type FoundFile, type Walk, walk } from './walk.ts'

/** The files of a site, known from names and stamps alone. */
export interface Scan {
  /** Markdown below the content folders, but for their data. */
  readonly content: readonly FoundFile[]
  readonly resources: readonly FoundFile[]
  readonly statics: readonly FoundFile[]
  /** By folder, in the order of `templateFolders`. */
  readonly templates: readonly (readonly FoundFile[])[]
  /** Stylesheets and scripts of extensions; the site's own are among its templates. */
  readonly assets: readonly FoundFile[]
  /** Originals of ejected templates, as they were then. */
  readonly ejected: readonly FoundFile[]
  /** The start of the look, in milliseconds since 1970. */
  readonly time: number
  readonly diagnostics: readonly Diagnostic[]
  /** Paths that were listed and gone when looked at. */
  readonly vanished: readonly string[]
}

const markdown = /\.(?:md|markdown|mdown)$/i

/** Finds the files of a site and opens none of them. Folders come in the config's order, files by path. */
export function scanSources(root: string, config: Config): Scan {
  const time = Date.now()
  const ignore = ignorePatterns(config.ignore, config.file)
  const missing = config.content
    .filter((folder) => !isFolder(root, folder))
    .map((folder) => diagnose('content-folder-missing', { file: folder }, { folder }))
  const noFolders = [...config.statics, config.templates]
    .filter((folder) => !isFolder(root, folder) && existsSync(resolve(root, folder)))
    .map((folder) => diagnose('folder-is-file', { file: folder }, {}))
  const walks: Walk[] = []
  const ignoresIn = (folder: string): Ignores => {
    const apart = othersThan(folder, root, config)
    return (path, id) => apart.has(path) || ignore.value(path, id)
  }
  const originals = `${config.templates}/${originalsFolder}`
  const folders = [...foldersOfSite(config), originals].map((folder) => tidy(root, folder))
  const { reaches } = reachOf(root, folders, ignoresIn)
  const { hexo } = config
  const find = (folders: readonly string[], leavesOut: (id: string, name: string) => boolean): readonly FoundFile[] =>
    folders.flatMap((folder) => {
      if (!isFolder(root, folder)) return []
      const ignores = ignoresIn(folder)
      const found = walk(tidy(root, folder), {
        ...{ root, reaches },
        ignores: (path, id, name) => leavesOut(id, name) || ignores(path, id),
      })
      walks.push({ ...found, diagnostics: joined(folder, found.diagnostics, config) })
      return found.files
    })
  const usual = (_id: string, name: string) => isLeftover(name, false)
  const below = find(config.content, hexo ? (id, name) => isLeftOut(id, name, hexo) : usual)
  const isContent = ({ id, path }: FoundFile) =>
    (hexo ? isHexoMarkdown(id, hexo) : markdown.test(path)) && dataPath(path, config.content) === undefined
  return {
    content: below.filter(isContent),
    resources: below.filter((file) => !isContent(file)),
    statics: find(staticFolders(config), (_id, name) => isLeftover(name, true)),
    templates: templateFolders(config).map(({ folder }) => find([folder], usual)),
    assets: find(assetFolders(config).slice(1), usual),
    ejected: find([originals], usual),
    time,
    diagnostics: [...ignore.diagnostics, ...missing, ...noFolders, ...walks.flatMap(({ diagnostics }) => diagnostics)],
    vanished: walks.flatMap(({ vanished }) => vanished),
  }
}

/** A folder beyond the site, which an extension names, with many faults is one fault: it is no folder of templates. */
function joined(folder: string, faults: Walk['diagnostics'], { extensions, file }: Config): Walk['diagnostics'] {
  const [first, second] = faults
  if (!/^(?:\.\.(?:\/|$)|\/|[a-z]:)/i.test(folder) || !second) return faults
  const keys = extensions.flatMap((extension) =>
    folderFields.filter((field) => extension[field] === folder).map((field) => `${extension.at}.${field}`),
  )
  const [key] = keys
  if (key === undefined) return faults
  const params = { key, folder, count: faults.length, first: first?.file ?? '' }
  return [diagnose('extension-folder-unfit', { file }, params)]
}

/**
 * Folders with a part of their own, which another folder may hold: a site whose content folder is its root.
 * A static folder within a smaller content folder is both, as with Hugo.
 */
function othersThan(folder: string, root: string, config: Config): ReadonlySet<string> {
  const statics = tidy(root, folder) === '.' ? config.statics : []
  const ofExtensions = foldersOfSite({ ...config, content: [], statics: [] })
  const all = [...config.content, ...statics, ...ofExtensions, config.output, 'node_modules']
  const paths = new Set(all.map((other) => tidy(root, other)))
  paths.delete(tidy(root, folder))
  return paths
}

function isFolder(root: string, folder: string): boolean {
  try {
    return statSync(resolve(root, folder)).isDirectory()
  } catch {
    return false
  }
}

/** `./content/` → `content`; `.` for the root itself. */
function tidy(root: string, folder: string): string {
  return relative(root, resolve(root, folder)).replaceAll('\\', '/') || '.'
}
