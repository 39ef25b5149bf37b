import { crc32, inflateSync } from 'node:zlib'

/**
 * Pictures say where they were taken: in an Exif block's GPS part, and in XMP. Both lie in the file as they are, whatever
 * the container (JPEG with its second pictures, WebP, AVIF, HEIC, TIFF, GIF), so that they are found by their own marks and
 * blanked in place: no pixel, no other field, no length changes. PNG alone has checksums, and texts that are packed.
 */

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** True for the first 12 bytes of a picture in a format that can hold a position. */
export function mayHoldPosition(head: Buffer): boolean {
  const text = head.toString('latin1')
  return /^(?:\xff\xd8\xff|\x89PNG\r\n.\n|RIFF.{4}WEBP|.{4}ftyp(?:avi[fs]|hei[cfmsx]|hev[cmsx]|m[is]f1)|GIF8|II\*|MM.\*)/s.test(
    text,
  )
}

/** The picture without its position. Changes `bytes`, and gives another buffer where a packed text had to be cut out. */
export function withoutPosition(bytes: Buffer): Buffer {
  if (bytes.subarray(0, png.length).equals(png)) return withoutPositionInPng(bytes)
  blankPosition(bytes)
  return bytes
}

/** Blanks what speaks of a position; false where nothing did. */
function blankPosition(bytes: Buffer): boolean {
  const inExif = ['II*\0', 'MM\0*'].map((mark) => blankAll(bytes, mark, blankGps))
  const inXmp = ['gps', 'Gps', 'GPS', 'atitude', 'ongitude', 'ongtitude'].map((mark) => blankAll(bytes, mark, blankXmp))
  return [...inExif, ...inXmp, blankAll(bytes, '\xa9xyz', blankFilm)].includes(true)
}

function blankAll(bytes: Buffer, mark: string, blank: (bytes: Buffer, at: number) => boolean): boolean {
  let isChanged = false
  for (let at = bytes.indexOf(mark, 0, 'latin1'); at >= 0; at = bytes.indexOf(mark, at + 1, 'latin1'))
    if (blank(bytes, at)) isChanged = true
  return isChanged
}

/** Tags of TIFF 6.0 and Exif 2.3 whose values are the places of further directories. */
const tags = { gps: 0x8825, exif: 0x8769, below: 0x014a }
/** Bytes of a value by TIFF's number of its type. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
/** Directories of a file and entries of a directory, beyond which the bytes are no TIFF. */
const most = { directories: 64, entries: 1000, gpsBytes: 65_536 }

/** Takes the GPS directory out of the TIFF structure (Exif is one) that starts at `start`, if it is one. */
function blankGps(bytes: Buffer, start: number): boolean {
  const tiff = bytes.subarray(start)
  const isLittle = tiff[0] === 0x49
  const u16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const setU16 = (at: number, value: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  /** The count of a directory's entries; 0 where none can stand. */
  const countAt = (directory: number): number => {
    const count = directory >= 8 && directory + 2 <= tiff.length ? u16(directory) : 0
    return count <= most.entries && directory + 2 + 12 * count <= tiff.length ? count : 0
  }
  const blankDirectory = (directory: number): void => {
    const count = countAt(directory)
    for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
      const size = (typeSizes[u16(entry + 2)] ?? 0) * u32(entry + 4)
      const at = u32(entry + 8)
      if (size > 4 && size <= most.gpsBytes && at >= 8 && at + size <= tiff.length) tiff.fill(0, at, at + size)
    }
    if (count > 0) tiff.fill(0, directory, directory + 2 + 12 * count)
  }
  let isChanged = false
  const directories = tiff.length >= 8 ? [u32(4)] : []
  for (let index = 0; index < directories.length && index < most.directories; index++) {
    const directory = directories[index] as number
    for (let left = countAt(directory), entry = directory + 2; left > 0; left--) {
      const [tag, count, value] = [u16(entry), u32(entry + 4), u32(entry + 8)]
      if (tag === tags.gps && u16(entry + 2) === 4 && count === 1) {
        blankDirectory(value)
        const entries = countAt(directory)
        const end = directory + 2 + 12 * entries
        // A directory has at least one entry: an empty ImageDescription.
        if (entries === 1)
          tiff.fill(0, entry, end).set(isLittle ? [0x0e, 1, 2, 0, 1] : [1, 0x0e, 0, 2, 0, 0, 0, 1], entry)
        else {
          tiff
            .copyWithin(entry, entry + 12, Math.min(end + 4, tiff.length))
            .fill(0, end - 8, Math.min(end + 4, tiff.length))
          setU16(directory, entries - 1)
        }
        isChanged = true
        continue
      }
      if (tag === tags.exif || (tag === tags.below && count === 1)) directories.push(value)
      else if (tag === tags.below && count <= most.directories && value + 4 * count <= tiff.length)
        for (let at = value; at < value + 4 * count; at += 4) directories.push(u32(at))
      entry += 12
    }
    const end = directory + 2 + 12 * countAt(directory)
    if (countAt(directory) > 0 && end + 4 <= tiff.length) directories.push(u32(end))
  }
  return isChanged
}

const space = 0x20
/** Bytes that a property of XMP has at most. */
const longest = 65_536
const nameSign = /[\w.:-]/

/** Blanks the property (`exif:GPSLatitude="…"`, `<exif:GPSLatitude>…</…>`) in whose name the mark at `at` stands. */
function blankXmp(bytes: Buffer, at: number): boolean {
  const isName = (index: number) => nameSign.test(String.fromCharCode(bytes[index] ?? 0))
  let start = at
  while (at - start < 100 && isName(start - 1)) start--
  let end = at
  while (end - at < 100 && isName(end)) end++
  const name = bytes.toString('latin1', start, end)
  if (!/^(?!xmlns:)[A-Za-z][\w.-]*:[\w.-]+$/.test(name)) return false
  const rest = bytes.toString('latin1', end, end + longest)
  const isElement = bytes[start - 1] === 0x3c
  const tag = /^[^<>]*>/.exec(rest)?.[0]
  const closing = `</${name}>`
  const length = !isElement
    ? /^\s*=\s*(?:"[^"<]*"|'[^'<]*')/.exec(rest)?.[0].length
    : !tag || tag.endsWith('/>')
      ? tag?.length
      : rest.includes(closing)
        ? rest.indexOf(closing) + closing.length
        : undefined
  if (length === undefined) return false
  bytes.fill(space, isElement ? start - 1 : start, end + length)
  return true
}

/**
 * Blanks the place of the film that a phone appends to a moving photo: QuickTime's `©xyz`, two lengths, and ISO 6709's
 * `+31.2490+121.4800/`.
 */
function blankFilm(bytes: Buffer, at: number): boolean {
  const place = /^[+-][\d.]+[+-][\d.]+(?:[+-][\d.]+)?\/?/.exec(bytes.toString('latin1', at + 8, at + 72))?.[0]
  if (place === undefined) return false
  bytes.fill(space, at + 8, at + 8 + place.length)
  return true
}

/** Chunks with a text: keyword, and further fields before it, each with a zero byte behind it. */
const texts = /^(?:tEXt|zTXt|iTXt)$/
/** Bytes of an unpacked text that is looked at: XMP and Exif have some kilobytes. */
const longestText = 16_000_000

/** https://www.w3.org/TR/png-3/#5Chunk-layout: length, type, data, CRC-32 of type and data. */
function withoutPositionInPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, png.length)]
  let isCut = false
  for (let start = png.length; start < bytes.length; ) {
    const end = start + 12 + (start + 8 <= bytes.length ? bytes.readUInt32BE(start) : bytes.length)
    const chunk = bytes.subarray(start, end)
    const type = chunk.toString('latin1', 4, 8)
    start = end
    if (texts.test(type) && textHoldsPosition(type, chunk.subarray(8, -4))) {
      isCut = true
      continue
    }
    const data = chunk.subarray(8, -4)
    if (type !== 'IDAT' && type !== 'fdAT' && chunk.length >= 12 && blankPosition(data))
      chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
    kept.push(chunk)
  }
  return isCut ? Buffer.concat(kept) : bytes
}

/** True of a packed text, or one in hexadecimal digits as ImageMagick writes Exif, that holds a position. */
function textHoldsPosition(type: string, data: Buffer): boolean {
  const keyword = data.toString('latin1', 0, data.indexOf(0))
  if (/gps|latitude|longt?itude/i.test(keyword)) return true
  const text = unpacked(type, data, keyword.length)
  if (text === undefined) return type !== 'tEXt'
  if (!keyword.startsWith('Raw profile')) return text.isPacked && blankPosition(text.bytes)
  const digits = text.bytes.toString('latin1').replace(/^\s*\S+\s+\d+\s/, '')
  return blankPosition(Buffer.from(digits.replace(/\s/g, ''), 'hex'))
}

/** A text's own bytes; undefined where they can't be unpacked, and nobody can say what they hold. */
function unpacked(type: string, data: Buffer, keyword: number) {
  const isPacked = type === 'zTXt' || (type === 'iTXt' && data[keyword + 1] === 1)
  // iTXt: flag, method, language, translated keyword; zTXt: method.
  const language = type === 'iTXt' ? data.indexOf(0, keyword + 3) : 0
  const start = type === 'iTXt' ? data.indexOf(0, language + 1) + 1 : keyword + (type === 'zTXt' ? 2 : 1)
  const bytes = data.subarray(start)
  try {
    return { isPacked, bytes: isPacked ? inflateSync(bytes, { maxOutputLength: longestText }) : bytes }
  } catch {
    return undefined
  }
}
