import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pictureFacts } from '../../../src/io/images/facts.ts'
import { tempFolder } from '../temp.ts'

const clear = { r: 200, g: 90, b: 160, alpha: 0.5 }
const shown = (channels: 3 | 4) => sharp({ create: { width: 600, height: 300, channels, background: clear } })

/** A PNG with further chunks behind its header, the first of them as long as many a profile of colours. */
async function png(...[type, ...data]: readonly [string, ...number[]]): Promise<Buffer> {
  const bytes = await shown(3).png().toBuffer()
  const chunk = (name: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name), content])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const profile = chunk('prOf', Buffer.alloc(6000, 1))
  return Buffer.concat([bytes.subarray(0, 33), profile, chunk(type, Buffer.from(data)), bytes.subarray(33)])
}

test('moving pictures are left alone and clear ones have no colour behind them, however long a profile stands first', async () => {
  const files = {
    'moving.png': await png('acTL', 0, 0, 0, 2, 0, 0, 0, 0),
    'clear.png': await png('tRNS', 0, 200, 0, 90, 0, 160),
    'opaque.png': await png('teXt', 0),
    'clear.avif': await shown(4).avif({ effort: 0 }).toBuffer(),
    'opaque.avif': await shown(3).avif({ effort: 0 }).toBuffer(),
  }
  const root = tempFolder(files)
  const stamp = { size: 50_000, mtimeMs: 1, ctimeMs: 1, ino: 1 }
  const facts = await pictureFacts(
    Object.keys(files).map((path) => ({ path, stamp })),
    { absolute: (path) => join(root, path), cache: { get: () => undefined, set: () => {} }, time: 0, widerThan: 480 },
  )
  const isOpaque = [...facts].map(([path, { picture }]) => [path, picture?.isOpaque])
  expect(Object.fromEntries(isOpaque)).toEqual({
    'moving.png': undefined,
    'clear.png': false,
    'opaque.png': true,
    'clear.avif': false,
    'opaque.avif': true,
  })
})
