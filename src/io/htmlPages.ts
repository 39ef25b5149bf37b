import { resolve } from 'node:path'
import { readFully, withPlainFile } from './plainFile.ts'
import type { Scan } from './scan.ts'

const html = /\.html?$/i

/** Blank lines may stand before front matter, and a BOM before all. */
const frontMatter = /^(?:\ufeff)?\s*(?:---|\+\+\+|\{)/

/** HTML below the content folders is a page where it begins with front matter, as with Hugo; the rest is copied. */
export function withHtmlPages(scan: Scan, root: string): Scan {
  const pages = scan.resources.filter(({ path }) => html.test(path) && hasFrontMatter(resolve(root, path)))
  if (pages.length === 0) return scan
  const found = new Set(pages)
  const resources = scan.resources.filter((file) => !found.has(file))
  return { ...scan, content: [...scan.content, ...pages], resources }
}

/** True for a file that begins with front matter; an unreadable one is told of when it is to be copied. */
function hasFrontMatter(path: string): boolean {
  try {
    return withPlainFile(path, (fd) => {
      const head = Buffer.alloc(256)
      return frontMatter.test(head.toString('utf8', 0, readFully(fd, head)))
    })
  } catch {
    return false
  }
}

/** True for a file whose text decides whether it is a page or is copied. */
export function mayBecomePage(path: string): boolean {
  return html.test(path)
}
