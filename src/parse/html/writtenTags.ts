/** A tag in raw HTML as a blogger wrote it, or a comment, whose `name` is empty. */
export interface WrittenTag {
  /** Offset in the HTML. */
  readonly index: number
  /** Offset behind it, and behind the text that an element such as `<script>` takes as it stands. */
  readonly end: number
  /** From `<` to `>`; of a comment that nothing closes, `<!--`. */
  readonly written: string
  readonly closing: boolean
  /** The name in the letters of the source. */
  readonly name: string
  readonly attributes: string
}

/** Elements whose text holds no tags: HTML's raw text and escapable raw text. */
export const rawText = /^(?:iframe|noembed|noframes|script|style|textarea|title|xmp)$/i

/**
 * Every tag and comment, none of those inside comments and scripts. Blanks are HTML's: U+3000 is part of a name.
 * The time grows with the length alone: what is not closed is looked for once.
 */
export function* tagsIn(html: string): Generator<WrittenTag> {
  const opening = /<(?:!--|(\/?)([a-z][^\t\n\f\r />]*))/gi
  const tagEnd = tagEnds(html)
  const rawEnd = rawEnds(html)
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const { 0: start, 1: slash, 2: name = '', index } = match
    const from = opening.lastIndex
    if (name === '') {
      // `<!-->` is a whole comment.
      const dashes = html.indexOf('-->', index + 2)
      const end = dashes < 0 ? html.length : dashes + 3
      const written = dashes < 0 ? start : html.slice(index, end)
      yield { index, end, written, closing: false, name, attributes: '' }
      opening.lastIndex = end
      continue
    }
    const behind = tagEnd(from)
    if (behind === undefined) continue
    const end = slash || !rawText.test(name) ? behind : rawEnd(name.toLowerCase(), behind)
    const written = html.slice(index, behind)
    yield { index, end, written, closing: slash === '/', name, attributes: html.slice(from, behind - 1) }
    opening.lastIndex = end
  }
}

/** A tag's end, for the offset of its attributes: behind the next `>` outside of quotes. Asked from left to right. */
function tagEnds(html: string): (from: number) => number | undefined {
  const marks = Array.from(html.matchAll(/["'>]/g), ({ 0: mark, index }) => ({ mark, index }))
  const ends: (number | undefined)[] = []
  const nextOf = new Map<string, number>()
  for (let at = marks.length - 1; at >= 0; at--) {
    const { mark = '', index = 0 } = marks[at] ?? {}
    const closing = nextOf.get(mark)
    ends[at] = mark === '>' ? index + 1 : closing === undefined ? undefined : ends[closing + 1]
    nextOf.set(mark, at)
  }
  let next = 0
  return (from) => {
    while ((marks[next]?.index ?? Number.POSITIVE_INFINITY) < from) next++
    return ends[next]
  }
}

/** The offset of an element's end tag; without one, the element's text is read as HTML. */
function rawEnds(html: string): (name: string, from: number) => number {
  const missing = new Set<string>()
  return (name, from) => {
    if (missing.has(name)) return from
    const end = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi')
    end.lastIndex = from
    const match = end.exec(html)
    if (match) return match.index
    missing.add(name)
    return from
  }
}
