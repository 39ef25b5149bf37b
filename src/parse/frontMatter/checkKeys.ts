import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import type { Node, Pair } from './node.ts'
import type { Matter } from './read.ts'

/** Names with which plain data could reach JavaScript's own machinery. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Refuses dangerous names at any depth, and warns of keys that stand twice. Hugo's keys have no case. */
export function checkKeys(pairs: readonly Pair[]): Matter {
  const dangerous = dangerousKeys(pairs)
  if (dangerous.length > 0) return { findings: dangerous }
  const last = new Map<string, Pair>()
  const findings: Finding[] = []
  for (const pair of pairs) {
    const key = pair.key.toLowerCase()
    const before = last.get(key)
    if (before)
      findings.push(
        finding('front-matter-duplicate', pair.at, { key: pair.key, first: before.at.line, last: pair.at.line }),
      )
    last.delete(key)
    last.set(key, pair)
  }
  return { pairs: [...last.values()], findings }
}

function dangerousKeys(pairs: readonly Pair[]): readonly Finding[] {
  return pairs.flatMap(({ key, at, value }) =>
    forbidden.has(key) ? [finding('front-matter-key-forbidden', at, { key })] : dangerousBelow(value),
  )
}

function dangerousBelow(node: Node): readonly Finding[] {
  if (node.type === 'list') return node.items.flatMap(dangerousBelow)
  return node.type === 'map' ? dangerousKeys(node.pairs) : []
}
