import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { writeAtomic } from './output/atomic.ts'

/** The record of the last announcement, relative to the site's root: a file that a CI job can carry to the next. */
export const announcedFile = '.ruoyu/announced.json'

/** By the extension that told of them: hashes of contents by address. */
export type Announced = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The record; empty where there is none. Undefined where it is damaged: nobody knows then what was told. */
export function readAnnounced(root: string): Announced | undefined {
  try {
    const { ruoyu, extensions } = JSON.parse(readFileSync(resolve(root, announcedFile), 'utf8')) as {
      readonly ruoyu: number
      readonly extensions: Announced
    }
    return ruoyu === 1 && typeof extensions === 'object' && extensions !== null ? extensions : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {} : undefined
  }
}

export function writeAnnounced(root: string, extensions: Announced): void {
  writeAtomic(resolve(root, announcedFile), `${JSON.stringify({ ruoyu: 1, extensions }, null, 1)}\n`)
}
