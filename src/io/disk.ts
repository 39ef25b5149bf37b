import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeSync,
  writevSync,
} from 'node:fs'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Diagnostic } from '../types.ts'

/** Told before every change to the disk, with its ordinal from 1. An error that a test throws from it stops the publisher there. */
export type OnStep = (step: number) => void

/** Every way in which the publisher changes the disk. Paths are absolute; errors are the system's own. */
export interface Disk {
  /** Makes a new file of what `fill` writes into its descriptor; gives its stats when it is whole. */
  readonly create: (path: string, fill: (fd: number) => void, sync?: boolean) => Stats
  readonly rename: (from: string, to: string) => void
  /** A second name for a file, or a copy where the file system knows no such thing. */
  readonly link: (from: string, to: string) => void
  readonly remove: (path: string) => void
  readonly makeFolder: (path: string) => void
  readonly removeFolder: (path: string) => void
}

export function createDisk(onStep: OnStep = () => {}): Disk {
  let steps = 0
  const step = (): void => onStep(++steps)
  const stepped =
    <A extends readonly unknown[]>(change: (...paths: A) => void) =>
    (...paths: A): void => {
      step()
      change(...paths)
    }
  return {
    create: (path, fill, sync = false) => create(path, fill, sync, step),
    rename: stepped(renameSync),
    link: stepped(linkOrCopy),
    remove: stepped((path: string) => unlinkSync(path)),
    makeFolder: stepped((path: string) => mkdirSync(path)),
    removeFolder: stepped((path: string) => rmdirSync(path)),
  }
}

function create(path: string, fill: (fd: number) => void, sync: boolean, step: () => void): Stats {
  step()
  const fd = openSync(path, 'wx')
  try {
    step()
    fill(fd)
    if (sync) fsyncSync(fd)
    return fstatSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Writes all of it: the system may take less at once than it is given. */
export function writeFully(fd: number, bytes: Uint8Array): void {
  let done = 0
  while (done < bytes.length) done += writeSync(fd, bytes, done)
}

/** Writes all of them as `writeFully` does, at once where the system takes it all. */
export function writePieces(fd: number, pieces: readonly Uint8Array[]): void {
  let done = writevSync(fd, pieces)
  for (const piece of pieces) {
    if (done < piece.length) writeFully(fd, piece.subarray(done))
    done = Math.max(0, done - piece.length)
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (!isSystemError(error) || !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(error.code))
      throw error
    copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
}

/** Makes the names in a folder last over a power cut, where the system can. */
export function syncFolder(path: string): void {
  try {
    const fd = openSync(path, 'r')
    fsyncSync(fd)
    closeSync(fd)
  } catch {}
}

/** Stats of the thing itself, not of what a link points to; undefined where there is none. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    // A file stands where one of its folders would be.
    if (isSystemError(error) && error.code === 'ENOTDIR') return undefined
    throw error
  }
}

export interface SystemError extends NodeJS.ErrnoException {
  readonly code: string
  /** The second path of a rename or link. */
  readonly dest?: string
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && typeof (error as NodeJS.ErrnoException).code === 'string'
}

/** Does what the system allows; a refusal of its is no error. */
export function quietly(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** A refusal of the system as a message; an error that is not the system's is a fault of ours and thrown on. */
export function systemDiagnostic(error: unknown, file: string): Diagnostic {
  if (!isSystemError(error)) throw error
  return diagnose('write-failed', { file }, { code: error.code, path: error.dest ?? error.path ?? file })
}
