import { archiveUrl } from './archive.ts'
import { type Answer, type Ask, type Failure, follow } from './ask.ts'
import { type FileKind, type FileType, typeOf } from './fileTypes.ts'
import { referersFor } from './referers.ts'

/** A file that was fetched, or why not: see the record's `status`. */
export type Fetched =
  | { readonly status: 'kept' | 'archived'; readonly bytes: Uint8Array; readonly type: FileType }
  | { readonly status: string; readonly bytes?: undefined }

export interface Wish {
  readonly url: string
  /** Kinds that the address may have. */
  readonly kinds: readonly FileKind[]
  /** The post's date, for the archive's copy of those days. */
  readonly date?: string | undefined
}

export interface FetchMeans {
  readonly ask: Ask
  /** True once any host has answered in this run. */
  readonly hasAnswered: () => boolean
}

/** Bytes of a file at most. */
const limits: Readonly<Record<FileKind, number>> = {
  picture: 40_000_000,
  audio: 150_000_000,
  video: 150_000_000,
  pdf: 150_000_000,
  zip: 150_000_000,
}

/**
 * Fetches a file: with the page named that its host wants, then with none, then with the host's own; and where it is not
 * to be had so, the Internet Archive's copy. An address that is not public is not asked for, there or elsewhere.
 */
export async function fetchFile({ url, kinds, date }: Wish, means: FetchMeans): Promise<Fetched> {
  const own = await fetchOwn(url, kinds, means)
  if (own.bytes || isFinal(own.status)) return own
  const copy = await fetchOnce(archiveUrl(url, date, true), undefined, kinds, means)
  return copy.bytes ? { ...copy, status: 'archived' } : own
}

function isFinal(status: string): boolean {
  return /^refused (?:private|proxy)|too large$|stopped$/.test(status)
}

async function fetchOwn(url: string, kinds: Wish['kinds'], means: FetchMeans): Promise<Fetched> {
  let last: Fetched = { status: 'failed garbled' }
  for (const referer of referersFor(new URL(url, 'https://host'))) {
    last = await fetchOnce(url, referer, kinds, means)
    // A broken connection may have been this one's bad luck.
    if (/^failed (?:cut short|429|5\d\d)$/.test(last.status)) last = await fetchOnce(url, referer, kinds, means)
    if (last.bytes || !/^refused \d|^dead not a file/.test(last.status)) return last
  }
  return last
}

async function fetchOnce(
  url: string,
  referer: string | undefined,
  kinds: Wish['kinds'],
  { ask, hasAnswered }: FetchMeans,
): Promise<Fetched> {
  const limit = Math.max(...kinds.map((kind) => limits[kind]))
  const { answer } = await follow({ url, method: 'GET', referer, limit }, ask)
  if (answer.kind === 'failure') return { status: statusOf(answer.reason, hasAnswered()) }
  if (answer.status !== 200) return { status: statusOfCode(answer) }
  const type = typeOf(answer.body)
  if (type === 'cut short' || type === 'unsafe') return { status: `failed ${type}` }
  if (type === 'empty') return { status: 'dead empty' }
  if (typeof type === 'string' || !kinds.includes(type.kind)) return { status: 'dead not a file of this kind' }
  return { status: 'kept', bytes: answer.body, type }
}

/** A host that no server of names knows is gone, unless it is the network that is missing. */
function statusOf(reason: Failure, hasAnswered: boolean): string {
  if (reason === 'private' || reason === 'proxy') return `refused ${reason}`
  return reason === 'unknown' && hasAnswered ? 'dead no such host' : `failed ${reason}`
}

function statusOfCode({ status }: Extract<Answer, { kind: 'answer' }>): string {
  if (status === 404 || status === 410) return `dead ${status}`
  return /^(?:401|402|403|407|451)$/.test(String(status)) ? `refused ${status}` : `failed ${status}`
}
