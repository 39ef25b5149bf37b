/** The site's address in two parts: `https://name.github.io` and `/blog/`. */
export interface Base {
  readonly origin: string
  /** Path with a slash at its end; `/` at the root of a host. */
  readonly path: string
}

export function baseOf(url: string): Base {
  const { origin, pathname } = new URL(url)
  return { origin, path: pathname.endsWith('/') ? pathname : `${pathname}/` }
}

/** A url of the site (`/posts/a/`) with the base path: `/blog/posts/a/`. */
export function withBase({ path }: Base, url: string): string {
  return path + url.slice(1)
}

/** A url of the site with origin and base path. */
export function absolute(base: Base, url: string): string {
  return base.origin + withBase(base, url)
}

/** A path with base path, or an address of another host, as a whole address. */
export function withOrigin({ origin }: Base, href: string): string {
  if (href.startsWith('//')) return origin.replace(/\/.*/, href)
  return href.startsWith('/') ? origin + href : href
}

/** `https:`, `mailto:` and their like, and `//host`. */
export function isAbsolute(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)
}

/** Percent-encodes characters that a URL may not hold; encoded ones stay. */
export function encodeUrl(url: string): string {
  return /^[\w\-.~:/?#@!$&'()*+,;=%]*$/.test(url) && !/%(?![\da-f]{2})/i.test(url)
    ? url
    : encodeURI(url.replace(/\p{Cs}/gu, '')).replace(/%25([\da-f]{2})/gi, '%$1')
}

/** Undoes percent-encoding; text that is no valid encoding stays as it is. */
export function decodeUrl(url: string): string {
  if (!url.includes('%')) return url
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** Escapes HTML, for text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text
}
