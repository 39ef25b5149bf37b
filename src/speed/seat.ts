import type { Root } from 'mdast'
import type { ParserSeat, Seats } from '../parse/fragment.ts'
import type { MarkdownConfig } from '../types.ts'
import { type Disagreement, judge, type Verdict } from './agreement.ts'
import { cutBareLinks } from './bareLinks.ts'
import type { FastParser } from './fastParser.ts'
import { mask } from './masks.ts'
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

/** Of 100 KB of some pieces the fast parser makes more text than a string can hold, and throws. */
function attempt(fast: FastParser, text: string, verdict: Verdict): ReturnType<FastParser> | undefined {
  try {
    return readers[verdict]?.(fast, text)
  } catch {
    return undefined
  }
}

/** What the fast parser must do to read as the reference does. */
const readers: { readonly [verdict in Verdict]?: (fast: FastParser, text: string) => Root | undefined } = {
  agree: (fast, text) => fast(text),
  cut(fast, text) {
    const tree = fast(text)
    return cutBareLinks(tree, text) ? tree : undefined
  },
  mask(fast, text) {
    const masked = mask(text)
    const tree = masked && fast(masked.text)
    if (tree) masked.unmask(tree)
    return tree
  },
}

/** Lets the fast parser take what it must read as the reference does. */
function createSeat(fast: FastParser, options: Pick<MarkdownConfig, 'math'>, counts: SeatCounts): ParserSeat {
  const take = (seat: keyof SeatCounts): void => {
    counts[seat] = (counts[seat] ?? 0) + 1
  }
  return (text, reference) => {
    const verdict = judge(text, options)
    const tree = attempt(fast, text, verdict)
    take(tree ? 'fast' : verdict === 'cut' || verdict === 'agree' ? 'link' : verdict === 'mask' ? 'emphasis' : verdict)
    return tree ?? reference(text)
  }
}
