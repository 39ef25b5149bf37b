import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOwn, staysBelow } from './outputPath.ts'

export const manifestName = 'manifest.json'

/** A file of ours in the output, as we left it. */
export interface Written {
  /** Bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** The source of a copied file by path, size and time; the key of a rendered one. */
  readonly source?: string
}

export interface Manifest {
  /** A text that the build which made this output wants to find again. */
  readonly note: string
  /** Files by their path below the output. */
  readonly files: ReadonlyMap<string, Written>
  /** The manifest's file, where it was read from one. */
  readonly bytes?: Buffer
}

export const emptyManifest: Manifest = { note: '', files: new Map() }

type Line = readonly [path: string, size: number, mtimeMs: number, source?: string]

/**
 * The record of an output, from the folder that is Ruoyu's own; undefined where it never published, or where the
 * manifest is damaged. `known` was read before: it comes again where the file is the same.
 */
export function readManifest(own: string, known?: Manifest): Manifest | undefined {
  try {
    const bytes = readFileSync(join(own, manifestName))
    if (known?.bytes?.equals(bytes)) return known
    const { ruoyu, note, files } = JSON.parse(bytes.toString()) as {
      readonly ruoyu: number
      readonly note: string
      readonly files: readonly Line[]
    }
    const ours = files.filter(([path]) => staysBelow(path) && !isOwn(path))
    return ruoyu === 2 ? { note, files: new Map(ours.map(toWritten)), bytes } : undefined
  } catch {
    return undefined
  }
}

function toWritten([path, size, mtimeMs, source]: Line): [string, Written] {
  return [path, source === undefined ? { size, mtimeMs } : { size, mtimeMs, source }]
}

function toLine([path, { size, mtimeMs, source }]: [string, Written]): Line {
  return source === undefined ? [path, size, mtimeMs] : [path, size, mtimeMs, source]
}

export function formatManifest({ note, files }: Manifest): string {
  return JSON.stringify({ ruoyu: 2, note, files: [...files].map(toLine) })
}
