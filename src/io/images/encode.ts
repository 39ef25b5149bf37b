import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Sharp, default as SharpPackage } from 'sharp'
import type { ImageOperation } from '../../types.ts'
import { changedCode } from '../read.ts'
import { hashOf, mostPixels } from './facts.ts'
import type { ImageStore } from './store.ts'

/** A source of which something is to be made. */
export interface EncodeJob {
  /** Relative to the site's root. */
  readonly from: string
  readonly source: string
  readonly pixels: number
  /** The missing ones, under their keys in the store. */
  readonly operations: readonly (readonly [key: string, operation: ImageOperation])[]
  /** The key of the picture of which the colour is to be taken; absent where it is known. */
  readonly colourOf?: string | undefined
}

export interface EncodeMeans {
  readonly root: string
  readonly store: ImageStore
  readonly sharp: typeof SharpPackage
  readonly onPicture?: ((done: number, total: number) => void) | undefined
}

/**
 * Pixels of the pictures that are worked on at once; a larger one is worked on alone. A decoder may hold all of a
 * picture: at 6 bytes a pixel (a progressive JPEG's coefficients) that is 240 MB, and 600 MB for one of 100 megapixels.
 */
const pixelsAtOnce = 40_000_000

/** Makes what is missing and writes it to the store; gives the sources that can't be encoded, by path, and why. */
export function encodeImages(
  jobs: readonly EncodeJob[],
  { onPicture, ...means }: EncodeMeans,
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>()
  // The largest first: none of them comes last and alone.
  const waiting = [...jobs].sort((a, b) => b.pixels - a.pixels)
  const underWay = new Set<EncodeJob>()
  return new Promise((resolve, reject) => {
    const run = async (job: EncodeJob): Promise<void> => {
      underWay.add(job)
      try {
        await encode(job, means)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === changedCode) return reject(error)
        failed.set(job.from, reasonOf(error))
      }
      underWay.delete(job)
      onPicture?.(jobs.length - waiting.length - underWay.size, jobs.length)
      startMore()
    }
    const startMore = (): void => {
      while (underWay.size < availableParallelism()) {
        const pixels = [...underWay].reduce((sum, job) => sum + job.pixels, 0)
        const next = waiting.findIndex((job) => pixels === 0 || pixels + job.pixels <= pixelsAtOnce)
        if (next < 0) break
        for (const job of waiting.splice(next, 1)) void run(job)
      }
      if (underWay.size === 0) resolve(failed)
    }
    startMore()
  })
}

/** One decoding serves all that is made of a picture: it is the larger part of the work on a smaller one. */
async function encode({ from, source, operations, colourOf }: EncodeJob, { root, store, sharp }: EncodeMeans) {
  if (operations.length > 0) {
    const path = resolve(root, from)
    if (hashOf(path) !== source)
      throw Object.assign(new Error(`${from} changed while the site was read`), { code: changedCode })
    const width = Math.max(...operations.map(([, { decodedAt }]) => decodedAt))
    const { data, info } = await sharp(path, { limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    for (const [key, operation] of operations)
      store.write(key, await encoded(sharp(data, { raw }).resize({ width: operation.width }), operation))
  }
  const shown = colourOf === undefined ? undefined : store.read(colourOf)
  if (shown) store.colours.set(source, await colourIn(sharp(shown)))
}

function encoded(picture: Sharp, { format, quality }: ImageOperation): Promise<Buffer> {
  switch (format) {
    case 'webp':
      return picture.webp({ quality }).toBuffer()
    case 'avif':
      return picture.avif({ quality }).toBuffer()
    case 'jpeg':
      return picture.flatten({ background: '#fff' }).jpeg({ quality }).toBuffer()
    case 'png':
      return picture.png({ compressionLevel: 9 }).toBuffer()
  }
}

/** The mean of all pixels as `#rgb`: so few shades that no two decoders of one picture differ. */
async function colourIn(picture: Sharp): Promise<string> {
  const { data, info } = await picture.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const sums = [0, 0, 0]
  for (let at = 0; at < data.length; at += info.channels)
    for (let band = 0; band < 3; band++)
      sums[band] = (sums[band] ?? 0) + (data[at + Math.min(band, info.channels - 1)] ?? 0)
  const pixels = info.width * info.height
  return `#${sums.map((sum) => Math.round(sum / pixels / 17).toString(16)).join('')}`
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.trim() ?? ''
}
