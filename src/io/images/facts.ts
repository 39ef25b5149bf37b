import { createHash } from 'node:crypto'
import { typeOf } from '../../keep/fileTypes.ts'
import type { FileRef } from '../../types.ts'
import { isSystemError } from '../disk.ts'
import { isRacy, readFully, type Stamp, stampText, withPlainFile } from '../plainFile.ts'

/** Facts about a picture's file: pixels as a browser shows it, turned by its EXIF orientation. */
export type PictureFacts = Pick<FileRef, 'width' | 'height' | 'picture' | 'fault'>

/** Keeps facts between builds, as text. */
export interface FactCache {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, value: string) => void
}

export interface FactMeans {
  readonly absolute: (path: string) => string
  readonly cache: FactCache
  /** When the files were looked at, in milliseconds since 1970. */
  readonly time: number
  /** Pixels: pictures that are wider get a hash, for smaller ones to be made of them. None do without it. */
  readonly widerThan?: number | undefined
}

interface ImageFile {
  readonly path: string
  readonly stamp: Stamp
}

type ReadHeader = typeof import('image-size').imageSize

const images = /\.(?:png|jpe?g|jfif|gif|webp|svg|avif|hei[cf])$/i

/**
 * Bytes to look at: nearly every header lies in the first few. A thumbnail or the colours of a press (half a megabyte) may
 * stand before a JPEG's, and Exif behind the pixels of a WebP.
 */
const looks = [4096, 256 * 1024, 16 * 1024 * 1024]
const longestLook = Math.max(...looks)

/** Pixels of a picture that is decoded: phones take 200 megapixels, and bombs have more. */
export const mostPixels = 201_000_000
/** Bytes of a picture that is read. */
export const mostBytes = 512 * 1024 * 1024
/** Bytes from which on a small picture, too, is worth another format. */
const heavy = 40_000

/** Facts about those files that are pictures, by path; one whose header can't be read has no size. */
export async function pictureFacts(
  files: readonly ImageFile[],
  { absolute, cache, time, widerThan }: FactMeans,
): Promise<ReadonlyMap<string, PictureFacts>> {
  const all = new Map<string, PictureFacts>()
  let readHeader: ReadHeader | undefined
  for (const file of files) {
    if (!images.test(file.path)) continue
    const key = `${stampText(file.stamp)} ${file.path}`
    const known = cache.get(key)
    if (known === undefined) readHeader ??= (await import('image-size')).imageSize
    const fact = known ?? (readHeader && headerOf(absolute(file.path), readHeader))
    const keep = (fact: string): void => {
      if (!isRacy(file.stamp, time)) cache.set(key, fact)
    }
    if (fact !== undefined && known === undefined) keep(fact)
    const [width = 0, height = 0, type = '', more = '', hashed] = fact?.split(' ') ?? []
    const size = { width: Number(width), height: Number(height) }
    if (type === 'none' && !/\.svg$/i.test(file.path)) all.set(file.path, { fault: 'unreadable' })
    if (!fact || !(size.width > 0 && size.height > 0)) continue
    const isWorth = size.width > (widerThan ?? Number.POSITIVE_INFINITY) || (widerThan && file.stamp.size > heavy)
    const isSafe = size.width * size.height <= mostPixels && file.stamp.size <= mostBytes
    const isStill = /^(?:jpg|png|webp|avif|heif)$/.test(type) && !more.includes('m')
    const digest = isWorth && isSafe && isStill ? (hashed ?? hashOf(absolute(file.path))) : undefined
    if (digest && !hashed) keep(`${fact} ${digest}`)
    const picture = digest && { hash: digest, type: type as 'jpg', isOpaque: !more.includes('a') }
    const isTooLarge = isWorth && isStill && !isSafe
    all.set(file.path, { ...size, ...(picture && { picture }), ...(isTooLarge && { fault: 'too-large' }) })
  }
  return all
}

/**
 * `640 480 png a`: pixels, type, `a` for transparency, `m` for moving pictures; behind a blank the file's hash follows,
 * where it was asked for. `0 0 none` where the bytes are those of no picture at all (an error page, a pointer of Git
 * LFS, nothing), and empty where there is no header that is known.
 */
function headerOf(absolute: string, readHeader: ReadHeader): string | undefined {
  let bytes: Buffer = Buffer.alloc(0)
  for (const length of looks) {
    try {
      bytes = head(absolute, length)
      const header = readHeader(bytes)
      // A phone's HEIC lists the tiles of its picture before it.
      const parts = header.images && /^(?:avif|hei)/.test(header.type ?? '') ? header.images : [header]
      const { width, height } = parts.reduce((most, part) => (part.width > most.width ? part : most))
      const { orientation = 1, type = '' } = header
      if (bytes.length === length && length < longestLook && saysMoreBehind(bytes)) continue
      const size = orientation >= 5 || isTurned(bytes) ? `${height} ${width}` : `${width} ${height}`
      // `heic` is the brand of HEIF that phones write.
      return `${size} ${type.startsWith('hei') ? 'heif' : type} ${marksOf(bytes)}`
    } catch (error) {
      if (isSystemError(error)) return undefined
    }
  }
  const type = typeOf(bytes)
  const isPicture =
    typeof type === 'string' ? type === 'cut short' && bytes.length === longestLook : type.kind === 'picture'
  return isPicture ? '' : '0 0 none'
}

/** True of a PNG whose profile of colours hides what stands behind it, and of a WebP with Exif, which comes last. */
function saysMoreBehind(bytes: Buffer): boolean {
  if (isWebp(bytes)) return ((bytes[20] ?? 0) & 0x08) > 0
  return isPng(bytes) && !bytes.includes('IDAT')
}

function isPng(bytes: Buffer): boolean {
  return bytes.toString('latin1', 1, 4) === 'PNG'
}

/** True of a WebP with flags, metadata or motion. */
function isWebp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 8, 16) === 'WEBPVP8X'
}

/**
 * True of a picture that lies on its side and is no JPEG: by AVIF's and HEIF's `irot`, in quarters (ISO/IEC 23008-12,
 * 6.5.10), or by the orientation of the Exif in a PNG or a WebP.
 */
function isTurned(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) === 'ftyp') {
    const at = bytes.indexOf('irot')
    return at > 0 && ((bytes[at + 4] ?? 0) & 1) === 1
  }
  const mark = isWebp(bytes) ? 'EXIF' : isPng(bytes) ? 'eXIf' : undefined
  const exif = mark === undefined ? -1 : bytes.lastIndexOf(mark)
  if (exif < 0) return false
  // The tag with its type and count, in either order of bytes.
  const tag = /49492a00.*?12010300010000000[5-8]00|4d4d002a.*?0112000300000001000[5-8]/
  return tag.test(bytes.toString('hex', exif, exif + 4096))
}

/**
 * A PNG's colour type or `tRNS`, WebP's flags (https://developers.google.com/speed/webp/docs/riff_container), and AVIF's
 * second picture, which is alpha (ISO/IEC 23008-12, 6.5.8).
 */
function marksOf(bytes: Buffer): string {
  const [text = ''] = bytes.toString('latin1').split('IDAT', 1)
  const flags = isWebp(bytes) ? (bytes[20] ?? 0) : 0
  const isMoving =
    (flags & 0x02) > 0 || /^.{4}ftyp(?:avis|msf1|hevc)/s.test(text) || (isPng(bytes) && text.includes('acTL'))
  const hasAlpha =
    (flags & 0x10) > 0 ||
    (text.startsWith('VP8L', 12) && ((bytes[24] ?? 0) & 0x10) > 0) ||
    /^.{4}ftyp.*auxiliary:alpha/s.test(text) ||
    (isPng(bytes) && (((bytes[25] ?? 0) & 4) > 0 || text.includes('tRNS')))
  return (hasAlpha ? 'a' : '') + (isMoving ? 'm' : '')
}

const room = Buffer.allocUnsafeSlow(1024 * 1024)

/** SHA-256 of a file's bytes, read piece by piece: a PNG may have hundreds of megabytes. Undefined where it can't be read. */
export function hashOf(absolute: string): string | undefined {
  try {
    return withPlainFile(absolute, (fd) => {
      const hash = createHash('sha256')
      for (let count = readFully(fd, room); count > 0; count = readFully(fd, room)) hash.update(room.subarray(0, count))
      return hash.digest('hex')
    })
  } catch (error) {
    if (isSystemError(error) || (error as NodeJS.ErrnoException).code) return undefined
    throw error
  }
}

function head(absolute: string, length: number): Buffer {
  return withPlainFile(absolute, (fd, { size }) => {
    const bytes = Buffer.alloc(Math.min(length, size))
    return bytes.subarray(0, readFully(fd, bytes))
  })
}
