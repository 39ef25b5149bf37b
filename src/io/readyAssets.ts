import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Asset } from '../types.ts'
import { type AssetBundle, bundleAssets } from './assetBundle.ts'

/** A bundle of a theme as its package brings it, with the hashes of what it was made of. Paths are relative to the package. */
interface Ready extends Pick<AssetBundle, 'assets'> {
  readonly entry: string
  readonly inputs: Readonly<Record<string, string>>
}

const fileIn = (base: string): string => join(base, 'lib/assets.json')

/** The bundles that the package in `base` brings, by the absolute path of their entry, as far as their files are the same. */
export function readyAssets(base: string): ReadonlyMap<string, AssetBundle> {
  const file = fileIn(base)
  if (!existsSync(file)) return new Map()
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly Ready[]
  const absolute = (path: string): string => join(base, path)
  return new Map(
    all
      .filter(({ inputs }) => Object.entries(inputs).every(([path, hash]) => hashOf(absolute(path)) === hash))
      .map(({ entry, assets, inputs }) => [
        absolute(entry),
        { assets: assets.map((asset) => moved(asset, absolute)), inputs: Object.keys(inputs).map(absolute) },
      ]),
  )
}

/** Bundles a theme once, when its package is made. `entries` are absolute. */
export async function writeReadyAssets(base: string, entries: readonly string[]): Promise<void> {
  const ours = (path: string): string => relative(base, path)
  const all = entries.map(async (entry): Promise<Ready> => {
    const { assets, inputs } = await bundleAssets([entry], base)
    const own = assets.map((asset) => moved(asset, ours))
    return {
      entry: ours(entry),
      assets: own,
      inputs: Object.fromEntries(inputs.map((path) => [ours(path), hashOf(path)])),
    }
  })
  writeFileSync(fileIn(base), JSON.stringify(await Promise.all(all)))
}

/** The asset with another path to where it is copied from. */
export function moved(asset: Asset, to: (path: string) => string): Asset {
  return 'copyFrom' in asset ? { ...asset, copyFrom: to(asset.copyFrom) } : asset
}

function hashOf(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
}
