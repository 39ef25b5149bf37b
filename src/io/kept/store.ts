import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { quietly, writePieces } from '../disk.ts'
import { readBlock, readValues, type Span, toBlock, type Value } from './storeFile.ts'

/**
 * A cache on disk, in one file. Its laws: an entry never changes; what is damaged is not there; any number of builds
 * may use it at once; to delete it costs time and nothing else.
 */
export interface Store {
  readonly isEmpty: () => boolean
  /** What was noted of a value, known before that is read; the value may turn out to be damaged. */
  readonly noteOf: (key: string) => string | undefined
  /** In UTF-8. */
  readonly get: (key: string) => Buffer | undefined
  /** Keeps a well-formed string, or its UTF-8. A key that is there already keeps its value. */
  readonly set: (key: string, value: string | Uint8Array, note?: string) => void
  /** Writes what is new; above the bound, entries that were not used since the store was opened go. Never fails. */
  readonly save: () => void
  readonly close: () => void
}

/** Bytes of new values that are held back before they are written. */
const batch = 8 * 1024 * 1024
/** Bytes that the file may always have. Else it may have twice what is used. */
const free = 64 * 1024 * 1024
/** More blocks than these make opening slow. */
const manyBlocks = 64

interface State {
  readonly file: string
  /** Undefined where the file can't be opened: then nothing is kept. */
  fd: number | undefined
  readonly spans: Map<string, Span>
  readonly pending: Map<string, Value>
  pendingBytes: number
  readonly used: Set<string>
  /** Bytes that the file may have at least: what is used only grows. */
  bound: number
  blocks: number
  /** End of the last whole block. Bytes after it are the remains of a write that was cut short. */
  end: number
}

export function openStore(file: string): Store {
  const state: State = {
    file,
    fd: open(file),
    spans: new Map(),
    pending: new Map(),
    pendingBytes: 0,
    used: new Set(),
    bound: free,
    blocks: 0,
    end: 0,
  }
  readOn(state)
  return {
    isEmpty: () => state.spans.size === 0,
    noteOf: (key) => noteOf(state, key),
    get: (key) => get(state, key),
    set: (key, value, note = '') => set(state, key, value, note),
    save: () => quietly(() => save(state)),
    close: () => {
      if (state.fd !== undefined) closeSync(state.fd)
      state.fd = undefined
    },
  }
}

function open(file: string): number | undefined {
  let fd: number | undefined
  quietly(() => {
    mkdirSync(dirname(file), { recursive: true })
    fd = openSync(file, 'a+')
  })
  return fd
}

/** Learns the blocks that were added since the last look, by us or by another build. */
function readOn(state: State): void {
  if (state.fd === undefined) return
  for (let block = readBlock(state.fd, state.end); block; block = readBlock(state.fd, state.end)) {
    for (const [key, span] of block.spans) state.spans.set(key, span)
    state.end = block.end
    state.blocks++
  }
}

function noteOf({ spans, pending, used }: State, key: string): string | undefined {
  const known = pending.get(key) ?? spans.get(key)
  if (known) used.add(key)
  return known?.note
}

function get(state: State, key: string): Buffer | undefined {
  const value = state.pending.get(key) ?? new Map(stored(state, [key])).get(key)
  if (value) state.used.add(key)
  return value?.bytes
}

function* stored({ fd, spans }: State, keys: readonly string[]): Generator<readonly [key: string, value: Value]> {
  if (fd === undefined) return
  const wanted = keys.flatMap((key) => {
    const span = spans.get(key)
    return span ? [{ key, ...span }] : []
  })
  for (const [{ key, note }, bytes] of readValues(fd, wanted)) {
    if (bytes) yield [key, { bytes, note }]
    // Damaged: so that it can be set again.
    else spans.delete(key)
  }
}

function set(state: State, key: string, value: string | Uint8Array, note: string): void {
  state.used.add(key)
  if (state.fd === undefined || state.spans.has(key) || state.pending.has(key)) return
  const bytes =
    typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.length)
  state.pending.set(key, { bytes, note })
  state.pendingBytes += bytes.length
  if (state.pendingBytes > batch) quietly(() => flush(state))
}

function save(state: State): void {
  flush(state)
  if (state.fd === undefined) return
  const size = fstatSync(state.fd).size
  if (size > state.bound) state.bound = Math.max(free, 2 * usedBytes(state))
  if (size > state.bound) rewrite(state, [...state.used])
  else if (size > state.end || state.blocks > manyBlocks) rewrite(state, [...state.spans.keys()])
}

function usedBytes({ used, spans }: State): number {
  let bytes = 0
  for (const key of used) bytes += spans.get(key)?.length ?? 0
  return bytes
}

function flush(state: State): void {
  const { fd, pending } = state
  if (fd === undefined || pending.size === 0) return
  const block = toBlock(pending)
  // What can't be written now is not held in memory for a better day.
  pending.clear()
  state.pendingBytes = 0
  readOn(state)
  if (fstatSync(fd).size > state.end) rewrite(state, [...state.spans.keys()])
  writePieces(state.fd ?? fd, block)
  readOn(state)
}

/** Writes a new file with these entries beside the old one and puts it in its place. Who has the old one open keeps it. */
function rewrite(state: State, keys: readonly string[]): void {
  const temporary = `${state.file}.tmp`
  const fd = openAlone(temporary)
  try {
    for (const values of batches(state, keys)) writePieces(fd, toBlock(values))
    renameSync(temporary, state.file)
  } catch (error) {
    closeSync(fd)
    rmSync(temporary, { force: true })
    throw error
  }
  if (state.fd !== undefined) closeSync(state.fd)
  Object.assign(state, { fd, blocks: 0, end: 0 })
  state.spans.clear()
  readOn(state)
}

/** Fails where another build is at it; what one left behind a minute ago is not in the way. */
function openAlone(temporary: string): number {
  const other = statSync(temporary, { throwIfNoEntry: false })
  if (other && Date.now() - other.mtimeMs > 60_000) rmSync(temporary)
  return openSync(temporary, 'ax+')
}

function* batches(state: State, keys: readonly string[]): Generator<ReadonlyMap<string, Value>> {
  let values = new Map<string, Value>()
  let length = 0
  for (const [key, value] of stored(state, keys)) {
    values.set(key, value)
    length += value.bytes.length
    if (length < batch) continue
    yield values
    values = new Map()
    length = 0
  }
  if (values.size > 0) yield values
}
