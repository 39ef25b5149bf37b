import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readImage } from '../../../src/io/images/store.ts'
import { runs } from '../../runs.ts'
import { bundled, end, start } from '../child.ts'
import { tempFolder } from '../temp.ts'
import { entries, picture, store } from './site.ts'

const kills = runs(4, 100)

test(`after ${kills} kill -9 while pictures are encoded, every one that is there is whole`, {
  timeout: 600_000,
}, async () => {
  const root = tempFolder({ 'a.jpg': await picture(500, 400) })
  mkdirSync(store(root), { recursive: true })
  const script = await bundled('images/encodeChild', root)
  const repository = fileURLToPath(new URL('../../..', import.meta.url))
  let seen = 0
  for (let kill = 0; kill < kills; kill++) {
    const child = await start(script, root, repository)
    await sleep(150 + 41 * (kill % 7))
    await end(child, 'SIGKILL')
    const there = entries(root).filter((name) => !name.endsWith('.tmp'))
    for (const name of there.slice(-50)) {
      const bytes = readImage(root, name)
      expect(bytes, join(root, name)).toBeDefined()
      expect((await sharp(bytes).metadata()).width).toBe(Number(/webp-(\d+)/.exec(name)?.[1]))
    }
    seen = there.length
  }
  expect(seen).toBeGreaterThan(0)
})
