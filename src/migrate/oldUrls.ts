import { distance } from 'fastest-levenshtein'
import type { Output } from '../types.ts'

export interface OldUrls {
  readonly served: readonly string[]
  readonly redirected: readonly string[]
  readonly dying: readonly { readonly path: string; readonly nearest: string }[]
}

/**
 * The URLs of a sitemap (or an index of sitemaps: `sitemaps`), or of a plain list with one a line, or a table (TSV, CSV):
 * each line's first field that is an address or a path.
 */
export function readUrlList(text: string): { readonly urls: readonly string[]; readonly sitemaps: readonly string[] } {
  const locations = [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?([^<\]]+)/g)].map(([, url = '']) =>
    unescapeXml(url.trim()),
  )
  if (/<sitemapindex[\s>]/.test(text)) return { urls: [], sitemaps: locations }
  if (/<urlset[\s>]/.test(text)) return { urls: locations, sitemaps: [] }
  return {
    urls: text
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => {
        const fields = line.split(/\t|,(?=")|(?<="),/).map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
        const address =
          fields.find((field) => /^(?:https?:\/)?\//i.test(field)) ?? (fields.length === 1 ? fields[0] : '')
        return address ? [address.replace(/(?<=^https?:\/\/[^,]*),.*$/i, '')] : []
      }),
    sitemaps: [],
  }
}

/** The old URLs that the new site serves, those that it redirects, and those that would die, with the nearest page for each. */
export function compareUrls(urls: readonly string[], outputs: readonly Output[], basePath: string): OldUrls {
  const kinds = new Map(outputs.map(({ url, kind }) => [decode(url), kind] as const))
  const pages = outputs
    .filter(({ kind }) => ['home', 'post', 'page', 'section', 'taxonomy', 'term'].includes(kind))
    .map(({ url }) => decode(url))
  const paths = [...new Set(urls.map((url) => toPath(url, basePath)))]
  const kindOf = (path: string) =>
    kinds.get(path) ?? kinds.get(`${path}/`) ?? kinds.get(path.replace(/index\.html$/, ''))
  return {
    served: paths.filter((path) => ![undefined, 'redirect'].includes(kindOf(path))),
    redirected: paths.filter((path) => kindOf(path) === 'redirect'),
    dying: paths.filter((path) => kindOf(path) === undefined).map((path) => ({ path, nearest: nearest(path, pages) })),
  }
}

/** The decoded path below the site's base, from an absolute URL or a path. */
function toPath(url: string, basePath: string): string {
  const path = decode(url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '') || '/')
  const own = path.startsWith('/') ? path : `/${path}`
  return basePath !== '/' && own.startsWith(basePath) ? own.slice(basePath.length - 1) : own
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url).normalize('NFC')
  } catch {
    return url
  }
}

/** The page whose last segment is most like the old one's, whole paths deciding among equals. */
function nearest(path: string, pages: readonly string[]): string {
  const last = (url: string) => url.replace(/(\/index)?\.html$|\/$/, '').replace(/^.*\//, '')
  let best = { url: '/', score: Number.POSITIVE_INFINITY }
  for (const url of pages) {
    const score =
      (distance(last(path), last(url)) / Math.max(1, last(path).length, last(url).length)) * 1000 + distance(path, url)
    if (score < best.score) best = { url, score }
  }
  return best.url
}

/** The config's text with more redirects: in its `redirects` block, or in a new one at the head of the object. */
export function withRedirects(config: string, redirects: ReadonlyMap<string, string>): string | undefined {
  const lines = [...redirects].map(([from, to]) => `    ${JSON.stringify(from)}: ${JSON.stringify(to)},\n`).join('')
  const block = /^ {2}redirects: \{\n/m.exec(config)
  if (block) return insert(config, block.index + block[0].length, lines)
  const object = /(?:defineConfig\(|export default )\{[^\S\n]*\n?/.exec(config)
  return object ? insert(config, object.index + object[0].length, `  redirects: {\n${lines}  },\n`) : undefined
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + (text.charAt(at - 1) === '\n' ? '' : '\n') + piece + text.slice(at)
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
}
