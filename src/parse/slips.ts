import { finding, place } from '../diagnostics/diagnose.ts'
import type { Diagnostic, Entry, Finding } from '../types.ts'
import { applyEdits, type Edit } from './edits.ts'
import { lineIndex } from './lineIndex.ts'
import { maskCode } from './mask.ts'
import { slipsIn } from './slipRules.ts'
import { isHtml } from './source.ts'

/** A slip of a Chinese keyboard: Markdown that stays text because of a full-width mark or a missing blank. */
export interface Slip {
  readonly finding: Finding
  /** Offsets in the body, UTF-16 units. */
  readonly mend: Edit
  /** Whether the author can't have meant anything else, so that the mend needs no eye on it. */
  readonly safe: boolean
}

/** The slips in a Markdown body, in order; none in code, formulas, shortcodes or HTML. */
export function findSlips(body: string): readonly Slip[] {
  const text = maskCode(body).replaceAll('\r', ' ')
  const placeOf = lineIndex(body)
  return [...slipsIn(text)]
    .sort((a, b) => a.mend.offset - b.mend.offset)
    .map(({ code, mend, safe }) => {
      const found = body.slice(mend.offset, mend.end)
      const place = { ...placeOf(mend.offset), length: Math.max(1, found.length) }
      return { finding: finding(code, place, { found, right: mend.text }), mend, safe }
    })
}

/** The body with slips mended; of two that overlap, the first. */
export function mendSlips(body: string, slips: readonly Slip[]): string {
  const mends = slips.map(({ mend }) => mend)
  return applyEdits(body, mends).text
}

/** What `check` says of the slips of an entry, and what `check --fix` makes of its file. */
export interface SlipReport {
  readonly diagnostics: readonly Diagnostic[]
  /** Those of the diagnostics that `fixed` mends. */
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

/** Where a line starts, behind a byte order mark. An entry's body has no carriage returns; its file keeps them. */
function bodyStart(text: string, bodyLine: number): number {
  const lines = new RegExp(`^\\uFEFF?(?:[^\\r\\n]*(?:\\r\\n?|\\n)){${bodyLine - 1}}`)
  return lines.exec(text)?.[0].length ?? text.length
}
