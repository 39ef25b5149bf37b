import type { ParserSeat, Seats } from '../parse/fragment.ts'
import { type Disagreement, disagreement } from './agreement.ts'
import { cutBareLinks } from './bareLinks.ts'
import type { FastParser } from './fastParser.ts'
import { stringifyFast } from './stringify.ts'

/** How many texts each parser took, and why the reference was needed. */
export type SeatCounts = { fast: number } & { [reason in Disagreement]?: number }

/** The seats beside remark's own; that of the parser is empty where there is no fast one. */
export function createSeats(
  fast: FastParser | undefined,
  options: { readonly math: boolean },
  counts: SeatCounts,
): Seats {
  return { parse: fast && createSeat(fast, options, counts), stringify: stringifyFast }
}

/** Lets the fast parser take what it must read as the reference does. */
function createSeat(fast: FastParser, options: { readonly math: boolean }, counts: SeatCounts): ParserSeat {
  return (text, reference) => {
    let reason = disagreement(text, options)
    const tree = reason ? undefined : fast(text)
    if (tree && !cutBareLinks(tree, text)) reason = 'link'
    counts[reason ?? 'fast'] = (counts[reason ?? 'fast'] ?? 0) + 1
    return tree && !reason ? tree : reference(text)
  }
}
