import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { uptime } from '../../kit/uptime.ts'
import { statsOf } from '../disk.ts'
import { withPlainFile } from '../plainFile.ts'
import { createText } from '../text.ts'

/** A folder's lock, held by this process. */
export interface Lock {
  /** Shows those who can't see our process that it lives; cheap enough to call often. */
  readonly beat: () => void
  /** False if somebody took the lock for a dead one's. */
  readonly held: () => boolean
  readonly release: () => void
}

interface Owner {
  readonly pid: number
  /** The process's start, in the kernel's ticks: a pid is used again, the two together are not. */
  readonly start: string
  /** Scope in which `pid` has a meaning: this boot's process namespace, or this host. */
  readonly domain: string
}

/** Milliseconds without a beat after which an owner whose process can't be seen counts as dead. */
const silence = 60_000
/** Milliseconds after which a lock without an owner counts as dead: where there are no links it is one that is being written. */
const writing = 1000
const beatEvery = 5_000

/** Takes the lock at `path`, waiting up to `wait` milliseconds for who holds it; else gives that process's id. */
export async function takeLock(path: string, wait: number): Promise<Lock | number> {
  const owner: Owner = { pid: process.pid, start: startOf(process.pid) ?? '', domain: domain() }
  const mine = JSON.stringify({ ...owner, token: randomUUID() })
  const until = uptime() + wait
  for (;;) {
    if (tryLock(path, mine)) {
      removeRemains(path)
      return heldLock(path, mine)
    }
    const text = readIfThere(path)
    if (isDead(path, text)) removeDead(path, text)
    else if (uptime() >= until) return parseOwner(text ?? '')?.pid ?? 0
    else await sleep(50)
  }
}

/** True for a lock, and for what stands beside one while it is taken: `lock.PID`, `lock.PID.dead`. */
export function isLock(name: string): boolean {
  return /^lock(?:\.\d+(?:\.dead)?)?$/.test(name)
}

/** Takes away what is left of those who were killed while they took the lock. */
function removeRemains(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const pid = /^lock\.(\d+)/.exec(name)?.[1]
    if (pid && isLock(name) && !answers(Number(pid)))
      rmSync(join(dirname(path), name), { recursive: true, force: true })
  }
}

/** The lock is written beside its place and linked there, so that nobody reads one without an owner. */
function tryLock(path: string, text: string): boolean {
  const temporary = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, text)
    linkSync(temporary, path)
    return true
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    // ENOENT: who held it before has just taken the folder away.
    if (code === 'EEXIST' || code === 'ENOENT') return false
    // Some file systems have no links.
    if (syscall === 'link') return createText(path, text)
    throw error
  } finally {
    rmSync(temporary, { force: true })
  }
}

function heldLock(path: string, mine: string): Lock {
  let last = uptime()
  const held = (): boolean => readIfThere(path) === mine
  return {
    held,
    beat: () => {
      if (uptime() - last < beatEvery) return
      last = uptime()
      const now = new Date()
      if (held()) utimesSync(path, now, now)
    },
    release: () => {
      if (held()) rmSync(path, { force: true })
    },
  }
}

/** A clock that was put back since leaves a time in the future, which is no younger for that. */
function isDead(path: string, text: string | undefined): boolean {
  const stats = statsOf(path)
  if (!stats) return false
  if (!stats.isFile()) return true
  const owner = parseOwner(text ?? '')
  if (owner?.domain === domain()) return !lives(owner)
  return Math.abs(Date.now() - stats.mtimeMs) > (owner ? silence : writing)
}

/** Moves the dead lock away; one that a live process took in the meantime goes back. */
function removeDead(path: string, text: string | undefined): void {
  const aside = `${path}.${process.pid}.dead`
  try {
    renameSync(path, aside)
    if (readIfThere(aside) !== text) linkSync(aside, path)
  } catch {
    // Somebody else was quicker, at either of the two: the next look will show.
  } finally {
    rmSync(aside, { force: true, recursive: true })
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, start, domain } = JSON.parse(text) as Partial<Owner>
    const isOwner = Number.isInteger(pid) && typeof start === 'string' && typeof domain === 'string'
    return isOwner ? ({ pid, start, domain } as Owner) : undefined
  } catch {
    return undefined
  }
}

function lives({ pid, start }: Owner): boolean {
  const now = startOf(pid)
  return now === undefined ? answers(pid) : now === start
}

/** A process's start; `` for a zombie, undefined where there is no such process or the system does not tell. */
function startOf(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  // The name, in parentheses, may hold anything; the state comes after it, the start 19 fields later.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? '' : fields?.[19]
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function domain(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() + readlinkSync('/proc/self/ns/pid')
  } catch {
    return hostname()
  }
}

/** A pipe that took the lock's place can't hold us up, nor a link lead us away. */
function readIfThere(path: string): string | undefined {
  try {
    return withPlainFile(path, (fd) => readFileSync(fd, 'utf8'))
  } catch {
    return undefined
  }
}
