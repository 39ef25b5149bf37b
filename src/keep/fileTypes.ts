import { imageSize } from 'image-size'

/** A kind of file by its first bytes. */
export interface FileType {
  readonly extension: string
  readonly mime: string
  readonly kind: FileKind
}

export type FileKind = 'picture' | 'audio' | 'video' | 'pdf' | 'zip'

interface Signature extends FileType {
  /** The first bytes, in hexadecimal digits. */
  readonly starts: RegExp
  /** False for a file that ends too early; for kinds that say where they end. */
  readonly isWhole?: (bytes: Buffer) => boolean
}

/** In their order: several kinds are boxes of ISO's media format. */
const signatures: readonly Signature[] = [
  picture('png', 'image/png', /^89504e470d0a1a0a/, (bytes) => bytes.lastIndexOf('IEND') > 0),
  picture('jpg', 'image/jpeg', /^ffd8ff/, endsAsJpeg),
  picture('gif', 'image/gif', /^47494638(?:37|39)61/, (bytes) => withoutPadding(bytes).at(-1) === 0x3b),
  picture('webp', 'image/webp', /^52494646.{8}57454250/, (bytes) => bytes.readUInt32LE(4) + 8 <= bytes.length),
  picture('avif', 'image/avif', /^.{8}66747970617669(?:66|73)/, boxesEnd),
  picture('heic', 'image/heic', /^.{8}66747970(?:686569(?:63|78)|6d696631|6d736631)/, boxesEnd),
  picture('bmp', 'image/bmp', /^424d.{8}00000000/, (bytes) => bytes.readUInt32LE(2) <= bytes.length),
  picture('ico', 'image/x-icon', /^00000100/),
  picture('tiff', 'image/tiff', /^(?:49492a00|4d4d002a)/),
  { extension: 'mp3', mime: 'audio/mpeg', kind: 'audio', starts: /^(?:494433|ff(?:e3|f2|f3|fa|fb))/ },
  { extension: 'm4a', mime: 'audio/mp4', kind: 'audio', starts: /^.{8}667479704d3441/, isWhole: boxesEnd },
  { extension: 'ogg', mime: 'audio/ogg', kind: 'audio', starts: /^4f676753/ },
  { extension: 'wav', mime: 'audio/wav', kind: 'audio', starts: /^52494646.{8}57415645/ },
  { extension: 'flac', mime: 'audio/flac', kind: 'audio', starts: /^664c6143/ },
  { extension: 'mp4', mime: 'video/mp4', kind: 'video', starts: /^.{8}66747970/, isWhole: boxesEnd },
  { extension: 'webm', mime: 'video/webm', kind: 'video', starts: /^1a45dfa3/ },
  { extension: 'pdf', mime: 'application/pdf', kind: 'pdf', starts: /^255044462d/ },
  { extension: 'zip', mime: 'application/zip', kind: 'zip', starts: /^504b0304/ },
]

function picture(extension: string, mime: string, starts: RegExp, isWhole?: Signature['isWhole']): Signature {
  return { extension, mime, kind: 'picture', starts, ...(isWhole && { isWhole }) }
}

const svg: FileType = { extension: 'svg', mime: 'image/svg+xml', kind: 'picture' }

/** The type of a file, whatever its name and its host say, or the reason why it is none of those that are kept. */
export function typeOf(bytes: Uint8Array): FileType | 'empty' | 'not a file of this kind' | 'cut short' | 'unsafe' {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length === 0) return 'empty'
  const head = buffer.toString('hex', 0, 32)
  const signature = signatures.find(({ starts }) => starts.test(head))
  if (!signature) return typeOfText(buffer)
  const { extension, mime, kind, isWhole } = signature
  if (isWhole && !isWhole(buffer)) return 'cut short'
  return kind === 'picture' && !hasSize(buffer) ? 'not a file of this kind' : { extension, mime, kind }
}

/** SVG alone: a text whose first element it is, and that runs no code where somebody opens it by itself. */
function typeOfText(bytes: Buffer): ReturnType<typeof typeOf> {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const prologue = /^(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+svg\b[^[>]*(?:\[[^\]]*\]\s*)?>)*/is.exec(text)?.[0] ?? ''
  if (!/^<(?:svg:)?svg[\s>]/i.test(text.slice(prologue.length))) return 'not a file of this kind'
  if (!/<\/(?:svg:)?svg\s*>(?:\s|<!--.*?-->)*$/is.test(text)) return 'cut short'
  return /<(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|\son\w+\s*=|javascript:|<!ENTITY/i.test(text)
    ? 'unsafe'
    : svg
}

function hasSize(bytes: Buffer): boolean {
  try {
    const { width, height } = imageSize(bytes)
    return width > 0 && height > 0
  } catch {
    return false
  }
}

/** True where the end marker stands behind the picture's own data: a thumbnail in the head has one, too. */
function endsAsJpeg(bytes: Buffer): boolean {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda) return bytes.lastIndexOf(Buffer.of(0xff, 0xd9)) > at
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}

/** Bytes without the zeros that some encoders put behind the last. */
function withoutPadding(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return bytes.subarray(0, end)
}

/** Boxes of ISO's media format fill the file; one of length 0 reaches to its end. */
function boxesEnd(bytes: Buffer): boolean {
  let at = 0
  while (at + 8 <= bytes.length) {
    const short = bytes.readUInt32BE(at)
    if (short === 0) return true
    const length = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short
    if (length < 8) return false
    at += length
  }
  return at === bytes.length
}
