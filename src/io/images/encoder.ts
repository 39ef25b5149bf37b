import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type Sharp from 'sharp'
import { packageRoot } from '../../packageRoot.ts'

/** A package as the blogger installed it: Ruoyu brings none of those that pictures and fonts need. */
export interface Encoder {
  /** `sharp 0.35.5`: it brings its codecs, so that this stands for all that decides on bytes. */
  readonly version: string
  /** Absolute folder whose `node_modules` holds it. */
  readonly folder: string
}

/** Finds sharp; reads one small file, and runs nothing. */
export function findEncoder(root: string): Encoder | undefined {
  return findPackage(root, 'sharp')
}

/** Finds a package from the site's folder up, then from Ruoyu's own. */
export function findPackage(root: string, name: string): Encoder | undefined {
  for (const start of [root, packageRoot])
    for (let folder = start; ; folder = dirname(folder)) {
      const version = versionIn(folder, name)
      if (version !== undefined) return { version: `${name} ${version}`, folder }
      if (dirname(folder) === folder) break
    }
  return undefined
}

function versionIn(folder: string, name: string): string | undefined {
  try {
    const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
    return (JSON.parse(text) as { readonly version: string }).version
  } catch {
    return undefined
  }
}

/** The package, or why it can't be had: its native part is another package, for another system perhaps. */
export function loadEncoder({ folder }: Encoder): typeof Sharp | { readonly reason: string } {
  try {
    const sharp = createRequire(join(folder, 'package.json'))('sharp') as typeof Sharp
    // A build meets a picture once: what libvips would keep of it is memory for nothing.
    sharp.cache(false)
    // Node has four threads for such work, each with a picture of its own.
    sharp.concurrency(Math.max(1, Math.ceil(availableParallelism() / 4)))
    return sharp
  } catch (error) {
    return {
      reason:
        String(error instanceof Error ? error.message : error)
          .split('\n', 1)[0]
          ?.trim() ?? '',
    }
  }
}
