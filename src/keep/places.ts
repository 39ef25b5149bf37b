import { placeIn } from '../kit/fieldPlaces.ts'
import type { BodyOf, Entry } from '../types.ts'
import { addressKey } from './record.ts'

/** A place in the content that names an address of another host. */
export interface RemotePlace {
  readonly address: string
  readonly kind: 'image' | 'media' | 'link' | 'cover' | 'shortcode'
  /** Relative to the site's root. */
  readonly file: string
  /** 1-based, of the file; columns in UTF-16 units. */
  readonly line: number
  readonly column: number
}

/** Every place of every address, by `addressKey`, in the order of the entries. */
export function remotePlaces(entries: readonly Entry[], bodyOf: BodyOf): ReadonlyMap<string, readonly RemotePlace[]> {
  const places = new Map<string, RemotePlace[]>()
  const note = (place: RemotePlace): void => {
    const key = addressKey(place.address)
    if (key === undefined) return
    const others = places.get(key)
    if (others) others.push(place)
    else places.set(key, [place])
  }
  for (const { source, bodyLine, frontMatter } of entries) {
    const body = bodyOf({ file: source.path })
    const at = ({ line, column }: { readonly line: number; readonly column: number }) => {
      return { file: source.path, line: line + bodyLine - 1, column }
    }
    if (frontMatter.image) {
      const { line = 1, column = 1 } = placeIn(frontMatter.places, 'image') ?? {}
      note({ address: frontMatter.image, kind: 'cover', file: source.path, line, column })
    }
    for (const { kind, url, ...place } of body.links()) note({ address: url, kind, ...at(place) })
    for (const { args, ...place } of body.facts().shortcodes)
      for (const address of Object.values(args)) note({ address, kind: 'shortcode', ...at(place) })
  }
  return places
}
