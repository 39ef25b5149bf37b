import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import { copiedFrom } from '../kit/outputKind.ts'
import type { BodyOf, Diagnostic, PictureNews, Place, Site, Sources } from '../types.ts'
import { sourceOf } from './html.ts'
import type { Places } from './places.ts'
import { resolveLink } from './resolve.ts'
import { pagesOf } from './siteIndex.ts'

/**
 * Tells of pictures that can't be opened or encoded where a text first shows them; one that only a page's template shows, at
 * the picture itself. Files that are no pictures are told once a page, for a whole folder may be empty.
 */
export function pictureFaults(
  site: Site,
  bodyOf: BodyOf,
  places: Places,
  { failed }: Pick<PictureNews, 'failed'>,
  { statics, resources }: Pick<Sources, 'statics' | 'resources'>,
): readonly Diagnostic[] {
  const faulty = new Map([...statics, ...resources].flatMap((file) => (file.fault ? [[file.path, file]] : [])))
  if (failed.size + faulty.size === 0) return []
  const shownAt = new Map<string, Place>()
  for (const page of pagesOf(site)) {
    const { file } = page
    if (file === undefined) continue
    const from = sourceOf(page)
    const note = (url: string, place: Omit<Place, 'file'>): void => {
      const { output } = resolveLink(places, url, from)
      const picture = output && copiedFrom(output)
      if (picture === undefined || shownAt.has(picture)) return
      if (failed.has(picture) || faulty.has(picture)) shownAt.set(picture, { file, ...place })
    }
    if ('image' in page && page.image) note(page.image, placeIn(page.places, 'image') ?? {})
    for (const { url, line, column } of bodyOf(page).links()) note(url, { line: line + page.bodyLine - 1, column })
    for (const { args, line, column } of bodyOf(page).facts().shortcodes)
      for (const value of Object.values(args)) note(value, { line: line + page.bodyLine - 1, column })
  }
  const refused = [...failed].map(([picture, reason]) =>
    diagnose('picture-not-encoded', shownAt.get(picture) ?? { file: picture }, { picture, reason }),
  )
  /** How many there are on a page of which none is told yet. */
  const unreadable = new Map<string, number>()
  for (const [picture, { file }] of shownAt)
    if (faulty.get(picture)?.fault === 'unreadable') unreadable.set(file, (unreadable.get(file) ?? 0) + 1)
  const shown = [...shownAt].flatMap(([picture, place]) => {
    const { fault, size, width, height } = faulty.get(picture) ?? {}
    const reason = `${width} × ${height} px, ${Math.round((size ?? 0) / 1e6)} MB`
    if (fault === 'unreadable') {
      const count = unreadable.get(place.file)
      unreadable.delete(place.file)
      return count === undefined ? [] : [diagnose('picture-unreadable', place, { picture, count })]
    }
    return fault ? [diagnose('picture-not-encoded', place, { picture, reason })] : []
  })
  return [...refused, ...shown]
}
