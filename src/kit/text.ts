/**
 * Counting, cutting and summarising text in any script. The language is passed in, never read from the machine.
 */

export interface Counts {
  /** Han and kana characters. */
  readonly characters: number
  /** Words of every other script: `GPT-3` and `Node.js` are one each. */
  readonly words: number
}

export function count(text: string): Counts {
  let characters = 0
  let words = 0
  let inWord = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Most characters of a Chinese text end here, without further questions.
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      characters++
      inWord = false
      continue
    }
    const code = (unit & 0xfc00) === 0xd800 ? (text.codePointAt(at) ?? 0) : unit
    if (code > 0xffff) at++
    if (isHanOrKana(code)) {
      characters++
      inWord = false
    } else if (isWordCharacter(code)) {
      if (!inWord) words++
      inWord = true
    } else if (!joinsWords.has(code)) inWord = false
  }
  return { characters, words }
}

/** Minutes to read: 400 characters or 200 words each, at least one where there is anything to read. */
export function readingMinutes(characters: number, words: number): number {
  return Math.ceil(characters / 400 + words / 200)
}

/** Cuts to so many graphemes, so that no emoji or rare character is halved. */
export function truncate(text: string, length: number, ellipsis = '…'): string {
  // No text has more graphemes than UTF-16 units.
  if (text.length <= length) return text
  let kept = 0
  for (const { index } of graphemes(text)) {
    if (kept++ === length) return text.slice(0, index).trimEnd() + ellipsis
  }
  return text
}

/** Grapheme clusters: one for each character that readers see; no language changes that. */
export function graphemes(text: string): Intl.Segments {
  return segmenter('en', 'grapheme').segment(text)
}

/**
 * Whole sentences of the paragraphs, as many as fit into `limit` UTF-16 units;
 * a first sentence that is longer is cut with an ellipsis.
 */
export function excerpt(paragraphs: Iterable<string>, limit: number, language: string): string {
  if (limit === 0) return ''
  let result = ''
  for (const paragraph of paragraphs) {
    let glue = !result || endsCjk.test(result) ? '' : ' '
    for (const sentence of sentences(paragraph, language)) {
      const next = result + glue + sentence
      if (next.trimEnd().length > limit) return result.trimEnd() || truncate(sentence.trimEnd(), limit)
      result = next
      glue = ''
    }
    result = result.trimEnd()
  }
  return result
}

/** Splits into sentences; they join to the text again. Closing quotes and brackets stay with their sentence. */
export function sentences(text: string, language: string): readonly string[] {
  if (!latinSentence.test(text)) return text.match(cjkSentence) ?? []
  return Array.from(segmenter(language, 'sentence').segment(text), ({ segment }) => segment)
}

/** A full stop in Latin text may belong to an abbreviation, which takes the Unicode rules to tell. */
const latinSentence = /[a-z0-9][.!?]["')\]]*\s/i
const cjkSentence = /.*?[。！？!?｡][。！？!?｡…]*[”’」』）)】》〉〕"']*\s*|.+$/gsu
const endsCjk = /[\u3000-\u303f\uff00-\uff65”’…—]$/

const segmenters = new Map<string, Intl.Segmenter>()

/** The segmenter of a language, kept: making one takes a millisecond. */
function segmenter(language: string, granularity: 'grapheme' | 'sentence'): Intl.Segmenter {
  const key = `${granularity} ${language}`
  const made = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity })
  segmenters.set(key, made)
  return made
}

/** Hyphen, apostrophes, full stop, plus and underscore hold a word together. */
const joinsWords = new Set(Array.from("-'’._+", (mark) => mark.charCodeAt(0)))
const letter = /[\p{L}\p{N}\p{M}]/u

function isWordCharacter(code: number): boolean {
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  // Chinese punctuation is told by its code, without the regular expression.
  if ((code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040)) return false
  if ((code >= 0xff00 && code < 0xff10) || (code >= 0xff1a && code < 0xff21)) return false
  return letter.test(String.fromCodePoint(code))
}

/** Blocks of Han (々〆〇 too) and kana. */
function isHanOrKana(code: number): boolean {
  if (code < 0x3005) return false
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x309d && code <= 0x309f) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0x30fc && code <= 0x30ff) ||
    (code >= 0x3005 && code <= 0x3007) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x31f0 && code <= 0x31ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff66 && code <= 0xff9d) ||
    (code >= 0x20000 && code <= 0x3ffff)
  )
}

/** The same text with memory of its own: V8 would keep the whole text alive from which it was cut. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}
