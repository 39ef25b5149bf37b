import { parse, TomlError } from 'smol-toml'
import { finding } from '../../diagnostics/diagnose.ts'
import type { Locate } from './locate.ts'
import { type At, type Pair, type Reading, toNode } from './node.ts'
import { readTopLevel } from './tomlTopLevel.ts'

const maxDepth = 50

/**
 * TOML, checked and read by smol-toml. It gives neither places nor numbers and dates as written (`1.10` is 1.1 to it,
 * 30 February the first of March), so that the plain pairs of the top level are read from the text once more.
 */
export function readToml(text: string, locate: Locate): Reading {
  try {
    const table = parse(text, { maxDepth, integersAsBigInt: 'asNeeded' })
    if (nests(table)) return { findings: [finding('front-matter-too-deep', locate(0), { limit: maxDepth })] }
    const { pairs, others } = readTopLevel(text, locate)
    const written = new Map(pairs.map((pair) => [pair.key, pair]))
    const toPair = ([key, value]: [string, unknown]): Pair => {
      const at: At = others.get(key) ?? locate(0)
      return written.get(key) ?? { key, at, value: toNode(value, at) }
    }
    return { node: { type: 'map', pairs: Object.entries(table).map(toPair), at: locate(0) }, findings: [] }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const { line, column, message } = error
    const reason = message.replace(/^Invalid TOML document: /, '').replace(/\n[\s\S]*/, '')
    const at = { line: locate(0).line + line - 1, column, length: 1 }
    return { findings: [finding('front-matter-syntax', at, { language: 'TOML', reason })] }
  }
}

/** Dotted keys (`a.b.c = 1`) may nest further than smol-toml's own limit, which is of brackets. */
function nests(table: object): boolean {
  let level: readonly unknown[] = [table]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((value) => (typeof value === 'object' && value ? Object.values(value) : []))
  }
  return false
}
