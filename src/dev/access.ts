/** Headers as node gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * True where a `Host` header names this server: localhost, *.localhost, 127.0.0.1, [::1] or one of `hosts`.
 * A page of a stranger whose name was rebound to 127.0.0.1 still sends the stranger's name.
 */
export function isAllowedHost(header: unknown, hosts: readonly string[]): boolean {
  if (typeof header !== 'string') return false
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header)?.[1]?.toLowerCase()
  if (name === undefined) return false
  return loopback.has(name) || name.endsWith('.localhost') || hosts.includes(name)
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** True where the request comes from a page of our own, or from no page at all. Asks only what a browser always sends. */
export function isOwnOrigin(headers: Headers): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (origin !== undefined && origin !== `http://${host}`) return false
  return site === undefined || site === 'same-origin' || site === 'none'
}
