import { hash } from 'node:crypto'
import { accessSync, constants, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Config } from '../../types.ts'
import { isSystemError, quietly, statsOf } from '../disk.ts'
import { isInside, realAsFar } from '../walk.ts'
import { ownFolder } from './outputPath.ts'

/** The folder that a site is published to, and the one with what Ruoyu needs for that: record, lock, and for a time journal and stage. */
export interface Places {
  /** The output, absolute, links resolved as far as it exists: it holds the site and nothing else. */
  readonly out: string
  /** The folder beside it with all that is ours. */
  readonly own: string
}

/**
 * Beside the output is `.ruoyu/` at the site's root, and for an output that lies elsewhere in the folder that holds it;
 * again at the root where that folder may not be written to. In it each output has a folder by its path.
 */
export function placesOf(root: string, config: Config): Places {
  const out = realAsFar(resolve(root, config.output))
  const site = realAsFar(root)
  const home = isInside(out, site) || !mayWrite(dirname(out)) ? site : dirname(out)
  const name = encodeURIComponent(relative(home, out))
  return { out, own: join(home, ownFolder, 'output', name.length > 200 ? hash('sha1', name) : name) }
}

/** The folders down to our own, outer ones first. */
export function ownFolders({ own }: Places): readonly string[] {
  return [dirname(dirname(own)), dirname(own), own]
}

/** Keeps what is ours out of the site's repository. A file that is empty was cut short as it was written. */
export function hideFromGit(places: Places): void {
  const [home = ''] = ownFolders(places)
  const file = join(home, '.gitignore')
  if (!statsOf(file)?.size) writeFileSync(file, '*\n')
}

/** Takes our folders away where there is nothing in them. */
export function removeOwnIfEmpty(places: Places): void {
  const [home = '', ...inner] = ownFolders(places)
  quietly(() => {
    for (const folder of inner.toReversed()) rmdirSync(folder)
    if (readdirSync(home).every((name) => name === '.gitignore')) rmSync(join(home, '.gitignore'), { force: true })
    rmdirSync(home)
  })
}

/** True where no rename leads from one folder to the other: on another file system, or another mount of the same. */
export function isApart(from: string, to: string): boolean {
  if (statSync(from).dev !== statSync(to).dev) return true
  try {
    // The system asks for the mount before it looks for the file, which is not there.
    renameSync(join(from, 'none'), join(to, 'none'))
    return false
  } catch (error) {
    return isSystemError(error) && error.code === 'EXDEV'
  }
}

/** True where something may be made in a folder, or in the one that will hold it. */
function mayWrite(folder: string): boolean {
  if (!statsOf(folder) && dirname(folder) !== folder) return mayWrite(dirname(folder))
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
