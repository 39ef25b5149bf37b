import { distance } from 'fastest-levenshtein'

/** The candidate that `word` most likely was meant to be, or ''; case is no slip. The longer of both says how many slips it may have. */
export function nearest(word: string, candidates: Iterable<string>): string {
  const written = word.toLowerCase()
  let best = ''
  let least = Infinity
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase()
    const steps = distance(written, meant) - (isSwap(written, meant) ? 1 : 0)
    const most = Math.floor((Math.max(word.length, candidate.length) + 2) / 4)
    if (steps < least && steps <= most) [best, least] = [candidate, steps]
  }
  return best
}

/** Two neighbours that changed places are one slip of the fingers, though two edits. */
function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((sign, index) => sign !== b[index])
  return a.length === b.length && a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2) === b
}
