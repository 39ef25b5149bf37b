import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { statsOf } from '../disk.ts'
import { manifestName } from './manifest.ts'
import { foldersOf, ownFolder, staysBelow } from './outputPath.ts'
import type { Places } from './places.ts'

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
  /** The stage is in the output, for no rename leads there from beside it. */
  readonly apart: boolean
  /** Files whose names become folders, or that lie in a folder whose name becomes a file. */
  readonly early: readonly Removal[]
  /** Names in `stage/tree` to put in place whole: folders and files of an output in which nothing stands. */
  readonly trees: readonly string[]
  /** Folders to make, outer ones first, those of whole trees among them. */
  readonly folders: readonly string[]
  readonly moves: readonly Move[]
  readonly late: readonly Removal[]
}

/** Places and, in the output or beside it, the folder where files wait for the commit. */
export interface StagePlaces extends Places {
  readonly stage: string
  readonly apart: boolean
}

/** Stands among the moves for the manifest, which is published like any file, so that it and the site can't disagree. */
export const manifestPath = ownFolder

export function withStage({ out, own }: Places, apart: boolean): StagePlaces {
  return { out, own, apart, stage: apart ? join(out, ownFolder) : join(own, 'stage') }
}

export const treePath = ({ stage }: StagePlaces, path: string): string => `${stage}/tree/${path}`
export const stagedPath = (places: StagePlaces, { n, path }: Pick<Removal, 'n' | 'path'>): string => {
  if (path === manifestPath) return `${places.own}/${manifestName}.new`
  return n === 0 ? treePath(places, path) : `${places.stage}/${n}`
}
export const keptPath = (places: StagePlaces, { n, path }: Removal): string =>
  path === manifestPath ? `${places.own}/${manifestName}.old` : `${places.stage}/${n}.old`
export const placeOf = ({ out, own }: Places, path: string): string =>
  path === manifestPath ? `${own}/${manifestName}` : `${out}/${path}`
export const undoName = 'undo.json'
export const journalPath = ({ own }: Places): string => join(own, 'journal.json')
export const undoPath = ({ own }: Places): string => join(own, undoName)

/** True where a commit was broken off. */
export function isHalfDone(places: Places): boolean {
  return [journalPath, undoPath].some((path) => statsOf(path(places)))
}

/** A journal, if it is one and stays in the output: a folder that came from elsewhere may bring anything along. */
export function readJournal(places: Places, path: string): Journal | undefined {
  try {
    const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal
    const { apart = false, early, trees = [], folders, moves, late } = journal
    const files = [...early, ...moves, ...late]
    const safe =
      files.every(({ n }) => Number.isInteger(n)) &&
      [...files.map((file) => file.path), ...trees, ...folders].every(staysBelow)
    return safe && !throughLinks(withStage(places, apart), files) ? { ...journal, apart, trees } : undefined
  } catch {
    return undefined
  }
}

function throughLinks({ out, stage }: StagePlaces, files: readonly Removal[]): boolean {
  const folders = [...new Set(files.flatMap(({ path }) => foldersOf(path)))]
  const staged = ['tree', ...folders.map((folder) => `tree/${folder}`)].map((folder) => join(stage, folder))
  return [...folders.map((folder) => join(out, folder)), stage, ...staged].some((folder) =>
    statsOf(folder)?.isSymbolicLink(),
  )
}
