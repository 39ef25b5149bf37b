/**
 * What the search index is keyed by, at build time and in the reader's browser.
 *
 * A text is folded to lower case, then cut into overlapping pairs of characters; three Latin letters or digits in a row
 * also make a triple, for pairs of letters are in nearly every post. A query's grams are all in any text that contains it.
 */

/** Lower case without changing the length, so that offsets hold in the text as written. */
export function fold(text: string): string {
  const folded = text.toLowerCase()
  if (folded.length === text.length) return folded
  return Array.from({ length: text.length }, (_, at) => {
    const lower = text.charAt(at).toLowerCase()
    return lower.length === 1 ? lower : text.charAt(at)
  }).join('')
}

/** Calls back with every gram of a folded text as a number (see gramText), repeats included. */
export function eachGram(folded: string, visit: (gram: number) => void): void {
  let latin = 0
  let before = 0
  let twoBefore = 0
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at)
    latin = isLatin(code) ? latin + 1 : 0
    if (code > space) {
      visit(code)
      if (before > space) visit(before * unit + code)
      if (latin >= 3) visit((twoBefore * unit + before) * unit + code)
    }
    twoBefore = before
    before = code
  }
}

/** A gram is its UTF-16 units as the digits of a number. */
export function gramText(gram: number): string {
  return gram < unit ? String.fromCharCode(gram) : gramText(Math.floor(gram / unit)) + String.fromCharCode(gram % unit)
}

const unit = 0x10000

/** Grams that every text must have that contains the folded query; at most eight, for more narrow nothing down. */
export function queryGrams(folded: string): readonly string[] {
  const grams = new Set<string>()
  for (const run of folded.split(/\s+/)) {
    if (run.length === 1) grams.add(run)
    for (let at = 0; at < run.length - 1; ) {
      const size = /^[0-9a-z]{3}$/.test(run.slice(at, at + 3)) ? 3 : 2
      grams.add(run.slice(at, at + size))
      at += size - 1
    }
  }
  return [...grams].slice(0, 8)
}

/** The shard of `count` in which a gram stands: FNV-1a over its UTF-16 units. */
export function shardOf(gram: string, count: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % count
}

const space = 0x20

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}
