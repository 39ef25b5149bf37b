import { lazy } from '../kit/lazy.ts'
import type { LeftOut, Output, Site, Sources } from '../types.ts'
import { decodeUrl } from './base.ts'
import { createPlaces, type Places } from './places.ts'
import { type From, first, join, type Target } from './resolve.ts'
import { pagesOf } from './siteIndex.ts'

/** The answer to a `ref` or `relref`: a page; several that could be meant; or none, perhaps as it was left out. */
export type Ref =
  | { readonly kind: 'found'; readonly target: Target }
  | { readonly kind: 'ambiguous'; readonly files: readonly string[] }
  | { readonly kind: 'missing'; readonly leftOut: LeftOut | undefined }

export type FindRef = (path: string, from: From) => Ref

/** Everything that links and refs can lead to: the outputs' index, made once after the plan. */
export interface Goals {
  readonly places: Places
  readonly findRef: FindRef
}

export function createGoals(site: Site, outputs: readonly Output[], sources: Sources): Goals {
  const places = createPlaces(site, outputs, sources)
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
    if (path === '') return { kind: 'found', target: { kind: 'page', url: tail, internal: true, fragment } }
    const keys = candidates(path, from, places, site)
    const page = first(keys, (key) => index().byKey.get(key))
    const named = page ? [page] : path.includes('/') ? [] : (index().byName.get(keys.at(-1) ?? '') ?? [])
    if (named.length > 1) return { kind: 'ambiguous', files: named.map(({ file }) => file) }
    const output = named[0] && places.ofPath(named[0].path)
    if (output) return { kind: 'found', target: targetOf(output, tail, fragment) }
    return { kind: 'missing', leftOut: first(keys, (key) => index().leftOut.get(key)) }
  }
}

function targetOf(output: Output, tail: string, fragment: string): Target {
  return { kind: 'site', url: output.url + tail, internal: true, output, fragment }
}

interface Page {
  readonly file: string
  readonly path: string
}

interface Index {
  readonly byKey: ReadonlyMap<string, Page>
  readonly byName: ReadonlyMap<string, readonly Page[]>
  readonly leftOut: ReadonlyMap<string, LeftOut>
}

function createIndex(site: Site, places: Places): Index {
  const byKey = new Map<string, Page>()
  const byName = new Map<string, Page[]>()
  for (const { id, file = id, path } of pagesOf(site)) {
    const key = keyOf(id, site)
    const name = key.slice(key.lastIndexOf('/') + 1)
    const page = { file, path }
    byKey.set(key, page)
    const namesakes = byName.get(name)
    if (namesakes) namesakes.push(page)
    else byName.set(name, [page])
  }
  const leftOut = new Map(site.leftOut.map((one) => [keyOf(idOf(one.file, places), site), one]))
  return { byKey, byName, leftOut }
}

/** The content paths that a written path may mean, likeliest first. */
function candidates(path: string, { file }: From, places: Places, site: Site): readonly string[] {
  const root = keyOf(join('', decodeUrl(path)), site)
  if (path.startsWith('/')) return [root]
  const id = idOf(file, places)
  const folders = [id, keyOf(id, site)].map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))
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
