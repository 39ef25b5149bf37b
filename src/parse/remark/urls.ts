/** URLs that a post may hold. */

/** A URL without scheme, host or mere fragment: what it means depends on the page and the site. */
export function isLocal(url: string): boolean {
  return url !== '' && !url.startsWith('#') && !url.startsWith('//') && !/^[a-z][a-z0-9+.-]*:/i.test(url)
}
