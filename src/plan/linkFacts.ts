import type { BodyNote, LinkFacts, LinkRef, Rendered } from '../types.ts'
import { type Base, isAbsolute } from './base.ts'

type Linking = Pick<Rendered, 'links' | 'shortcodes'>

export function linkFacts(rendered: Linking): LinkFacts {
  const [hosts, image] = [hostsOf(rendered), imageOf(rendered.links)]
  return { ...(hosts && { hosts }), ...(image !== undefined && { image }) }
}

/** The hosts that a text's links name; undefined where one may lead into the site by the rules of `resolveLink`. */
function hostsOf({ links, shortcodes }: Linking): readonly string[] | undefined {
  if (shortcodes.length > 0) return undefined
  const hosts = new Set<string>()
  for (const link of links) {
    const url = link.url.trim()
    const host = /^(?:https?:)?\/\/([^/?#]*)/i.exec(url)?.[1]
    if (host !== undefined) hosts.add(host)
    else if (!isAbsolute(url)) return undefined
  }
  return [...hosts]
}

function imageOf(links: readonly LinkRef[]): string | undefined {
  return links.find(({ kind, url }) => kind === 'image' && !url.startsWith('data:'))?.url
}

/** True where certainly no link of a text leads into the site. */
export function leadsElsewhere({ linkFacts: { hosts } }: Pick<BodyNote, 'linkFacts'>, { origin }: Base): boolean {
  return hosts !== undefined && !hosts.includes(origin.replace(/^https?:\/\//, ''))
}
