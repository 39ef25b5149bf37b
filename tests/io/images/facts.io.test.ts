import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pictureFacts } from '../../../src/io/images/facts.ts'
import { tempFolder } from '../temp.ts'
import { box, heicOf, ispe } from './heif.ts'

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
  const facts = await factsOf(tempFolder(files), Object.keys(files))
  const isOpaque = [...facts].map(([path, { picture }]) => [path, picture?.isOpaque])
  expect(Object.fromEntries(isOpaque)).toEqual({
    'moving.png': undefined,
    'clear.png': false,
    'opaque.png': true,
    'clear.avif': false,
    'opaque.avif': true,
  })
})

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a %s that lies on its side is as wide as it is shown',
  async (format) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const bytes = await shown(3).withMetadata({ orientation })[format]().toBuffer()
      const { autoOrient } = await sharp(bytes).metadata()
      expect(await sizeOf(`a.${format}`, bytes)).toEqual([autoOrient.width, autoOrient.height])
    }
  },
)

test('a JPEG with the colours of a press has its size behind half a megabyte', async () => {
  const bytes = await shown(3).withIccProfile('cmyk').jpeg().toBuffer()
  expect(bytes.length).toBeGreaterThan(500_000)
  expect(await sizeOf('a.jpg', bytes)).toEqual([600, 300])
})

test('a HEIC is as large as its picture, not as the tiles that it lists first', async () => {
  const heic = heicOf(ispe(512, 512), ispe(4032, 3024), box('irot', Buffer.of(3)), ispe(320, 240))
  expect(await sizeOf('a.heic', heic)).toEqual([3024, 4032])
})

test('a picture that breaks off within its head is none', async () => {
  const bytes = await shown(3).jpeg().toBuffer()
  expect(await sizeOf('a.jpg', bytes.subarray(0, 40))).toBe('unreadable')
})

/** A file's width and height as a page has them, or what is wrong with it. */
async function sizeOf(name: string, bytes: Buffer) {
  const root = tempFolder({ [name]: bytes })
  const { width, height, fault } = (await factsOf(root, [name])).get(name) ?? {}
  return fault ?? [width, height]
}

function factsOf(root: string, paths: readonly string[]) {
  const stamp = { size: 50_000, mtimeMs: 1, ctimeMs: 1, ino: 1 }
  return pictureFacts(
    paths.map((path) => ({ path, stamp })),
    { absolute: (path) => join(root, path), cache: { get: () => undefined, set: () => {} }, time: 0, widerThan: 480 },
  )
}
