import { hash } from 'node:crypto'
import { join } from 'node:path'
import { programPrint } from '../io/inputs.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { openStore, type Store } from '../io/kept/store.ts'
import { packageRoot } from '../packageRoot.ts'

/** Results that a build keeps on disk for those that follow, under keys of all that they were made of. */
export interface Cache {
  readonly store: Store
  /** A hash of the program: what another version made is not there. */
  readonly program: string
}

/** `running` is a module of the program; undefined where that runs from its sources. */
export function openCache(
  root: string,
  running: string,
  program = programPrint(packageRoot, running),
): Cache | undefined {
  return program === undefined ? undefined : { store: openStore(join(cacheFolder(root), 'bodies')), program }
}

let room = Buffer.alloc(0)

/** By way of UTF-16, which is a mere copy. */
export function hashText(text: string): string {
  if (room.length < 2 * text.length) room = Buffer.allocUnsafeSlow(4 * text.length)
  return hash('sha1', room.subarray(0, room.write(text, 'utf16le')))
}
