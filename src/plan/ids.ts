import { diagnose } from '../diagnostics/diagnose.ts'
import { isPage } from '../kit/outputKind.ts'
import type { BodyOf, Diagnostic, Output, Sources } from '../types.ts'
import { areOurs } from './templates.ts'

/** Checks a finished page. An id that a post repeats by itself is told where it stands, when the post is read. */
export type CheckIds = (output: Output, html: string) => readonly Diagnostic[]

interface CheckedSite {
  readonly bodyOf: BodyOf
  readonly sources: Pick<Sources, 'templates'>
}

/** An id that a page has twice is told at the post where the text has it once, else at the template. */
export function createCheckIds({ bodyOf, sources: { templates } }: CheckedSite): CheckIds {
  const paths = new Map(templates.map(({ name, path }) => [name, path]))
  const isOurs = areOurs(templates)
  return (output, html) => {
    // The theme's templates make ids only from what a content file says.
    if (isOurs && !/\.\w+$/.test(output.origin)) return []
    const ids = repeatedIds(html)
    if (ids.length === 0 || !isPage(output)) return []
    const { anchors } = bodyOf({ file: output.origin }).facts()
    const template = paths.get(output.template) ?? output.template
    return ids.flatMap((id) => {
      const own = anchors.filter((anchor) => anchor === id).length
      return own > 1 ? [] : [diagnose('id-repeated', { file: own === 1 ? output.origin : template }, { id })]
    })
  }
}

/** Ids that stand more than once in ` id="…"`. */
export function repeatedIds(html: string): readonly string[] {
  const ids = repeats(html)
  // Text, scripts and comments are no markup; the longer look is for pages that seem to repeat an id.
  return ids.length === 0 ? ids : repeats(tagsOf(html))
}

/** The tags of a page: in text `<` is escaped, so that each one begins a tag, which ends at the next `>`. */
function tagsOf(html: string): string {
  return (html.replace(unread, '').match(/<[^<>]*>?/g) ?? []).join('\n')
}

const unread = /<!--.*?-->|<(script|style|template|textarea)\b.*?<\/\1>/gis
const mark = ' id="'

function repeats(html: string): readonly string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (let at = html.indexOf(mark); at >= 0; at = html.indexOf(mark, at + 1)) {
    const id = html.slice(at + mark.length, html.indexOf('"', at + mark.length))
    if (seen.has(id)) repeated.add(id)
    seen.add(id)
  }
  return [...repeated]
}
