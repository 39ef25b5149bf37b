import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { recoverOutput } from '../../../src/io/output/tidy.ts'
import { runs } from '../../runs.ts'
import { bundled, end, start } from '../child.ts'
import { config, ownOf, publish, standing } from '../site.ts'
import { memory, tempFolder } from '../temp.ts'
import { versionOf } from '../versions.ts'

interface Seen {
  readonly reads: number
  readonly torn: number
  readonly missing: number
  /** The count of versions of the site that it met. */
  readonly versions: number
}

async function readerOf(root: string): Promise<() => Promise<Seen>> {
  const reader: ChildProcess = await start(await bundled('output/readerChild', root), join(root, 'dist'))
  let told = ''
  reader.stdout?.on('data', (data) => {
    told += data
  })
  return async () => {
    await end(reader, 'SIGTERM')
    return JSON.parse(told) as Seen
  }
}

test('row 33: a reader that hammers the site while it is published sees nothing torn and nothing missing', async () => {
  const root = tempFolder({}, memory)
  await publish(root, versionOf(0))
  const ask = await readerOf(root)
  for (let version = 1; version <= 40; version++) {
    expect((await publish(root, versionOf(version))).diagnostics).toEqual([])
    await sleep(5)
  }
  const { reads, torn, missing, versions } = await ask()
  expect([torn, missing]).toEqual([0, 0])
  expect(reads).toBeGreaterThan(1000)
  expect(versions).toBeGreaterThan(5)
})

/** Waits until a commit is on its way, without a pause between looks: a commit lasts but some milliseconds. */
function journalIn(root: string): void {
  const until = performance.now() + 10_000
  while (!existsSync(join(ownOf(root), 'journal.json')) && performance.now() < until);
}

const kills = runs(20, 200)

test(`row 33: after each of ${kills} kill -9 the next start has one whole site, and a reader never saw another`, {
  timeout: 3_600_000,
}, async () => {
  const root = tempFolder({}, memory)
  const script = await bundled('output/publisherChild', root)
  await publish(root, versionOf(0))
  const ask = await readerOf(root)
  const directions: string[] = []
  for (let kill = 1; kill <= kills; kill++) {
    const child = await start(script, root, String(kill * 1000))
    if (kill % 2 === 0) await sleep(Math.random() * 100)
    else journalIn(root)
    await end(child, 'SIGKILL')
    const diagnostics = await recoverOutput(root, config)
    directions.push(...diagnostics.map(({ params }) => String(params.direction)))
    const now = standing(root)
    const version = Number(now['index.html']?.slice(1).split(' ')[0])
    expect(Object.keys(now)).toEqual(Object.keys(versionOf(version)).sort())
    expect(now).toEqual(versionOf(version))
  }
  const { torn, missing } = await ask()
  expect([torn, missing]).toEqual([0, 0])
  expect(directions.length).toBeGreaterThan(0)
  expect(directions.every((direction) => direction === 'forward')).toBe(true)
})
