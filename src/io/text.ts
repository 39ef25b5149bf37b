import { readFileSync } from 'node:fs'

/** A small text file's content, or undefined where it can't be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
