import { statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type FSWatcher, watch as watchFiles } from 'chokidar'

export interface Watcher {
  /** Watches these paths from now on: posix, relative to the root, '' for all of it. They need not exist. */
  readonly follow: (paths: readonly string[]) => void
  readonly close: () => Promise<void>
}

/**
 * Hints that something below `root` may have changed. A hint says no more than that: what changed is the scan's to find.
 *
 * The system's watches hang on the folder and not on its name, so that one that is deleted and made again, or swapped
 * by a rename, is no longer heard of. Hence the folders' identities are looked at again and again, and where one is
 * another folder now, all is watched anew. What can't be watched (beyond a link, or where
 * the system has no watches left) is looked after by a hint at every look.
 */
export function watch(root: string, paths: readonly string[], hint: () => void, pause = 1000): Watcher {
  let followed = paths
  let current = startWatching(root, followed, hint)
  let timer = setTimeout(look, pause)

  function look(): void {
    if (current.blind()) hint()
    else if (current.swapped()) restart()
    timer = setTimeout(look, Math.max(pause, current.folders()))
    timer.unref()
  }

  function restart(): void {
    void current.close()
    current = startWatching(root, followed, hint)
    hint()
  }

  return {
    follow(paths) {
      if (paths.join('\n') === followed.join('\n')) return
      followed = paths
      restart()
    },
    close() {
      clearTimeout(timer)
      return current.close()
    },
  }
}

interface Watching {
  /** Where there are links, or the system can watch no more. */
  readonly blind: () => boolean
  readonly swapped: () => boolean
  readonly folders: () => number
  readonly close: () => Promise<void>
}

function startWatching(root: string, paths: readonly string[], hint: () => void): Watching {
  const identities = new Map<string, string>()
  let blind = false
  const elsewhere = paths.filter((path) => path.startsWith('../')).map((path) => join(root, path))
  const watcher: FSWatcher = watchFiles([root, ...elsewhere], {
    ignored: (path) => !concerns(relative(root, path), paths),
    // A link may lead anywhere. The scan knows which to follow.
    followSymlinks: false,
    alwaysStat: true,
  })
  watcher.on('addDir', (path, stats) => identities.set(path, stats ? identityOf(stats) : identity(path)))
  watcher.on('unlinkDir', (path) => identities.delete(path))
  watcher.on('add', (_path, stats) => {
    blind ||= stats?.isSymbolicLink() ?? false
  })
  watcher.on('error', () => {
    blind = true
  })
  // Raw events, for the others are held back for up to 100 ms, and a second change within 50 ms is dropped.
  watcher.on('raw', hint)
  watcher.on('ready', () => {
    hint()
    watcher.on('all', hint)
  })
  return {
    blind: () => blind,
    swapped: () => [...identities].some(([path, known]) => identity(path) !== known),
    folders: () => identities.size,
    close: () => watcher.close(),
  }
}

/** Whether a path is above, in or below one of those followed. Folders of tools and hidden ones never are. */
function concerns(path: string, followed: readonly string[]): boolean {
  const posix = path.split(sep).join('/')
  if (/(^|\/)(node_modules|\.[^/.][^/]*)(\/|$)/.test(posix)) return false
  return followed.some((one) => within(posix, one) || within(one, posix))
}

function within(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

/** A folder deleted and made again may get its old number: the time of its birth tells. */
function identity(path: string): string {
  try {
    return identityOf(statSync(path))
  } catch {
    return ''
  }
}

function identityOf({ ino, birthtimeMs }: { ino: number; birthtimeMs: number }): string {
  return `${ino} ${birthtimeMs}`
}
