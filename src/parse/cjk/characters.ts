/** Characters of Chinese and Japanese, by UTF-16 unit, for the rules for bare links and line joins. */

/** Letters: Han, kana, bopomofo, 々 〇 ー, full-width letters and digits; high surrogates of the Han planes. */
export const letter =
  /[\u2E80-\u2FDF\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303C\u3041-\u309F\u30A1-\u30FA\u30FC-\u30FF\u3100-\u312F\u31A0-\u31BF\u31F0-\u31FF\u3220-\u325F\u3280-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFF9F\uD840-\uD8BF]/
/** Punctuation that no other script uses; without the middle dots ・ ･, which stand inside words. */
const punctuation =
  /[\u3001-\u3004\u3008-\u3020\u3030\u303D-\u303F\uFE30-\uFE6F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF64]/
/** Punctuation that Chinese shares with others: ‘ ’ “ ” … ‥ — ―. */
const shared = /[\u2014\u2015\u2018\u2019\u201C\u201D\u2025\u2026]/
const hangul = /[\u1100-\u11FF\u3130-\u318F\uA960-\uA97F\uAC00-\uD7FF]/

export const isLetter = (unit: string) => letter.test(unit)
export const isPunctuation = (unit: string) => punctuation.test(unit)
export const isShared = (unit: string) => shared.test(unit)
/** The first letter's offset, or -1. */
export const firstLetter = (text: string) => text.search(letter)
/** Letter or punctuation of Chinese and Japanese alone. */
export const isOwn = (unit: string) => isLetter(unit) || isPunctuation(unit)

/** True where a line is Chinese or Japanese rather than Korean, English or code. */
export function isChinese(line: string): boolean {
  if (!isOwn(line)) return false
  return !hangul.test(line) || count(line, letter) > count(line, hangul)
}

function count(text: string, pattern: RegExp): number {
  return text.match(new RegExp(pattern, 'g'))?.length ?? 0
}
