import type { Element, Root } from 'hast'
import { finding } from '../../diagnostics/diagnose.ts'
import { isDangerous, shorten } from '../../kit/schemes.ts'
import { copyOf } from '../../kit/text.ts'
import type { LinkRef } from '../../types.ts'
import type { Scope } from './scope.ts'

const urlProperties = ['href', 'src', 'poster'] as const

/** The addresses of all elements. */
export function addressesIn(tree: Root): ReadonlySet<string> {
  const addresses = new Set<string>()
  eachAddress(tree, ({ url }) => addresses.add(url))
  return addresses
}

/**
 * Notes the links and images that rehype plugins have added to those of `known`, each at the element's place or at that
 * of what it stands in, and takes away addresses that would run code.
 */
export function noteAdded(tree: Root, known: ReadonlySet<string>, scope: Scope): void {
  eachAddress(tree, ({ url, element, property, offset }) => {
    if (known.has(url) || url.includes('\uFDD0')) return
    const { tagName, properties } = element
    const kind: LinkRef['kind'] = tagName === 'img' ? 'image' : /^(?:a|area)$/.test(tagName) ? 'link' : 'media'
    const place = scope.at(offset)
    if (!isDangerous(url, kind)) scope.page.links.push({ kind, url: copyOf(url), ...place })
    else {
      scope.page.findings.push(finding('link-scheme-dangerous', place, { url: shorten(url) }))
      delete properties[property]
    }
  })
}

interface Address {
  readonly url: string
  readonly element: Element
  readonly property: (typeof urlProperties)[number]
  /** The place of the nearest thing that has one. */
  readonly offset: number
}

/** A plugin may leave a tree of any shape. */
function eachAddress(node: Root | Element, visit: (address: Address) => void, offset = 0): void {
  if (!Array.isArray(node.children)) return
  for (const child of node.children) {
    if (child?.type !== 'element') continue
    const start = child.position?.start.offset ?? offset
    for (const property of urlProperties) {
      const url = child.properties?.[property]
      if (typeof url === 'string' && url !== '') visit({ url, element: child, property, offset: start })
    }
    eachAddress(child, visit, start)
  }
}
