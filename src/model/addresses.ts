import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import { deviceName } from '../kit/names.ts'
import { parent } from '../kit/paths.ts'
import type { Diagnostic, Entry, Place } from '../types.ts'
import { decode } from './slugs.ts'
import { aliasFile, folderOf, writtenFile } from './urls.ts'

/** Paths that a blogger wrote (`slug`, `url`, `aliases`) are taken as they are or refused, never bent into shape. */

export interface Written<T> {
  readonly value?: T
  readonly diagnostics: readonly Diagnostic[]
}

/** Why a written path is refused: words in diagnostics/messages/model. */
export type Fault = 'parent' | 'absolute' | 'backslash' | 'control' | 'device'

/** The fault of a path that, decoded, would leave the output folder (on Windows `.. ` does) or can name no file. */
export function faultOf(written: string): Fault | undefined {
  const path = decode(written)
  if (/[\p{Cc}\p{Cs}]/u.test(path)) return 'control'
  if (path.includes('\\')) return 'backslash'
  const segments = path.split('/')
  if (segments.some((segment) => /^[a-z]:/i.test(segment))) return 'absolute'
  if (segments.some((segment) => /^\.[. ]+$/.test(segment))) return 'parent'
  return segments.some((segment) => deviceName.test(segment)) ? 'device' : undefined
}

function schemeFault(path: string): Fault | undefined {
  return /^[a-z][a-z\d+.-]*:/i.test(path) ? 'absolute' : undefined
}

/**
 * A slug names the last segment: it may hold slashes and not start at the root; Hugo trims hyphens at its ends.
 * The slash of `/ddeb9b11`, as converters from Hexo's `abbrlink` write it, is none of a path.
 */
export function checkSlug(written: string, place: Place): Written<string> {
  const slug = written.replace(/^\/(?=[^/]+$)/, '')
  const fault = faultOf(slug) ?? (slug.startsWith('/') ? 'absolute' : undefined)
  return fault ? refused('slug', slug, fault, place) : { value: slug.replace(/^[-\s]+|[-\s]+$/g, ''), diagnostics: [] }
}

/** The output path of a `url`; a full URL counts by its path. */
export function checkUrl(url: string, place: Place): Written<string> {
  const full = /^https?:\/\/[^/]*(.*)$/i.exec(url)
  const path = full ? (full[1] ?? '').replace(/[?#].*$/, '') : url
  const fault = faultOf(path) ?? schemeFault(path)
  if (fault) return refused('url', url, fault, place)
  const value = writtenFile(plainPath(path))
  const host = full ? [diagnose('url-host', place, { url, path })] : []
  return { value, diagnostics: [...host, ...oddNames('url', value, place), ...oddExtension(value, place)] }
}

/** A path as written from the output folder, decoded; refused where it would leave it. */
export function checkPath(path: string, place: Place): Written<string> {
  const fault = faultOf(path) ?? schemeFault(path)
  return fault ? refused('permalink', path, fault, place) : { value: decode(path), diagnostics: [] }
}

/** The output path of an alias of the page at `path`; undefined where no file could answer it. */
export function checkAlias(
  alias: string,
  path: string,
  ugly: boolean,
  place: Place,
  key: 'aliases' | 'redirects' = 'aliases',
): Written<string> {
  if (/[?#]/.test(alias)) return { diagnostics: [diagnose('alias-query', place, { alias, key })] }
  const address = alias.startsWith('/') ? alias : join(parent(folderOf(path)), alias)
  const fault = schemeFault(alias) ?? (address === undefined ? 'parent' : faultOf(address))
  if (fault || address === undefined) return refused(key, alias, fault ?? 'parent', place)
  const value = aliasFile(plainPath(address), ugly)
  return { value, diagnostics: oddNames(key, value, place) }
}

/** The place of a key of an entry's front matter; for an item of unknown place, its list's. */
export function placeOf({ source, frontMatter: { places } }: Entry, key: string): Place {
  return { file: source.path, ...(placeIn(places, key) ?? placeIn(places, key.replace(/\.\d+$/, ''))) }
}

function refused(key: string, value: string, fault: Fault, place: Place): Written<never> {
  return { diagnostics: [diagnose('path-refused', place, { key, value, fault })] }
}

/** Names that this machine can write and Windows can't: Hugo builds them, so they are a warning. */
function oddNames(key: string, path: string, place: Place): readonly Diagnostic[] {
  const odd = path.split('/').find((name) => /[<>:"|?*]|[. ]$/.test(name))
  return odd === undefined ? [] : [diagnose('path-odd', place, { key, name: odd })]
}

/** `/about/v1.2` is a file without a type to Hugo, and so to servers: they offer it as a download. */
function oddExtension(path: string, place: Place): readonly Diagnostic[] {
  return /\.x?html?$/i.test(path) ? [] : [diagnose('url-extension', place, { path })]
}

/** The path decoded, so that the file has the name which a server looks for. */
function plainPath(path: string): string {
  return decode(path)
    .split('/')
    .filter((segment) => segment === '' || !/^[. ]*$/.test(segment))
    .join('/')
}

/** Joins as paths do; undefined where `..` leads above the root. */
function join(folder: string, path: string): string | undefined {
  const segments = folder === '' ? [] : folder.split('/')
  for (const segment of decode(path).split('/'))
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return undefined
  return segments.join('/')
}
