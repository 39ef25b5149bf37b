import { staticFolders } from '../kit/folders.ts'
import { parent } from '../kit/paths.ts'
import type { Config, FileRef, Output } from '../types.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'
import { pagesOf } from './siteIndex.ts'

/** Stylesheets, scripts and fonts of the theme. */
export const planAssets: Planner = ({ sources }) =>
  sources.assets.map((asset) => {
    const base = { ...at(asset.path), origin: `asset:${asset.name}` }
    return 'text' in asset
      ? { ...base, kind: 'asset', text: asset.text }
      : { ...base, kind: 'assetFile', copyFrom: asset.copyFrom }
  })

/** `public/a.png` → `a.png`. Static folders lie over one another: the first in the config's list wins. */
export const planStatics: Planner = ({ sources, site: { config } }) => {
  const folders = staticFolders(config).map((folder) => prefixOf(tidy(folder)))
  const taken = new Set<string>()
  return folders.flatMap((folder) => {
    const copies = within(folder, sources.statics, folders).filter(({ path }) => !taken.has(path))
    for (const { path } of copies) taken.add(path)
    return copies
  })
}

/** Files of a folder that do not belong to another of the folders within it. */
function within(folder: string, files: readonly FileRef[], folders: readonly string[]): readonly Output[] {
  const deeper = folders.filter((other) => other !== folder && other.startsWith(folder))
  return files
    .filter(({ path }) => path.startsWith(folder) && !deeper.some((other) => path.startsWith(other)))
    .map(({ path }) => copy('static', path.slice(folder.length).normalize('NFC'), path))
}

/** Files that lie beside the posts of a bundle, or in a section's folder. */
export const planResources: Planner = ({ site, sources }) => {
  const files = filesById(sources.resources, site.config)
  return pagesOf(site).flatMap((page) => {
    const folder = 'dir' in page ? page.dir : (page.filesIn ?? parent(page.id))
    return Object.entries(page.resources).flatMap(([name, path]) => {
      const file = files.get(folder === '' ? name : `${folder}/${name}`)
      return file === undefined ? [] : [copy('resource', path, file)]
    })
  })
}

function copy(kind: 'static' | 'resource', path: string, from: string): Output {
  return { ...at(path), kind, origin: from, copyFrom: from }
}

/** Path below the content folder, in NFC → path. The first content folder wins. */
function filesById(files: readonly FileRef[], { content }: Config): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const folder of content.map((folder) => prefixOf(tidy(folder))).reverse())
    for (const { path } of files)
      if (path.startsWith(folder)) found.set(path.slice(folder.length).normalize('NFC'), path)
  return found
}

/** `./public/` → `public`, `.` → ``. */
export function tidy(folder: string): string {
  return folder.replace(/^\.(?:\/|$)|\/+$/g, '')
}

export function prefixOf(folder: string): string {
  return folder === '' ? '' : `${folder}/`
}
