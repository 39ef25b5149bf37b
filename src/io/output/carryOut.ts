import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Disk, isSystemError, quietly, statsOf, syncFolder, writeFully } from '../disk.ts'
import {
  isHalfDone,
  type Journal,
  journalPath,
  keptPath,
  type Move,
  placeOf,
  type Removal,
  readJournal,
  type StagePlaces,
  stagedPath,
  treePath,
  undoName,
  undoPath,
  withStage,
} from './journal.ts'
import { isLock } from './lock.ts'
import { manifestName } from './manifest.ts'
import { ownFolder } from './outputPath.ts'
import type { Places } from './places.ts'

/**
 * Carries a commit out, wholly or not at all. Until the journal has its name nothing of the site has changed;
 * from then on a start of Ruoyu finishes it. If the system refuses a step, what was done is undone and its error thrown.
 */
export function carryOut(places: StagePlaces, journal: Journal, disk: Disk): void {
  keep(places, journal, disk)
  const draft = `${journalPath(places)}.new`
  disk.create(draft, (fd) => writeFully(fd, Buffer.from(JSON.stringify(journal))), true)
  disk.rename(draft, journalPath(places))
  syncFolder(places.own)
  try {
    forward(places, journal, disk)
  } catch (error) {
    if (isSystemError(error)) undo(places, journal, disk)
    throw error
  }
  finish(places, disk)
}

/** Second names for all that the commit takes away, so that it can be undone. */
function keep(places: StagePlaces, { early, moves, late }: Journal, disk: Disk): void {
  for (const file of [...early, ...moves.filter(({ replaces }) => replaces), ...late])
    disk.link(placeOf(places, file.path), keptPath(places, file))
}

/**
 * Finishes what the last start left half done, or undoes it where that can't be; then takes away all that a publish
 * needs while it goes on, and what version 0.1.0 kept in the output. Tells which way it went, if there was anything.
 */
export function recover(places: Places, disk: Disk): 'forward' | 'back' | undefined {
  const undone = readJournal(places, undoPath(places))
  const journal = undone ?? readJournal(places, journalPath(places))
  if (!journal) {
    tidy(places, disk)
    return undefined
  }
  const staged = withStage(places, journal.apart)
  if (!undone && isWhole(staged, journal)) {
    forward(staged, journal, disk, true)
    finish(staged, disk)
    return 'forward'
  }
  undo(staged, journal, disk)
  return 'back'
}

/** True where a start left anything but what it published: it was broken off, or it goes on. */
export function isUntidy({ out, own }: Places): boolean {
  return exists(join(out, ownFolder)) || namesIn(own).some((name) => name !== manifestName)
}

/** Throws away what was staged, unless a commit that was broken off still needs it. */
export function discard(places: Places, disk: Disk): void {
  if (!isHalfDone(places)) tidy(places, disk)
}

/** False where a power cut took bytes of new files: those are not forced to the disk one by one. */
function isWhole(places: StagePlaces, { moves }: Journal): boolean {
  return moves.every((move) => {
    const { path, size, mtimeMs } = move
    const staged = statsOf(stagedPath(places, move))
    if (staged) return staged.size === size
    const placed = statsOf(placeOf(places, path))
    return placed?.mtimeMs !== mtimeMs || placed.size === size
  })
}

function forward(
  places: StagePlaces,
  { early, trees, folders, moves, late }: Journal,
  disk: Disk,
  again = false,
): void {
  for (const removal of early) removeIfSame(places, removal, disk)
  for (const name of trees)
    if (!again || exists(treePath(places, name))) disk.rename(treePath(places, name), placeOf(places, name))
  const isWhole = trees.length > 0
  for (const folder of isWhole ? [] : folders)
    if (!again || !exists(placeOf(places, folder))) disk.makeFolder(placeOf(places, folder))
  for (const move of isWhole ? moves.filter(({ n }) => n > 0) : moves)
    if (!again || exists(stagedPath(places, move))) putInPlace(places, move, disk)
  for (const removal of late) removeIfSame(places, removal, disk)
  for (const removal of late) removeEmptyAbove(places, removal.path, disk)
}

function putInPlace(places: StagePlaces, move: Move, disk: Disk): void {
  const place = placeOf(places, move.path)
  try {
    disk.rename(stagedPath(places, move), place)
  } catch (error) {
    // A folder whose files were all ours becomes a file.
    if (!isSystemError(error) || !statsOf(place)?.isDirectory()) throw error
    removeEmptyTree(place, disk)
    disk.rename(stagedPath(places, move), place)
  }
}

/** Puts back what was changed, and touches nothing else. Marked first, so that a start that finds this half done goes on with it. */
function undo(places: StagePlaces, { early, folders, moves, late }: Journal, disk: Disk): void {
  if (!exists(undoPath(places))) disk.rename(journalPath(places), undoPath(places))
  for (const move of moves.toReversed()) {
    if (exists(stagedPath(places, move))) continue
    if (exists(keptPath(places, move))) disk.rename(keptPath(places, move), placeOf(places, move.path))
    else if (!move.replaces) removeIfSame(places, move, disk)
  }
  for (const folder of folders.toReversed()) removeIfEmpty(placeOf(places, folder), disk)
  for (const file of [...early, ...late]) {
    const place = placeOf(places, file.path)
    if (!exists(keptPath(places, file)) || exists(place)) continue
    makeFolders(dirname(place), disk)
    disk.rename(keptPath(places, file), place)
  }
  tidy(places, disk)
}

function makeFolders(folder: string, disk: Disk): void {
  if (exists(folder)) return
  makeFolders(dirname(folder), disk)
  disk.makeFolder(folder)
}

/** Tidies up behind a new site. The rest is left to the next start, which may find the journal and does no harm. */
function finish(places: Places, disk: Disk): void {
  quietly(() => {
    disk.remove(journalPath(places))
    tidy(places, disk)
  })
}

/** Takes away all of ours but the manifest and locks; the mark of an undoing last, so that it goes on if it is broken off. */
function tidy({ out, own }: Places, disk: Disk): void {
  const done = namesIn(own).filter((name) => name !== manifestName && name !== undoName && !isLock(name))
  for (const path of [`${out}/${ownFolder}`, ...done.map((name) => `${own}/${name}`), undoPath({ out, own })]) {
    const stats = statsOf(path)
    if (stats?.isDirectory()) removeTree(path, disk)
    else if (stats) disk.remove(path)
  }
}

function namesIn(folder: string): readonly string[] {
  return statsOf(folder)?.isDirectory() ? readdirSync(folder) : []
}

function removeTree(folder: string, disk: Disk): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) removeTree(path, disk)
    else disk.remove(path)
  }
  disk.removeFolder(folder)
}

/** Removes only the very file that was written down, if cut short: one that somebody put there since stays. */
function removeIfSame(places: Places, { path, mtimeMs }: Removal, disk: Disk): void {
  const place = placeOf(places, path)
  const stats = statsOf(place)
  if (stats?.isFile() && stats.mtimeMs === mtimeMs) disk.remove(place)
}

function removeEmptyAbove({ out }: Places, path: string, disk: Disk): void {
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

function exists(path: string): boolean {
  return statsOf(path) !== undefined
}
