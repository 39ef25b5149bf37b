import { finding, place } from '../diagnostics/diagnose.ts'
import type { Diagnostic, Entry, Finding } from '../types.ts'
import { isLetter } from './cjk/characters.ts'
import { applyEdits, type Edit } from './edits.ts'
import { lineIndex } from './lineIndex.ts'
import { maskIndented, maskMarked } from './mask.ts'
import { unclosedFences } from './slipFences.ts'
import { at, type Found } from './slipLine.ts'
import { undefinedReferences } from './slipLinks.ts'
import { slipsIn } from './slipRules.ts'
import { isHtml } from './source.ts'

/** A slip of a Chinese keyboard: Markdown that stays text because of a full-width mark or a missing blank. */
export interface Slip {
  readonly finding: Finding
  /** Offsets in the body, UTF-16 units; absent where only the blogger can know. */
  readonly mend?: Edit
  /** True where the author can't have meant anything else, so that the mend needs no eye on it. */
  readonly safe: boolean
}

/** The slips in a Markdown body, in order; none in code, formulas, shortcodes or HTML. */
export function findSlips(body: string): readonly Slip[] {
  const marked = maskMarked(body)
  const text = maskIndented(marked).replaceAll('\r', ' ')
  const placeOf = lineIndex(body)
  return [...slipsIn(text), ...indentedProse(marked, text), ...unclosedFences(body), ...undefinedReferences(text)]
    .sort((a, b) => a.offset - b.offset)
    .map(({ code, offset, end, right, safe }) => {
      const found = body.slice(offset, end)
      const place = { ...placeOf(offset), length: Math.max(1, found.length) }
      const mend = right === undefined ? {} : { mend: { offset, end, text: right } }
      return { finding: finding(code, place, { found, right: right ?? '' }), ...mend, safe }
    })
}

/**
 * A paragraph of Chinese that four blanks make code: it begins with a Chinese letter or quote and ends with a sentence's
 * mark. `text` is the body with indented code blotted out. Blanks of CJK in place of the others keep the look.
 */
function indentedProse(body: string, text: string): readonly Found[] {
  const found: Found[] = []
  const lines = body.split('\n')
  const masked = text.split('\n')
  let offset = 0
  lines.forEach((line, index) => {
    const [, blanks = '', first = ''] = /^((?: {4}|\t)[ \t]*)([^\s])/.exec(line) ?? []
    const isCode = blanks !== '' && !masked[index]?.startsWith(blanks)
    const isAmidTags = [lines[index - 1], lines[index + 1]].some((other) => /^\s*[<\uFFFC]/.test(other ?? ''))
    if (
      isCode &&
      !isAmidTags &&
      (isLetter(first) || /[“《「【（]/.test(first)) &&
      /[。！？；：，…”」』）]\s*$/.test(line)
    ) {
      const isAlone = !lines[index - 1]?.trim() && !lines[index + 1]?.trim()
      found.push(at('slip-indent', offset, blanks, '\u3000\u3000', isAlone))
    }
    offset += line.length + 1
  })
  return found
}

/** The body with slips mended; of two that overlap, the first. */
export function mendSlips(body: string, slips: readonly Slip[]): string {
  return applyEdits(
    body,
    slips.flatMap(({ mend }) => mend ?? []),
  ).text
}

/** The words of `check` on the slips of an entry, and the file that `check --fix` makes. */
export interface SlipReport {
  readonly diagnostics: readonly Diagnostic[]
  /** The diagnostics that `fixed` mends. */
  readonly mended: readonly Diagnostic[]
  /** The whole file with the safe slips mended; absent where there are none. */
  readonly fixed?: string
}

export function reportSlips({ source, bodyLine }: Entry, text: string): SlipReport {
  const start = bodyStart(text, bodyLine)
  const slips = isHtml(source.path) ? [] : findSlips(text.slice(start))
  const safe = slips.filter((slip) => slip.safe)
  const placed = (some: readonly Slip[]) => some.map((slip) => place(slip.finding, source.path, bodyLine))
  const fixed = safe.length ? { fixed: text.slice(0, start) + mendSlips(text.slice(start), safe) } : {}
  return { diagnostics: placed(slips), mended: placed(safe), ...fixed }
}

/** The offset of a line, behind a byte order mark. An entry's body has no carriage returns; its file keeps them. */
function bodyStart(text: string, bodyLine: number): number {
  const lines = new RegExp(`^\\uFEFF?(?:[^\\r\\n]*(?:\\r\\n?|\\n)){${bodyLine - 1}}`)
  return lines.exec(text)?.[0].length ?? text.length
}
