import { brotliDecompressSync, inflateSync } from 'node:zlib'

/**
 * The characters that a TrueType, OpenType, WOFF or WOFF2 font has, by its table `cmap` in the formats 4 and 12, which all
 * fonts of today have (https://learn.microsoft.com/typography/opentype/spec/cmap); as code points, rising. None where the
 * file is no font.
 */
export function charactersOf(font: Buffer): readonly number[] {
  const characters = new Set<number>()
  try {
    const cmap = cmapOf(font)
    for (let index = 0; index < cmap.readUInt16BE(2); index++) {
      const at = cmap.readUInt32BE(8 + 8 * index)
      const format = cmap.readUInt16BE(at)
      if (format === 12) addGroups(cmap, at, characters)
      else if (format === 4) addSegments(cmap, at, characters)
    }
  } catch {
    // A place beyond the end, or bytes that can't be unpacked.
  }
  return [...characters].sort((a, b) => a - b)
}

function cmapOf(font: Buffer): Buffer {
  const kind = font.toString('latin1', 0, 4)
  if (kind === 'wOF2') return cmapInWoff2(font)
  const isWoff = kind === 'wOFF'
  const [first, step] = isWoff ? [44, 20] : [12, 16]
  for (let index = 0; index < font.readUInt16BE(isWoff ? 12 : 4); index++) {
    const at = first + step * index
    if (font.toString('latin1', at, at + 4) !== 'cmap') continue
    const start = font.readUInt32BE(at + (isWoff ? 4 : 8))
    if (!isWoff) return font.subarray(start)
    const [packed, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)]
    const bytes = font.subarray(start, start + packed)
    return packed < length ? inflateSync(bytes) : bytes
  }
  throw new Error('no cmap')
}

/** Numbers of tables in a WOFF2 font's list (https://www.w3.org/TR/WOFF2/#table_dir_format). */
const woff2Tables = { cmap: 0, hmtx: 3, glyf: 10, loca: 11, named: 63 }

/** All tables of a WOFF2 font lie in one stream, one behind the other. */
function cmapInWoff2(font: Buffer): Buffer {
  let at = 48
  /** A number in digits of seven bits. */
  const number = (): number => {
    for (let value = 0; ; ) {
      const digit = font.readUInt8(at++)
      value = value * 128 + (digit & 0x7f)
      if (digit < 0x80) return value
    }
  }
  let start = 0
  let cmap: readonly [start: number, end: number] | undefined
  for (let left = font.readUInt16BE(12); left > 0; left--) {
    const flags = font.readUInt8(at++)
    const table = flags & 0x3f
    if (table === woff2Tables.named) at += 4
    const length = number()
    const isGlyphs = table === woff2Tables.glyf || table === woff2Tables.loca
    const isTransformed = isGlyphs ? flags >> 6 === 0 : table === woff2Tables.hmtx && flags >> 6 === 1
    const end = start + (isTransformed ? number() : length)
    if (table === woff2Tables.cmap) cmap = [start, end]
    start = end
  }
  if (!cmap) throw new Error('no cmap')
  return brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20))).subarray(...cmap)
}

/** Format 12: groups of a first character, a last one, and the first one's glyph. */
function addGroups(cmap: Buffer, at: number, characters: Set<number>): void {
  for (let group = at + 16, left = cmap.readUInt32BE(at + 12); left > 0; left--, group += 12)
    for (let code = cmap.readUInt32BE(group); code <= Math.min(cmap.readUInt32BE(group + 4), 0x10ffff); code++)
      characters.add(code)
}

/** Format 4: four lists side by side: the last characters of segments, the first ones, deltas, and offsets of glyphs. */
function addSegments(cmap: Buffer, at: number, characters: Set<number>): void {
  const length = cmap.readUInt16BE(at + 6)
  for (let segment = at + 14; segment < at + 14 + length; segment += 2) {
    const [last, first] = [cmap.readUInt16BE(segment), cmap.readUInt16BE(segment + length + 2)]
    const delta = cmap.readUInt16BE(segment + 2 * length + 2)
    const offsets = segment + 3 * length + 2
    const offset = cmap.readUInt16BE(offsets)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : cmap.readUInt16BE(offsets + offset + 2 * (code - first))
      if ((glyph & 0xffff) !== 0) characters.add(code)
    }
  }
}
