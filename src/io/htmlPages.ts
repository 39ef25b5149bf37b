import { resolve } from 'node:path'
import type { Config } from '../types.ts'
import { isRendered } from './hexo.ts'
import { readFully, withPlainFile } from './plainFile.ts'
import type { Scan } from './scan.ts'
import type { FoundFile } from './walk.ts'

const html = /\.html?$/i

/** Blank lines may stand before front matter, and a BOM before all. */
const frontMatter = /^(?:\ufeff)?\s*(?:---|\+\+\+|\{)/

/** The head of a whole document. */
const document = /<!doctype|<html[\s>]/i

/**
 * HTML below the content folders is a page where it begins with front matter, as with Hugo; the rest is copied. Hexo puts its
 * theme round any: here round all but whole documents, which have a head of their own.
 */
export function withHtmlPages(scan: Scan, root: string, { hexo }: Pick<Config, 'hexo'>): Scan {
  const isPage = ({ path, id }: FoundFile): boolean => {
    if (!html.test(path) || (hexo && !isRendered(id, hexo))) return false
    const head = headOf(resolve(root, path))
    return frontMatter.test(head) || (hexo !== undefined && head !== '' && !document.test(head))
  }
  const pages = scan.resources.filter(isPage)
  if (pages.length === 0) return scan
  const found = new Set(pages)
  const resources = scan.resources.filter((file) => !found.has(file))
  return { ...scan, content: [...scan.content, ...pages], resources }
}

/** The first bytes of a file; an unreadable one is told of when it is to be copied. */
function headOf(path: string): string {
  try {
    return withPlainFile(path, (fd) => {
      const head = Buffer.alloc(256)
      return head.toString('utf8', 0, readFully(fd, head))
    })
  } catch {
    return ''
  }
}

/** True for a file whose text decides whether it is a page or is copied. */
export function mayBecomePage(path: string): boolean {
  return html.test(path)
}
