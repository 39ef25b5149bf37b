import type { Finding, Place } from '../../types.ts'
import { cleanBody } from '../source.ts'

/** A place in the file. */
export type At = Omit<Place, 'file'> & { readonly line: number; readonly column: number }

/** Front matter as it stands in the file, before any key has a meaning: the common form of YAML, TOML and JSON. */
export type Node = Scalar | List | Dictionary

/** Text as written (`007`, `1.10`, `no`). `plain`: without quotes, so that it may mean a number, a boolean or null. */
export interface Scalar {
  readonly type: 'scalar'
  readonly text: string
  readonly plain: boolean
  readonly at: At
}

export interface List {
  readonly type: 'list'
  readonly items: readonly Node[]
  readonly at: At
}

/** Keys in the order of the file, repeated ones included. */
export interface Dictionary {
  readonly type: 'map'
  readonly pairs: readonly Pair[]
  readonly at: At
}

export interface Pair {
  readonly key: string
  /** The key's place. */
  readonly at: At
  readonly value: Node
}

/** Escapes (`"\u0008"`) can bring what no text may hold and `cleanBody` took out of the file. */
export function scalar(text: string, plain: boolean, at: At): Scalar {
  return { type: 'scalar', text: cleanBody(text).text, plain, at }
}

const nulls = /^(?:~|null|Null|NULL|)$/

export function isNull(node: Node): boolean {
  return node.type === 'scalar' && node.plain && node.text.length < 5 && nulls.test(node.text)
}

/** The schema's input: scalars as written, without null and empty ones. */
export function toWritten(node: Node): unknown {
  if (node.type === 'list') return node.items.map(toWritten).filter((item) => item !== undefined)
  if (node.type === 'scalar') return textOf(node)
  const pairs = node.pairs.map(({ key, value }) => [key.toLowerCase(), toWritten(value)] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

/** Text on one line or many, without surrounding blanks; undefined for lists, maps, null and the empty text. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'scalar' || isNull(node)) return undefined
  return node.text.trim() || undefined
}

/** Words that YAML 1.1, and so Hugo, calls booleans. */
const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
}

/**
 * Plain data for templates. Unquoted booleans, null and numbers get their type;
 * a number only if it prints as it is written, so that `007` and `1.10` stay text.
 */
export function toValue(node: Node): unknown {
  if (node.type === 'list') return node.items.map(toValue)
  if (node.type === 'map') return Object.fromEntries(node.pairs.map(({ key, value }) => [key, toValue(value)]))
  if (!node.plain) return node.text
  if (isNull(node)) return null
  const number = Number(node.text)
  if (Number.isFinite(number) && String(number) === node.text) return number
  return booleans[node.text.toLowerCase()] ?? node.text
}

/** The reverse of `toValue`, for values that the config gives. */
export function toNode(value: unknown, at: At): Node {
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => toNode(item, at)), at }
  if (value instanceof Date) return { type: 'scalar', text: value.toISOString(), plain: true, at }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, item]) => ({ key, at, value: toNode(item, at) }))
    return { type: 'map', pairs, at }
  }
  return scalar(String(value ?? ''), typeof value !== 'string', at)
}

/** The answer of a reader of YAML, TOML or JSON: without a node there is an error among the findings. */
export interface Reading {
  readonly node?: Node
  readonly findings: readonly Finding[]
}
