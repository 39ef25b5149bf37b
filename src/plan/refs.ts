import { lazy } from '../kit/lazy.ts'
import { parent } from '../kit/paths.ts'
import type { LeftOut, Output, PictureNews, Post, Site, Sources } from '../types.ts'
import { decodeUrl } from './base.ts'
import { createPlaces, type Places } from './places.ts'
import { type From, first, join, type Target } from './resolve.ts'
import { pagesOf } from './siteIndex.ts'

/** The answer to a `ref` or `relref`: a page; several that could be meant; or none, perhaps as it was left out. */
export type Ref =
  | { readonly kind: 'found'; readonly target: Target; readonly title: string }
  | { readonly kind: 'ambiguous'; readonly files: readonly string[] }
  | { readonly kind: 'missing'; readonly leftOut: LeftOut | undefined }

export type FindRef = (path: string, from: From) => Ref

/** Everything that links and refs can lead to: the outputs' index, made once after the plan. */
export interface Goals {
  readonly places: Places
  readonly findRef: FindRef
}

export function createGoals(site: Site, outputs: readonly Output[], sources: Sources, news?: PictureNews): Goals {
  const places = createPlaces(site, outputs, sources, news)
  return { places, findRef: createFindRef(site, places) }
}

/**
 * Finds pages as Hugo's `ref` does: `/posts/b.md` from the content folder; else relative to the page's folder, then
 * from the content folder, then by name alone where only one page has it. Neither `.md` nor case matters. `#x` alone
 * names the page itself.
 */
function createFindRef(site: Site, places: Places): FindRef {
  const index = lazy(() => createIndex(site, places))
  return (written, from) => {
    const [, path = '', rest = ''] = /^([^#]*)#?(.*)$/s.exec(written.trim()) ?? []
    const fragment = decodeUrl(rest)
    const tail = fragment === '' ? '' : `#${encodeURIComponent(fragment)}`
    if (path === '') return { kind: 'found', target: { kind: 'page', url: tail, internal: true, fragment }, title: '' }
    const keys = candidates(path, from, places, site)
    const page = first(keys, (key) => index().byKey.get(key))
    const slug = page ?? index().bySlug.get(path)
    const named = slug ? [slug] : path.includes('/') ? [] : (index().byName.get(keys.at(-1) ?? '') ?? [])
    if (named.length > 1) return { kind: 'ambiguous', files: named.map(({ file }) => file) }
    const output = named[0] && places.ofPath(named[0].path)
    if (named[0] && output) return { kind: 'found', target: targetOf(output, tail, fragment), title: named[0].title }
    return { kind: 'missing', leftOut: first(keys, (key) => index().leftOut.get(key)) }
  }
}

function targetOf(output: Output, tail: string, fragment: string): Target {
  return { kind: 'site', url: output.url + tail, internal: true, output, fragment }
}

interface Page {
  readonly file: string
  readonly title: string
  readonly path: string
}

interface Index {
  /** Hexo's slugs of posts and, after all slugs, their titles: for `post_link`. */
  readonly bySlug: ReadonlyMap<string, Page>
  readonly byKey: ReadonlyMap<string, Page>
  readonly byName: ReadonlyMap<string, readonly Page[]>
  readonly leftOut: ReadonlyMap<string, LeftOut>
}

function createIndex(site: Site, places: Places): Index {
  const byKey = new Map<string, Page>()
  const byName = new Map<string, Page[]>()
  for (const { id, file = id, path, title } of pagesOf(site)) {
    const key = keyOf(id, site)
    const name = key.slice(key.lastIndexOf('/') + 1)
    const page = { file, path, title }
    byKey.set(key, page)
    const namesakes = byName.get(name)
    if (namesakes) namesakes.push(page)
    else byName.set(name, [page])
  }
  const leftOut = new Map(site.leftOut.map((one) => [keyOf(idOf(one.file, places), site), one]))
  return { byKey, byName, leftOut, bySlug: site.config.hexo ? slugsOf(site) : new Map() }
}

/** A post's slug is its path below `_posts`; where the file's name begins with its date, what follows is one, too. */
function slugsOf({ posts }: Site): ReadonlyMap<string, Page> {
  const slugs = new Map<string, Page>()
  const forms = [
    ({ id }: Post) => id.replace(/^_posts\//, '').replace(/\.\w+$/, ''),
    ({ id }: Post) => id.replace(/^.*\//, '').replace(/\.\w+$/, ''),
    ({ id }: Post) => id.replace(/^.*\//, '').replace(/^[\d-_]*[-_]|\.\w+$/g, ''),
    ({ title }: Post) => title,
  ]
  for (const form of forms)
    for (const post of posts) {
      const { id, file = id, path, title } = post
      if (!slugs.has(form(post))) slugs.set(form(post), { file, path, title })
    }
  return slugs
}

/** The content paths that a written path may mean, likeliest first. */
function candidates(path: string, { file }: From, places: Places, site: Site): readonly string[] {
  const root = keyOf(join('', decodeUrl(path)), site)
  if (path.startsWith('/')) return [root]
  const id = idOf(file, places)
  const folders = [id, keyOf(id, site)].map(parent)
  return [...folders.map((folder) => keyOf(join(folder, decodeUrl(path)), site)), root]
}

/** `posts/B/index.zh-cn.md` → `posts/b`. */
function keyOf(id: string, { config }: Site): string {
  const [language = ''] = config.language.toLowerCase().split('-', 1)
  const name = id
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.(?:md|markdown|mdown)$|\/$/, '')
  const bare = [config.language.toLowerCase(), language].find((tag) => name.endsWith(`.${tag}`))
  return (bare ? name.slice(0, -bare.length - 1) : name).replace(/(?:^|\/)_?index$/, '')
}

function idOf(file: string, { contentFolders }: Places): string {
  const folder = contentFolders.filter((folder) => file.startsWith(folder)).sort((a, b) => b.length - a.length)[0] ?? ''
  return file.slice(folder.length)
}
