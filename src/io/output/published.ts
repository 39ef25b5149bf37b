import type { Config } from '../../types.ts'
import { statsOf } from '../disk.ts'
import { isHalfDone } from './journal.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { placesOf } from './places.ts'

/** The record of the last build, and whether all of it still stands as it was left: known without reading a file. */
export interface PublishedBefore {
  readonly manifest?: Manifest
  readonly intact: boolean
}

export function publishedBefore(root: string, config: Config): PublishedBefore {
  const places = placesOf(root, config)
  const manifest = readManifest(places.own)
  if (!manifest) return { intact: false }
  const stands = ([path, { size, mtimeMs }]: [string, { size: number; mtimeMs: number }]): boolean => {
    const stats = statsOf(`${places.out}/${path}`)
    return stats?.isFile() === true && stats.size === size && stats.mtimeMs === mtimeMs
  }
  return { manifest, intact: !isHalfDone(places) && [...manifest.files].every(stands) }
}
