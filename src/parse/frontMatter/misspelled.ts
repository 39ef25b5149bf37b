import { distance } from 'fastest-levenshtein'

/** Keys that other tools, or Hugo itself, give a meaning, though they look like slips for keys of ours. */
const common = new Set(
  'keyword keywords serie data date type image images linktitle menu menus link links page pages time name path params layouts create created id math authors tabs publish publisher comment privacy updates'.split(
    ' ',
  ),
)

/** Keys of other tools for what has another name here. */
const namesElsewhere: Readonly<Record<string, string>> = { tag: 'tags', category: 'categories', permalink: 'url' }

/**
 * The known key that `key` is a likely slip for: one letter off, or two in a longer word or by swapped letters
 * (`tgas`, `catagories`, `drfat`), or another tool's name for it; undefined where none is that near, or where it begins
 * otherwise or is numbered, as words of one's own do (`height`, `about`, `title2`). Keys are in lower case.
 */
export function knownKeyNear(key: string, known: readonly string[]): string | undefined {
  const elsewhere = Object.hasOwn(namesElsewhere, key) ? namesElsewhere[key] : undefined
  if (elsewhere !== undefined) return known.includes(elsewhere) ? elsewhere : undefined
  if (common.has(key) || known.includes(key) || key.length < 3 || /\d/.test(key)) return undefined
  const near = (candidate: string) => {
    const steps = distance(key, candidate)
    if (steps === 2 && sameLetters(key, candidate)) return true
    return key[0] === candidate[0] && (steps === 1 || (steps === 2 && candidate.length > 5))
  }
  return known.find(near)
}

function sameLetters(a: string, b: string): boolean {
  const sorted = (word: string) => [...word].sort().join('')
  return sorted(a) === sorted(b)
}
