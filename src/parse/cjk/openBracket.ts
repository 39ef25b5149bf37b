import type { Event, Token } from 'micromark-util-types'

/** Tokens before which no open bracket stands. */
const clear = new WeakSet<Token>()
/** The last open bracket of a text, and its place among the events. */
const opened = new WeakMap<readonly Event[], { readonly index: number; readonly token: Token }>()

/** True behind an open bracket, where this may be a link's text: links hold no links (GFM). Each event is looked at once. */
export function isInBrackets(events: readonly Event[]): boolean {
  const last = opened.get(events)
  if (last && events[last.index]?.[1] === last.token && isOpen(last.token)) return true
  for (let index = events.length - 1; index >= 0; index--) {
    const token = events[index]?.[1]
    if (!token || clear.has(token)) break
    if (!isOpen(token)) continue
    opened.set(events, { index, token })
    return true
  }
  const end = events.at(-1)?.[1]
  if (end) clear.add(end)
  return false
}

function isOpen({ type, _balanced }: Token): boolean {
  return (type === 'labelLink' || type === 'labelImage') && !_balanced
}
