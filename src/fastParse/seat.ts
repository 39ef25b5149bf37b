import type { Root } from 'mdast'
import type { ParserSeat, ProseSeat, Seats } from '../parse/fragment.ts'
import type { MarkdownOptions } from '../parse/markdown.ts'
import { type Disagreement, disagreements, judge, type Verdict } from './agreement.ts'
import type { Arena } from './arena.ts'
import { cutBareLinks } from './bareLinks.ts'
import type { FastParser } from './fastParser.ts'
import { type Masked, mask } from './masks.ts'
import { isProse, readProse } from './prose.ts'
import { type Range, splice } from './splice.ts'
import { stringifyFast } from './stringify.ts'

/** How many texts each parser took, or both together, and why the reference was needed for the whole of one. */
export type SeatCounts = { fast: number; shared?: number } & { [reason in Disagreement]?: number }

/** The seats beside remark's own; those that need a fast parser are empty where there is none. */
export function createSeats(fast: FastParser | undefined, options: MarkdownOptions, counts: SeatCounts): Seats {
  if (!fast) return { stringify: stringifyFast }
  const read = createReading(fast, options)
  return {
    parse: createParserSeat(fast, read, counts),
    stringify: stringifyFast,
    prose: isProse(options) ? createProseSeat(read, options, counts) : undefined,
  }
}

/** A text as the fast parser reads it. */
export interface Reading {
  readonly verdict: Verdict
  /** Absent where the reference must take the text. */
  readonly arena?: Arena | undefined
  readonly masked?: Masked | undefined
  /** What the reference must read of a text that the fast parser takes otherwise. */
  readonly parts?: { readonly arena: Arena; readonly ranges: readonly Range[] } | undefined
}

/** Lets the fast parser read what it must read as the reference does. Seats that ask for one text in turn share its reading. */
function createReading(fast: FastParser, { markdown }: MarkdownOptions): (text: string) => Reading {
  let last: { readonly text: string; readonly reading: Reading } | undefined
  return (text) => {
    if (text !== last?.text) last = { text, reading: readText(text, fast, markdown) }
    return last.reading
  }
}

function readText(text: string, fast: FastParser, markdown: MarkdownOptions['markdown']): Reading {
  const verdict = judge(text, markdown)
  const masked = verdict === 'mask' ? mask(text) : undefined
  const isRead = verdict === 'agree' || verdict === 'cut' || masked
  return isRead
    ? { verdict, masked, arena: attempt(fast, masked?.text ?? text) }
    : { verdict, parts: partsOf(verdict, text, fast) }
}

function partsOf(verdict: Verdict, text: string, fast: FastParser): Reading['parts'] {
  const isOfLines = verdict === 'emphasis' || verdict === 'mask' || verdict === 'tilde' || verdict === 'link'
  const ranges = isOfLines ? disagreements(text) : undefined
  const arena = ranges && attempt(fast, text)
  return arena && { arena, ranges }
}

/** Of 100 KB of some pieces the fast parser makes more text than a string can hold, and throws. */
function attempt(fast: FastParser, text: string): Arena | undefined {
  try {
    return fast.parse(text)
  } catch {
    return undefined
  }
}

function createParserSeat(fast: FastParser, read: (text: string) => Reading, counts: SeatCounts): ParserSeat {
  return (text, reference) => {
    const reading = read(text)
    const tree = treeOf(reading, text, fast)
    const spliced = tree ? undefined : splicedTree(reading, text, fast, reference)
    take(tree ? 'fast' : spliced ? 'shared' : refusal(reading.verdict), counts)
    return tree ?? spliced ?? reference(text)
  }
}

/** As remark would build it; undefined where that is not to be had. */
function treeOf({ verdict, arena, masked }: Reading, text: string, fast: FastParser): Root | undefined {
  const tree = arena && fast.toTree(arena)
  if (!tree || (verdict === 'cut' && !cutBareLinks(tree, text))) return undefined
  masked?.unmask(tree)
  return tree
}

function splicedTree(
  { parts }: Reading,
  text: string,
  fast: FastParser,
  reference: (text: string) => Root,
): Root | undefined {
  const tree = parts && fast.toTree(parts.arena)
  return tree && splice(tree, text, parts.ranges, reference) && cutBareLinks(tree, text) ? tree : undefined
}

function createProseSeat(read: (text: string) => Reading, options: MarkdownOptions, counts: SeatCounts): ProseSeat {
  return (body) => {
    const prose = readProse(read(body.text), body, options)
    if (prose) take('fast', counts)
    return prose
  }
}

function take(seat: keyof SeatCounts, counts: SeatCounts): void {
  counts[seat] = (counts[seat] ?? 0) + 1
}

function refusal(verdict: Verdict): Disagreement {
  return verdict === 'cut' || verdict === 'agree' ? 'link' : verdict === 'mask' ? 'emphasis' : verdict
}
