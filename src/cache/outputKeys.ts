import { hash } from 'node:crypto'
import type { Planned } from '../compile.ts'
import { isMade } from '../kit/outputKind.ts'
import { takesFromDisk } from '../kit/pluginEntries.ts'
import { gramFile } from '../search/search.ts'
import type { Output } from '../types.ts'

/**
 * A key for each output that is made: the same key stands for the same bytes. Made of all that the outputs have in common
 * (the program, and the site but for its posts' bodies, for both of which `print` stands; templates and files) and of the
 * posts whose bodies the output may show. None where a user's plugin has a say that has no key, nor
 * where HTML is to be safe: a page that stands in the output may have been planted.
 */
export function outputKeys(
  { sources, site, index, outputs, entries, postsIn, searchCut }: Planned,
  print: string,
): ReadonlyMap<Output, string> {
  if (!takesFromDisk(site.config.markdown)) return new Map()
  const { templates, assets, statics, resources, records = [] } = sources
  const hashes = new Map(entries.map(({ id, source }) => [id, source.hash]))
  // An `_index.md` stands on pages of many kinds.
  const lists = entries.filter(({ id }) => !index.posts().has(id)).map(({ source }) => source.hash)
  const files = [templates, assets.map(({ path }) => path), statics, resources, records.map(({ hash }) => hash)]
  const common = hash('sha1', JSON.stringify([print, lists, files]))
  const cut = hash('sha1', JSON.stringify(searchCut))
  const digest = (output: Output) =>
    postsIn(output)
      .map((id) => hashes.get(id))
      .join()
  // All shards of grams are made of the same posts.
  let grams: string | undefined
  const searched = (output: Output, name: string): string => {
    if (gramFile(name) === undefined) return digest(output)
    grams ??= hash('sha1', digest(output))
    return grams
  }
  const keyOf = (output: Output): string => {
    const made = output.kind === 'search' ? cut + searched(output, output.search) : digest(output)
    return hash('sha1', `${common}\n${output.path}\n${made}`, 'base64url')
  }
  return new Map(outputs.filter(isMade).map((output) => [output, keyOf(output)]))
}
