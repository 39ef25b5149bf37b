import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Checked, Config, Diagnostic, RenderedFile } from '../../types.ts'
import { copyFolders } from '../assets.ts'
import { createDisk, type OnStep, quietly, systemDiagnostic, writeFully } from '../disk.ts'
import { reachOf } from '../reach.ts'
import { isInside } from '../walk.ts'
import { writeAtomic } from './atomic.ts'
import { carryOut, discard, recover } from './carryOut.ts'
import { planCommit } from './commitPlan.ts'
import { isHalfDone, type Move, manifestPath, stagedPath, withStage } from './journal.ts'
import { type Lock, takeLock } from './lock.ts'
import { emptyManifest, formatManifest, type Manifest, manifestName, readManifest } from './manifest.ts'
import { refuseOutput } from './outputFolder.ts'
import { ownFolder } from './outputPath.ts'
import { hideFromGit, isApart, type Places, placesOf, removeOwnIfEmpty } from './places.ts'
import { keepMade, nextNumber, put, type Stage, standing } from './stage.ts'
import { foreignIn, isOfHost, takeOver } from './takeOver.ts'

export interface PublishOptions {
  /** Milliseconds to wait for another build of the same output. */
  readonly wait?: number
  /** The manifest as it was a moment ago, when all that it names stood as it was left: there is no need to look again. */
  readonly seen?: Manifest | undefined
  readonly onStep?: OnStep
}

/** Paths below the output. */
export interface Published {
  readonly written: readonly string[]
  readonly unchanged: readonly string[]
  readonly removed: readonly string[]
}

/**
 * Takes the finished files of one build and puts them in place together. Nothing of the site changes before `commit`;
 * after it all of it has, or after the next start if it is broken off. One of `commit` and `abandon` must end it.
 */
export interface Publisher {
  /**
   * Stages a file if it differs from what stands in the output. Its errors are told at the end. `key` stands for all
   * that a text was made of.
   */
  readonly put: (file: RenderedFile, key?: string) => void
  /**
   * Keeps a file of the output that was made of what `was` stands for and was not touched since; else false, and nothing
   * is done.
   */
  readonly keep: (path: string, key: string, was?: string) => boolean
  /** The text of a file of the output that was not touched since it was written. */
  readonly standing: (path: string) => string | undefined
  /** `note` is kept in the manifest for the next build to read. With an error the site is as before. */
  readonly commit: (note?: string) => Checked<Published>
  /** Leaves the site as it is; gives the errors of `put`. */
  readonly abandon: () => readonly Diagnostic[]
}

const nothing: Published = { written: [], unchanged: [], removed: [] }

/** Opens a site's output for one build, and first finishes what an earlier one left half done. */
export async function openPublisher(
  root: string,
  config: Config,
  { wait = 10_000, seen, onStep }: PublishOptions = {},
): Promise<Checked<Publisher | undefined>> {
  try {
    const refused = refuseOutput(root, config)
    if (refused) return { value: undefined, diagnostics: [refused] }
    const places = placesOf(root, config)
    const lock = await takeLock(join(places.own, 'lock'), wait).finally(() => removeOwnIfEmpty(places))
    if (typeof lock === 'number') {
      return { value: undefined, diagnostics: [diagnose('output-locked', { file: config.output }, { pid: lock })] }
    }
    const reach = reachOf(root, copyFolders(config))
    const keepsPosition = config.images.metadata === 'keep'
    return openLocked(places, { root, reach, keepsPosition, shown: config.output, lock, seen, onStep })
  } catch (error) {
    return { value: undefined, diagnostics: [systemDiagnostic(error, config.output)] }
  }
}

/** Takes away the folders that were made for us, from the inner one out, as far as they are empty. */
function removeEmptyFolders(out: string, made: string | undefined): void {
  try {
    for (let folder = out; made && isInside(folder, made); folder = dirname(folder)) rmdirSync(folder)
  } catch {} // The first that is not empty ends it.
}

interface LockedMeans extends Pick<PublishOptions, 'seen'>, Pick<Stage, 'root' | 'reach' | 'keepsPosition' | 'shown'> {
  readonly lock: Lock
  readonly onStep: OnStep | undefined
}

function openLocked(
  places: Places,
  { root, reach, keepsPosition, shown, lock, seen, onStep }: LockedMeans,
): Checked<Publisher | undefined> {
  const { out, own } = places
  const disk = createDisk(onStep)
  let made: string | undefined
  const release = (): void => {
    lock.release()
    removeOwnIfEmpty(places)
    removeEmptyFolders(out, made)
  }
  try {
    made = mkdirSync(out, { recursive: true })
    hideFromGit(places)
    inheritManifest(places)
    const direction = uninterrupted(() => recover(places, disk))
    const diagnostics = direction ? [diagnose('output-recovered', { file: shown }, { direction })] : []
    const empty = readdirSync(out).length === 0
    const record = readManifest(own, seen)
    const example = record ? undefined : foreignIn(out)
    if (example) {
      release()
      return {
        value: undefined,
        diagnostics: [...diagnostics, diagnose('output-foreign', { file: shown }, { example })],
      }
    }
    const { manifest: old, strangers } =
      record || empty ? { manifest: record ?? emptyManifest, strangers: new Set<string>() } : takeOver(out)
    const stage: Stage = {
      ...{ root, reach, keepsPosition, places: withStage(places, isApart(own, out)) },
      ...{ shown, disk, old, strangers, seen, empty },
      ...{ folders: new Set(), moves: [], files: new Map(), unchanged: [], count: 0 },
    }
    return { value: createPublisher(stage, { ...lock, release }), diagnostics }
  } catch (error) {
    const diagnostic = systemDiagnostic(error, shown)
    release()
    return { value: undefined, diagnostics: [diagnostic] }
  }
}

/** Version 0.1.0 kept its manifest in the output; one that it left in mid-commit says nothing certain. */
function inheritManifest({ out, own }: Places): void {
  const older = { out, own: join(out, ownFolder) }
  if (existsSync(join(own, manifestName)) || !readManifest(older.own) || isHalfDone(older)) return
  writeAtomic(join(own, manifestName), readFileSync(join(older.own, manifestName)))
}

function createPublisher(stage: Stage, lock: Lock): Publisher {
  const failures: Diagnostic[] = []
  return {
    keep: (path, key, was) => keepMade(stage, path, key, was),
    standing: (path) => standing(stage, path),
    put: (file, key) => {
      // A disk that refuses once refuses again; all other faults are told together.
      if (failures.some(({ code }) => code === 'write-failed')) return
      lock.beat()
      failures.push(...put(stage, file, key))
    },
    commit: (note = '') => {
      if (!lock.held()) failures.push(diagnose('output-locked', { file: stage.shown }, { pid: 0 }))
      const result = failures.length > 0 ? { value: nothing, diagnostics: failures } : tryCommit(stage, note)
      close(stage, lock)
      return result
    },
    abandon: () => {
      close(stage, lock)
      return failures
    },
  }
}

function close({ places, disk }: Stage, lock: Lock): void {
  // A stage that can't be removed is thrown away by the next start.
  quietly(() => {
    if (lock.held()) discard(places, disk)
  })
  lock.release()
}

function tryCommit(stage: Stage, note: string): Checked<Published> {
  try {
    return commit(stage, note)
  } catch (error) {
    return { value: nothing, diagnostics: [systemDiagnostic(error, stage.shown)] }
  }
}

function commit(stage: Stage, note: string): Checked<Published> {
  const { places, shown, old, strangers, files, moves, unchanged } = stage
  const gone = new Set([...old.files.keys()].filter((path) => !files.has(path) && !strangers.has(path)))
  const written = moves.map(({ path }) => path)
  const published = { written, unchanged, removed: [...gone] }
  const manifest = formatManifest({ note, files })
  if (written.length === 0 && manifest === formatManifest(old)) return { value: published, diagnostics: [] }
  const trees = new Set(moves.filter(({ n }) => n === 0).map(({ path }) => path.split('/', 1)[0] ?? ''))
  const plan = planCommit(places, shown, {
    moves: [...moves, stageManifest(stage, manifest)],
    gone,
    trees,
    number: () => nextNumber(stage),
  })
  if (plan.diagnostics.length > 0) return { value: nothing, diagnostics: plan.diagnostics }
  uninterrupted(() => carryOut(places, plan.value, stage.disk))
  return { value: published, diagnostics: left(stage) }
}

/** Names what an output without a record held that may be somebody else's; the host's own files it always holds. */
function left({ shown, strangers, files }: Stage): readonly Diagnostic[] {
  const paths = [...strangers].filter((path) => !files.has(path) && !isOfHost(path))
  if (paths.length === 0) return []
  const names = paths.length > 10 ? [...paths.slice(0, 10), '…'] : paths
  return [diagnose('output-taken-over', { file: shown }, { names: names.join(', '), count: paths.length })]
}

/** The manifest is told apart from the site's files by its path, and needs no number of its own. */
function stageManifest({ places, disk }: Stage, manifest: string): Move {
  const move = { n: 1, path: manifestPath }
  const write = (fd: number): void => writeFully(fd, Buffer.from(manifest))
  const { size, mtimeMs } = disk.create(stagedPath(places, move), write, true)
  return { ...move, size, mtimeMs, replaces: existsSync(join(places.own, manifestName)) }
}

/** Lets an action that never pauses come to its end where the user or the system stops the program meanwhile. */
function uninterrupted<T>(action: () => T): T {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const remove = (): void => {
    for (const signal of signals) process.off(signal, stop)
  }
  const stop = (signal: NodeJS.Signals): void => {
    remove()
    process.kill(process.pid, signal)
  }
  for (const signal of signals) process.on(signal, stop)
  try {
    return action()
  } finally {
    // A signal that came meanwhile is told when the system is asked again, after the next turn.
    setImmediate(() => setImmediate(remove))
  }
}
