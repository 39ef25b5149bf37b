import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import type { Node, Pair } from './node.ts'

/** Names with which plain data could reach JavaScript's own machinery. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

interface CheckedKeys {
  readonly pairs?: readonly Pair[]
  readonly findings: readonly Finding[]
}

/** Refuses dangerous names at any depth, and warns of keys that stand twice. Hugo's keys have no case. */
export function checkKeys(pairs: readonly Pair[]): CheckedKeys {
  const dangerous = dangerousKeys(pairs)
  if (dangerous.length > 0) return { findings: dangerous }
  const keys = new Set<string>()
  for (const { key } of pairs) keys.add(key.toLowerCase())
  return keys.size === pairs.length ? { pairs, findings: [] } : withoutRepeats(pairs)
}

function withoutRepeats(pairs: readonly Pair[]): CheckedKeys {
  const first = new Map<string, Pair>()
  const last = new Map<string, Pair>()
  for (const pair of pairs) {
    const key = pair.key.toLowerCase()
    if (!first.has(key)) first.set(key, pair)
    last.set(key, pair)
  }
  const findings = [...last].flatMap(([key, pair]) => repeated(pair, first.get(key) ?? pair))
  return { pairs: [...last.values()], findings }
}

function repeated({ key, at }: Pair, first: Pair): readonly Finding[] {
  return first.at === at ? [] : [finding('front-matter-duplicate', at, { key, first: first.at.line, last: at.line })]
}

function dangerousKeys(pairs: readonly Pair[], found: Finding[] = []): readonly Finding[] {
  for (const { key, at, value } of pairs)
    if (forbidden.has(key)) found.push(finding('front-matter-key-forbidden', at, { key }))
    else if (value.type !== 'scalar') addDangerous(value, found)
  return found
}

function addDangerous(node: Node, found: Finding[]): void {
  if (node.type === 'map') dangerousKeys(node.pairs, found)
  else if (node.type === 'list') for (const item of node.items) addDangerous(item, found)
}
