import { type BodyCache, createBodyCache } from '../cache/bodies.ts'
import { type Cache, openCache } from '../cache/cache.ts'
import { createTextOf } from '../io/read.ts'
import type { Workers } from '../threads/workers.ts'
import type { Config, Remember, TextOf } from '../types.ts'
import type { SiteOptions } from './options.ts'
import { createSiteReader, type FirstLook, type ReadSite } from './sources.ts'

export interface OpenMeans {
  readonly remember: Remember
  readonly workers?: Workers | undefined
  /** Bodies that are on disk are read when they are asked for: throws `changedCode` then where they are damaged. */
  readonly readLate?: boolean | undefined
  /** Taken just now. */
  readonly look?: FirstLook | undefined
  /** A hash of the program, where it is known. */
  readonly program?: string | undefined
}

/** A site as a process works on it, once or again and again: how it is read, and what is kept of it on disk. */
export interface OpenSite {
  readonly read: ReadSite
  /** The text of a file that was not read because an earlier build did. */
  readonly textOf: TextOf
  /** Who renders bodies. */
  readonly bodies: BodyCache
  readonly pinyin: (config: Config) => Promise<((text: string) => string) | undefined>
  /** Writes to the disk what was rendered. */
  readonly save: () => void
}

export async function openSite(
  options: SiteOptions,
  { remember, workers, readLate, look, program }: OpenMeans,
): Promise<OpenSite> {
  const cache: Cache | undefined = options.fresh ? undefined : openCache(options.root, import.meta.url, program)
  const textOf = createTextOf(options.root)
  return {
    read: createSiteReader(options, remember, { cache, look }),
    textOf,
    bodies: await createBodyCache(cache, textOf, { workers, readLate }),
    pinyin: async ({ slugs }) => (slugs === 'pinyin' ? remember('pinyin', [], loadPinyin) : undefined),
    save: () => cache?.store.save(),
  }
}

async function loadPinyin(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', nonZh: 'consecutive', v: true })
}
