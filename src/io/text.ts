import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
  return createText(path, text)
}

/** The same in a folder that is there. */
export function createText(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes what is in a folder, but for some names, and the folder where nothing is left in it. */
export function removeFolder(path: string, spared: readonly string[]): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const names = readdirSync(path)
  for (const name of names) if (!spared.includes(name)) rmSync(join(path, name), { recursive: true, force: true })
  if (!names.some((name) => spared.includes(name))) rmSync(path, { recursive: true })
}
