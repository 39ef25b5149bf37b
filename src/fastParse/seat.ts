import type { Root } from 'mdast'
import type { Seats } from '../parse/fragment.ts'
import type { MarkdownOptions } from '../parse/markdown.ts'
import type { SeatCounts } from '../types.ts'
import { type Disagreement, disagreements, judge, type Verdict } from './agreement.ts'
import { cutBareLinks } from './bareLinks.ts'
import type { FastParser } from './fastParser.ts'
import { mask } from './masks.ts'
import { splice } from './splice.ts'
import { stringifyFast } from './stringify.ts'

/** The seats beside remark's own; the parser's is empty where there is no fast parser. */
export function createSeats(fast: FastParser | undefined, { markdown }: MarkdownOptions, counts: SeatCounts): Seats {
  if (!fast) return { stringify: stringifyFast }
  const parse = orNothing(fast)
  return {
    stringify: stringifyFast,
    parse(text, reference) {
      const verdict = judge(text, markdown)
      const tree = wholeTree(verdict, text, parse)
      const spliced = tree ? undefined : splicedTree(verdict, text, parse, reference)
      const taker = tree ? 'fast' : spliced ? 'shared' : disagreementOf(verdict)
      counts[taker] = (counts[taker] ?? 0) + 1
      return tree ?? spliced ?? reference(text)
    },
  }
}

type Attempt = (text: string) => Root | undefined

function orNothing(fast: FastParser): Attempt {
  return (text) => {
    try {
      return fast(text)
    } catch {
      return undefined
    }
  }
}

/** The reference's tree, by the fast parser alone; undefined where that is not to be had. */
function wholeTree(verdict: Verdict, text: string, parse: Attempt): Root | undefined {
  if (verdict === 'agree') return parse(text)
  if (verdict === 'cut') {
    const tree = parse(text)
    return tree && cutBareLinks(tree, text) ? tree : undefined
  }
  const masked = verdict === 'mask' ? mask(text) : undefined
  const tree = masked && parse(masked.text)
  if (tree) masked.unmask(tree)
  return tree
}

/** The reference's tree, by the fast parser but for the paragraphs in which the two differ. */
function splicedTree(
  verdict: Verdict,
  text: string,
  parse: Attempt,
  reference: (text: string) => Root,
): Root | undefined {
  const isOfLines = verdict === 'emphasis' || verdict === 'mask' || verdict === 'tilde' || verdict === 'link'
  const ranges = isOfLines ? disagreements(text) : undefined
  const tree = ranges && parse(text)
  return tree && splice(tree, text, ranges, reference) && cutBareLinks(tree, text) ? tree : undefined
}

function disagreementOf(verdict: Verdict): Disagreement {
  return verdict === 'cut' || verdict === 'agree' ? 'link' : verdict === 'mask' ? 'emphasis' : verdict
}
