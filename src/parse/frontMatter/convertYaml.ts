import { isAlias, isMap, isScalar, type ParsedNode, type YAMLMap } from 'yaml'
import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import type { Locate } from './locate.ts'
import { type At, type Node, type Pair, type Reading, scalar } from './node.ts'

/** Most that front matter may hold once its aliases are followed, and how deep it may nest. */
export const limits = { nodes: 10_000, depth: 50 }

/** The YAML reader's tree in our words. Aliases and merge keys are followed, within bounds; tags say nothing. */
export function convertYaml(root: ParsedNode, locate: Locate): Reading {
  const anchors = new Map<string, { readonly node: Node; readonly size: number }>()
  let problem: Finding | undefined
  let size = 0

  const convert = (from: ParsedNode, depth: number): Node => {
    const [start, end] = from.range
    const at = locate(start, isScalar(from) ? end - start : 1)
    size++
    if (depth > limits.depth) problem ??= finding('front-matter-too-deep', at, { limit: limits.depth })
    if (size > limits.nodes) problem ??= finding('front-matter-too-many', at, { limit: limits.nodes })
    if (problem) return empty(at)
    if (isAlias(from)) return follow(from.source, at)
    const before = size
    const node = build(from, depth + 1, at)
    if (from.anchor) anchors.set(from.anchor, { node, size: size - before })
    return node
  }

  /** The anchor's own node, not a copy: a bomb costs nothing before its size is known. */
  const follow = (name: string, at: At): Node => {
    const target = anchors.get(name)
    size += target?.size ?? 0
    if (!target) problem ??= finding('front-matter-alias', at, { name })
    return target?.node ?? empty(at)
  }

  const build = (from: Exclude<ParsedNode, { readonly anchor?: never }>, depth: number, at: At): Node => {
    if (isScalar(from)) return scalar(String(from.value ?? ''), from.type === 'PLAIN', at)
    if (!isMap(from)) return { type: 'list', items: from.items.map((item) => convert(item, depth)), at }
    return { type: 'map', pairs: mergeKeys(from.items.map((item) => toPair(item, depth))), at }
  }

  const toPair = ({ key, value }: YAMLMap.Parsed['items'][number], depth: number): Pair => {
    const [start, end] = key.range
    const at = locate(start, end - start)
    if (!isScalar(key)) problem ??= finding('front-matter-key', at, {})
    const name = isScalar(key) ? String(key.value ?? '') : ''
    // Where nothing is written, the key is what a message can point at.
    const isEmpty = !value || (isScalar(value) && value.type === 'PLAIN' && !value.value && !value.anchor)
    return { key: name, at, value: isEmpty ? scalar('', true, at) : convert(value, depth) }
  }

  const node = convert(root, 0)
  return problem ? { findings: [problem] } : { node, findings: [] }
}

/** YAML 1.1's `<<: *defaults`: what the map itself says comes first. */
function mergeKeys(pairs: readonly Pair[]): readonly Pair[] {
  if (!pairs.some(({ key }) => key === '<<')) return pairs
  const own = pairs.filter(({ key }) => key !== '<<')
  const known = new Set(own.map(({ key }) => key))
  const merged = pairs
    .filter(({ key }) => key === '<<')
    .flatMap(({ value }) => (value.type === 'list' ? value.items : [value]))
    .flatMap((value) => (value.type === 'map' ? value.pairs : []))
    .filter(({ key }) => !known.has(key) && known.add(key))
  return [...merged, ...own]
}

function empty(at: At): Node {
  return { type: 'list', items: [], at }
}
