import { lazy, lazyBy } from '../kit/lazy.ts'
import { createSearchFiles, type SearchInput } from '../search/search.ts'
import type { BodyOf, DrawJob, ImageOutput, Output, Site, Sources } from '../types.ts'
import { drawJob } from './cards.ts'
import { createViews } from './createViews.ts'
import { createFeeds } from './feeds.ts'
import type { RenderShortcode } from './html.ts'
import { createLibrary, type LibraryMeans } from './library.ts'
import { ownOutputs } from './own.ts'
import { createReads } from './reads.ts'
import type { Goals } from './refs.ts'
import type { SiteIndex } from './siteIndex.ts'
import type { View } from './views.ts'

/** All that outputs are rendered from. */
export interface RenderableSite {
  readonly site: Site
  readonly index: SiteIndex
  readonly goals: Goals
  readonly bodyOf: BodyOf
  readonly sources: Sources
  /** `site.data`: the files of `_data/`. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly search: () => SearchInput
  readonly texts?: Texts
}

/** Makes the texts that the extensions of the config add, by their names and the texts' places. */
export type Texts = ReadonlyMap<string, (text: number) => string>

/** A template with its view, a text, a file to be copied, or what is to be made of a picture or drawn. */
export type Content =
  | { readonly template: string; readonly view: View }
  | { readonly text: string }
  | { readonly copyFrom: string }
  | Pick<ImageOutput, 'from' | 'image'>
  | DrawJob

/** Makes the content of one output after another, each when it is asked for, and shares what they have in common. */
export function createContents(
  renderable: RenderableSite,
  shortcode: RenderShortcode,
  means: LibraryMeans = { reads: createReads(), viewMade() {}, run: (_part, run) => run() },
): (output: Output) => Content {
  const { sources, search, texts } = renderable
  const library = lazy(() => createLibrary(renderable, shortcode, means))
  const view = lazy(() => createViews(library()))
  const feed = lazy(() => createFeeds(library()))
  const ownText = lazyBy((name: string) => {
    const outputs = lazy(() => ownOutputs(name, library()))
    return (text: number) => means.run({ name, part: 'outputs' }, () => outputs()[text]?.text?.() ?? '')
  })
  const searchFile = lazy(() => createSearchFiles(search()))
  return (output) => {
    switch (output.kind) {
      case 'feed':
        return { text: feed()(output) }
      case 'search':
        return { text: searchFile()(output.search) }
      case 'extension':
        return {
          text:
            (output.origin === 'config' ? ownText(output.extension) : texts?.get(output.extension))?.(output.text) ??
            '',
        }
      case 'asset':
      case 'assetFile':
      case 'static':
      case 'resource':
      case 'image':
        return output
      case 'drawn':
        return drawJob(output, sources)
      default:
        return { template: output.template, view: view()(output) }
    }
  }
}
