import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A new folder with the given files, gone when the test ends. `base` says where it is made. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}, base = tmpdir()): string {
  const { folder, remove } = lastingFolder(files, base)
  onTestFinished(remove)
  return folder
}

/** The same for several tests, gone when it is removed. */
export function lastingFolder(files: Readonly<Record<string, string | Uint8Array>> = {}, base = tmpdir()) {
  const folder = realpathSync(mkdtempSync(join(base, 'ruoyu-')))
  // Anybody may enter: some tests run a child that is not root.
  chmodSync(folder, 0o755)
  for (const [path, content] of Object.entries(files)) writeIn(folder, path, content)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A folder in memory, for tests that publish hundreds of times; any folder where there is none. */
export const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export function writeIn(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

/** Waits until new files count as old: a file's own time can be set, the time of its last change can't. */
export const age = (): Promise<void> => sleep(40)

/** Runs `action` without root's right to pass over permissions. */
export async function asNobody<T>(action: () => Promise<T> | T): Promise<T> {
  const user = process.geteuid?.()
  if (user === 0) process.seteuid?.(65534)
  try {
    return await action()
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
}
