import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Disk, isSystemError, quietly, statsOf, syncFolder, writeFully } from '../disk.ts'
import { ownFolder } from './manifest.ts'
import { foldersOf, staysBelow } from './outputPath.ts'

/** A file that the commit takes away; it also stands at `stage/N.old`. Size and time tell it from any other. */
export interface Removal {
  readonly n: number
  /** Below the output. */
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/**
 * A file to put in place, from `stage/N`; where it replaces one, that also stands at `stage/N.old`. With 0 for N it is
 * one of a whole site's: from `stage/tree/` and its path.
 */
export interface Move extends Removal {
  readonly replaces: boolean
}

/**
 * All that a commit will do, written down before it does any of it: who finds a journal can finish the commit
 * or undo it, from any point, however often that is broken off in turn.
 */
export interface Journal {
  /** Files whose names become folders, or that lie in a folder whose name becomes a file. */
  readonly early: readonly Removal[]
  /** Names in `stage/tree` to put in place whole: folders and files of an output in which nothing stands. */
  readonly trees: readonly string[]
  /** Folders to make, outer ones first. Those of whole trees are among them. */
  readonly folders: readonly string[]
  readonly moves: readonly Move[]
  readonly late: readonly Removal[]
}

export const stageFolder = (out: string): string => join(out, ownFolder, 'stage')
export const treePath = (out: string, path: string): string => `${out}/${ownFolder}/stage/tree/${path}`
export const stagedPath = (out: string, n: number): string => `${out}/${ownFolder}/stage/${n}`
const stagedAt = (out: string, { n, path }: Removal): string => (n === 0 ? treePath(out, path) : stagedPath(out, n))
const keptPath = (out: string, n: number): string => `${stagedPath(out, n)}.old`
const journalPath = (out: string): string => join(out, ownFolder, 'journal.json')
const undoPath = (out: string): string => join(out, ownFolder, 'undo.json')

/**
 * Carries a commit out, wholly or not at all. Until the journal has its name nothing of the site has changed;
 * from then on a start of Ruoyu finishes it. If the system refuses a step, what was done is undone and its error thrown.
 */
export function carryOut(out: string, journal: Journal, disk: Disk): void {
  keep(out, journal, disk)
  const draft = join(stageFolder(out), 'journal')
  disk.create(draft, (fd) => writeFully(fd, Buffer.from(JSON.stringify(journal))), true)
  disk.rename(draft, journalPath(out))
  syncFolder(join(out, ownFolder))
  try {
    forward(out, journal, disk)
  } catch (error) {
    if (isSystemError(error)) undo(out, journal, disk)
    throw error
  }
  finish(out, disk)
}

/** Second names for all that the commit takes away, so that it can be undone. */
function keep(out: string, { early, moves, late }: Journal, disk: Disk): void {
  for (const { n, path } of [...early, ...moves.filter(({ replaces }) => replaces), ...late])
    disk.link(join(out, path), keptPath(out, n))
}

/** What the last start left half done is finished, or undone where that can't be. Tells which, if anything was. */
export function recover(out: string, disk: Disk): 'forward' | 'back' | undefined {
  const undone = read(out, undoPath(out))
  const journal = undone ?? read(out, journalPath(out))
  if (!journal) {
    for (const path of [undoPath(out), journalPath(out)]) if (exists(path)) disk.remove(path)
    emptyStage(out, disk)
    return undefined
  }
  if (!undone && isWhole(out, journal)) {
    forward(out, journal, disk, true)
    finish(out, disk)
    return 'forward'
  }
  undo(out, journal, disk)
  return 'back'
}

/** Whether a commit was broken off. */
export function isHalfDone(out: string): boolean {
  return exists(journalPath(out)) || exists(undoPath(out))
}

/** Throws away what was staged, unless a commit that was broken off still needs it. */
export function discard(out: string, disk: Disk): void {
  if (!isHalfDone(out)) emptyStage(out, disk)
}

/** False where a power cut took bytes of new files: those are not forced to the disk one by one. */
function isWhole(out: string, { moves }: Journal): boolean {
  return moves.every((move) => {
    const { path, size, mtimeMs } = move
    const staged = statsOf(stagedAt(out, move))
    if (staged) return staged.size === size
    const placed = statsOf(join(out, path))
    return placed?.mtimeMs !== mtimeMs || placed.size === size
  })
}

function forward(out: string, { early, trees, folders, moves, late }: Journal, disk: Disk, again = false): void {
  for (const removal of early) removeIfSame(out, removal, disk)
  for (const name of trees)
    if (!again || exists(treePath(out, name))) disk.rename(treePath(out, name), `${out}/${name}`)
  const isWhole = trees.length > 0
  for (const folder of isWhole ? [] : folders)
    if (!again || !exists(join(out, folder))) disk.makeFolder(join(out, folder))
  for (const move of isWhole ? moves.filter(({ n }) => n > 0) : moves)
    if (!again || exists(stagedAt(out, move))) putInPlace(out, move, disk)
  for (const removal of late) removeIfSame(out, removal, disk)
  for (const removal of late) removeEmptyAbove(out, removal.path, disk)
}

function putInPlace(out: string, move: Move, disk: Disk): void {
  const place = `${out}/${move.path}`
  try {
    disk.rename(stagedAt(out, move), place)
  } catch (error) {
    // A folder whose files were all ours becomes a file.
    if (!isSystemError(error) || !statsOf(place)?.isDirectory()) throw error
    removeEmptyTree(place, disk)
    disk.rename(stagedAt(out, move), place)
  }
}

/** Puts back what was changed, and touches nothing else. Marked first, so that a start that finds this half done goes on with it. */
function undo(out: string, { early, folders, moves, late }: Journal, disk: Disk): void {
  if (!exists(undoPath(out))) disk.rename(journalPath(out), undoPath(out))
  for (const move of moves.toReversed()) {
    if (exists(stagedAt(out, move))) continue
    if (exists(keptPath(out, move.n))) disk.rename(keptPath(out, move.n), join(out, move.path))
    else if (!move.replaces) removeIfSame(out, move, disk)
  }
  for (const folder of folders.toReversed()) removeIfEmpty(join(out, folder), disk)
  for (const { n, path } of [...early, ...late]) {
    if (!exists(keptPath(out, n)) || exists(join(out, path))) continue
    makeFolders(dirname(join(out, path)), disk)
    disk.rename(keptPath(out, n), join(out, path))
  }
  emptyStage(out, disk)
  disk.remove(undoPath(out))
}

function makeFolders(folder: string, disk: Disk): void {
  if (exists(folder)) return
  makeFolders(dirname(folder), disk)
  disk.makeFolder(folder)
}

/** The site is new by now. What can't be tidied up is left to the next start, which may find the journal and does no harm. */
function finish(out: string, disk: Disk): void {
  quietly(() => {
    disk.remove(journalPath(out))
    emptyStage(out, disk)
  })
}

function emptyStage(out: string, disk: Disk): void {
  const stage = stageFolder(out)
  const stats = statsOf(stage)
  if (stats && !stats.isDirectory()) disk.remove(stage)
  if (!stats?.isDirectory()) return
  removeTree(stage, disk)
}

function removeTree(folder: string, disk: Disk): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) removeTree(path, disk)
    else disk.remove(path)
  }
  disk.removeFolder(folder)
}

/** Only the very file that was written down, if cut short: one that somebody put there since stays. */
function removeIfSame(out: string, { path, mtimeMs }: Removal, disk: Disk): void {
  const stats = statsOf(join(out, path))
  if (stats?.isFile() && stats.mtimeMs === mtimeMs) disk.remove(join(out, path))
}

function removeEmptyAbove(out: string, path: string, disk: Disk): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    if (!removeIfEmpty(join(out, folder), disk)) return
}

function removeEmptyTree(folder: string, disk: Disk): void {
  for (const name of readdirSync(folder)) removeEmptyTree(join(folder, name), disk)
  disk.removeFolder(folder)
}

function removeIfEmpty(folder: string, disk: Disk): boolean {
  try {
    if (readdirSync(folder).length > 0) return false
  } catch {
    return true
  }
  disk.removeFolder(folder)
  return true
}

/** A journal, if it is one and stays in the output: a folder that came from elsewhere may bring anything along. */
function read(out: string, path: string): Journal | undefined {
  try {
    const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal
    const { early, trees = [], folders, moves, late } = journal
    const files = [...early, ...moves, ...late]
    const safe =
      files.every(({ n }) => Number.isInteger(n)) &&
      [...files.map((file) => file.path), ...trees, ...folders].every(staysBelow)
    return safe && !throughLinks(out, files) ? { ...journal, trees } : undefined
  } catch {
    return undefined
  }
}

function throughLinks(out: string, files: readonly Removal[]): boolean {
  const folders = [...new Set(files.flatMap(({ path }) => foldersOf(path)))]
  const staged = ['tree', ...folders.map((folder) => `tree/${folder}`)].map((folder) => join(stageFolder(out), folder))
  return [...folders.map((folder) => join(out, folder)), stageFolder(out), ...staged].some((folder) =>
    statsOf(folder)?.isSymbolicLink(),
  )
}

function exists(path: string): boolean {
  return statsOf(path) !== undefined
}
