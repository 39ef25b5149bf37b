import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import type { Locate } from './locate.ts'
import { type At, type Node, type Pair, type Reading, type Scalar, scalar } from './node.ts'

/** A string that is not closed runs to the end of its line. */
const token = /"(?:[^"\\\n]|\\.)*"?|[\w.+-]+|[^ \t\n]/g
const depthLimit = 50

/**
 * JSON (RFC 8259) with places, and with numbers as written: JSON.parse has neither, nor always a place for an error.
 * Single tokens are left to JSON.parse.
 */
export function readJson(text: string, locate: Locate): Reading {
  const tokens = Array.from(text.matchAll(token), ({ 0: word, index }) => ({ word, index }))
  let next = 0
  let problem: Finding | undefined

  const place = (): At => {
    const { word, index } = tokens[next] ?? { word: ' ', index: text.length - 1 }
    return locate(index, word.length)
  }
  const fail = (reason: string) => {
    problem ??= finding('front-matter-syntax', place(), { language: 'JSON', reason })
    next = tokens.length
  }
  const take = (word: string): boolean => {
    const found = tokens[next]?.word === word
    if (found) next++
    return found
  }
  const leaf = (): Scalar => {
    const { word = '' } = tokens[next] ?? {}
    const at = place()
    const parsed = parseToken(word)
    if (parsed === undefined) fail(word === '' ? 'it ends too early' : `unexpected ${word}`)
    next++
    const plain = !word.startsWith('"')
    return scalar(plain ? word : String(parsed), plain, at)
  }
  const pair = (depth: number): Pair => {
    if (!tokens[next]?.word.startsWith('"')) fail('a key in double quotes is expected')
    const { text: key, at } = leaf()
    if (!take(':')) fail('“:” is expected')
    return { key, at, value: value(depth) }
  }
  const series = <T>(close: string, item: () => T): readonly T[] => {
    const items: T[] = []
    if (take(close)) return items
    do items.push(item())
    while (take(','))
    if (!take(close)) fail(`“,” or “${close}” is expected`)
    return items
  }
  const value = (depth: number): Node => {
    const at = { ...place(), length: 1 }
    if (depth > depthLimit) problem ??= finding('front-matter-too-deep', at, { limit: depthLimit })
    if (problem) return { type: 'list', items: [], at }
    if (take('{')) return { type: 'map', pairs: series('}', () => pair(depth + 1)), at }
    if (take('[')) return { type: 'list', items: series(']', () => value(depth + 1)), at }
    return leaf()
  }

  const node = value(0)
  if (!problem && next < tokens.length) fail('nothing may follow the last brace')
  return problem ? { findings: [problem] } : { node, findings: [] }
}

/** The value of a string, number, boolean or null; undefined for other words. */
function parseToken(word: string): unknown {
  if (!/^["\-\dtfn]/.test(word)) return undefined
  try {
    return JSON.parse(word)
  } catch {
    return undefined
  }
}
