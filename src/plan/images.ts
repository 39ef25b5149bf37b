import { pictureNames } from '../kit/pictureNames.ts'
import type { Config, Entry, FileRef, ImageOperation, ImageOutput, Sources } from '../types.ts'
import { planResources, planStatics } from './files.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'

/**
 * The paths of the pictures that pages may show: those of which a published text, a template, the config or the record of
 * kept files says the name. One whose name a template puts together is shown as it is.
 */
export function picturesShown(
  { resources, statics, templates, records = [] }: Sources,
  entries: readonly Entry[],
  { params }: Config,
): readonly string[] {
  const pictures = [...resources, ...statics].filter(({ picture }) => picture)
  if (pictures.length === 0) return []
  const names = new Set(entries.flatMap(({ pictures = [] }) => pictures))
  const texts = [...templates.filter(({ path }) => !path.startsWith('ruoyu/')), ...records]
  for (const { text = '' } of [...texts, { text: JSON.stringify(params) }])
    for (const name of pictureNames(text)) names.add(name)
  return pictures.map(({ path }) => path).filter((path) => names.has(pictureNames(path).at(-1) ?? ''))
}

/** Smaller ones of the pictures that pages show, each beside its original. */
export const planImages: Planner = (input) => {
  const { site, sources, pictures } = input
  const shown = new Set(pictures)
  if (shown.size === 0) return []
  const files = new Map([...sources.statics, ...sources.resources].map((file) => [file.path, file]))
  const outputs = new Map<string, ImageOutput>()
  for (const { path, origin, ...copy } of [...planResources(input), ...planStatics(input)]) {
    const from = 'copyFrom' in copy ? copy.copyFrom : ''
    const file = files.get(from)
    if (!file || !shown.has(from)) continue
    for (const image of operationsFor(file, site.config)) {
      const output: ImageOutput = { ...at(pathFor(path, image)), kind: 'image', origin, from, image }
      // The same picture at one path comes of two folders that lie over one another.
      if (!outputs.has(output.path)) outputs.set(output.path, output)
    }
  }
  return [...outputs.values()]
}

/** A width that is nearly the next one's would be a file for nothing. */
const apart = 0.9

/**
 * For pages the widths of the config that are below the source's, and the largest that makes sense; for feeds and cards
 * one JPEG or PNG, where the original is none or is larger.
 */
function operationsFor({ width = 0, picture }: FileRef, { images }: Config): readonly ImageOperation[] {
  const { widths, formats, quality, inFeeds } = images
  if (!picture || width === 0 || widths.length === 0) return []
  const largest = Math.min(width, Math.max(...widths))
  const chosen = [...widths.filter((one) => one < largest * apart).sort((a, b) => a - b), largest]
  const inFeed = inFeeds === false ? width : Math.min(width, inFeeds === true ? feedWidth : inFeeds)
  const isReady = /^(?:jpg|png)$/.test(picture.type) && inFeed === width
  const feedFormat = picture.isOpaque ? 'jpeg' : 'png'
  const decodedAt = isReady ? largest : Math.max(largest, inFeed)
  const operation = (format: ImageOperation['format'], to: number): ImageOperation => ({
    source: picture.hash,
    format,
    width: to,
    quality:
      format === 'png'
        ? usualQuality.png
        : typeof quality === 'number'
          ? quality
          : (quality[format] ?? usualQuality[format]),
    decodedAt,
  })
  return [
    ...formats.flatMap((format) => chosen.map((to) => operation(format, to))),
    ...(isReady ? [] : [operation(feedFormat, inFeed)]),
  ]
}

/** Pixels: the width that cards of social networks ask for. */
const feedWidth = 1200

/** `a/photo.jpg` → `a/photo.3f2a91c0.960.webp`: of the source's bytes and the operation alone. */
function pathFor(path: string, { source, width, format, quality }: ImageOperation): string {
  const end = format === 'jpeg' ? 'jpg' : format
  const marked = quality === usualQuality[format] ? '' : `q${quality}`
  return `${path.replace(/\.[^./]*$/, '')}.${source.slice(0, 8)}.${width}${marked}.${end}`
}

/** Losses that nobody sees on a photo, by sharp's scales; a PNG loses nothing. */
const usualQuality = { webp: 78, avif: 50, jpeg: 80, png: 100 } as const
