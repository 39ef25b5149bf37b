import type { BodyNote, LinkFacts, LinkRef, Rendered } from '../types.ts'
import { type Base, isAbsolute } from './base.ts'

type Linking = Pick<Rendered, 'links' | 'shortcodes'>

export function linkFacts(rendered: Linking): LinkFacts {
  const image = imageOf(rendered.links)
  return { ...goalsOf(rendered), ...(image !== undefined && { image }) }
}

/** UTF-16 units of all `inner` together: every build reads them. */
const mostInner = 2000

/** The goals of a text's links by the rules of `resolveLink`; nothing where they depend on more than addresses. */
function goalsOf({ links, shortcodes }: Linking): Pick<LinkFacts, 'hosts' | 'inner'> {
  if (shortcodes.length > 0) return {}
  const hosts = new Set<string>()
  const inner = new Set<string>()
  for (const link of links) {
    const url = link.url.trim()
    const host = /^(?:https?:)?\/\/([^/?#]*)/i.exec(url)?.[1]
    if (host !== undefined) hosts.add(host)
    else if (!isAbsolute(url)) inner.add(url)
  }
  const written = [...inner].join('')
  if (written.includes('#') || written.length > mostInner) return {}
  return { hosts: [...hosts], ...(inner.size > 0 && { inner: [...inner] }) }
}

function imageOf(links: readonly LinkRef[]): string | undefined {
  return links.find(({ kind, url }) => kind === 'image' && !url.startsWith('data:'))?.url
}

/** All addresses of a text that can lead into the site; undefined where the text itself must be asked. */
export function innerLinks(
  { linkFacts }: Pick<BodyNote, 'linkFacts'>,
  { origin }: Base,
): readonly string[] | undefined {
  const { hosts, inner = [] } = linkFacts
  return hosts === undefined || hosts.includes(origin.replace(/^https?:\/\//, '')) ? undefined : inner
}
