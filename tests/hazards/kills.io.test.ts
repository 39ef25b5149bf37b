import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { repository } from '../clients/built.ts'
import { ruoyu } from '../clients/command.ts'
import { bundled, start } from '../io/child.ts'
import { type Files, ownOf, publish, standing } from '../io/site.ts'
import { memory, tempFolder, writeIn } from '../io/temp.ts'
import { versionOf } from '../io/versions.ts'
import { random, runs, seed } from '../runs.ts'
import { at, post } from './blog.ts'

/** The command itself, killed as it changes the disk, and the site that any kind of start makes next. */

const cli = join(repository, 'lib/cli.js')
const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
if (!hasStrace) console.info('skipped: to kill a build at a system call needs strace')

const version = (name: string): Files => ({
  'ruoyu.config.ts': "export default { title: '站', url: 'https://a.example/' }",
  ...Object.fromEntries(
    [1, 2, 3].map((n) => [
      `content/posts/${n}.md`,
      post(`title: 文${n}\ndate: 2025-01-0${n}\ntags: [甲]`, `${name}。`),
    ]),
  ),
  [`content/posts/${name}/index.md`]: post(`title: ${name}\ndate: 2025-02-01`),
  [`content/posts/${name}/a.txt`]: name,
  'public/a.txt': name,
})

/** A site, its two versions, and the outputs that belong to them. */
function site(): { readonly root: string; readonly turn: (n: number) => void; readonly outputs: readonly Files[] } {
  const root = tempFolder({}, memory)
  const turn = (n: number): void => {
    for (const folder of ['content', 'public']) rmSync(at(root, folder), { recursive: true, force: true })
    for (const [path, text] of Object.entries(version(n % 2 ? 'new' : 'old'))) writeIn(root, path, text)
  }
  const outputs = [0, 1].map((n) => {
    turn(n)
    expect(ruoyu(['build', '--root', root]).status).toBe(0)
    return standing(root)
  })
  return { root, turn, outputs }
}

const changes = 'rename,link,unlink,mkdir,rmdir'
const operations = `%file,write,pwrite64,writev,fsync,ftruncate`

/** A system call of the main thread, and which of its name it is, from 1. */
interface Call {
  readonly name: string
  readonly ordinal: number
}

/** Runs a build under strace, which kills it at a call. Gives the calls up to there. */
function trace(root: string, calls: string, end?: Call): { readonly killed: boolean; readonly made: readonly Call[] } {
  const log = at(root, '.strace')
  const kill = end ? ['-e', `inject=${end.name}:signal=SIGKILL:when=${end.ordinal}`] : []
  const args = ['-f', '-o', log, '-e', `trace=${calls}`, ...kill, process.execPath, cli, 'build', '--root', root]
  const { signal, status } = spawnSync('strace', args, { stdio: 'ignore' })
  const lines = readFileSync(log, 'latin1').split('\n')
  rmSync(log)
  const main = /^\d+/.exec(lines[0] ?? '')?.[0] ?? ''
  const counts = new Map<string, number>()
  const made = lines.flatMap((line): Call[] => {
    const [, pid, name = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    if (pid !== main) return []
    const ordinal = (counts.get(name) ?? 0) + 1
    counts.set(name, ordinal)
    return [{ name, ordinal }]
  })
  return { killed: signal !== null || status !== 0, made }
}

const starts: Readonly<Record<string, (root: string) => Promise<void> | void>> = {
  'a build': (root) => expect(ruoyu(['build', '--root', root]).status).toBe(0),
  'a build that fails': (root) => {
    writeIn(root, 'content/bad.md', '---js\n{}\n---\n')
    expect(ruoyu(['build', '--root', root]).status).toBe(1)
    rmSync(at(root, 'content/bad.md'))
  },
  check: (root) => expect(ruoyu(['check', '--root', root]).status).toBe(0),
  async dev(root) {
    const child = spawn(process.execPath, [cli, 'dev', '--root', root, '--port', '4700'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exit = once(child, 'exit').then(() => 'exit')
    expect(await Promise.race([once(child.stdout, 'data').then(() => 'ready'), exit])).toBe('ready')
    while ((await Promise.race([exit, setTimeout(1000, 'running')])) === 'running') child.kill('SIGTERM')
  },
}

/** After a kill each kind of start, in turn, finds a whole site and leaves nothing behind; then a build finds the new one. */
async function killAt(calls: string, chosen: (made: readonly Call[]) => readonly Call[]): Promise<number> {
  const { root, turn, outputs } = site()
  const kinds = Object.entries(starts)
  turn(0)
  const { made } = trace(root, calls)
  let killed = 0
  let next = 0
  for (const call of chosen(made)) {
    next = 1 - next
    turn(next)
    if (!trace(root, calls, call).killed) continue
    const [name, begin] = kinds[killed++ % kinds.length] as (typeof kinds)[number]
    await begin(root)
    const where = `${name} after a kill at ${call.name} ${call.ordinal}`
    expect(outputs, where).toContainEqual(standing(root))
    expect(isTidy(root), where).toBe(true)
    expect(ruoyu(['build', '--root', root]).status, where).toBe(0)
    expect(standing(root), where).toEqual(outputs[next])
    expect(readdirSync(ownOf(root)), where).toEqual(['manifest.json'])
  }
  return killed
}

/** Nothing of a publish is left, nor anything of ours in the output. */
function isTidy(root: string): boolean {
  return !existsSync(at(root, 'dist/.ruoyu')) && readdirSync(ownOf(root)).every((name) => name === 'manifest.json')
}

const long = 3_600_000

describe.runIf(hasStrace)('a build that was killed', () => {
  test('at any change to the disk', { timeout: long }, async () => {
    const killed = await killAt(changes, (made) => made.filter((_, n) => (made.length - n) % runs(12, 1) === 0))
    console.info(`${killed} kills at changes`)
    expect(killed).toBeGreaterThan(5)
  })

  test('at random file operations', { timeout: long }, async () => {
    const next = random(seed)
    const wanted = runs(8, 300)
    const killed = await killAt(operations, (made) =>
      Array.from({ length: wanted }, () => made[next(made.length)] as Call),
    )
    console.info(`${killed} kills at file operations`)
    expect(killed).toBeGreaterThan(wanted / 2)
  })
})

test.each(Object.keys(starts))(
  'what a kill in the last steps left is gone after %s with nothing else to do',
  async (name) => {
    const { root } = site()
    expect(ruoyu(['build', '--root', root]).status).toBe(0)
    const before = standing(root)
    mkdirSync(join(ownOf(root), 'stage'))
    for (const left of ['stage/3.old', 'manifest.json.old', 'journal.json.new', 'lock.999999999'])
      writeFileSync(join(ownOf(root), left), 'left')
    const owner = { pid: 999_999_999, start: '1', domain: 'elsewhere' }
    writeFileSync(join(ownOf(root), 'lock'), JSON.stringify(owner))
    execFileSync('touch', ['-d', '2020-01-01', join(ownOf(root), 'lock')])
    writeIn(root, 'dist/.ruoyu/stage/1', 'left')
    await starts[name]?.(root)
    expect([standing(root), isTidy(root)]).toEqual([before, true])
  },
)

test.each(['SIGINT', 'SIGTERM'] as const)('%s in mid-commit lets the renames come to their end', async (signal) => {
  const root = tempFolder({}, memory)
  const script = await bundled('output/publisherChild', root)
  await publish(root, versionOf(0))
  for (let round = 1; round <= runs(5, 50); round++) {
    const child = await start(script, root, String(round * 1000))
    const exit = once(child, 'exit')
    const until = performance.now() + 10_000
    while (!existsSync(join(ownOf(root), 'journal.json')) && performance.now() < until);
    child.kill(signal)
    expect(await exit).toEqual([null, signal])
    const now = standing(root)
    expect(now).toEqual(versionOf(Number(now['index.html']?.slice(1).split(' ')[0])))
    expect(existsSync(join(ownOf(root), 'journal.json'))).toBe(false)
  }
})
