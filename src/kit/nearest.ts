import { distance } from 'fastest-levenshtein'

/** The candidate that `word` most likely was meant to be, or ''. */
export function nearest(word: string, candidates: Iterable<string>): string {
  let best = ''
  let least = Math.floor((word.length + 2) / 4) + 1
  for (const candidate of candidates) {
    const steps = distance(word, candidate) - (isSwap(word, candidate) ? 1 : 0)
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best
}

/** Two neighbours that changed places are one slip of the fingers, though two edits. */
function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((sign, index) => sign !== b[index])
  return a.length === b.length && a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2) === b
}
