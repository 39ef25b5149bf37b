import { statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { type FSWatcher, watch as watchFiles } from 'chokidar'

/** A hint with a path, relative to the root: only that file's content may have changed. Without: anything may have. */
export type Hint = (path?: string) => void

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
 * another folder now, all is watched anew. A place that can't be watched (beyond a link, or where
 * the system has no watches left) is looked after by a hint at every look.
 */
export function watch(root: string, paths: readonly string[], hint: Hint, pause = 1000): Watcher {
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
  /** True where there are links, or the system can watch no more. */
  readonly blind: () => boolean
  readonly swapped: () => boolean
  readonly folders: () => number
  readonly close: () => Promise<void>
}

function startWatching(root: string, paths: readonly string[], hint: Hint): Watching {
  const identities = new Map<string, string>()
  let blind = false
  const elsewhere = paths.filter((path) => path.startsWith('../')).map((path) => join(root, path))
  const watcher: FSWatcher = watchFiles([root, ...elsewhere], {
    ignored: (path) => !concerns(posixBelow(root, path), paths),
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
  watcher.on('raw', (event, name, details) => hint(event === 'change' ? changedPath(root, name, details) : undefined))
  watcher.on('ready', () => {
    hint()
    watcher.on('all', (event, path) => hint(event === 'change' ? posixBelow(root, path) : undefined))
  })
  return {
    blind: () => blind,
    swapped: () => [...identities].some(([path, known]) => identity(path) !== known),
    folders: () => identities.size,
    close: () => watcher.close(),
  }
}

/** The file that a raw event means: it comes from the watch on the file itself and from that on its folder. */
function changedPath(root: string, name: unknown, details: unknown): string | undefined {
  const watched = (details as { readonly watchedPath?: unknown } | undefined)?.watchedPath
  if (typeof name !== 'string' || typeof watched !== 'string') return undefined
  return posixBelow(root, basename(watched) === name ? watched : join(watched, name))
}

function posixBelow(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** True for a path above, in or below one of those followed. Folders of tools and hidden ones never are. */
function concerns(path: string, followed: readonly string[]): boolean {
  if (/(^|\/)(node_modules|\.[^/.][^/]*)(\/|$)/.test(path)) return false
  return followed.some((one) => within(path, one) || within(one, path))
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
