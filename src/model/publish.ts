import { noMemo } from '../kit/memo.ts'
import { foldersUp, parent } from '../kit/paths.ts'
import type { BuildFlags, Config, Entry, IsoDate, LeftOut, Memo, Post } from '../types.ts'
import { belowContent, bundleOf, type Location, locate } from './location.ts'

export interface Published {
  readonly entries: readonly Entry[]
  readonly status: Readonly<Record<string, Post['status']>>
  readonly leftOut: readonly LeftOut[]
  readonly validUntil?: IsoDate
  /** Stands for all of this but the entries' bodies: while it is the same object, they are the same. */
  readonly verdict: object
}

type Reason = LeftOut['reason']

/**
 * Decides which entries the site shows, by Hugo's rules: protection, `draft`, a publishDate (else date) after `now` and
 * an expiryDate before it keep an entry out, unless the flags ask for it. A draft `_index.md` hides its own page, not
 * the posts below it, as in Hugo since 0.123. Whatever is left out is named with its reason.
 */
export function publish(entries: readonly Entry[], config: Config, flags: BuildFlags, memo: Memo = noMemo): Published {
  const { drafts, future, expired, protected: guarded } = flags
  const facts: unknown[] = [config, drafts, future, expired, guarded]
  for (const entry of entries) facts.push(entry.source.path, entry.bodyLine, entry.frontMatterHash ?? entry.frontMatter)
  let verdict = memo('publish', facts, () => judge(entries, config, flags))
  for (let over = isOver(verdict, flags); over; over = isOver(verdict, flags))
    verdict = memo(`publish after ${verdict.validUntil}`, [verdict], () => judge(entries, config, flags))
  const { shown, status, leftOut, validUntil } = verdict
  const chosen = shown.length === entries.length ? entries : shown.map((index) => entries[index] as Entry)
  return { entries: chosen, status, leftOut, verdict, ...(validUntil === undefined ? {} : { validUntil }) }
}

function isOver({ validUntil }: Verdict, { now }: BuildFlags): boolean {
  return validUntil !== undefined && Date.parse(now) >= Date.parse(validUntil)
}

interface Verdict extends Omit<Published, 'entries' | 'verdict'> {
  /** Indexes of the entries. */
  readonly shown: readonly number[]
}

function judge(entries: readonly Entry[], config: Config, flags: BuildFlags): Verdict {
  const locations = new Map(entries.map(({ id }) => [id, locate(id, config)]))
  const bundles = bundleFolders([...locations.values()])
  const isFirst = createIsFirst(entries, config)
  const now = Date.parse(flags.now)
  const shown: number[] = []
  const status: Record<string, Post['status']> = {}
  const leftOut: LeftOut[] = []
  const changes: IsoDate[] = []
  entries.forEach((entry, index) => {
    if (!isFirst(entry)) return
    const never = neverShown(entry, locations.get(entry.id) as Location, bundles)
    const states = never ? [] : statesOf(entry, now)
    const hiding = states.find((state) => !flags[switches[state]])
    if (!never && hiding !== 'draft' && hiding !== 'protected') addChanges(changes, entry, now, flags)
    if (never ?? hiding) leftOut.push(leftOutAs(entry, never ?? (hiding as Reason)))
    else {
      shown.push(index)
      status[entry.id] = states[0] ?? 'published'
    }
  })
  const validUntil = changes.sort((a, b) => Date.parse(a) - Date.parse(b))[0]
  return { shown, status, leftOut, ...(validUntil === undefined ? {} : { validUntil }) }
}

const switches = { protected: 'protected', draft: 'drafts', future: 'future', expired: 'expired' } as const

/** Several content folders lie over one another: the first in the config's list wins, as Hugo's mounts do. */
function createIsFirst(entries: readonly Entry[], { content }: Config): (entry: Entry) => boolean {
  if (content.length < 2) return () => true
  const best = new Map<string, Entry>()
  const rank = (entry: Entry) => belowContent(entry.source.path, content).rank
  for (const entry of entries) {
    const other = best.get(entry.id)
    if (!other || rank(entry) < rank(other)) best.set(entry.id, entry)
  }
  return (entry) => best.get(entry.id) === entry
}

function bundleFolders(locations: readonly Location[]): ReadonlySet<string> {
  return new Set(locations.filter(({ role }) => role === 'leaf').map(bundleOf))
}

function neverShown(
  { id, frontMatter }: Entry,
  { language, role }: Location,
  bundles: ReadonlySet<string>,
): 'language' | 'bundled' | 'headless' | undefined {
  if (language !== undefined) return 'language'
  const folder = parent(id)
  for (const above of foldersUp(role === 'leaf' ? parent(folder) : folder)) if (bundles.has(above)) return 'bundled'
  return frontMatter.build.render ? undefined : 'headless'
}

function statesOf({ frontMatter }: Entry, now: number): readonly (keyof typeof switches)[] {
  const { draft, expiryDate, protectedBy } = frontMatter
  const starts = publishDate(frontMatter)
  const states: (keyof typeof switches)[] = []
  if (protectedBy !== undefined) states.push('protected')
  if (draft) states.push('draft')
  if (starts !== undefined && Date.parse(starts) > now) states.push('future')
  if (expiryDate !== undefined && Date.parse(expiryDate) < now) states.push('expired')
  return states
}

/** Adds the moments after `now` at which the entry appears or vanishes. */
function addChanges(changes: IsoDate[], { frontMatter }: Entry, now: number, flags: BuildFlags): void {
  const starts = flags.future ? undefined : publishDate(frontMatter)
  const ends = flags.expired ? undefined : frontMatter.expiryDate
  if (starts !== undefined && Date.parse(starts) > now) changes.push(starts)
  if (ends !== undefined && Date.parse(ends) > now) changes.push(ends)
}

function publishDate({ publishDate, date }: Entry['frontMatter']): IsoDate | undefined {
  return publishDate ?? date
}

function leftOutAs({ source, frontMatter }: Entry, reason: Reason): LeftOut {
  const date =
    reason === 'future' ? publishDate(frontMatter) : reason === 'expired' ? frontMatter.expiryDate : undefined
  return { file: source.path, reason, ...(date === undefined ? {} : { date }) }
}
