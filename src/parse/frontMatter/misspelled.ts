import { distance } from 'fastest-levenshtein'

/** Keys that other tools, or Hugo itself, give a meaning, though they look like slips for keys of ours. */
const common = new Set(
  'tag category keyword keywords serie data date type image images cover linktitle toc menu menus link links page pages time name path params layouts update updated create created top id math'.split(
    ' ',
  ),
)

/**
 * The known key that `key` is a likely slip for: one letter off, or two in a longer word or by swapped letters
 * (`tgas`, `catagories`, `drfat`); undefined where none is that near. Keys are in lower case.
 */
export function knownKeyNear(key: string, known: readonly string[]): string | undefined {
  if (common.has(key) || key.length < 3) return undefined
  const near = (candidate: string) => {
    const steps = distance(key, candidate)
    return steps === 1 || (steps === 2 && (candidate.length > 5 || sameLetters(key, candidate)))
  }
  return known.find(near)
}

function sameLetters(a: string, b: string): boolean {
  const sorted = (word: string) => [...word].sort().join('')
  return sorted(a) === sorted(b)
}
