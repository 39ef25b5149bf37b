import { crc16, crc32 } from '../../kit/hexo/digests.ts'
import { slugize } from '../../kit/hexo/slugize.ts'
import { lazy } from '../../kit/lazy.ts'
import type { Entry, HexoConfig } from '../../types.ts'

/** The facts of a Hexo blog that more than one of its posts decide. */
export interface HexoFacts {
  /** Ordinals of categories and tags by their keys, as Hexo makes them: file after file. */
  readonly made: Readonly<Record<string, () => ReadonlyMap<string, number>>>
  /** `:abbrlink`s of posts that store none, by entry id. */
  readonly abbrlinks: () => ReadonlyMap<string, string>
}

export function createHexoFacts(entries: readonly Entry[], { abbrlink }: HexoConfig): HexoFacts {
  const posts = lazy(() => entries.filter(({ frontMatter }) => frontMatter.hexo?.slug !== undefined).sort(byFolder))
  const ordinals = (taxonomy: string) => {
    const keys = new Set(posts().flatMap(({ frontMatter }) => frontMatter.terms[taxonomy] ?? []))
    return new Map([...keys].map((key, at) => [key, at]))
  }
  return {
    made: { categories: lazy(() => ordinals('categories')), tags: lazy(() => ordinals('tags')) },
    abbrlinks: lazy(() => computeAbbrlinks(posts(), abbrlink)),
  }
}

/** Hexo reads a folder's files, by name, before those of the folders in it. */
function byFolder(a: Entry, b: Entry): number {
  const [one, other] = [a.id.split('/'), b.id.split('/')]
  const at = one.findIndex((name, index) => name !== other[index])
  return one.length - other.length || ((one[at] ?? '') < (other[at] ?? '') ? -1 : 1)
}

/** hexo-abbrlink: a checksum of the title, and one more until no other post has it. */
function computeAbbrlinks(posts: readonly Entry[], { alg, rep }: HexoConfig['abbrlink']): ReadonlyMap<string, string> {
  const stored = posts.map(({ frontMatter }) => frontMatter.hexo?.fields.abbrlink)
  const taken = new Set(stored)
  const links = new Map<string, string>()
  posts.forEach(({ id, frontMatter }, at) => {
    if (stored[at] !== undefined && stored[at] !== 'null') return
    const title = frontMatter.hexo?.fields.title ?? ''
    const form = (sum: number) => (rep === 'hex' ? sum.toString(16) : String(sum))
    let sum = alg === 'crc32' ? crc32(title) : crc16(title)
    while (taken.has(form(sum))) sum++
    taken.add(form(sum))
    links.set(id, form(sum))
  })
  return links
}

/** The levels of a category's key, outermost first: `A/B` is B below A. A tag has one. */
export function levels(key: string, taxonomy = 'categories'): readonly string[] {
  if (taxonomy !== 'categories') return [key]
  return (key.match(/(?:[^\\/]|\\.)+/g) ?? []).map((name) => name.replace(/\\(.)/g, '$1'))
}

/** The address of a tag or category below its own folder: each level slugized, by its name in `tag_map` or `category_map`. */
export function termAddress(names: readonly string[], map: HexoConfig['tagMap'], filenameCase: number): string {
  return names
    .map((name) => slugize((Object.hasOwn(map, name) && map[name]) || name, filenameCase) || encodeURIComponent(name))
    .join('/')
}
