import type { Config } from '../types.ts'
import { segmentBytes, shorten } from './slugs.ts'

/**
 * Files of pages and their URLs. An **address** is a page's place without the file's name
 * (`posts/a`, '' for home); a **path** is the file below the output folder; a **url** is what a browser asks for.
 */

/** The file of a page: `posts/a/index.html`, or `posts/a.html` with ugly URLs. */
export function pageFile(address: string, ugly: boolean): string {
  return ugly && address !== '' ? fitted(`${address}.html`) : fitted(`${address}/index.html`)
}

/** The file of a page whose address follows from its place in the content, below the folder of the site's language. */
export function contentFile(address: string, section: string, { uglyUrls, languageFolder }: Config): string {
  if (languageFolder === '') return pageFile(address, isUgly(uglyUrls, section))
  return `${languageFolder}/${pageFile(address, address !== '' && isUgly(uglyUrls, section))}`
}

/** True where a section's pages are files (`a.html`) and no folders; '' is the root. */
export function isUgly(uglyUrls: Config['uglyUrls'], section: string): boolean {
  return typeof uglyUrls === 'boolean' ? uglyUrls : (uglyUrls[section] ?? false)
}

/** The file of an address as a blogger writes it: a name with an extension is a file, another a folder. */
export function writtenFile(address: string): string {
  const isFile = !address.endsWith('/') && /[^/]\.[^/.]+$/.test(address)
  return fitted(isFile ? address : `${address}/index.html`)
}

/** The path in NFC with single slashes and no segment longer than file systems allow. */
export function fitted(path: string): string {
  return path.normalize('NFC').split('/').filter(Boolean).map(fitFile).join('/')
}

function fitFile(name: string): string {
  return name.endsWith('.html') ? `${shorten(name.slice(0, -5), segmentBytes - 5)}.html` : shorten(name)
}

/** A key that two paths share which are one file where a disk folds case or Unicode form. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** `posts/a/index.html` → `posts/a-2/index.html`, `a.html` → `a-2.html`: for what asks for a path that is taken. */
export function numbered(path: string, number: number): string {
  return fitted(path.replace(/(?<=[^/])(\/index\.html|\.[^/.]+|)$/, `-${number}$1`))
}

/** `posts/a/index.html` → `/posts/a/`, `posts/a.html` → `/posts/a.html`; percent-encoded once. */
export function urlOf(path: string): string {
  return encodePath(`/${path.replace(/(^|\/)index\.html$/, '$1')}`)
}

/** `encodeURI` for paths: `?` and `#` in a file's name are no query and no fragment. */
export function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent)
}

/** The folder that belongs to a page, '' for home: `posts/a` for `posts/a/index.html` and for `posts/a.html`. */
export function folderOf(path: string): string {
  return path.replace(/(?:^|\/)index\.html$|\.html$/, '')
}

/** `_posts/a.md` → `_posts/a`. */
export function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]*$/, '')
}

/** A file in a page's folder, for its feeds and images. */
export function inFolder(path: string, name: string): string {
  const folder = folderOf(path)
  return folder === '' ? name : `${folder}/${name}`
}

/** The file of page `page` (from 1) of a list: `tags/a/page/2/index.html`, or `tags/a/page/2.html` with ugly URLs. */
export function pagerFile(path: string, pagerPath: string, page: number, ugly: boolean): string {
  return pageFile(inFolder(path, `${pagerPath}/${page}`), ugly)
}

/** An alias names a page as Hugo reads it: `.html` is a file, anything else a page of its own. */
export function aliasFile(address: string, ugly: boolean): string {
  return address.endsWith('.html') ? fitted(address) : pageFile(address.replace(/\/+$/, ''), ugly)
}
