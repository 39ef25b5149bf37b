import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { mayHoldPosition, withoutPosition } from '../../../src/io/images/position.ts'

/** Seconds of the latitude, as no other number in these files is. */
const seconds = 56_789_123
const inXmp = '31,14.9876543N'

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="${inXmp}" dc:format="image/x"><exif:GPSLongitude>${inXmp}</exif:GPSLongitude><dc:title>外滩</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

const plain = sharp({ create: { width: 32, height: 24, channels: 3, background: '#a8382b' } })

/** A picture with an orientation, a maker and a position, twice. */
const placed = (): Sharp =>
  plain
    .clone()
    .withExif({
      IFD0: { Make: 'Ruoyu' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: `31/1 14/1 ${seconds}/1000000`,
        GPSLongitude: `121/1 29/1 ${seconds}/1000000`,
      },
    })
    .withXmp(xmp)

function holdsPosition(bytes: Buffer): boolean {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(seconds)
  const isInExif = bytes.includes(number) || bytes.includes(Buffer.from(number).reverse())
  return isInExif || bytes.includes(inXmp) || bytes.includes('GPSL')
}

async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).raw().toBuffer()
}

describe('a picture loses the position it was taken at, and nothing else', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('%s', async (format) => {
    const source = await placed().toFormat(format).toBuffer()
    expect(holdsPosition(source)).toBe(true)
    expect(mayHoldPosition(source)).toBe(true)
    const clean = withoutPosition(Buffer.from(source))
    expect(holdsPosition(clean)).toBe(false)
    expect(await pixelsOf(clean)).toEqual(await pixelsOf(source))
    const { exif, xmp } = await sharp(clean).metadata()
    if (format !== 'tiff') expect(exif?.includes('Ruoyu')).toBe(true)
    // PNG's is packed, and goes whole.
    if (format !== 'png') expect(xmp?.includes('外滩')).toBe(true)
  })

  test('the orientation stays, in either order of bytes', async () => {
    const source = await plain.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    for (const isLittle of [true, false]) {
      const clean = withoutPosition(withExif(source, exifOf(isLittle)))
      expect((await sharp(clean).metadata()).orientation).toBe(6)
      expect(holdsPosition(clean)).toBe(false)
      expect(holdsPosition(withExif(source, exifOf(isLittle)))).toBe(true)
    }
  })

  test('the film behind a moving photo loses its own', async () => {
    const source = await plain.clone().jpeg().toBuffer()
    const film = Buffer.from('\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+31.2490+121.4800/mdat', 'latin1')
    const clean = withoutPosition(Buffer.concat([source, film]))
    expect(clean.toString('latin1', source.length)).toBe('\0\0\0\x1e\xa9xyz\0\x12\x15\xc7                  mdat')
  })

  test('a second picture behind the first, as phones append it, loses its own', async () => {
    const source = await placed().jpeg().toBuffer()
    const clean = withoutPosition(Buffer.concat([source, Buffer.from('trailer'), source]))
    expect(holdsPosition(clean)).toBe(false)
    expect(clean.length).toBe(2 * source.length + 7)
  })

  test.each([
    [
      'a packed XMP text',
      'iTXt',
      Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(xmp)]),
    ],
    [
      'Exif as ImageMagick writes it',
      'tEXt',
      Buffer.from(`Raw profile type exif\0\nexif\n  10\n${exifOf(true).toString('hex')}\n`),
    ],
    [
      'the same, packed',
      'zTXt',
      Buffer.concat([
        Buffer.from('Raw profile type APP1\0\0'),
        deflateSync(`\nAPP1\n  10\n${exifOf(false).toString('hex')}\n`),
      ]),
    ],
    ['a text named so', 'tEXt', Buffer.from(`exif:GPSLatitude\0${inXmp}`)],
  ])('%s of a PNG goes whole', async (_, type, data) => {
    const source = await plain.clone().png().toBuffer()
    const clean = withoutPosition(withChunk(source, type, data))
    expect(clean).toEqual(source)
  })

  test('a PNG keeps its other texts, and checksums that hold', async () => {
    const source = await placed().png().toBuffer()
    const text = withChunk(source, 'zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync('雨')]))
    const clean = withoutPosition(text)
    expect(clean.includes('Comment')).toBe(true)
    for (let at = 8; at < clean.length; ) {
      const end = at + 12 + clean.readUInt32BE(at)
      expect(clean.readUInt32BE(end - 4)).toBe(crc32(clean.subarray(at + 4, end - 4)))
      at = end
    }
  })

  test('XMP in which a drone wrote it is blanked, at the same length', () => {
    const source = Buffer.from(
      'GIF89a…XMP DataXMP<rdf:Description drone-dji:GpsLatitude="+31.2" drone-dji:GpsLongtitude = \'121.4\' tiff:Make="DJI"/>',
    )
    const clean = withoutPosition(Buffer.from(source))
    expect(clean.length).toBe(source.length)
    expect(clean.toString().replace(/ +/g, ' ')).toBe('GIF89a…XMP DataXMP<rdf:Description tiff:Make="DJI"/>')
  })
})

describe('a picture without a position stays as it is, byte for byte', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('%s', async (format) => {
    const source = await plain
      .clone()
      .withExif({ IFD0: { Make: 'Ruoyu' } })
      .toFormat(format)
      .toBuffer()
    expect(withoutPosition(Buffer.from(source))).toEqual(source)
  })

  test('a broken one too, wherever it breaks off', async () => {
    const source = await placed().png().toBuffer()
    for (let length = 0; length < source.length; length += 7) {
      const cut = source.subarray(0, length)
      expect(withoutPosition(Buffer.from(cut)).length).toBeLessThanOrEqual(length)
    }
    const jpeg = await placed().jpeg().toBuffer()
    for (let length = 0; length < jpeg.length; length += 7) withoutPosition(Buffer.from(jpeg.subarray(0, length)))
  })

  test('no other file is looked into', () => {
    expect(mayHoldPosition(Buffer.from('exif:GPSLatitude="1"'))).toBe(false)
    expect(mayHoldPosition(Buffer.from('\0\0\0\x20ftypisom', 'latin1'))).toBe(false)
  })
})

/** Exif of an orientation and a position whose seconds lie outside its directory. */
function exifOf(isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(80)
  const u16 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const u32 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  bytes.write(isLittle ? 'II' : 'MM')
  u16(42, 2)
  u32(8, 4)
  u16(2, 8)
  for (const [index, [tag, type, value]] of (
    [
      [0x0112, 3, 6],
      [0x8825, 4, 38],
    ] as const
  ).entries()) {
    const at = 10 + 12 * index
    u16(tag, at)
    u16(type, at + 2)
    u32(1, at + 4)
    if (type === 3) u16(value, at + 8)
    else u32(value, at + 8)
  }
  u16(1, 38)
  u16(2, 40)
  u16(5, 42)
  u32(1, 44)
  u32(56, 48)
  u32(seconds, 56)
  u32(1, 60)
  return bytes
}

/** A JPEG with this Exif in place of its own. */
function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 8 + exif.length])
  let rest = 2
  while (jpeg[rest + 1] === 0xe0 || jpeg[rest + 1] === 0xe1) rest += 2 + jpeg.readUInt16BE(rest + 2)
  return Buffer.concat([head, Buffer.from('Exif\0\0'), exif, jpeg.subarray(rest)])
}

/** A PNG with one more chunk behind its first. */
function withChunk(bytes: Buffer, type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([bytes.subarray(0, 33), frame.subarray(0, 4), body, frame.subarray(4), bytes.subarray(33)])
}
