import {
  copyFileSync,
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Plain files below a folder, as posix paths relative to it, in order; links and `.git` are passed over. `''` alone for a file. */
export function listFiles(folder: string): readonly string[] {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isFile() ? [''] : found ? below(folder, '').sort() : []
}

/** Links below a folder, which are never followed, as posix paths relative to it. */
export function listLinks(folder: string): readonly string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  return isFolder ? below(folder, '', (entry) => entry.isSymbolicLink()).sort() : []
}

/** A recursion of our own: readdir's follows links from Node 22 on. */
function below(folder: string, path: string, isWanted = (entry: Dirent) => entry.isFile()): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const child = path ? `${path}/${entry.name}` : entry.name
    if (entry.isDirectory()) return entry.name === '.git' ? [] : below(folder, child, isWanted)
    return isWanted(entry) && entry.name !== '.git' ? [child] : []
  })
}

export type CopyState = 'absent' | 'same' | 'different'

/** Tells a copy that is made already: equal in size and in date to the second. */
export function copyState(from: string, to: string): CopyState {
  if (!existsSync(to)) return 'absent'
  const [a, b] = [statSync(from), statSync(to)]
  return a.size === b.size && Math.abs(a.mtimeMs - b.mtimeMs) < 1000 ? 'same' : 'different'
}

/** Copies a file with its dates, making the folders it needs. */
export function copyWithDates(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  const { atime, mtime } = statSync(from)
  utimesSync(to, atime, mtime)
}

export function isEmptyFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
