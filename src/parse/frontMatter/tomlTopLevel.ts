import { parse } from 'smol-toml'
import type { Locate } from './locate.ts'
import { type At, type Node, type Pair, type Scalar, scalar } from './node.ts'

/** Comments, strings of the four kinds, dates with a blank inside, other values and keys, signs and line ends. */
const token =
  /#[^\n]*|"""(?:[^\\]|\\[\s\S])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\d{4}-\d\d-\d\d \d\d:[\d:.]+(?:Z|[+-]\d\d:\d\d)?|[^\s,[\]{}#="']+|[,[\]{}=\n]/gi

interface Token {
  readonly word: string
  readonly at: At
}

/** The top level of TOML that is known to be valid. */
export interface TopLevel {
  /** `key = scalar` and `key = [scalar, …]`, scalars as written. */
  readonly pairs: readonly Pair[]
  /** The first place of each other name: of `[name]`, `[name.more]`, `name.more =`, `name = { … }`. */
  readonly others: ReadonlyMap<string, At>
}

export function readTopLevel(text: string, locate: Locate): TopLevel {
  const pairs: Pair[] = []
  const others = new Map<string, At>()
  let inTable = false
  for (const statement of statements(text, locate)) {
    inTable ||= statement[0]?.word === '['
    const [key] = statement.filter(({ word }) => word !== '[') as [Token]
    const value = inTable || statement[1]?.word !== '=' || isDotted(key) ? undefined : toNode(statement.slice(2))
    if (value) pairs.push({ key: textOf(key), at: key.at, value })
    else if (!inTable || statement[0]?.word === '[') note(others, key)
  }
  return { pairs, others }
}

/** The tokens of each `key = value` and `[table]`, over as many lines as their brackets say. */
function* statements(text: string, locate: Locate): Generator<readonly Token[]> {
  let statement: Token[] = []
  let depth = 0
  for (const { 0: word, index } of text.matchAll(token)) {
    if (word === '[' || word === '{') depth++
    if (word === ']' || word === '}') depth--
    if (word.startsWith('#') || (word === '\n' && depth > 0)) continue
    if (word !== '\n') statement.push({ word, at: locate(index, word.length) })
    else if (statement.length > 0) {
      yield statement
      statement = []
    }
  }
  if (statement.length > 0) yield statement
}

/** A scalar or a flat list of scalars; undefined for what nests. */
function toNode(tokens: readonly Token[]): Node | undefined {
  const [first] = tokens
  if (!first) return undefined
  if (tokens.length === 1) return toScalar(first)
  const inner = tokens.slice(1, -1)
  if (first.word !== '[' || inner.some(({ word }) => /^[[{]$/.test(word))) return undefined
  return { type: 'list', items: inner.filter(({ word }) => word !== ',').map(toScalar), at: first.at }
}

function toScalar(value: Token): Scalar {
  return scalar(textOf(value), !/^["']/.test(value.word), value.at)
}

function textOf({ word }: Token): string {
  return /^["']/.test(word) ? String(parse(`text = ${word}`).text) : word
}

function isDotted({ word }: Token): boolean {
  return !/^["']/.test(word) && word.includes('.')
}

function note(others: Map<string, At>, { word, at }: Token): void {
  const name = /^["']/.test(word) ? word.slice(1, -1) : (word.split('.', 1)[0] ?? word)
  if (!others.has(name)) others.set(name, at)
}
