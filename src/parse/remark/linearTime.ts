import { labelEnd } from 'micromark-core-commonmark'
import { EditMap } from 'micromark-util-edit-map'
import type { Code, Construct, Event, Resolver, State, TokenizeContext } from 'micromark-util-types'
import remarkDefinitionList from 'remark-definition-list'
import type { Processor } from 'unified'
import { isInBrackets } from '../cjk/openBracket.ts'

/**
 * micromark copies all events of a document each time that a list, a quote, a footnote or a setext heading ends, so that
 * its time grows with the square of their number: 40 KB of headings took 12 s. Its changes stand near the end of the
 * events; here the events before the first change are left alone.
 *
 * Source: micromark-util-edit-map 1.0, index.js, `consume`.
 */
export function mendEditMap(): void {
  EditMap.prototype.consume = function (this: EditMap, events) {
    const changes = this.map.sort(([a], [b]) => a - b)
    const [first] = changes
    if (!first) return
    const [start] = first
    const rest = events.slice(start)
    events.length = start
    let from = start
    const copyTo = (end: number) => {
      for (const event of rest.slice(from - start, end - start)) events.push(event)
    }
    for (const [at, remove, add] of changes) {
      copyTo(at)
      for (const event of add) events.push(event)
      from = at + remove
    }
    copyTo(start + rest.length)
    this.map.length = 0
    this.index.clear()
  }
}

/**
 * Ends of brackets, GFM's bare links and calls of its footnotes: each of their constructs goes back to the bracket from
 * every place. Here a bracket is asked for first: links are none behind an open one, the others nothing without.
 *
 * Source: micromark-core-commonmark 2.0, label-end.js; micromark-extension-gfm-autolink-literal 2.1, syntax.js,
 * `previousUnbalanced`; micromark-extension-gfm-footnote 2.1, syntax.js, `tokenizePotentialGfmFootnoteCall`.
 */
export function quickBrackets(this: Processor): void {
  const extensions = this.data().micromarkExtensions ?? []
  /** Offset of the last bracket's end that an open one stands before. */
  const ended = new WeakMap<TokenizeContext, number>()
  const isOutside = ({ events }: TokenizeContext) => !isInBrackets(events)
  const guards: Readonly<Record<string, (context: TokenizeContext) => boolean>> = {
    ...{ emailAutolink: isOutside, protocolAutolink: isOutside, wwwAutolink: isOutside },
    labelEnd(context) {
      const isEnd = isInBrackets(context.events)
      if (isEnd) ended.set(context, context.now().offset)
      return isEnd
    },
    // The end has just been found to be no link's.
    gfmPotentialFootnoteCall: (context) => ended.get(context) === context.now().offset,
  }
  const guarded = (construct: Construct): Construct => {
    const { name = '', tokenize } = construct
    const guard = guards[name]
    if (!guard) return construct
    return {
      ...construct,
      tokenize(effects, ok, nok) {
        return guard(this) ? tokenize.call(this, effects, ok, nok) : nok
      },
    }
  }
  for (const { text = {} } of extensions)
    for (const [code, constructs] of Object.entries(text)) text[Number(code)] = [constructs ?? []].flat().map(guarded)
  extensions.push({
    disable: { null: ['labelEnd'] },
    text: { [']'.charCodeAt(0)]: { ...guarded(labelEnd), name: 'bracketEnd', add: 'before' } },
  })
}

/**
 * micromark begins a text anew at each mark that means nothing, and joins them in the end by moving all events of the
 * paragraph for each one: 80 KB of `a] \`b\`` took 2 s. Here such a mark goes on with the text before it.
 *
 * Source: micromark 4.0, lib/initialize/text.js, `data` and `resolveAllText`.
 */
export function quickTexts(this: Processor): void {
  this.data().micromarkExtensions?.push({ text: { null: goingOn('text') }, string: { null: goingOn('string') } })
}

/** Takes a mark that no construct wants, and all up to the next one. */
function goingOn(field: 'text' | 'string'): Construct {
  return {
    add: 'after',
    tokenize(effects, ok) {
      const { events, parser } = this
      const before = events.at(-1)
      const isMark = (code: Code) =>
        code === null ||
        [parser.constructs[field]?.[code] ?? []]
          .flat()
          .some(({ previous }) => previous?.call(this, this.previous) ?? true)
      const inside: State = (code) => {
        if (!isMark(code)) {
          effects.consume(code)
          return inside
        }
        const { end } = effects.exit('data')
        if (before?.[1].type === 'data') {
          before[1].end = end
          events.length -= 2
        }
        return ok(code)
      }
      return (code) => {
        effects.enter('data')
        effects.consume(code)
        return inside
      }
    },
  }
}

/** Definition lists, each of which is resolved by itself: the extension moves all events behind each change. */
export function remarkDefinitionLists(this: Processor): void {
  remarkDefinitionList.call(this)
  const construct = this.data().micromarkExtensions?.at(-1)?.document?.[':'.charCodeAt(0)] as Construct | undefined
  if (!construct?.resolveAll || resolvesByParts.has(construct.resolveAll)) return
  construct.resolveAll = byParts(construct.resolveAll)
  resolvesByParts.add(construct.resolveAll)
}

const resolvesByParts = new WeakSet<Resolver>()
const isPrefix = /^(?:linePrefix|blockQuotePrefix|blockQuoteMarker|blockQuotePrefixWhitespace)$/

/** A part ends behind a list that no list follows: only neighbours become one. */
function byParts(resolve: Resolver): Resolver {
  return (events, context) => {
    const resolved: Event[] = []
    let [from, depth] = [0, 0]
    const take = (end: number) => {
      for (const event of resolve(events.slice(from, end), context)) resolved.push(event)
      from = end
    }
    events.forEach(([kind, { type }], index) => {
      if (type !== listType) return
      depth += kind === 'enter' ? 1 : -1
      if (depth > 0) return
      let next = index + 1
      while (isPrefix.test(events[next]?.[1].type ?? '')) next++
      if (events[next]?.[1].type !== listType) take(index + 1)
    })
    take(events.length)
    return resolved
  }
}

/** The type of the extension's tokens. */
const listType: string = 'defList'
