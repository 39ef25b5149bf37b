import type { FileKind } from './fileTypes.ts'
import type { RemotePlace } from './places.ts'
import { addressKey } from './record.ts'
import { type Remote, remotesIn } from './remotes.ts'

/** A file of another host that the site shows. */
export interface Wanted {
  /** See `addressKey`. */
  readonly key: string
  /** The first spelling. */
  readonly address: string
  readonly kinds: readonly FileKind[]
  /** Places in the content, or pages whose template shows it. */
  readonly where: readonly string[]
  /** Content files that name it. */
  readonly files: readonly string[]
  /** Date of the first post. */
  readonly date: string | undefined
}

/** A page as it is built. */
export interface ShownPage {
  /** The content file, or what stands for it. */
  readonly origin: string
  readonly date?: string | undefined
  readonly html: string
}

export interface Choice {
  /** Other kinds than pictures, and links to them. */
  readonly also: readonly FileKind[]
  /** The site itself, whose pictures are at home. */
  readonly ownHost: string
  readonly hosts: readonly string[]
  /** Content paths: a file, or a folder that begins so. */
  readonly posts: readonly string[]
}

/** Ends of addresses by kind, for files that a page links to. */
const endings: Readonly<Record<FileKind, RegExp>> = {
  picture: /\.(?:png|jpe?g|gif|webp|avif|heic|bmp|ico|svg|tiff?)$/i,
  audio: /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i,
  video: /\.(?:mp4|m4v|webm|mov)$/i,
  pdf: /\.pdf$/i,
  zip: /\.(?:zip|epub|docx|pptx|xlsx)$/i,
}

/** Every picture that a browser loads from another host, and what `also` names, in the order of the pages. */
export function wantedIn(
  pages: readonly ShownPage[],
  places: ReadonlyMap<string, readonly RemotePlace[]>,
  choice: Choice,
): readonly Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const { origin, date, html } of pages)
    for (const remote of remotesIn(html)) {
      const key = addressKey(remote.url)
      if (key === undefined) continue
      const before = wanted.get(key)
      const kinds = before ? [] : kindsOf(remote, new URL(key).pathname, choice)
      if (kinds.length === 0 || !isChosen(new URL(key).hostname, choice)) continue
      const own = places.get(key) ?? []
      const where = own.length > 0 ? own.map(({ file, line }) => `${file}:${line}`) : [origin]
      const files = [...new Set(own.map(({ file }) => file))]
      wanted.set(key, {
        key,
        address: own[0]?.address.trim() ?? remote.url,
        kinds,
        where: [...new Set(where)],
        files,
        date,
      })
    }
  const isOfPosts = ({ where }: Wanted) => choice.posts.some((path) => where.some((place) => isBelow(place, path)))
  return [...wanted.values()].filter((each) => choice.posts.length === 0 || isOfPosts(each))
}

function kindsOf({ kind }: Remote, path: string, { also }: Choice): readonly FileKind[] {
  if (kind === 'image') return ['picture']
  const named = also.filter((wish) => endings[wish].test(path))
  // A player or a frame of documents loads pictures as well.
  return kind === 'media' && endings.picture.test(path) ? ['picture'] : named
}

function isChosen(host: string, { hosts, ownHost }: Choice): boolean {
  return host !== ownHost && (hosts.length === 0 || hosts.some((one) => host === one || host.endsWith(`.${one}`)))
}

/** `content/posts/a.md:12` is below `content/posts/a.md`, `content/posts/` and `posts/a`. */
function isBelow(place: string, path: string): boolean {
  const file = place.replace(/:\d+$/, '')
  const bare = path.replace(/^\.\//, '').replace(/\/+$/, '')
  return [bare, `content/${bare}`].some(
    (start) => file === start || file === `${start}.md` || file.startsWith(`${start}/`),
  )
}
