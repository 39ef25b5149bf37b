import { gramFile, textFile } from '../search/search.ts'
import type { PatchMeans } from '../site/quickPort.ts'
import type { Output } from '../types.ts'
import { patchGrams } from './gramPatch.ts'

/** Files of the index's texts: where more have changed, so have most shards of grams. */
const mostPatched = 50

/**
 * Puts or keeps the search index's shards of grams where nothing but the texts of a few posts has changed since the last
 * build: then `index.json` is not among what has to be rendered. Gives the outputs that are done.
 */
export function patchSearch(
  toRender: readonly Output[],
  { publisher, searchInput, keys, last }: PatchMeans,
): ReadonlySet<Output> {
  const done = new Set<Output>()
  const files = toRender.filter((output) => output.kind === 'search')
  const changed = files.flatMap(({ search }) => textFile(search) ?? [])
  const isCut = files.some(({ search }) => gramFile(search) !== undefined)
  const isRecut = files.some(({ search }) => search === 'index.json')
  if (!isCut || isRecut || changed.length > mostPatched) return done
  const shards = patchGrams(searchInput(), changed, (name) => publisher.standing(`search/${name}`))
  if (!shards) return done
  for (const output of files) {
    const { path, search } = output
    const number = gramFile(search)
    const key = keys.keyOf(output)
    if (number === undefined || key === undefined) continue
    const text = shards.get(number)
    if (text !== undefined) publisher.put({ path, text }, key)
    if (text !== undefined || publisher.keep(path, key, last?.files.get(path)?.source)) done.add(output)
  }
  return done
}
