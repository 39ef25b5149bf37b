/**
 * The keys of the search index, at build time and in the reader's browser.
 *
 * A text is folded to lower case and its full-width letters to ASCII. Its grams are its characters, its overlapping
 * pairs and (as a pair of letters is in nearly every post) its triples of Latin letters or digits. Blanks and control
 * characters are in no gram.
 * The index has a row for each hash of some bits, so that grams may share one: the index narrows a search down, and the
 * texts decide.
 */

/** Lower case, and `Ａ` as `a`, without changing the length, so that offsets hold in the text as written. */
export function fold(text: string): string {
  const narrow = text.replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  const folded = narrow.toLowerCase()
  if (folded.length === text.length) return folded
  return Array.from({ length: text.length }, (_, at) => {
    const lower = narrow.charAt(at).toLowerCase()
    return lower.length === 1 ? lower : narrow.charAt(at)
  }).join('')
}

/** Full-width ASCII but for the punctuation of Chinese text: ！（），：；？ */
const wide = /[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e]/g

/** The row, below 2 ** bits, of the UTF-16 units of a gram; absent ones before the last are 0. */
export function rowOf(bits: number, first: number, second: number, third: number): number {
  const pair = Math.imul((second << 16) | third, 0x9e3779b1)
  return (first ? Math.imul(pair ^ first, 0x85ebca6b) : pair) >>> (32 - bits)
}

export function isSpace(code: number): boolean {
  return code <= 0x20
}

export function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

/** A gram of a query's word: its row, and where in the word it stands. */
export interface WordGram {
  readonly row: number
  readonly at: number
}

/**
 * The grams of a folded word, those first that cover it from end to end, then those that overlap with them; every text
 * with the word has them at these distances.
 */
export function wordGrams(word: string, bits: number): readonly WordGram[] {
  const unit = (at: number) => word.charCodeAt(at)
  if (word.length === 1) return [{ row: rowOf(bits, 0, 0, unit(0)), at: 0 }]
  const covering: WordGram[] = []
  const others: WordGram[] = []
  let covered = 0
  for (let at = 0; at < word.length - 1; at++) {
    const isTriple = [at, at + 1, at + 2].every((one) => isLatin(unit(one)))
    const row = isTriple ? rowOf(bits, unit(at), unit(at + 1), unit(at + 2)) : rowOf(bits, 0, unit(at), unit(at + 1))
    const gram = { row, at }
    const end = at + (isTriple ? 3 : 2)
    if (at >= covered || (end === word.length && covered < end)) {
      covering.push(gram)
      covered = end
    } else others.push(gram)
  }
  return [...covering, ...others]
}
