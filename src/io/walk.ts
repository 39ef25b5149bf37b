import { isUtf8 } from 'node:buffer'
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Diagnostic } from '../types.ts'
import { type Stamp, toStamp } from './plainFile.ts'

/** A plain file that was found, and not opened. */
export interface FoundFile {
  /** Relative to the site's root. */
  readonly path: string
  /** Below the folder that was walked. */
  readonly id: string
  /** The stamp of its target, where it is a link. */
  readonly stamp: Stamp
  /** Absolute path of the file itself, where a link led to it. */
  readonly target?: string
}

export interface Walk {
  readonly files: FoundFile[]
  readonly diagnostics: Diagnostic[]
  /** Paths that were there and then were not: worth a second look. */
  readonly vanished: string[]
}

export interface WalkOptions {
  /** The site's root, absolute. */
  readonly root: string
  readonly ignores: (path: string, id: string, name: string) => boolean
  /** True for a real path, absolute, that a link may lead to. */
  readonly reaches: (real: string) => boolean
}

interface Folder {
  readonly path: string
  readonly absolute: string
  readonly id: string
  /** Its real path, where it was reached by a link. */
  readonly real?: string
}

/**
 * Finds the plain files below a folder, by name in the order of code units, whatever the order of readdir.
 * A link is followed only to what `reaches` allows, also in the place of the folder itself; pipes, sockets and devices
 * are errors and never opened.
 */
export function walk(folder: string, options: WalkOptions): Walk {
  const result: Walk = { files: [], diagnostics: [], vanished: [] }
  const context: Context = { ...options, result }
  const absolute = resolve(options.root, folder)
  const top: Folder = { path: folder, absolute, id: '' }
  const home = attempt(top, context, (path) => realpathSync(path))
  if (home === undefined) return result
  if (options.reaches(home))
    walkFolder({ ...top, ...(isLinkWithin(options.root, absolute) && { real: home }) }, context)
  else add(context, diagnose('link-outside', { file: folder }, { target: home }))
  return result
}

/** All files below a folder, absolute, that is not the site's own, but for names that begin with a dot. */
export function allBelow(folder: string): readonly FoundFile[] {
  return walk('.', { root: folder, ignores: (_path, _id, name) => name.startsWith('.'), reaches: () => true }).files
}

interface Context extends WalkOptions {
  readonly result: Walk
}

function walkFolder(folder: Folder, context: Context): void {
  const names = attempt(folder, context, namesIn)
  for (const name of decodeNames(names ?? [], folder, context)) {
    // `resolve` would take as long as to look.
    const absolute = `${folder.absolute}/${name}`
    const child: Folder = {
      ...{ path: join(folder.path, name), absolute, id: join(folder.id, name) },
      ...(folder.real !== undefined && { real: resolve(folder.real, name) }),
    }
    if (context.ignores(child.path, child.id, name)) continue
    const stats = attempt(child, context, (path) => lstatSync(path))
    if (stats?.isSymbolicLink()) follow(child, context)
    else if (stats) visit(child, stats, context)
  }
}

/** Names in the file system's order, which `build --verify` turns round. */
function namesIn(path: string): readonly Buffer[] {
  const names = readdirSync(path, { encoding: 'buffer' })
  return process.env.RUOYU_READDIR === 'backwards' ? names.reverse() : names
}

function visit(child: Folder, stats: Stats, context: Context): void {
  const { path, id, real } = child
  if (stats.isFile())
    context.result.files.push({ path, id, stamp: toStamp(stats), ...(real !== undefined && { target: real }) })
  else if (stats.isDirectory()) walkFolder(child, context)
  else add(context, diagnose('file-special', { file: path }, { kind: kindOf(stats) }))
}

function follow(child: Folder, context: Context): void {
  const { absolute } = child
  const real = realOrReport(absolute, child.path, context)
  if (real === undefined) return
  const isAllowed = context.reaches(real)
  const stats = isAllowed ? attempt(child, context, (path) => statSync(path)) : undefined
  if (!isAllowed) add(context, diagnose('link-outside', { file: child.path }, { target: readlinkSync(absolute) }))
  else if (stats && !stats.isDirectory()) visit({ ...child, real }, stats, context)
  else if (stats && loops(child, absolute, real)) add(context, diagnose('link-loop', { file: child.path }, {}))
  else if (stats) walkFolder({ ...child, real }, context)
}

/** A link to a folder above it, or one in a linked folder: a handful of those could span more paths than atoms. */
function loops(child: Folder, absolute: string, real: string): boolean {
  return child.real !== undefined || isInside(realpathSync(dirname(absolute)), real)
}

function realOrReport(absolute: string, path: string, context: Context): string | undefined {
  try {
    return realpathSync(absolute)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') add(context, diagnose('link-dangling', { file: path }, {}))
    else if (code === 'ELOOP') add(context, diagnose('link-loop', { file: path }, {}))
    else add(context, diagnose('file-unreadable', { file: path }, { code: String(code) }))
    return undefined
  }
}

/** The result of a call to the system; undefined, and told, where it fails. */
function attempt<T>({ path, absolute }: Folder, context: Context, call: (absolute: string) => T): T | undefined {
  try {
    return call(absolute)
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') context.result.vanished.push(path)
    else add(context, diagnose('file-unreadable', { file: path }, { code }))
    return undefined
  }
}

function decodeNames(names: readonly Buffer[], folder: Folder, context: Context): readonly string[] {
  const decoded: string[] = []
  for (const bytes of names) {
    const fault = nameFault(bytes, folder.path)
    if (fault) add(context, fault)
    else decoded.push(bytes.toString())
  }
  return decoded.sort()
}

/** The reason why a name can't become part of a site; some file systems have names that others can't store. */
export function nameFault(bytes: Buffer, folder: string): Diagnostic | undefined {
  if (!isUtf8(bytes)) return diagnose('name-not-utf8', { file: join(folder, escapeBytes(bytes)) }, {})
  if (bytes.length <= 255) return undefined
  return diagnose('name-too-long', { file: join(folder, bytes.toString()) }, { bytes: bytes.length })
}

function join(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : `${folder}/${name}`
}

/** Readable where ASCII, `\xNN` where not. */
function escapeBytes(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function add({ result }: Context, diagnostic: Diagnostic): void {
  result.diagnostics.push(diagnostic)
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'FIFO'
  if (stats.isSocket()) return 'socket'
  return stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'special file'
}

/** A path with its links followed; undefined where that leads nowhere. */
export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** True for a path below the site's root that leads elsewhere by a link. */
export function isLinkWithin(root: string, absolute: string): boolean {
  return isInside(absolute, root) && realPathOf(absolute) !== resolve(realpathSync(root), relative(root, absolute))
}

/** A path with its links followed as far as it exists. */
export function realAsFar(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path)
  return resolve(realAsFar(dirname(path)), basename(path))
}

/** `path` is `folder` or lies below it; both absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path
}
