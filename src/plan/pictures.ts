import { lazy } from '../kit/lazy.ts'
import { copiedFrom } from '../kit/outputKind.ts'
import type { Config, FileRef, ImageOutput, Output, PictureNews } from '../types.ts'

/** A picture of the site, as pages and feeds show it. */
export interface Picture {
  /** Its own copy, for zoom and for what knows nothing better. */
  readonly original: Output
  /** Pixels of the original. */
  readonly width: number
  readonly height: number
  /** No browser shows the original. */
  readonly isForeign: boolean
  /** For pages, by format, the smallest first; the last format is the one that every browser shows. */
  readonly formats: readonly (readonly [first: ImageOutput, ...more: ImageOutput[]])[]
  /** For feeds and cards, where the original is not fit for them. */
  readonly inFeeds: ImageOutput | undefined
  /** CSS, shown while it loads: `#a83`. */
  readonly colour: string | undefined
}

/** Finds the picture that an output is the original of. */
export function createPictures(
  outputs: readonly Output[],
  { images }: Config,
  { colours }: Pick<PictureNews, 'colours'>,
  source: (output: Output) => FileRef | undefined,
): (original: Output) => Picture | undefined {
  const bySource = lazy(() => {
    const images = new Map<string, ImageOutput[]>()
    for (const output of outputs)
      if (output.kind === 'image') images.set(output.from, [...(images.get(output.from) ?? []), output])
    return images
  })
  return (original) => {
    const smaller = bySource().get(copiedFrom(original) ?? '')
    const { width = 0, height = 0, picture } = source(original) ?? {}
    if (!smaller || !picture) return undefined
    const formats = images.formats.flatMap((format) => {
      const [first, ...more] = smaller.filter(({ image }) => image.format === format)
      return first ? [[first, ...more] as const] : []
    })
    const inFeeds = smaller.find(({ image }) => /^(?:jpeg|png)$/.test(image.format))
    if (formats.length === 0 && !inFeeds) return undefined
    const isForeign = picture.type === 'heif'
    return { original, width, height, isForeign, formats, inFeeds, colour: colours.get(picture.hash) }
  }
}
