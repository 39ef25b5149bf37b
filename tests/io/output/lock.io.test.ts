import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeLock } from '../../../src/io/output/lock.ts'
import { openPublisher } from '../../../src/io/output/publish.ts'
import { bundled, end, start } from '../child.ts'
import { config, ownOf, publish, standing } from '../site.ts'
import { tempFolder } from '../temp.ts'

const lockIn = (folder: string): string => join(folder, 'lock')

test('row 34: a second build waits for the first, and goes on when it is done', async () => {
  const root = tempFolder()
  const { value: first } = await openPublisher(root, config)
  first?.put({ path: 'a.html', text: 'first' })
  const second = publish(root, { 'a.html': 'second' }, { wait: 5000 })
  setTimeout(() => first?.commit(), 100)
  expect((await second).diagnostics).toEqual([])
  expect(standing(root)).toEqual({ 'a.html': 'second' })
})

test('row 34: a build that waited long enough leaves, and names the process that publishes', async () => {
  const root = tempFolder()
  const { value: first } = await openPublisher(root, config)
  const { diagnostics } = await publish(root, { 'a.html': 'second' }, { wait: 60 })
  expect(diagnostics).toMatchObject([{ code: 'output-locked', params: { pid: process.pid } }])
  first?.put({ path: 'a.html', text: 'first' })
  expect(first?.commit().diagnostics).toEqual([])
  expect(standing(root)).toEqual({ 'a.html': 'first' })
})

test('row 34: the lock of a process that was killed is found out at once', async () => {
  const root = tempFolder()
  const child = await start(await bundled('output/lockChild', root), lockIn(root))
  expect(await takeLock(lockIn(root), 0)).toBe(child.pid)
  await end(child, 'SIGKILL')
  expect(await takeLock(lockIn(root), 0)).toMatchObject({ held: expect.any(Function) })
})

/** A lock as this process would write it, but for some of it. */
async function lockWith(root: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const lock = await takeLock(lockIn(root), 0)
  const owner = JSON.parse(readFileSync(lockIn(root), 'utf8')) as object
  if (typeof lock === 'object') lock.release()
  writeFileSync(lockIn(root), JSON.stringify({ ...owner, ...change }))
}

test.runIf(process.platform === 'linux')(
  'row 34: a process that only has the number of a dead one holds no lock',
  async () => {
    const root = tempFolder()
    await lockWith(root, { start: '1' })
    expect(await takeLock(lockIn(root), 0)).toBeTypeOf('object')
  },
)

test('row 34: of a process on another machine the beat tells whether it lives', async () => {
  const root = tempFolder()
  await lockWith(root, { domain: 'elsewhere', pid: 99 })
  expect(await takeLock(lockIn(root), 0)).toBe(99)
  const old = Date.now() / 1000 - 90
  utimesSync(lockIn(root), old, old)
  expect(await takeLock(lockIn(root), 0)).toBeTypeOf('object')
})

test('a lock that is damaged holds for a while only', async () => {
  const root = tempFolder({ lock: '{"pid"' })
  expect(await takeLock(lockIn(root), 0)).toBe(0)
  utimesSync(lockIn(root), 1, 1)
  expect(await takeLock(lockIn(root), 0)).toBeTypeOf('object')
})

test.each([
  ['with a future time', -3600],
  ['with an old time', 3600],
])('the lock of a process on another machine %s holds nobody up', async (_, seconds) => {
  const root = tempFolder()
  await lockWith(root, { domain: 'elsewhere', pid: 99 })
  const time = Date.now() / 1000 - seconds
  utimesSync(lockIn(root), time, time)
  expect(await takeLock(lockIn(root), 0)).toBeTypeOf('object')
})

test.each(['', 'noise', 'null', '7', '[]', '{}', '{"pid":1}', '{"pid":"1","start":1,"domain":null}', '\0\0\0'])(
  'a lock that holds %j is nobody’s, and is waited for but a moment',
  async (text) => {
    const root = tempFolder({ lock: text })
    for (const seconds of [-3600, 3600]) {
      const time = Date.now() / 1000 + seconds
      utimesSync(lockIn(root), time, time)
      const lock = await takeLock(lockIn(root), 0)
      expect(lock).toBeTypeOf('object')
      writeFileSync(lockIn(root), text)
    }
    expect(await takeLock(lockIn(root), 10_000)).toBeTypeOf('object')
  },
)

test.each([
  ['a folder', (path: string) => mkdirSync(join(path, 'x'), { recursive: true })],
  ['a link to nothing', (path: string) => symlinkSync('nowhere', path)],
  ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
])('%s in the place of a lock is taken away', async (_, make) => {
  const root = tempFolder()
  make(lockIn(root))
  const lock = await takeLock(lockIn(root), 0)
  expect([typeof lock, existsSync(lockIn(root))]).toEqual(['object', true])
})

test('of many who find a dead lock at once, one gets it', async () => {
  const root = tempFolder()
  await lockWith(root, { pid: 2 ** 22 + 1 })
  const takers = await Promise.all(Array.from({ length: 20 }, () => takeLock(lockIn(root), 0)))
  expect(takers.filter((taker) => typeof taker === 'object')).toHaveLength(1)
})

test('a build whose lock was taken from it publishes nothing', async () => {
  const root = tempFolder()
  await publish(root, { 'a.html': 'old' })
  const { value: publisher } = await openPublisher(root, config)
  publisher?.put({ path: 'a.html', text: 'new' })
  writeFileSync(join(ownOf(root), 'lock'), '{"pid":1}')
  expect(publisher?.commit().diagnostics).toMatchObject([{ code: 'output-locked' }])
  expect(standing(root)).toEqual({ 'a.html': 'old' })
  expect(existsSync(join(ownOf(root), 'lock'))).toBe(true)
})

test('row 34: a build that waits goes on when the first leaves without a trace', async () => {
  const root = tempFolder()
  const { value: first } = await openPublisher(root, config)
  const second = publish(root, { 'a.html': 'second' }, { wait: 5000 })
  setTimeout(() => first?.abandon(), 80)
  expect((await second).diagnostics).toEqual([])
  expect(standing(root)).toEqual({ 'a.html': 'second' })
})
