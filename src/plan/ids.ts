import { diagnose } from '../diagnostics/diagnose.ts'
import { lazy } from '../kit/lazy.ts'
import type { Diagnostic, Output, Piece, Rendered, Site, Sources } from '../types.ts'
import { areOurs } from './templates.ts'

/** Checks a finished page. What a post repeats by itself is told where it stands, when the post is read. */
export type CheckIds = (output: Output, html: readonly Piece[]) => readonly Diagnostic[]

/** An id that a page has twice comes of the post, where that has it too, or else of the template. */
export function createCheckIds({ posts, pages }: Site, { templates }: Sources): CheckIds {
  const paths = new Map(templates.map(({ name, path }) => [name, path]))
  const byFile = lazy(() => new Map([...posts, ...pages].map(({ file, rendered }) => [file, rendered])))
  const isOurs = areOurs(templates)
  return (output, html) => {
    // Our own templates make no ids but of what a content file says.
    if (isOurs && !/\.\w+$/.test(output.origin)) return []
    const rendered = byFile().get(output.origin)
    const ids = repeatedIds(html, rendered)
    if (ids.length === 0 || !('template' in output)) return []
    const anchors = rendered?.anchors ?? []
    const template = paths.get(output.template) ?? output.template
    return ids.flatMap((id) => {
      const own = anchors.filter((anchor) => anchor === id).length
      return own > 1 ? [] : [diagnose('id-repeated', { file: own === 1 ? output.origin : template }, { id })]
    })
  }
}

/** Ids that stand more than once in ` id="…"`. Those in the UTF-8 of what is `known` need not be looked for. */
export function repeatedIds(html: readonly Piece[], known?: Pick<Rendered, 'utf8' | 'anchors'>): readonly string[] {
  const found = repeats(html, known)
  // What text, scripts and comments hold is no markup; the longer look is for those pages only.
  return found.length === 0 ? found : repeats(tagsOf(html.map(decoded).join('')))
}

/** In text `<` is escaped: what stands from one to the next `>` is a tag. */
function tagsOf(html: string): readonly string[] {
  return html.replace(unread, '').match(/<[^<>]*>?/g) ?? []
}

function decoded(piece: Piece): string {
  return typeof piece === 'string' ? piece : new TextDecoder().decode(piece)
}

const unread = /<!--.*?-->|<(script|style|template|textarea)\b.*?<\/\1>/gis
const mark = ' id="'

function repeats(html: readonly Piece[], known?: Pick<Rendered, 'utf8' | 'anchors'>): readonly string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const piece of html) {
    const isKnown = known && piece === known.utf8 && !known.anchors.some(isEscaped)
    for (const id of isKnown ? known.anchors : idsIn(decoded(piece))) {
      if (seen.has(id)) repeated.add(id)
      seen.add(id)
    }
  }
  return [...repeated]
}

/** In HTML it stands otherwise. */
function isEscaped(id: string): boolean {
  return /[&<>"]/.test(id)
}

function idsIn(text: string): readonly string[] {
  const ids: string[] = []
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    ids.push(text.slice(at + mark.length, text.indexOf('"', at + mark.length)))
  return ids
}
