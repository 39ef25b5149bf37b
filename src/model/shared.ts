import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import type { Config, Place, Post, Section, Site, Taxonomy, Term } from '../types.ts'
import type { Context } from './context.ts'
import { timeOf } from './order.ts'
import { foldPath, numbered, urlOf } from './urls.ts'

/** All that has an address of its own. */
export interface Addressed extends Pick<Site, 'home' | 'sections' | 'taxonomies'> {
  /** Posts and pages. */
  readonly all: readonly Post[]
}

/** A page's claim to an address. The lowest rank gets it, then the oldest, then the first by id. */
interface Claim {
  readonly item: Post | Section | Taxonomy | Term
  readonly path: string
  readonly rank: number
  readonly id: string
  /** The page's name in messages. */
  readonly name: string
}

/**
 * Pages that ask for one address, also where only case or Unicode form differ: the oldest post keeps it (by content path
 * where dates are equal), so that no post to come takes an address away; each further page gets `-2`, `-3` …, the first
 * that is free. Hugo writes them over each other. Files that are one page to Hugo, which drops all but one, leave the
 * address to that one. With `duplicateUrls: 'warn'` posts alone are told apart, and the plan does the rest.
 */
export function separate(
  pages: Addressed,
  placeOfTerm: (term: Term) => Place,
  { config, report, hexo }: Pick<Context, 'config' | 'report' | 'hexo'>,
): Addressed {
  if (config.duplicateUrls === 'error') return pages
  const isWarn = config.duplicateUrls === 'warn'
  // To Hexo as well letters of another case make another address.
  const keyOf = (path: string) => (isWarn || hexo ? path : foldPath(path))
  const byPath = new Map<string, Claim[]>()
  for (const claim of isWarn ? pages.all.map(postClaim) : claimsOf(pages, hexo !== undefined)) {
    const key = keyOf(claim.path)
    const rivals = byPath.get(key)
    if (rivals) rivals.push(claim)
    else byPath.set(key, [claim])
  }
  const moved = new Map<Claim['item'], string>()
  for (const group of [...byPath.values()].filter(({ length }) => length > 1)) {
    const timed = group.map((claim) => ({
      claim,
      time: claim.rank === 0 ? timeOf(claim.item as Post) : ageOf(claim, pages),
    }))
    timed.sort(
      (a, b) =>
        a.claim.rank - b.claim.rank ||
        compare(madeLast(b.claim), madeLast(a.claim)) ||
        compare(a.time, b.time) ||
        (hexo ? -1 : 1) * compare(a.claim.id, b.claim.id),
    )
    const ranked = timed.map(({ claim }) => claim)
    const first = ranked.filter((claim) => pageOf(claim) === pageOf(ranked[0] as Claim)).reduce(fuller)
    for (const claim of ranked.filter((claim) => claim !== first)) {
      const path = freePath(claim.path, byPath)
      byPath.set(keyOf(path), [claim])
      moved.set(claim.item, path)
      tell(first, claim, path)
    }
  }
  return moved.size === 0 ? pages : withPaths(pages, moved)

  /** Hexo's last term at an address is there; so is, among posts of one date, the last. */
  function madeLast({ item }: Claim): number {
    return (isTerm(item) && hexo?.made[item.taxonomy]?.().get(item.key)) || 0
  }

  /** One warning, at the line by which the second asks for the address. */
  function tell(first: Claim, second: Claim, path: string): void {
    const [{ item: one }, { item: other }] = [first, second]
    const shared = { path: decodeURI(urlOf(first.path)), url: decodeURI(urlOf(path)) }
    if (isTerm(one) && isTerm(other)) {
      const { file, line = 1 } = placeOfTerm(one)
      const names = { taxonomy: other.taxonomy, name: other.name, other: one.name, where: `${file}:${line}` }
      report(diagnose('term-clash', placeOfTerm(other), { ...names, ...shared }))
    } else {
      const place = isTerm(other) ? placeOfTerm(other) : placeOf(other, config)
      report(diagnose('url-shared', place, { ...shared, first: first.name, second: second.name }))
    }
  }
}

/** Hexo writes its lists over pages, and pages over nothing. */
function* claimsOf({ home, all, sections, taxonomies }: Addressed, isHexo: boolean): Generator<Claim> {
  for (const post of all) yield isHexo && post.kind === 'page' ? { ...postClaim(post), rank: 4 } : postClaim(post)
  for (const item of [home, ...sections])
    yield { item, path: item.path, rank: 1, id: item.id, name: item.file ?? (item.id || 'config') }
  for (const item of taxonomies)
    yield { item, path: item.path, rank: 2, id: item.name, name: item.page?.file ?? `config:${item.name}` }
  for (const item of taxonomies.flatMap(({ terms }) => terms))
    yield { item, path: item.path, rank: 3, id: item.key, name: item.page?.file ?? `${item.taxonomy}:${item.name}` }
}

function postClaim(item: Post): Claim {
  return { item, path: item.path, rank: 0, id: item.id, name: item.file }
}

/** A term's age is the date of its first post; lists are of one age. */
function ageOf({ item }: Claim, { all }: Addressed): number {
  if (!isTerm(item)) return 0
  const ids = new Set(item.postIds)
  return all
    .filter(({ id }) => ids.has(id))
    .reduce((age, post) => Math.min(age, timeOf(post)), Number.POSITIVE_INFINITY)
}

function isTerm(item: Claim['item']): item is Term {
  return 'taxonomy' in item
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The page that `x.md`, `x.zh-cn.md` and `x/index.md` are to Hugo: `x`. */
function pageOf({ rank, id }: Claim): string {
  return rank === 0 ? id.replace(/(?:\/index)?(?:\.[a-z]{2,3}(?:-[a-z\d]+)*)?\.[^./]+$/i, '') : `\0${rank} ${id}`
}

/** Hugo's choice among the files of one page: the bundle, and the one that names its language. */
function fuller(a: Claim, b: Claim): Claim {
  return b.id.length > a.id.length ? b : a
}

function freePath(path: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2
  const isTaken = (free: string) => taken.has(free) || taken.has(foldPath(free))
  while (isTaken(numbered(path, number))) number++
  return numbered(path, number)
}

function withPaths({ home, all, sections, taxonomies }: Addressed, moved: ReadonlyMap<object, string>): Addressed {
  const atPath = <T extends { readonly page?: Section } | object>(item: T): T => {
    const path = moved.get(item)
    if (path === undefined) return item
    const page = 'page' in item && item.page ? { page: { ...item.page, path, url: urlOf(path) } } : {}
    return { ...item, path, url: urlOf(path), ...page }
  }
  return {
    home: atPath(home),
    all: all.map(atPath),
    sections: sections.map(atPath),
    taxonomies: taxonomies.map((taxonomy) => ({ ...atPath(taxonomy), terms: taxonomy.terms.map(atPath) })),
  }
}

function placeOf(item: Post | Section | Taxonomy, config: Config): Place {
  const { file = config.file, places = {} }: Partial<Post> = 'id' in item ? item : (item.page ?? {})
  return { file, ...(placeIn(places, 'url') ?? placeIn(places, 'slug') ?? placeIn(places, 'title')) }
}
