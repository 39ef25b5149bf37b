import { finding } from '../../diagnostics/diagnose.ts'
import { nearest } from '../../kit/nearest.ts'
import type { Finding } from '../../types.ts'
import type { Field } from './cascade.ts'

/** Fields by which a post turns parts of our theme off. */
const switches = new Set(['comments', 'toc', 'licence', 'reward'])
const levels = ['show', 'from', 'to']

/** A switch whose word is not `false`, though it was meant so (`flase`, `"no"`), and levels of contents that hold nothing. */
export function idleField({ key, written, at, value }: Field): Finding | undefined {
  if (!switches.has(key)) return undefined
  const found = (reason: string, name: string) => finding('front-matter-idle', at, { key: written, reason, name })
  if (value.type === 'scalar') {
    const word = value.text.toLowerCase()
    const isOff = value.plain && /^(?:false|no|off)$/.test(word)
    const meansOff = /^(?:no|off)$/.test(word) || nearest(word, ['false']) !== ''
    return meansOff && !isOff ? found('off', value.text) : undefined
  }
  if (key !== 'toc' || value.type !== 'map') return undefined
  // Other themes' keys (`enable`, `auto`) stay silent.
  const odd = value.pairs.find(({ key }) => !levels.includes(key) && nearest(key, levels))
  if (odd) return found('level', odd.key)
  const [from = 2, to = 6] = ['from', 'to'].map((name) => {
    const level = value.pairs.find((pair) => pair.key === name)?.value
    return level?.type === 'scalar' ? Number(level.text) : undefined
  })
  return from > to ? found('order', `${from}–${to}`) : undefined
}
