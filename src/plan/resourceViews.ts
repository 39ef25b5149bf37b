import { withBase } from './base.ts'
import type { Places } from './places.ts'
import type { ResourceView } from './views.ts'

/** File names' endings by what a browser shows of them; others are only offered. */
const kinds: readonly (readonly [ResourceView['kind'], RegExp])[] = [
  ['image', /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|tiff?|heic)$/i],
  ['video', /\.(?:mp4|m4v|webm|mov|ogv|mkv)$/i],
  ['audio', /\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)$/i],
]

/** The files of a page bundle, by name. One whose address another file has is left out, as of the site. */
export function resourcesOf(
  { resources }: { readonly resources: Readonly<Record<string, string>> },
  places: Places,
): readonly ResourceView[] {
  const views = Object.entries(resources).flatMap(([name, path]) => {
    const output = places.ofPath(path)
    const file = output && places.source(output)
    if (!file) return []
    const { size, width = null, height = null } = file
    const kind = kinds.find(([, ending]) => ending.test(name))?.[0] ?? 'file'
    return [{ name, url: withBase(places.base, output.url), size, width, height, kind }]
  })
  return views.sort((a, b) => (a.name < b.name ? -1 : 1))
}
