import { lazyBy } from '../kit/lazy.ts'
import { deviceName } from '../kit/names.ts'
import { graphemes } from '../kit/text.ts'

/**
 * Names for paths. Hugo's rule (its `paths.Sanitize`), so that a blog that moves here keeps every link:
 * letters, decimal digits, marks and `. / _ # + ~ - @` stay, a run of blanks becomes one `-`, the rest is dropped.
 *
 * Widened where Hugo loses a page or writes a bad file: `〇` stays; a name of which nothing stays, or only dots, is
 * spelled in code points (`🎉` → `u1f389`); `\` is dropped; Windows' device names get a `_`. A trailing dot stays,
 * though Windows dislikes it: real titles end in `...`, and their links must live.
 */

export interface SluggerOptions {
  readonly slugs: 'keep' | 'pinyin'
  readonly lowerCasePaths: boolean
  /** Accents are dropped, of kana too, as Hugo does: `Café` → `cafe`, `が` → `か`. */
  readonly removePathAccents?: boolean | undefined
  /** Latin letters for Han ones, words apart by blanks; without it `slugs: 'pinyin'` keeps names as they are. */
  readonly pinyin?: ((text: string) => string) | undefined
}

/** Three kinds of names, each one or more safe segments with `/` between them, never an empty string. */
export interface Slugger {
  /** A slug, a title or a term by itself: blanks at the ends vanish. */
  readonly plain: (text: string) => string
  /** A part of a path (a folder's or file's name): blanks at the ends are hyphens, as Hugo has it. */
  readonly part: (text: string) => string
  /** A title or a term as `plain` has it, through pinyin where the site wants that. */
  readonly slug: (text: string) => string
}

export function createSlugger({ slugs, lowerCasePaths, removePathAccents, pinyin }: SluggerOptions): Slugger {
  const readable = (text: string) => {
    const name = decode(text).normalize('NFC')
    return removePathAccents
      ? name
          .normalize('NFD')
          .replace(/\p{Mn}/gu, '')
          .normalize('NFC')
      : name
  }
  const safe = (text: string, name: string) => {
    if (/^[\p{M}./]*$/u.test(name)) return spelled(text)
    return safePath(lowerCasePaths ? lowerCase(name) : name)
  }
  const usual = (text: string) => safeSegment(lowerCasePaths ? text.toLowerCase() : text)
  const plain = lazyBy((text: string) => (isUsual.test(text) ? usual(text) : safe(text, sanitize(readable(text)))))
  const part = lazyBy((text: string) =>
    isUsual.test(text) ? usual(text) : safe(text, sanitize(`/${readable(text)}/`)),
  )
  return { plain, part, slug: slugs === 'pinyin' && pinyin ? (text) => plain(pinyin(text)) : plain }
}

/** Letter by letter, as Go does it: `toLowerCase` would end a word in `ς`. */
function lowerCase(text: string): string {
  return text.replace(/[\p{Lu}\p{Lt}]/gu, (letter) => letter.toLowerCase())
}

/** Names of which all stays; the general rule takes a millisecond to be compiled. */
const isUsual = /^[\w\u3400-\u4DBF\u4E00-\u9FFF-]+$/

const kept = /^[\p{L}\p{Nd}\p{M}〇./_#+~@-]*$/u
const dropped = /[^\p{L}\p{Nd}\p{M}〇\s./_#+~@-]+/gu
/** Blanks at the ends and beside a hyphen vanish; others become one. */
const lostBlanks = /^\s+|\s+$|(?<=-)\s+|\s+(?=-)/g

function sanitize(text: string): string {
  if (kept.test(text)) return text
  return text.replace(dropped, '').replace(lostBlanks, '').replace(/\s+/g, '-')
}

/** Percent-encoded text as text: WordPress writes slugs like `%e4%b8%ad`. Codes that are no UTF-8 lose their `%`. */
export function decode(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run.replaceAll('%', '')
    }
  })
}

/** Each segment safe for any file system; empty ones vanish. */
function safePath(path: string): string {
  return path.split('/').filter(Boolean).map(safeSegment).join('/')
}

function safeSegment(segment: string): string {
  if (/^\.+$/.test(segment)) return spelled(segment)
  return segment.replace(deviceName, '$&_')
}

/** `🎉` → `u1f389`: readable, stable and free of percent signs. */
function spelled(text: string): string {
  return `u${[...text].map((character) => character.codePointAt(0)?.toString(16)).join('-')}`
}

/** The longest name that common file systems allow, in bytes of UTF-8. */
export const segmentBytes = 255

/** Cuts a segment between graphemes where it has more bytes than that; a hash of the whole keeps it apart from others. */
export function shorten(segment: string, bytes = segmentBytes): string {
  if (segment.length * 3 <= bytes || size(segment) <= bytes) return segment
  const tail = `-${shortHash(segment)}`
  let head = ''
  let room = bytes - tail.length
  for (const { segment: grapheme } of graphemes(segment)) {
    room -= size(grapheme)
    if (room < 0) break
    head += grapheme
  }
  return head + tail
}

const encoder = new TextEncoder()

function size(text: string): number {
  return encoder.encode(text).length
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
