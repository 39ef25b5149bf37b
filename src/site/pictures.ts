import type { Planned } from '../compile.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { type EncodeJob, encodeImages } from '../io/images/encode.ts'
import { type Encoder, findEncoder, loadEncoder } from '../io/images/encoder.ts'
import { type ImageStore, imageKeys, openImageStore } from '../io/images/store.ts'
import type { PublishedBefore } from '../io/output/published.ts'
import type { Config, Diagnostic, FileRef, ImageOutput, Output, PictureNews, Sources } from '../types.ts'
import { absentDrawings, drawnKeys } from './drawings.ts'
import type { OnProgress } from './options.ts'

type PlannedPictures = Pick<Planned, 'outputs' | 'sources' | 'site'>

/** The outcome, and the keys under which pictures are kept. */
export interface Pictures {
  readonly news: PictureNews
  readonly keys: ReadonlyMap<Output, string>
  readonly diagnostics: readonly Diagnostic[]
}

export interface PictureMeans {
  readonly root: string
  /** Record of what the last build published. */
  readonly published: PublishedBefore
  readonly onProgress: OnProgress
}

const noNews: PictureNews = { colours: new Map(), absent: new Set(), failed: new Map() }

/** Makes the pictures that the plan asks for and neither the store nor the output has. */
export async function preparePictures(planned: PlannedPictures, means: PictureMeans): Promise<Pictures> {
  const { root, published } = means
  const images = imagesOf(planned)
  const encoder = images.length > 0 ? findEncoder(root) : undefined
  if (!encoder) return { news: noNews, keys: new Map(), diagnostics: [] }
  const store = openImageStore(root)
  const keys = new Map<Output, string>()
  const imageKey = imageKeys(encoder.version)
  for (const output of images) keys.set(output, imageKey(output.image))
  const keyOf = (output: ImageOutput): string => keys.get(output) ?? ''
  const stands = ({ path }: Output, key: string): boolean =>
    published.intact && published.manifest?.files.get(path)?.source === key
  const missing = new Set(images.filter((output) => !stands(output, keyOf(output)) && !store.read(keyOf(output))))
  const jobs = jobsFor(planned, images, { missing, keyOf, store })
  const { failed, diagnostics } = await encodeAll(jobs, store, encoder, planned.site.config, means)
  const isAbsent = (output: ImageOutput) => (failed ? failed.has(output.from) : missing.has(output))
  const absent = new Set(images.filter(isAbsent).map(({ path }) => path))
  const kept = [...keys.values(), ...drawnKeys(planned, root)]
  store.close({ keys: new Set(kept), sources: new Set(images.map(({ image }) => image.source)) })
  return { news: { colours: coloursOf(images, store), absent, failed: failed ?? new Map() }, keys, diagnostics }
}

/** News of pictures for a process that waits for none: all are expected, and made when they are asked for. */
export function expectPictures(planned: PlannedPictures, root: string): PictureNews {
  const images = imagesOf(planned)
  const colours = images.length === 0 ? noNews.colours : coloursOf(images, openImageStore(root))
  return { ...noNews, colours, absent: absentDrawings(planned, root) }
}

function imagesOf({ outputs }: PlannedPictures): readonly ImageOutput[] {
  return outputs.filter((output) => output.kind === 'image')
}

/** In the plan's order, for pages' keys are made of them. */
function coloursOf(images: readonly ImageOutput[], { colours }: ImageStore): PictureNews['colours'] {
  const found = new Map<string, string>()
  for (const { image } of images) {
    const colour = colours.get(image.source)
    if (colour !== undefined) found.set(image.source, colour)
  }
  return found
}

interface JobMeans {
  readonly missing: ReadonlySet<ImageOutput>
  readonly keyOf: (output: ImageOutput) => string
  readonly store: ImageStore
}

/** A job for each source of which something is missing: pictures, or the colour, which is that of the smallest. */
function jobsFor(
  { sources }: PlannedPictures,
  images: readonly ImageOutput[],
  { missing, keyOf, store }: JobMeans,
): readonly EncodeJob[] {
  const files = new Map([...sources.statics, ...sources.resources].map((file) => [file.path, file]))
  const bySource = new Map<string, ImageOutput[]>()
  for (const output of images) {
    const all = bySource.get(output.image.source)
    if (all) all.push(output)
    else bySource.set(output.image.source, [output])
  }
  return [...bySource].flatMap(([source, all]) => {
    const [smallest] = all
    const { width = 0, height = 0, picture } = files.get(smallest?.from ?? '') ?? {}
    if (!smallest || !picture) return []
    const needsColour = picture.isOpaque && !store.colours.has(source)
    const asked = all.filter(
      (output) => missing.has(output) || (needsColour && output === smallest && !store.read(keyOf(output))),
    )
    if (asked.length === 0 && !needsColour) return []
    // Two copies of a picture are one for the store.
    const operations = new Map(asked.map((output) => [keyOf(output), output.image]))
    const colourOf = needsColour ? keyOf(smallest) : undefined
    return [{ from: smallest.from, source, pixels: width * height, operations: [...operations], colourOf }]
  })
}

/** Sources that could not be encoded; undefined where nothing was to be encoded. */
async function encodeAll(
  jobs: readonly EncodeJob[],
  store: ImageStore,
  encoder: Encoder,
  { images, file }: Config,
  { root, onProgress }: PictureMeans,
): Promise<{ readonly failed?: PictureNews['failed']; readonly diagnostics: readonly Diagnostic[] }> {
  if (jobs.length === 0 || images.encode === 'cached') return { diagnostics: [] }
  onProgress({ stage: 'pictures' })
  const sharp = loadEncoder(encoder)
  if ('reason' in sharp) return { diagnostics: [diagnose('encoder-broken', { file }, { reason: sharp.reason })] }
  const onPicture = (done: number, total: number) => onProgress({ stage: 'pictures', done, total })
  return { failed: await encodeImages(jobs, { root, store, sharp, onPicture }), diagnostics: [] }
}

/** Bytes and pixels from which on a picture is worth an encoder. */
const worth = { bytes: 300_000, width: 960 }

/** Tells once of sharp where large pictures are copied as they are for want of it. */
export function missingEncoder(
  root: string,
  { statics, resources }: Sources,
  { images }: Config,
): readonly Diagnostic[] {
  const isWorth = ({ path, size, width = 0 }: FileRef) =>
    size >= worth.bytes && width >= worth.width && /\.(?:jpe?g|png|webp|avif)$/i.test(path)
  const large = [...statics, ...resources].filter(isWorth).sort((a, b) => b.size - a.size)
  const [largest] = large
  if (!largest || images.widths.length === 0 || findEncoder(root)) return []
  const megabytes = Math.round(large.reduce((sum, { size }) => sum + size, 0) / 100_000) / 10
  return [diagnose('encoder-missing', { file: largest.path }, { count: large.length, megabytes })]
}
