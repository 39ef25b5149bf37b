import { EditMap } from 'micromark-util-edit-map'
import type { Construct, Event, Resolver, TokenizeContext } from 'micromark-util-types'
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
 * GFM's bare links and addresses, which are none behind an open bracket: each of their constructs goes back to the bracket
 * from every word behind it.
 *
 * Source: micromark-extension-gfm-autolink-literal 2.1, syntax.js, `previousUnbalanced`.
 */
export function quickAutolinks(this: Processor): void {
  for (const { text = {} } of this.data().micromarkExtensions ?? [])
    for (const [code, constructs] of Object.entries(text))
      text[Number(code)] = [constructs ?? []].flat().map((construct) =>
        /^(?:email|protocol|www)Autolink$/.test(construct.name ?? '')
          ? {
              ...construct,
              tokenize(effects, ok, nok) {
                return isInBrackets(this.events) ? nok : construct.tokenize.call(this, effects, ok, nok)
              },
            }
          : construct,
      )
}

/**
 * micromark moves all events of a paragraph for each stretch of text that a mark without a meaning has cut, so that its
 * time grows with the square of the line count: 80 KB of `a] \`b\`` took 2 s. Here they are joined in one walk
 * before it looks.
 *
 * Source: micromark 4.0, lib/initialize/text.js, `resolveAllText`.
 */
export function quickTexts(this: Processor): void {
  const joining = new WeakSet<TokenizeContext>()
  const construct: Construct = {
    resolveAll: joinTexts,
    // Succeeds once a text, where a mark is without a meaning for the first time, and takes no character.
    tokenize(_effects, ok, nok) {
      if (joining.has(this)) return nok
      joining.add(this)
      return ok
    },
  }
  this.data().micromarkExtensions?.push({ text: { null: construct }, string: { null: construct } })
}

function joinTexts(events: Event[]): Event[] {
  let end = 0
  for (let index = 0; index < events.length; index++) {
    const [event, last] = [events[index] as Event, events[end - 1]]
    const [kind, { type }] = event
    if (kind === 'enter' && type === 'data' && last?.[0] === 'exit' && last[1].type === 'data') {
      last[1].end = event[1].end
      // Its exit.
      index++
    } else events[end++] = event
  }
  events.length = end
  return events
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
