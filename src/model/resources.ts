import { foldersUp, parent } from '../kit/paths.ts'
import type { Config, FileRef, Post, Section, Site } from '../types.ts'
import type { Folders } from './folders.ts'
import { belowContent, bundleOf } from './location.ts'
import { mapPages } from './mapPages.ts'
import { folderOf } from './urls.ts'

type Resources = Readonly<Record<string, string>>
type Owners = ReadonlyMap<string, string | undefined>

/** Gives bundles, sections and terms the files that lie beside them. */
export function withResources(files: readonly FileRef[], folders: Folders, site: Site): Site {
  const bundles = bundleFolders(folders)
  const shares = shareOut(files, ownersOf(site, folders, bundles), site.config)
  const ofPost = (post: Post): Post => {
    const resources = shares.get(bundles.get(post.id) ?? post.filesIn ?? nowhere)
    return resources ? { ...post, resources } : post
  }
  const ofSection = (section: Section): Section => ({ ...section, resources: shares.get(section.dir) ?? {} })
  return mapPages(site, ofPost, ofSection)
}

/** No folder of the content has this name. */
const nowhere = '\0'

/** Leaf bundles' folders by the id of their page. */
function bundleFolders({ pages }: Folders): ReadonlyMap<string, string> {
  const leaves = pages.filter(({ location }) => location.role === 'leaf')
  return new Map(leaves.map(({ entry, location }) => [entry.id, bundleOf(location)]))
}

/** Folders that own what lies in them, and where that goes; undefined: nowhere. */
function ownersOf(site: Site, folders: Folders, bundles: ReadonlyMap<string, string>): Owners {
  const owners = new Map<string, string | undefined>([...folders.hidden].map((folder) => [folder, undefined]))
  const lists: readonly { readonly page?: Section }[] = site.taxonomies.flatMap((taxonomy) => [
    taxonomy,
    ...taxonomy.terms,
  ])
  // Files in a folder without an `_index.md` keep their place, as with Hugo.
  if (site.config.hexo) for (const folder of ['_posts', '_drafts', '_data']) owners.set(folder, undefined)
  for (const section of [site.home, ...site.sections, ...lists.flatMap(({ page }) => page ?? [])])
    owners.set(section.dir, section.file === undefined ? inLanguage(section.dir, site.config) : folderOf(section.path))
  for (const post of [...site.posts, ...site.pages]) {
    const bundle = bundles.get(post.id) ?? post.filesIn
    if (bundle !== undefined) owners.set(bundle, folderOf(post.path))
  }
  return owners
}

function inLanguage(dir: string, { languageFolder }: Config): string {
  return [languageFolder, dir].filter(Boolean).join('/')
}

/**
 * Each file below the content folders belongs to the nearest folder above it that has a page.
 * The result: folder → path relative to it → output path.
 */
function shareOut(files: readonly FileRef[], owners: Owners, { content }: Config): ReadonlyMap<string, Resources> {
  const shares = new Map<string, Record<string, string>>()
  for (const id of new Set(files.map(({ path }) => belowContent(path, content).id))) {
    const owner = nearest(parent(id), owners)
    const base = owners.get(owner)
    if (base === undefined) continue
    const relative = id.slice(owner === '' ? 0 : owner.length + 1).normalize('NFC')
    const share = shares.get(owner) ?? {}
    share[relative] = base === '' ? relative : `${base}/${relative}`
    shares.set(owner, share)
  }
  return shares
}

function nearest(folder: string, owners: Owners): string {
  for (const above of foldersUp(folder)) if (owners.has(above)) return above
  return ''
}
