import { mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Checked, Config, Diagnostic, RenderedFile } from '../../types.ts'
import { createDisk, type OnStep, quietly, systemDiagnostic, writeFully } from '../disk.ts'
import { isInside } from '../walk.ts'
import { planCommit } from './commitPlan.ts'
import { carryOut, discard, type Move, recover, stagedPath } from './journal.ts'
import { type Lock, takeLock } from './lock.ts'
import { emptyManifest, formatManifest, type Manifest, manifestPath, ownFolder, readManifest } from './manifest.ts'
import { outputFolder, refuseOutput } from './outputFolder.ts'
import { keepMade, nextNumber, put, type Stage, standing } from './stage.ts'

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
    const own = join(outputFolder(root, config), ownFolder)
    const made = mkdirSync(own, { recursive: true })
    const lock = await takeLock(join(own, 'lock'), wait).finally(() => removeMade(own, made))
    if (typeof lock === 'number') {
      return { value: undefined, diagnostics: [diagnose('output-locked', { file: config.output }, { pid: lock })] }
    }
    const release = (): void => {
      lock.release()
      removeMade(own, made)
    }
    return openLocked(root, config, { ...lock, release }, { seen, onStep })
  } catch (error) {
    return { value: undefined, diagnostics: [systemDiagnostic(error, config.output)] }
  }
}

/** Takes away the folders that were made for us, from the inner one out, as far as they are empty. */
function removeMade(own: string, made: string | undefined): void {
  try {
    for (let folder = own; made && isInside(folder, made); folder = dirname(folder)) rmdirSync(folder)
  } catch {} // The first that is not empty ends it.
}

function openLocked(
  root: string,
  config: Config,
  lock: Lock,
  { seen, onStep }: Pick<PublishOptions, 'seen'> & { readonly onStep: OnStep | undefined },
): Checked<Publisher | undefined> {
  const out = outputFolder(root, config)
  const disk = createDisk(onStep)
  try {
    const direction = recover(out, disk)
    const diagnostics = direction ? [diagnose('output-recovered', { file: config.output }, { direction })] : []
    const old = readManifest(out, seen) ?? emptyManifest
    const empty = readdirSync(out).every((name) => name === ownFolder)
    const shown = config.output
    const stage: Stage = {
      ...{ root, out, shown, disk, old, seen, empty },
      ...{ folders: new Set(), moves: [], files: new Map(), unchanged: [], count: 0 },
    }
    return { value: createPublisher(stage, lock), diagnostics }
  } catch (error) {
    const diagnostic = systemDiagnostic(error, config.output)
    lock.release()
    return { value: undefined, diagnostics: [diagnostic] }
  }
}

function createPublisher(stage: Stage, lock: Lock): Publisher {
  const failures: Diagnostic[] = []
  return {
    keep: (path, key, was) => {
      lock.beat()
      return keepMade(stage, path, key, was)
    },
    standing: (path) => standing(stage, path),
    put: (file, key) => {
      // What the disk refuses once it refuses again; all other faults are told together.
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

function close({ out, disk }: Stage, lock: Lock): void {
  // A stage that can't be removed now is thrown away by the next start.
  quietly(() => {
    if (lock.held()) discard(out, disk)
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
  const { out, old, files, moves, unchanged } = stage
  const gone = new Set([...old.files.keys()].filter((path) => !files.has(path)))
  const written = moves.map(({ path }) => path)
  const published = { written, unchanged, removed: [...gone] }
  const manifest = formatManifest({ note, files })
  if (written.length === 0 && manifest === formatManifest(old)) return { value: published, diagnostics: [] }
  const plan = planCommit(out, stage.shown, {
    moves: [...moves, stageManifest(stage, manifest)],
    gone,
    trees: new Set(moves.filter(({ n }) => n === 0).map(({ path }) => path.split('/', 1)[0] ?? '')),
    number: () => nextNumber(stage),
  })
  if (plan.diagnostics.length > 0) return { value: nothing, diagnostics: plan.diagnostics }
  carryOut(out, plan.value, stage.disk)
  return { value: published, diagnostics: [] }
}

/** The manifest is published like any file, so that it and the site can't disagree. */
function stageManifest(stage: Stage, manifest: string): Move {
  const n = nextNumber(stage)
  const write = (fd: number): void => writeFully(fd, Buffer.from(manifest))
  const { size, mtimeMs } = stage.disk.create(stagedPath(stage.out, n), write, true)
  return { n, path: manifestPath, size, mtimeMs, replaces: stage.old !== emptyManifest }
}
