import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Committed, IsoDate } from '../types.ts'

/** An answer of git's about a folder; undefined where there is no git, or nothing is set. */
export function askGit(root: string, args: readonly string[]): string | undefined {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    const answer = execFileSync('git', ['-C', root, ...args], { stdio, encoding: 'utf8', maxBuffer: 2 ** 30 })
    return answer.trim() || undefined
  } catch {
    return undefined
  }
}

const known = new Map<string, { readonly head: string; readonly committed: Committed }>()

/** When each file below a site's root was last committed, by one `git log` for each new commit. */
export function committedFiles(root: string): Committed {
  const head = askGit(root, ['rev-parse', 'HEAD'])
  if (head === undefined) return { dates: {}, fault: 'none' }
  const last = known.get(resolve(root))
  if (last?.head === head) return last.committed
  const log = askGit(root, ['log', '-z', '--relative', '--name-only', '--format=%x01%aI']) ?? ''
  const dates: Record<string, IsoDate> = {}
  for (const commit of log.split('\x01').slice(1)) {
    const [date = '', ...files] = commit.split('\0').map((part) => part.trim())
    for (const file of files) if (file && !Object.hasOwn(dates, file)) dates[file] = date.replace(/Z$/, '+00:00')
  }
  const isShallow = askGit(root, ['rev-parse', '--is-shallow-repository']) === 'true'
  const committed: Committed = { dates, ...(isShallow && { fault: 'shallow' }) }
  known.set(resolve(root), { head, committed })
  return committed
}
