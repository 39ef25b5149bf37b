import { hash } from 'node:crypto'
import type { Planned } from '../compile.ts'
import { tellsReads } from '../kit/outputKind.ts'
import { takesFromDisk } from '../kit/pluginEntries.ts'
import { everyFile, frontMatterOf, isFrontMatter } from '../plan/reads.ts'
import { gramFile } from '../search/search.ts'
import type { OutputKeys } from '../site/quickPort.ts'
import type { Output, PictureNews } from '../types.ts'
import type { KeptMemory } from './keptMemory.ts'
import { structureOf } from './structure.ts'

/**
 * A key for each output that is made: the same key stands for the same bytes. Made of all that the outputs have in common
 * (the program, the site but for what its posts say, see structure.ts; templates, files and pictures) and of the files
 * that the output shows: those of `bodiesIn`, and those that its templates read, whose numbers the key names. None where
 * an extension has no key, nor where HTML is to be safe: a page that stands in the output may have been planted.
 */
export function outputKeys(
  { sources, site, index, entries, bodiesIn, searchCut }: Planned,
  program: string,
  { memo, printOf }: Pick<KeptMemory, 'memo' | 'printOf'>,
): (news: Pick<PictureNews, 'colours' | 'absent'>) => OutputKeys {
  if (!takesFromDisk(site.config)) return () => noKeys
  const structure = memo('structure', [site], () => structureOf(site))
  const { templates, assets, statics, resources, records = [], data = [], given = {}, fonts = [] } = sources
  // An `_index.md` stands on pages of many kinds.
  const lists = entries.filter(({ id }) => !index.posts().has(id)).map(({ source }) => source.hash)
  const files = [
    given,
    assets.map(({ path }) => path),
    [templates, statics, resources].map(printOf),
    [...records, ...data].map(({ path, hash }) => path + hash),
    fonts.map(({ name, hash }) => [name, hash]),
  ]
  const cut = hash('sha1', JSON.stringify(searchCut))
  const bodies = entries.map(({ source }) => source.hash)
  const frontMatters = entries.map(
    ({ frontMatter, frontMatterHash = hash('sha1', JSON.stringify(frontMatter)) }) => frontMatterHash,
  )
  const paths = entries.map(({ source }) => source.path)
  // All that can be read, each with its hash; its number is its place.
  const names = [everyFile, frontMatterOf(everyFile), ...paths, ...paths.map(frontMatterOf)]
  const hashes = [bodies, frontMatters].map((each) => hash('sha1', each.join())).concat(bodies, frontMatters)
  const numbers = new Map(names.map((name, number) => [name, number]))
  const hashOf = (name: string) => hashes[numbers.get(name) ?? -1]
  const numbersOf = (read: readonly string[]): readonly number[] =>
    read.flatMap((name) => numbers.get(name) ?? []).sort((a, b) => a - b)
  const digestOf = (read: readonly number[]) => read.map((number) => `${names[number]} ${hashes[number]}`).join()
  return ({ colours, absent }) => {
    const common = hash('sha1', JSON.stringify([program, structure, lists, files, [...colours], [...absent].sort()]))
    const signed = (output: Output, made: string) => hash('sha1', `${common}\n${output.path}\n${made}`, 'base64url')
    const bodiesOf = (files: readonly string[]) => files.map(hashOf).join()
    // All shards of grams are made of the same posts.
    let grams: string | undefined
    const searched = (output: Output, name: string): string => {
      if (gramFile(name) === undefined) return bodiesOf(bodiesIn(output))
      grams ??= hash('sha1', bodiesOf(bodiesIn(output)))
      return grams
    }
    const naming = (output: Output, shown: readonly string[], read: readonly number[]) =>
      `${signed(output, `${bodiesOf(shown)}\n${digestOf(read)}`)} ${read.map((number) => number.toString(36)).join('.')}`
    const keyOf: OutputKeys['keyOf'] = (output, read = []) => {
      if (tellsReads(output)) {
        const shown = bodiesIn(output)
        return naming(output, shown, numbersOf(besides(shown, read)))
      }
      return output.kind === 'search' ? signed(output, cut + searched(output, output.search)) : undefined
    }
    return {
      keyOf,
      standing(output, last) {
        if (!tellsReads(output)) return keyOf(output)
        const [, named] = last?.split(' ') ?? []
        if (named === undefined) return undefined
        const read = named === '' ? [] : named.split('.').map((number) => Number.parseInt(number, 36))
        return naming(output, bodiesIn(output), read)
      },
    }
  }
}

/** The names read besides: a file's own path, like that of every file, says its front matter, too. */
function besides(shown: readonly string[], read: readonly string[]): readonly string[] {
  const own = new Set(shown)
  const whole = new Set([...shown, ...read])
  const isSaid = (name: string) => isFrontMatter(name) && (whole.has(name.slice(1)) || whole.has(everyFile))
  return read.filter((name) => !own.has(name) && !isSaid(name))
}

export const noKeys: OutputKeys = { keyOf: () => undefined, standing: () => undefined }
