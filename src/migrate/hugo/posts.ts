import { scan } from '../../parse/shortcodeScan.ts'
import type { OldSite } from '../port.ts'

/** The uses of something in the posts: their count and the first place. */
export interface Use {
  readonly count: number
  /** `content/posts/a.md:12`. */
  readonly first: string
}

/** Everything in posts that the old theme did. */
export interface PostUses {
  /** Protections by key: `password`, `encrypt`, `private`, and the names of encrypting shortcodes. */
  readonly locked: ReadonlyMap<string, Use>
  readonly shortcodes: ReadonlyMap<string, Use>
  /** Pages that the old theme filled: search, friends, archives and the like; their kind by file. */
  readonly special: ReadonlyMap<string, string>
}

const lock = /^[ \t]*"?(password|encrypt(?:ed)?|private)"?[ \t]*[:=][ \t]*(?!["']{2}|false\b|~|null\b|#|,?$)\S/gim
const encrypting = /(?:^|-)encrypt(?:or)?$|^password$|^(?:fixit|hugo)-encryptor$/i
const special =
  /^[ \t]*"?(?:layout|type)"?[ \t]*[:=][ \t]*["']?(search|friends?|links|flinks?|moments|memos?|timeline|photos?|gallery|projects?|archives?)\b/im
const friends = /^(?:links|friends|\[\[(?:links|friends)\]\])\s*[:=]?\s*$/im

export function usesIn(site: OldSite, paths: readonly string[]): PostUses {
  const locked = new Map<string, Use>()
  const shortcodes = new Map<string, Use>()
  const pages = new Map<string, string>()
  for (const path of paths) {
    const text = site.text(path)?.replace(/\r\n?/g, '\n')
    if (text === undefined) continue
    const matter = /^\ufeff*\s*(---|\+\+\+)\n[\s\S]*?\n\1/.exec(text)?.[0] ?? /^\s*\{[\s\S]*?\n\}/.exec(text)?.[0] ?? ''
    for (const { 1: key = '', index } of matter.matchAll(lock)) add(locked, key.toLowerCase(), path, text, index)
    const kind = special.exec(matter)?.[1] ?? (friends.test(matter) ? 'friends' : undefined)
    if (kind) pages.set(path, kind.toLowerCase())
    if (/(?:^|\/)404\.md$/.test(path)) pages.set(path, '404')
    const body = text.slice(matter.length)
    for (const { kind, name, offset } of scan(body).tags) {
      if (kind === 'close') continue
      add(encrypting.test(name) ? locked : shortcodes, name, path, text, matter.length + offset)
      if (/^(?:search|friends?|flinks?)$/i.test(name) && !pages.has(path)) pages.set(path, name.toLowerCase())
    }
  }
  return { locked, shortcodes, special: pages }
}

function add(uses: Map<string, Use>, name: string, path: string, text: string, offset: number): void {
  const use = uses.get(name)
  const first = use?.first ?? `${path}:${text.slice(0, offset).split('\n').length}`
  uses.set(name, { count: (use?.count ?? 0) + 1, first })
}
