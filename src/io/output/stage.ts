import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Diagnostic, RenderedFile } from '../../types.ts'
import { encode, hasBytes, hasBytesOf, sourceKey, stageBytes, stageCopy } from '../contents.ts'
import { type Disk, isSystemError, statsOf, systemDiagnostic } from '../disk.ts'
import { readImage } from '../images/store.ts'
import { withPlainFile } from '../plainFile.ts'
import type { Reach } from '../reach.ts'
import { realPathOf } from '../walk.ts'
import { type Move, type StagePlaces, stagedPath, treePath } from './journal.ts'
import type { Manifest, Written } from './manifest.ts'
import { foldersOf, isOwn, staysBelow } from './outputPath.ts'
import type { Places } from './places.ts'

/** The files of one build: the names of all, and those that differ from the output, ready to be moved there. */
export interface Stage {
  /** The site's root, absolute. */
  readonly root: string
  /** Tells a source that was replaced by a link since it was found. */
  readonly reach: Reach
  readonly places: StagePlaces
  /** Copied pictures keep the position that they were taken at. */
  readonly keepsPosition: boolean
  /** The output as messages name it. */
  readonly shown: string
  readonly disk: Disk
  readonly old: Manifest
  /** Files that are not certainly ours, in an output without a record: they give way to the site's, and else stay. */
  readonly strangers: ReadonlySet<string>
  /** The record of a moment ago, when all of it stood as it was left. */
  readonly seen?: Manifest | undefined
  /** Nothing stands in the output: no need to look, and what is staged is a tree that can be put in place whole. */
  readonly empty: boolean
  /** Folders of that tree, by their paths in the output. */
  readonly folders: Set<string>
  readonly moves: Move[]
  /** Entries of the next manifest. */
  readonly files: Map<string, Written>
  readonly unchanged: string[]
  /** The count of numbers of the stage that are taken. */
  count: number
}

/** Stages a file if it differs from what stands in the output. */
export function put(stage: Stage, file: RenderedFile, key = ''): readonly Diagnostic[] {
  const { path } = file
  if (!staysBelow(path) || isOwn(path)) return [diagnose('output-path-unsafe', { file: stage.shown }, { path })]
  try {
    const standing = stage.empty ? undefined : statsOf(join(stage.places.out, path))
    // A folder may be one of ours that the commit empties: the plan decides.
    if (standing && !standing.isDirectory() && !isOurs(stage, path, standing))
      return [diagnose('output-in-the-way', { file: `${stage.shown}/${path}` }, { origin: path })]
    if ('text' in file) putBytes(stage, path, encode(file.text), standing, key)
    else if ('copyFrom' in file) return putCopy(stage, path, file.copyFrom, standing)
    else if ('image' in file) return putImage(stage, file, standing, key)
    else {
      const bytes = readImage(stage.root, key)
      if (bytes) putBytes(stage, path, bytes, standing, key)
    }
    return []
  } catch (error) {
    const source = 'copyFrom' in file ? file.copyFrom : 'from' in file ? file.from : undefined
    if (source && isSystemError(error) && error.path === join(stage.root, source))
      return [diagnose('file-unreadable', { file: source }, { code: error.code })]
    return [systemDiagnostic(error, stage.shown)]
  }
}

/** The next number of the stage. */
export function nextNumber(stage: Stage): number {
  if (stage.count === 0) stage.disk.makeFolder(stage.places.stage)
  return ++stage.count
}

/** The place where a file is staged, with its number there. */
function placeFor(stage: Stage, path: string): readonly [n: number, staged: string] {
  if (!stage.empty) {
    const n = nextNumber(stage)
    return [n, stagedPath(stage.places, { n, path })]
  }
  for (const folder of ['', ...foldersOf(path)]) {
    if (stage.folders.has(folder)) continue
    if (folder === '') nextNumber(stage)
    stage.disk.makeFolder(treePath(stage.places, folder))
    stage.folders.add(folder)
  }
  return [0, treePath(stage.places, path)]
}

function putBytes(stage: Stage, path: string, bytes: Uint8Array, standing: Stats | undefined, key: string): void {
  const isSame = mayHave(bytes.length, stage, path, standing) && hasBytes(join(stage.places.out, path), bytes)
  if (isSame) keep(stage, path, entryOf(standing, key))
  else {
    const [n, staged] = placeFor(stage, path)
    move(stage, n, path, stageBytes(staged, bytes, stage.disk), standing, key)
  }
}

function putCopy(stage: Stage, path: string, from: string, standing: Stats | undefined): readonly Diagnostic[] {
  const absolute = join(stage.root, from)
  const known = stage.old.files.get(path)
  const source = withPlainFile(absolute, (_fd, stats) => sourceKey(from, stats, stage.keepsPosition))
  if (known && source && known.source === source && sameStats(known, standing)) {
    keep(stage, path, known)
    return []
  }
  const real = stage.reach.realOf(from)
  if (real === undefined) return [diagnose('link-outside', { file: from }, { target: realPathOf(absolute) ?? '' })]
  const [n, place] = placeFor(stage, path)
  const staged = stageCopy(real, place, stage.disk, stage.keepsPosition)
  const isSame = mayHave(staged.size, stage, path, standing) && hasBytesOf(join(stage.places.out, path), place)
  if (!isSame) move(stage, n, path, staged, standing, source)
  else {
    stage.disk.remove(place)
    keep(stage, path, entryOf(standing, source))
  }
  return []
}

/** Puts the picture that was encoded under `key`; its original where the store has it no more. */
function putImage(
  stage: Stage,
  { path, from }: Extract<RenderedFile, { from: string }>,
  standing: Stats | undefined,
  key: string,
): readonly Diagnostic[] {
  const bytes = readImage(stage.root, key)
  if (!bytes) return putCopy(stage, path, from, standing)
  putBytes(stage, path, bytes, standing, key)
  return []
}

/** Keeps a file that was made of what `was` stands for and stands as it was left. */
export function keepMade(stage: Stage, path: string, key: string, was = key): boolean {
  const known = madeBefore(stage, path, was)
  if (known) keep(stage, path, key === was ? known : entryOf(known, key))
  return known !== undefined
}

/** The text of a file that stands as it was left. */
export function standing({ old, places: { out } }: Stage, path: string): string | undefined {
  const known = old.files.get(path)
  if (!known || !sameStats(known, statsOf(`${out}/${path}`))) return undefined
  return withPlainFile(join(out, path), (fd) => readFileSync(fd, 'utf8'))
}

/** The entry of a file that was made of the same and stands as it was left. */
export function madeBefore(
  { old, places: { out }, seen }: Pick<Stage, 'old' | 'seen'> & { readonly places: Places },
  path: string,
  key: string,
): Written | undefined {
  const known = old.files.get(path)
  if (known?.source !== key) return undefined
  const { size, mtimeMs } = seen?.files.get(path) ?? {}
  const wasSeen = known.size === size && known.mtimeMs === mtimeMs
  return wasSeen || sameStats(known, statsOf(join(out, path))) ? known : undefined
}

function entryOf({ size, mtimeMs }: Pick<Written, 'size' | 'mtimeMs'>, source = ''): Written {
  return { size, mtimeMs, ...(source && { source }) }
}

function keep(stage: Stage, path: string, entry: Written): void {
  stage.files.set(path, entry)
  stage.unchanged.push(path)
}

function move(stage: Stage, n: number, path: string, staged: Stats, standing: Stats | undefined, source = ''): void {
  const { size, mtimeMs } = staged
  stage.moves.push({ n, path, size, mtimeMs, replaces: standing?.isFile() ?? false })
  stage.files.set(path, entryOf(staged, source))
}

/** True where a file of ours, touched or not, stands in the output with so many bytes. */
function mayHave(size: number, { old }: Stage, path: string, standing: Stats | undefined): standing is Stats {
  return old.files.has(path) && standing?.isFile() === true && standing.size === size
}

function sameStats(known: Written, standing: Stats | undefined): boolean {
  return standing?.isFile() === true && standing.size === known.size && standing.mtimeMs === known.mtimeMs
}

/**
 * True for a file in the output that is ours to replace: the manifest has its path,
 * or, where the file system does not tell case or Unicode forms apart, has the same file under another spelling.
 */
function isOurs({ old, places: { out } }: Stage, path: string, standing: Stats): boolean {
  if (!standing.isFile()) return false
  if (old.files.has(path)) return true
  const folded = fold(path)
  for (const known of old.files.keys())
    if (fold(known) === folded && lstatSync(join(out, known), { throwIfNoEntry: false })?.ino === standing.ino)
      return true
  return false
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
