import { resolve } from 'node:path'
import { diagnose } from '../diagnostics/diagnose.ts'
import { openRecord } from '../io/keptFiles.ts'
import { writeAtomic } from '../io/output/atomic.ts'
import { readText } from '../io/text.ts'
import { archiveUrl } from '../keep/archive.ts'
import { type RemotePlace, remotePlaces } from '../keep/places.ts'
import { fileColumns, isKept, type LinkRow, linkColumns, parseRecord, recordFolder, stateOf } from '../keep/record.ts'
import { askLink, forFriend, isFriendsPlace } from '../keep/verdict.ts'
import { isPicture } from '../kit/pictureNames.ts'
import type { Loaded } from '../site/load.ts'
import type { Diagnostic } from '../types.ts'
import { proxyFor } from './keep.ts'
import { type ExternalCounts, keepWords } from './keepWords.ts'
import { askPolitely } from './politely.ts'
import { now } from './report.ts'
import { type Change, rewriteText } from './rewriteKept.ts'

export interface ExternalOptions {
  readonly root: string
  /** Days after which a link is asked again. */
  readonly days?: number
  readonly proxy?: string
}

/** Links to other hosts, and what is known of them. */
export interface ExternalLinks {
  readonly diagnostics: readonly Diagnostic[]
  readonly counts: ExternalCounts
  /** Links to addresses that have moved for good, by the file that has them. */
  readonly moved: ReadonlyMap<string, readonly Change[]>
}

interface Link {
  readonly key: string
  readonly places: readonly RemotePlace[]
}

/** `check --external`: asks for the links that nobody asked for in so many days. Undefined where the proxy is none. */
export async function checkExternal(loaded: Loaded, options: ExternalOptions): Promise<ExternalLinks | undefined> {
  const { config, compilation } = loaded
  const say = keepWords(config.language)
  const proxy = proxyFor(options.proxy, say)
  if (proxy === false) return undefined
  const [content = 'content'] = config.content
  const record = openRecord(resolve(options.root, recordFolder(content), 'links.tsv'), linkColumns)
  const links = linksOf(loaded)
  const oldest = new Date(Date.parse(now()) - (options.days ?? 30) * 86_400_000).toISOString().slice(0, 10)
  const todo = links.filter(({ key }) => (record.rows.get(key)?.date ?? '') <= oldest)
  const dates = new Map([...compilation.site.posts, ...compilation.site.pages].map(({ file, date }) => [file, date]))
  await askPolitely({
    ...{ todo, record, proxy, say },
    ask: async ({ key, places }, { ask, hasAnswered }) => {
      const last = record.rows.get(key)
      const wasWell = last && /^(?:alive|moved)$/.test(last.status)
      const since = wasWell ? new Date(last.date).toUTCString() : undefined
      const verdict = await askLink(places[0]?.address ?? key, since, ask, hasAnswered)
      return toRow(places, places.some(isFriendsPlace) ? forFriend(verdict) : verdict, last)
    },
  })
  if (todo.some(({ key }) => record.rows.get(key)?.status === 'unsure proxy')) console.error(say.proxy)
  const known = links.flatMap(({ key, places }) => {
    const row = record.rows.get(key)
    return row ? [{ row, places }] : []
  })
  const count = (state: string): number => known.filter(({ row }) => stateOf(row) === state).length
  const [alive, gone, dead, unsure, away] = ['alive', 'moved', 'dead', 'unsure', 'away'].map(count) as Five
  const moved = new Map<string, Change[]>()
  for (const { row, places } of known)
    if (row.status === 'moved')
      for (const place of places) moved.set(place.file, [...(moved.get(place.file) ?? []), { ...place, to: row.to }])
  return {
    diagnostics: known.flatMap(({ row, places }) =>
      places.flatMap((place) => tellLink(row, place, dates.get(place.file))),
    ),
    counts: { alive, moved: gone, dead, unsure, away, asked: todo.length },
    moved,
  }
}

type Five = [number, number, number, number, number]

/** Links of the content to pages of other hosts. */
function linksOf({ compilation, config }: Loaded): readonly Link[] {
  const own = new URL(config.url).host
  return [...remotePlaces(compilation.entries, compilation.bodyOf)].flatMap(([key, all]) => {
    const { host, pathname } = new URL(key)
    const places = all.filter(({ kind }) => kind === 'link' || (kind === 'shortcode' && !isPicture(pathname)))
    return places.length === 0 || host === own ? [] : [{ key, places }]
  })
}

function toRow(
  places: readonly RemotePlace[],
  { status, to }: { status: string; to: string },
  last: LinkRow | undefined,
): LinkRow {
  const date = now().slice(0, 10)
  const since = last && stateOf(last) === stateOf({ status }) ? last.since : date
  const where = [...new Set(places.map(({ file, line }) => `${file}:${line}`))].join(', ')
  return { address: places[0]?.address.trim() ?? '', status, to, date, since, where }
}

/** The message of a link's state at one of its places; none for one that is well. */
export function tellLink(
  { address, status, to, since }: LinkRow,
  { file, line, column }: RemotePlace,
  date?: string,
): readonly Diagnostic[] {
  const at = { file, line, column }
  const [state = '', ...rest] = status.split(' ')
  const reason = rest.join(' ')
  if (state === 'dead')
    return [diagnose('external-dead', at, { url: address, reason, archive: archiveUrl(address, date) })]
  if (state === 'moved') return [diagnose('external-moved', at, { url: address, to })]
  if (state === 'unsure') return [diagnose('external-unsure', at, { url: address, reason })]
  return state === 'away' ? [diagnose('friend-away', at, { url: address, reason, since })] : []
}

/** Pictures of the record that are dead, or whose copy is not there, at each place that shows one. */
export function recordFaults({ sources, compilation }: Recorded): readonly Diagnostic[] {
  const text = sources.records?.find(({ path }) => path.endsWith('/record.tsv'))?.text ?? ''
  const files = new Set(sources.resources.map(({ path }) => path.normalize('NFC')))
  const faults = [...parseRecord(fileColumns, text)].filter(([, row]) =>
    isKept(row) ? !files.has(row.file.normalize('NFC')) : stateOf(row) === 'dead',
  )
  if (faults.length === 0) return []
  const places = remotePlaces(compilation.entries, compilation.bodyOf)
  return faults.flatMap(([key, row]) =>
    (places.get(key) ?? []).map(({ file, line, column }) => {
      const [at, url] = [{ file, line, column }, row.address]
      if (isKept(row)) return diagnose('picture-copy-missing', at, { url, copy: row.file })
      return diagnose('picture-dead', at, { url, reason: row.status.replace(/^dead ?/, '') })
    }),
  )
}

interface Recorded extends Pick<Loaded, 'sources'> {
  readonly compilation: Pick<Loaded['compilation'], 'entries' | 'bodyOf'>
}

/** Writes the new addresses of what has moved for good, and no other byte; gives how many, and in how many files. */
export function writeMoved(root: string, moved: ExternalLinks['moved']): { addresses: number; files: number } {
  let [addresses, files] = [0, 0]
  for (const [file, changes] of moved) {
    const path = resolve(root, file)
    // Parentheses would end a destination in Markdown.
    const safe = changes.map((change) => ({ ...change, to: change.to.replaceAll('(', '%28').replaceAll(')', '%29') }))
    const { text, left } = rewriteText(readText(path) ?? '', safe)
    if (left.length === changes.length) continue
    writeAtomic(path, text)
    addresses += changes.length - left.length
    files++
  }
  return { addresses, files }
}
