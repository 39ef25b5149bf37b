import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readPlainFile } from './plainFile.ts'

/** Bytes: more than any sitemap may have. */
const limit = 64_000_000

/** A text file's content, or undefined where it can't be read, is too large, or no plain file. */
export function readText(path: string): string | undefined {
  try {
    return readPlainFile(path, limit).bytes.toString()
  } catch {
    return undefined
  }
}

/** Writes a file that is not there yet, with its folders; false where it is. */
export function writeNewText(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
}
