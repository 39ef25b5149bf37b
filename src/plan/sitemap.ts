import type { Extension } from '../extension.ts'
import { latest } from './addresses.ts'
import type { AddressView, SiteView } from './views.ts'
import { declaration, element } from './xml.ts'

/**
 * https://www.sitemaps.org/protocol.html: every page that is not a redirect, a draft or the next part of a list. `more`
 * are paths of others, of which `.txt` has one address a line.
 */
export const sitemap = (more: readonly string[] = []): Extension => ({
  name: 'ruoyu/sitemap',
  outputs(site) {
    const parts = partsOf(site.addresses)
    const whole = () => listed('urlset', 'url', site.addresses)
    const lines = () => site.addresses.map(({ absoluteUrl }) => `${absoluteUrl}\n`).join('')
    const texts: (readonly [path: string, text: () => string])[] =
      parts.length < 2
        ? [['sitemap.xml', whole]]
        : [
            ['sitemap.xml', () => listed('sitemapindex', 'sitemap', parts.map(partOf(site)))],
            ...parts.map((part, index) => [partName(index), () => listed('urlset', 'url', part)] as const),
          ]
    const others = more.filter((path) => path !== 'sitemap.xml')
    texts.push(...others.map((path) => [path, path.endsWith('.txt') ? lines : whole] as const))
    return texts.map(([path, text]) => ({ path, text, yields: true }))
  },
})

export const robots: Extension = {
  name: 'ruoyu/robots',
  outputs: ({ absoluteUrl }) => [
    {
      path: 'robots.txt',
      text: () => `User-agent: *\nDisallow:\n\nSitemap: ${absoluteUrl}sitemap.xml\n`,
      yields: true,
    },
  ],
}

/** The protocol's own limit; with more there is an index of parts. */
const urlsInOne = 50_000

function partsOf(addresses: readonly AddressView[]): readonly (readonly AddressView[])[] {
  const count = Math.ceil(addresses.length / urlsInOne)
  return Array.from({ length: count }, (_, part) => addresses.slice(part * urlsInOne, (part + 1) * urlsInOne))
}

function partName(index: number): string {
  return `sitemap-${index + 1}.xml`
}

function partOf({ absoluteUrl }: SiteView) {
  return (part: readonly AddressView[], index: number): Listed => {
    return {
      absoluteUrl: absoluteUrl + partName(index),
      updated: latest(part.map(({ updated }) => updated ?? undefined)) ?? null,
    }
  }
}

type Listed = Pick<AddressView, 'absoluteUrl' | 'updated'>

function listed(root: string, item: string, addresses: readonly Listed[]): string {
  const items = addresses.map(
    ({ absoluteUrl, updated }) => `<${item}>\n${element('loc', absoluteUrl)}${element('lastmod', updated)}</${item}>\n`,
  )
  return `${declaration}<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('')}</${root}>\n`
}
