import { parent } from '../kit/paths.ts'
import { isDangerous } from '../kit/schemes.ts'
import { withoutExtension } from '../model/urls.ts'
import type { Output } from '../types.ts'
import { absolute, decodeUrl, encodeUrl, isAbsolute, withBase } from './base.ts'
import { type Places, pathOf } from './places.ts'

/** The page that a link stands on. */
export interface From {
  /** The page's source, for links as an editor follows them. */
  readonly file: string
  /** The page's URL without the base path. */
  readonly url: string
}

/** The goal of a link. */
export interface Target {
  /** `page`: a fragment of the page itself. `site`: `url` is without the base path. `other`: as written. */
  readonly kind: 'page' | 'site' | 'other'
  /** URL, percent-encoded once, with query and fragment. */
  readonly url: string
  /** True for a place of this site, also where the link names the site's own host. */
  readonly internal: boolean
  /** The output there; absent for a dead link. */
  readonly output?: Output | undefined
  /** Fragment, decoded, without `#`. */
  readonly fragment: string
  /** The content file that the link names, where there is no output of it. */
  readonly file?: string | undefined
}

/**
 * The goal of a post's link, by the first of these rules that fits:
 *
 * 0. A scheme that would run code leads nowhere.
 * 1. `#x` stays on the page; another scheme or host stays as it is, but for a file that was kept: that is the copy.
 * 2. A content file (`b.md`, `../b/index.md#x`, Hugo's `/posts/b.md` from the content folder) is that page.
 * 3. The file that a browser finds from the page's own address.
 * 4. The file that an editor finds beside the source: an image of the folder, another bundle, `../../static/a.png`.
 * 5. The file at this path from the site's root: themes of Hugo read `image: images/a.png` so.
 * 6. Nothing: the browser's address, a dead link.
 */
export function resolveLink(places: Places, written: string, from: From): Target {
  if (isDangerous(written, 'media')) return { kind: 'other', url: '#', internal: false, fragment: '' }
  const url = written.trim()
  const end = url.search(/[?#]/)
  const path = end === -1 ? url : url.slice(0, end)
  const tail = end === -1 ? '' : url.slice(end)
  const hash = tail.indexOf('#')
  const fragment = hash === -1 ? '' : decodeUrl(tail.slice(hash + 1))
  if (isAbsolute(url)) return ofHost(places, url, path, fragment)
  if (path === '') return { kind: 'page', url: encodeUrl(tail), internal: true, fragment }
  const { url: address, output, file } = ofContent(places, path, from) ?? ofSite(places, path, from)
  return { kind: 'site', url: address + encodeUrl(tail), internal: true, output, fragment, file }
}

/** The place that shows the link: its own page, one that lists its post, or a feed. */
export type Where = 'page' | 'list' | 'feed'

/** The value of a `href` or `src`: with the base path, and in feeds with the origin. */
export function hrefOf({ kind, url }: Target, { base }: Places, from: From, where: Where): string {
  if (kind === 'other' || (kind === 'page' && where === 'page')) return url
  const whole = kind === 'page' ? from.url + url : url
  return where === 'feed' ? absolute(base, whole) : withBase(base, whole)
}

type Found = Pick<Target, 'url' | 'output' | 'file'>

const scheme = /^(?:https?:)?\/\//i

/** An address with a scheme or host; one of the site's own host is checked like a path. */
function ofHost(places: Places, written: string, path: string, fragment: string): Target {
  const { base, served, homeOf } = places
  const home = homeOf?.(written)
  if (home?.kind === 'kept')
    return { kind: 'site', url: home.output.url, internal: true, output: home.output, fragment }
  const url = encodeUrl(written)
  const own = (base.origin + base.path).replace(scheme, '')
  const address = path.replace(scheme, '')
  if (!scheme.test(path) || !`${address}/`.startsWith(own)) return { kind: 'other', url, internal: false, fragment }
  const below = decodeUrl(address.slice(own.length))
  const output = served(below)
  return { kind: 'other', url, internal: true, output, fragment, file: output ? undefined : hidden(places, below) }
}

/** The file that an address would show if it were published, where the address is the file's own path. */
function hidden({ contentFolders, leftOut }: Places, path: string): string | undefined {
  const bare = path.replace(/(?:\/(?:index\.html)?|\.html)$/, '')
  const files = contentFolders.flatMap((folder) => [`${folder}${bare}.md`, `${folder}${bare}/index.md`])
  return files.find(leftOut)
}

/** A link that names a Markdown file of the site; a static file may be one too. */
function ofContent(places: Places, path: string, from: From): Found | undefined {
  if (!/\.(?:md|markdown|mdown)$/i.test(path)) return undefined
  const file = decodeUrl(path)
  const files = file.startsWith('/')
    ? places.contentFolders.map((folder) => folder + file.slice(1))
    : [join(parent(from.file), file), ...hexoPost(file, places)]
  const output = first(files, places.ofFile)
  if (output) return { url: output.url, output }
  const found = ofSite(places, path, from)
  return found.output ? found : { ...found, file: files.find(places.leftOut) ?? files[0] }
}

/** The file of this path in the asset folder of a Hexo post, which has the post's name; '' for all other pages. */
function assetOf(path: string, { file }: From): string {
  return /(?:^|\/)_posts\//.test(file) && !path.startsWith('/') ? join(withoutExtension(file), decodeUrl(path)) : ''
}

/** Hexo's posts link to one another by their path from the content folder as well: `_posts/b.md`. */
function hexoPost(file: string, { contentFolders }: Places): readonly string[] {
  return file.startsWith('_posts/') ? contentFolders.map((folder) => folder + file) : []
}

function ofSite(places: Places, path: string, from: From): Found {
  const { served, base, ofFile } = places
  const url = path.startsWith('/') ? encodeUrl(path) : browse(path, from)
  const decoded = pathOf(url)
  const output = served(decoded)
  if (output) return { url: decoded === decoded.normalize('NFC') ? url : output.url, output }
  // Authors of a site under a sub-path write it in their links, for Hugo leaves them alone.
  const bare = base.path !== '/' && `${url}/`.startsWith(base.path) ? `/${url.slice(base.path.length)}` : url
  const below = bare === url ? undefined : served(pathOf(bare))
  if (below) return { url: bare, output: below }
  const file = join(path.startsWith('/') ? '' : parent(from.file), decodeUrl(path))
  const found = ofFile(file) ?? ofFile(assetOf(path, from)) ?? served(pathInStatic(file) ?? pathOf(path))
  return found ? { url: found.url, output: found } : { url, file: hidden(places, pathOf(bare)) }
}

/** Hugo's `static/` may have another name here; editors still follow the old one. */
function pathInStatic(file: string): string | undefined {
  return file.startsWith('static/') ? file.slice('static/'.length) : undefined
}

/** The path that a browser asks for. */
function browse(path: string, { url }: From): string {
  try {
    return new URL(path, `http://host${url}`).pathname
  } catch {
    return encodeUrl(`/${path}`)
  }
}

/** Joins two paths; `..` above the site's root stays at the root. */
export function join(folder: string, path: string): string {
  const segments: string[] = []
  for (const segment of `${folder}/${path}`.split('/'))
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  return segments.join('/')
}

export function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
