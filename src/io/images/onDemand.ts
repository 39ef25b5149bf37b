import type { DrawJob, ImageOutput } from '../../types.ts'
import { drawAll, drawKey, findDrawers } from './draw.ts'
import { encodeImages } from './encode.ts'
import { findEncoder, loadEncoder } from './encoder.ts'
import { imageKeys, openImageStore } from './store.ts'

/** The encoded picture, where it is there; else it is made in the background for the next time that it is asked for. */
export type PictureOnDemand = (picture: Pick<ImageOutput, 'from' | 'image'>) => Buffer | undefined

/** Pictures for a server, which makes readers wait for none. Only what is shown is made. */
export function openPictures(root: string): PictureOnDemand {
  const encoder = findEncoder(root)
  if (!encoder) return () => undefined
  const store = openImageStore(root)
  const imageKey = imageKeys(encoder.version)
  const asked = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  return ({ from, image }) => {
    const key = imageKey(image)
    const bytes = store.read(key)
    if (bytes || asked.has(key)) return bytes
    asked.add(key)
    const job = { from, source: image.source, pixels: 0, operations: [[key, image]] as const }
    last = last.then(async () => {
      const sharp = loadEncoder(encoder)
      if ('reason' in sharp) return
      // A picture that changed or can't be encoded is shown by its original; a build says why.
      await encodeImages([job], { root, store, sharp }).catch(() => {})
      asked.delete(key)
    })
    return undefined
  }
}

/** A drawing for a server, made while the reader waits, which takes a fraction of a second; throws where it can't be made. */
export type DrawingOnDemand = (job: DrawJob) => Promise<Buffer>

export function openDrawings(root: string): DrawingOnDemand {
  const store = openImageStore(root)
  let last = Promise.resolve()
  return async (job) => {
    const drawers = findDrawers(root)
    if (!drawers) throw new Error('no packages to draw with')
    const key = drawKey(job.draw, drawers)
    // One after another: a page may ask for many.
    const draw = async () => void (store.read(key) ?? (await drawAll(new Map([[key, job]]), { root, store, drawers })))
    last = last.then(draw)
    await last
    const bytes = store.read(key)
    if (!bytes) throw new Error('not drawn')
    return bytes
  }
}
