import { lazy } from '../kit/lazy.ts'
import { copiedFrom } from '../kit/outputKind.ts'
import type { Config, FileRef, LeftOut, Output, PictureNews, Site, Sources } from '../types.ts'
import { type Base, baseOf, decodeUrl } from './base.ts'
import { prefixOf, tidy } from './files.ts'
import { createHomeOf, type HomeOf } from './kept.ts'
import { createPictures, type Picture } from './pictures.ts'
import { pagesOf } from './siteIndex.ts'

/** The goals that links can have, by the names that links use. */
export interface Places {
  readonly base: Base
  /** The output that a server shows for a decoded path without the leading slash: `posts/a/`, `posts/a`, `a.png`. */
  readonly served: (path: string) => Output | undefined
  /** The output of a file of the site: `content/posts/a.md`, `public/a.png`; a bundle's or section's folder too. */
  readonly ofFile: (file: string) => Output | undefined
  readonly ofPath: (path: string) => Output | undefined
  readonly leftOut: (file: string) => LeftOut | undefined
  /** The file that an output copies, for its size in pixels. */
  readonly source: (output: Output) => FileRef | undefined
  /** The smaller ones that were made of the picture which an output is; undefined where there are none. */
  readonly picture: (output: Output) => Picture | undefined
  /** Address below the base of a stylesheet of the site's own fonts, by its path; undefined without them. */
  readonly fonts: (path: string) => string | undefined
  /** The address of a post's card below the base, by the post's id. */
  readonly card: (id: string) => string | undefined
  readonly images: Config['images']
  /** Tells of an address on another host from the records; undefined where there are none. */
  readonly homeOf: HomeOf | undefined
  /** BCP 47. */
  readonly language: string
  /** Content folders with a slash at the end, or '' for the site's root. */
  readonly contentFolders: readonly string[]
}

export function createPlaces(
  site: Site,
  outputs: readonly Output[],
  sources: Sources,
  news: Pick<PictureNews, 'colours'> = { colours: new Map() },
): Places {
  const byPath = new Map<string, Output>()
  for (const output of outputs) byPath.set(output.path, output)
  const files = lazy(() => pathsByFile(site, outputs))
  const leftOut = lazy(() => new Map(site.leftOut.map((one) => [one.file.normalize('NFC'), one])))
  const copied = lazy(() => new Map([...sources.statics, ...sources.resources].map((file) => [file.path, file])))
  const cards = lazy(
    () => new Map(outputs.flatMap((output) => (output.kind === 'drawn' ? [[output.postId, output.url]] : []))),
  )
  const hasSlices = lazy(() => outputs.some((output) => output.kind === 'drawn' && output.draw.format === 'woff2'))
  const source = (output: Output) => copied().get(copiedFrom(output) ?? '')
  const ofFile = (file: string) => byPath.get(files().get(file.normalize('NFC')) ?? '')
  return {
    base: baseOf(site.config.url),
    served(path) {
      const nfc = path.normalize('NFC')
      if (nfc === '' || nfc.endsWith('/')) return byPath.get(`${nfc}index.html`)
      // Servers of pages show `a.html` for `a`, the address that blogs with uglyUrls link to.
      return byPath.get(nfc) ?? byPath.get(`${nfc}/index.html`) ?? byPath.get(`${nfc}.html`)
    },
    ofFile: (file) => ofFile(file) ?? ofFile(`${file}/index.md`) ?? ofFile(`${file}/_index.md`),
    ofPath: (path) => byPath.get(path),
    leftOut: (file) => leftOut().get(file.normalize('NFC')),
    source,
    picture: createPictures(outputs, site.config, news, source),
    fonts: (path) => (hasSlices() ? byPath.get(path)?.url : undefined),
    card: (id) => cards().get(id),
    images: site.config.images,
    homeOf: createHomeOf(sources, site.config, ofFile),
    language: site.config.language,
    contentFolders: contentFolders(site.config),
  }
}

function contentFolders({ content }: Config): readonly string[] {
  return content.map((folder) => prefixOf(tidy(folder)))
}

/** File of the site → output path. */
function pathsByFile(site: Site, outputs: readonly Output[]) {
  const paths = new Map<string, string>()
  for (const output of outputs) {
    const file = copiedFrom(output)
    if (file !== undefined) paths.set(file.normalize('NFC'), output.path)
  }
  for (const { file, path } of pagesOf(site)) if (file) paths.set(file.normalize('NFC'), path)
  return paths
}

/** Decoded and without the leading slash, as output paths are. */
export function pathOf(url: string): string {
  return decodeUrl(url).replace(/^\/+/, '')
}
