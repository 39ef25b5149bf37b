import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readFully, withPlainFile } from '../plainFile.ts'
import type { Manifest, Written } from './manifest.ts'
import { isOwn } from './outputPath.ts'

/** The generator's mark in the head of every page that the theme makes, and of every feed in XML. */
const mark = /<meta\b[^>]*\bname=["']?generator["']?[^>]*\bcontent=["']?Ruoyu\b|<generator>Ruoyu<\/generator>/i
/** Bytes of a page in which its head ends, however much style stands in it. */
const headLength = 64 * 1024

/** The content of an output whose record is gone: on another machine, or after it was restored from a copy. */
export interface TakenOver {
  /** Every file, as far as one can know it without its source. */
  readonly manifest: Manifest
  /** Files that are not certainly ours: all but pages and feeds that carry our mark. */
  readonly strangers: ReadonlySet<string>
}

/** The name of something that keeps us from a folder of which there is no record, where it holds no site of ours. */
export function foreignIn(out: string): string | undefined {
  const example = readdirSync(out).find((name) => !isOfHost(name))
  return example !== undefined && isSiteOfOurs(out) ? undefined : example
}

/** True for a folder that holds a site of ours: its home page or its 404 carries the mark, or, where neither stands, every page. */
function isSiteOfOurs(out: string): boolean {
  const pages = ['index.html', '404.html'].flatMap((name) => isMarked(join(out, name)) ?? [])
  if (pages.length > 0) return pages.includes(true)
  let count = 0
  for (const path of filesBelow(out, '')) {
    if (!isPage(path)) continue
    if (!isMarked(join(out, path))) return false
    count++
  }
  return count > 0
}

export function takeOver(out: string): TakenOver {
  const files = new Map<string, Written>()
  const strangers = new Set<string>()
  for (const path of filesBelow(out, '')) {
    const { size, mtimeMs } = withPlainFile(join(out, path), (_fd, stats) => stats)
    files.set(path, { size, mtimeMs })
    if (!(/\.(?:html?|xml)$/i.test(path) && isMarked(join(out, path)))) strangers.add(path)
  }
  return { manifest: { note: '', files }, strangers }
}

/** True for what a fresh checkout for hosting holds: dot files (.git, .nojekyll) and CNAME. */
export function isOfHost(name: string): boolean {
  return name.startsWith('.') || name === 'CNAME'
}

function isPage(path: string): boolean {
  return /\.html?$/i.test(path)
}

/** Undefined where no plain file can be read. */
function isMarked(path: string): boolean | undefined {
  try {
    return withPlainFile(path, (fd, { size }) => {
      const head = Buffer.alloc(Math.min(size, headLength))
      return mark.test(head.toString('utf8', 0, readFully(fd, head)))
    })
  } catch {
    return undefined
  }
}

/** Plain files in order; links lead nowhere, and a repository is none of ours. */
function* filesBelow(out: string, folder: string): Generator<string> {
  const entries = readdirSync(join(out, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && entry.name !== '.git' && !isOwn(path)) yield* filesBelow(out, path)
    else if (entry.isFile()) yield path
  }
}
