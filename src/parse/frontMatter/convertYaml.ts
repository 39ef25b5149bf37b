import { isAlias, isMap, isPair, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml'
import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import type { Locate } from './locate.ts'
import { type At, type Node, type Pair, type Reading, scalar, textOf } from './node.ts'

/** The limits of the values that aliases may add to a front matter, and of its depth. */
export const limits = { nodes: 10_000, depth: 50 }

/**
 * The YAML reader's tree in our words. Aliases and merge keys are followed, within bounds. A tag other than YAML's own
 * (`title: !important 用法`) and what follows ` #` in a title or its like say nothing, to Hugo as well: they are named.
 */
export function convertYaml(root: ParsedNode, text: string, locate: Locate): Reading {
  const anchors = new Map<string, { readonly node: Node; readonly size: number }>()
  const dropped: Finding[] = []
  let problem: Finding | undefined
  let size = 0
  let added = 0

  const convert = (from: ParsedNode, depth: number): Node => {
    const [start, end] = from.range
    const at = locate(start, isScalar(from) ? end - start : 1)
    size++
    if (depth > limits.depth) problem ??= finding('front-matter-too-deep', at, { limit: limits.depth })
    if (added > limits.nodes) problem ??= finding('front-matter-too-many', at, { limit: limits.nodes })
    if (problem) return empty(at)
    if (isAlias(from)) return follow(from.source, at)
    const before = size
    const node = build(from, depth + 1, at)
    if (from.anchor) anchors.set(from.anchor, { node, size: size - before })
    if (isForeign(from.tag)) dropped.push(finding('front-matter-tag', at, { tag: from.tag, value: textOf(node) ?? '' }))
    return node
  }

  /** The anchor's own node, not a copy: a bomb costs nothing before its size is known. */
  const follow = (name: string, at: At): Node => {
    const target = anchors.get(name)
    size += target?.size ?? 0
    added += target?.size ?? 0
    if (!target) problem ??= finding('front-matter-alias', at, { name })
    return target?.node ?? empty(at)
  }

  const build = (from: Exclude<ParsedNode, { readonly anchor?: never }>, depth: number, at: At): Node => {
    if (isScalar(from)) return scalar(textIn(from), from.type === 'PLAIN', at)
    if (!isMap(from)) return { type: 'list', items: from.items.map((item) => convertItem(item, depth, at)), at }
    return { type: 'map', pairs: mergeKeys(from.items.map((item) => toPair(item, depth))), at }
  }

  /** An item of `!!omap` and `!!pairs` is a pair. */
  const convertItem = (item: ParsedNode | YAMLMap.Parsed['items'][number], depth: number, at: At): Node =>
    isPair(item) ? { type: 'map', pairs: [toPair(item, depth)], at } : convert(item, depth)

  const toPair = ({ key, value }: YAMLMap.Parsed['items'][number], depth: number): Pair => {
    const [start, end] = key.range
    const at = locate(start, end - start)
    const written = convert(key, depth)
    if (written.type !== 'scalar') problem ??= finding('front-matter-key', at, {})
    const name = written.type === 'scalar' ? written.text : ''
    if (isText.test(name)) for (const item of isSeq(value) ? value.items : [value]) noteComment(name, item, end)
    // An empty value has the place of its key, for messages to point at.
    const isEmpty = !value || (isScalar(value) && value.type === 'PLAIN' && !value.value && !value.anchor)
    return { key: name, at, value: isEmpty ? scalar('', true, at) : convert(value, depth) }
  }

  /** Notes a comment behind an unquoted scalar, or behind a title's key without a value. */
  const noteComment = (key: string, item: unknown, keyEnd: number) => {
    const { type = 'PLAIN', source = '', range } = isScalar<string>(item) ? item : {}
    if (type !== 'PLAIN' || (source === '' && !/title$/i.test(key))) return
    comment.lastIndex = source === '' ? keyEnd : (range?.[1] ?? keyEnd)
    const [, written] = comment.exec(text) ?? []
    if (written === undefined) return
    const at = locate(comment.lastIndex - written.length, written.length)
    dropped.push(finding('front-matter-comment', at, { key, value: source, comment: written }))
  }

  const node = convert(root, 0)
  return problem ? { findings: [problem] } : { node, findings: dropped }
}

/** Keys of which a comment is likely meant as text. */
const isText = /^(?:(?:link|sub)?title|description|summary|keywords|tags|categories|series)$/i
const comment = /:?[ \t]+(#[^\n]*)/y

/** The scalar's text as written; `!!binary` is decoded, as go-yaml does it. */
function textIn({ value, source = '' }: Scalar): string {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return typeof value === 'string' ? value : source
}

/** A tag that YAML's own schemas don't have. */
function isForeign(tag: string | undefined): tag is string {
  return tag !== undefined && tag !== '!' && !tag.startsWith('tag:yaml.org,2002:')
}

/** YAML 1.1's `<<: *defaults`: the map's own keys come first. */
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
