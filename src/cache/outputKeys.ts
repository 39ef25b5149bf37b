import { hash } from 'node:crypto'
import type { Planned } from '../compile.ts'
import { lazy } from '../kit/lazy.ts'
import { isMade, tellsReads } from '../kit/outputKind.ts'
import { takesFromDisk } from '../kit/pluginEntries.ts'
import { gramFile } from '../search/search.ts'
import type { OutputKeys } from '../site/quickPort.ts'
import type { Output, PictureNews } from '../types.ts'

/** Files that a page's key names; a page that reads more is taken to read all. */
const mostNamed = 200

/**
 * A key for each output that is made: the same key stands for the same bytes. Made of all that the outputs have in common
 * (the program, and the site but for its posts' bodies, for both of which `printOf(site)` stands; templates, files and pictures) and
 * of the files whose bodies the output shows: a page's key names those that its templates read. None where an extension
 * has no key, nor where HTML is to be safe: a page that stands in the output may have been planted.
 */
export function outputKeys(
  { sources, site, index, entries, bodiesIn, searchCut }: Planned,
  printOf: (value: unknown) => string,
  { colours, absent }: Pick<PictureNews, 'colours' | 'absent'>,
): OutputKeys {
  if (!takesFromDisk(site.config)) return noKeys
  const { templates, assets, statics, resources, records = [], data = [], given = {}, fonts = [] } = sources
  // An `_index.md` stands on pages of many kinds.
  const lists = entries.filter(({ id }) => !index.posts().has(id)).map(({ source }) => source.hash)
  const files = [
    given,
    assets.map(({ path }) => path),
    [templates, statics, resources].map(printOf),
    [...records, ...data].map(({ path, hash }) => path + hash),
    fonts.map(({ name, hash }) => [name, hash]),
    [...colours],
    [...absent].sort(),
  ]
  const common = hash('sha1', JSON.stringify([printOf(site), lists, files]))
  const cut = hash('sha1', JSON.stringify(searchCut))
  const hashes = new Map(entries.map(({ source }) => [source.path, source.hash]))
  const paths = [...hashes.keys()]
  const numbers = new Map(paths.map((path, number) => [path, number]))
  const all = lazy(() => hash('sha1', [...hashes.values()].join()))
  const signed = (output: Output, made: string) => hash('sha1', `${common}\n${output.path}\n${made}`, 'base64url')
  const digestOf = (paths: readonly string[]) => paths.map((path) => hashes.get(path)).join()
  // All shards of grams are made of the same posts.
  let grams: string | undefined
  const searched = (output: Output, name: string): string => {
    if (gramFile(name) === undefined) return digestOf(bodiesIn(output))
    grams ??= hash('sha1', digestOf(bodiesIn(output)))
    return grams
  }
  const ofPage = (output: Output, read: readonly string[]): string => {
    const named = read.filter((path) => hashes.has(path)).sort()
    if (named.length > mostNamed) return `${signed(output, `*${all()}`)} *`
    const places = named.map((path) => numbers.get(path)?.toString(36)).join('.')
    return `${signed(output, `${named.join()}\n${digestOf(named)}`)} ${places}`
  }
  const keyOf: OutputKeys['keyOf'] = (output, read = []) => {
    if (!isMade(output)) return undefined
    if (tellsReads(output)) return ofPage(output, read)
    return signed(output, output.kind === 'search' ? cut + searched(output, output.search) : digestOf(bodiesIn(output)))
  }
  return {
    keyOf,
    standing(output, last) {
      if (!tellsReads(output)) return keyOf(output)
      const [, named] = last?.split(' ') ?? []
      if (named === undefined) return undefined
      if (named === '*') return ofPage(output, paths)
      const read = named === '' ? [] : named.split('.').map((number) => paths[Number.parseInt(number, 36)])
      return keyOf(
        output,
        read.filter((path) => path !== undefined),
      )
    },
  }
}

export const noKeys: OutputKeys = { keyOf: () => undefined, standing: () => undefined }
