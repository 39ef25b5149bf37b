import { relative, resolve, sep } from 'node:path'
import { type Ignores, isLeftover } from './ignore.ts'
import { isInside, isLinkWithin, realPathOf } from './walk.ts'

/** Tells the files that are the site's own, links and all. */
export interface Reach {
  /** True for a real path, absolute, that a link may lead to. */
  readonly reaches: (real: string) => boolean
  /** The real path of a file of the site; undefined for one that is not there, or that a link leads to from where none may. */
  readonly realOf: (path: string) => string | undefined
}

interface Base {
  readonly absolute: string
  readonly real: string
  readonly isRead: (way: string) => boolean
}

/**
 * A link may lead into the folders that the site is read from, and there to what is found without a link as well, never
 * by a name that begins with a dot. Such a folder is no link itself, unless the config names a place out of the site.
 * `folders` and paths are relative to the root.
 */
export function reachOf(
  root: string,
  folders: readonly string[],
  ignoresIn: (folder: string) => Ignores = () => () => false,
): Reach {
  const bases = folders.flatMap((folder): readonly Base[] => {
    const absolute = resolve(root, folder)
    const real = realPathOf(absolute)
    return real === undefined || isLinkWithin(root, absolute)
      ? []
      : [{ absolute, real, isRead: readBy(folder, ignoresIn(folder)) }]
  })
  const reaches = (real: string): boolean =>
    bases.some((base) => isInside(real, base.real) && base.isRead(relative(base.real, real)))
  return {
    reaches,
    realOf: (path) => {
      const file = resolve(root, path)
      const real = realPathOf(file)
      const isPlain = ({ absolute, real: base }: Base): boolean =>
        isInside(file, absolute) && real === resolve(base, relative(absolute, file))
      return real !== undefined && (bases.some(isPlain) || reaches(real)) ? real : undefined
    },
  }
}

/** True where each name on the way from a folder is one that is read. */
function readBy(folder: string, ignores: Ignores): Base['isRead'] {
  return (way) => {
    const names = way ? way.split(sep) : []
    return names.every((name, n) => {
      const id = names.slice(0, n + 1).join('/')
      return !name.startsWith('.') && !isLeftover(name, false) && !ignores(folder === '.' ? id : `${folder}/${id}`, id)
    })
  }
}
