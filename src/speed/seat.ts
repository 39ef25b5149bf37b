import type { ParserSeat, Seats } from '../parse/fragment.ts'
import type { MarkdownConfig } from '../types.ts'
import { type Disagreement, judge } from './agreement.ts'
import { cutBareLinks } from './bareLinks.ts'
import type { FastParser } from './fastParser.ts'
import { stringifyFast } from './stringify.ts'

/** How many texts each parser took, and why the reference was needed. */
export type SeatCounts = { fast: number } & { [reason in Disagreement]?: number }

/** The seats beside remark's own; that of the parser is empty where there is no fast one. */
export function createSeats(
  fast: FastParser | undefined,
  options: Pick<MarkdownConfig, 'math'>,
  counts: SeatCounts,
): Seats {
  return { parse: fast && createSeat(fast, options, counts), stringify: stringifyFast }
}

/** Of 100 KB of some pieces it makes more text than a string can hold, and throws. */
function attempt(fast: FastParser, text: string): ReturnType<FastParser> | undefined {
  try {
    return fast(text)
  } catch {
    return undefined
  }
}

/** Lets the fast parser take what it must read as the reference does. */
function createSeat(fast: FastParser, options: Pick<MarkdownConfig, 'math'>, counts: SeatCounts): ParserSeat {
  const take = (seat: keyof SeatCounts): void => {
    counts[seat] = (counts[seat] ?? 0) + 1
  }
  return (text, reference) => {
    const verdict = judge(text, options)
    const isFit = verdict === 'agree' || verdict === 'cut'
    const tree = isFit ? attempt(fast, text) : undefined
    if (tree && (verdict === 'agree' || cutBareLinks(tree, text))) {
      take('fast')
      return tree
    }
    take(isFit ? 'link' : verdict)
    return reference(text)
  }
}
