import { readdirSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Checked, Diagnostic } from '../../types.ts'
import { statsOf } from '../disk.ts'
import { type Journal, type Move, manifestPath, type Removal, type StagePlaces } from './journal.ts'
import { foldersOf, isOwn } from './outputPath.ts'

/** All that is to be done, before anybody has looked whether it can be. */
export interface Changes {
  readonly moves: readonly Move[]
  /** Paths that we wrote and that the site no longer has. */
  readonly gone: ReadonlySet<string>
  /** Names of a whole site that was staged for an output in which nothing stood. */
  readonly trees: ReadonlySet<string>
  /** Gives a file of `stage/` its number. */
  readonly number: () => number
}

/**
 * Orders the changes, and looks for what stands in their way. First what clears the way, then files that others
 * point to, then those that point; what nothing points to any more goes last. `shown` names the output in messages.
 */
export function planCommit(
  { out, apart }: StagePlaces,
  shown: string,
  { moves, gone, trees, number }: Changes,
): Checked<Journal> {
  const diagnostics: Diagnostic[] = []
  const folders = new Set<string>()
  const clears = new Set<string>()
  const inTheWay = (path: string, origin: string): void => {
    diagnostics.push(diagnose('output-in-the-way', { file: `${shown}/${path}` }, { origin }))
  }
  const look = looker(out)
  for (const { path } of moves) {
    if (path === manifestPath) continue
    for (const folder of foldersOf(path)) {
      if (folders.has(folder)) continue
      const stats = folders.has(dirname(folder)) ? undefined : look(folder)
      if (stats?.isDirectory()) continue
      if (stats && !(stats.isFile() && gone.has(folder))) inTheWay(folder, path)
      if (stats) clears.add(folder)
      folders.add(folder)
    }
    if (!folders.has(dirname(path)) && look(path)?.isDirectory())
      for (const file of filesBelow(out, path)) gone.has(file) ? clears.add(file) : inTheWay(file, path)
  }
  const removals = [...gone].flatMap((path) => toRemoval(path, look, number))
  const value: Journal = {
    apart,
    early: removals.filter(({ path }) => clears.has(path)),
    // Trees go file by file where something has come to stand there since.
    trees: [...trees].some(look) ? [] : [...trees].sort(byRank),
    folders: [...folders],
    moves: [...moves].sort((a, b) => byRank(a.path, b.path)),
    late: removals.filter(({ path }) => !clears.has(path)),
  }
  return { value, diagnostics }
}

function byRank(a: string, b: string): number {
  return rank(a) - rank(b)
}

/** Stylesheets, scripts and images; then pages; then what leads readers to new pages; the manifest at the very end. */
function rank(path: string): number {
  if (isOwn(path)) return 3
  if (path === 'index.html' || /\.xml$|^feed\.json$/.test(path)) return 2
  return path.endsWith('.html') ? 1 : 0
}

/** A file of ours, as it is now; nothing where it is gone or something else took its place or its folder's. */
function toRemoval(path: string, look: (path: string) => Stats | undefined, number: () => number): readonly Removal[] {
  if (!foldersOf(path).every((folder) => look(folder)?.isDirectory())) return []
  const stats = look(path)
  return stats?.isFile() ? [{ n: number(), path, size: stats.size, mtimeMs: stats.mtimeMs }] : []
}

function looker(out: string): (path: string) => Stats | undefined {
  const seen = new Map<string, Stats | undefined>()
  return (path) => {
    if (!seen.has(path)) seen.set(path, statsOf(`${out}/${path}`))
    return seen.get(path)
  }
}

function filesBelow(out: string, folder: string): readonly string[] {
  return readdirSync(`${out}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(out, path) : [path]
  })
}
