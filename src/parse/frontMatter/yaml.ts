import { type Document, isScalar, parseDocument, visit, type YAMLError } from 'yaml'
import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import { convertYaml, limits } from './convertYaml.ts'
import type { Locate } from './locate.ts'
import type { Reading } from './node.ts'
import { readPlainYaml } from './plainYaml.ts'

/** Keys may repeat, for Hugo's older readers took such posts: it is a warning later. */
const options = { schema: 'failsafe', prettyErrors: false, uniqueKeys: false, logLevel: 'silent' } as const

/** YAML 1.2 whose scalars stay text as written. */
export function readYaml(text: string, locate: Locate): Reading {
  const start = locate(0)
  const pairs = readPlainYaml(text, start.line)
  if (pairs) return { node: { type: 'map', pairs, at: start }, findings: [] }
  if (nestsWildly(text)) return { findings: [finding('front-matter-too-deep', start, { limit: limits.depth })] }
  const asWritten = parseDocument(text, options)
  const joined = asWritten.errors.length > 0 ? parseDocument(withFlowOnOneLine(text), options) : asWritten
  const document = joined.errors.length > 0 ? asWritten : joined
  const { contents, errors } = document
  const colons = errors.length > 0 || isScalar(contents) ? fullWidthColons(text, locate) : []
  if (colons.length > 0) return { findings: colons }
  // Errors behind the first are mostly its consequences.
  const [error] = errors
  if (error) return { findings: [explain(error, document, text, locate)] }
  if (!contents) return { node: { type: 'map', pairs: [], at: start }, findings: [] }
  return convertYaml(contents, text, locate)
}

/** Levels that the parser gets to: it recurses, and V8 ends the program where an expression is compiled near the stack's end. */
const levels = 400

/** True of more levels: of brackets, on one line, or of lines further and further in. */
function nestsWildly(text: string): boolean {
  if (text.length < levels) return false
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > levels) return true
  }
  const excess = (line: string) => line.split(/[-?:][ \t]/).length - line.split(',').length
  const lines = text.split('\n')
  if (lines.some((line) => line.length > levels && excess(line) > levels)) return true
  // Only so long a text can go so far in step by step.
  return text.length > levels ** 2 / 2 && lines.some((line) => line.search(/[^ ]/) > levels)
}

/**
 * Puts the inside of brackets and quotes on one line, blanks for line ends and comments, so that no offset changes:
 * go-yaml asks for no indentation there, and takes tabs (`tags: [⏎⇥"Go"⏎]`).
 */
function withFlowOnOneLine(text: string): string {
  const opening = /(?:^ *|:[ \t]+|- +)(?=[[{"'])/gm
  let joined = ''
  let at = 0
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = opening.lastIndex
    const end = flowEnd(text, start)
    if (end === undefined) break
    joined += text.slice(at, start) + text.slice(start, end).replace(flowToken, onOneLine)
    opening.lastIndex = at = end
  }
  return joined + text.slice(at)
}

/** The tokens within brackets: quoted scalars, comments, brackets, line ends and tabs. */
const flowToken = /(?<=[\s,[{:]|^)(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')|(?<=\s)#[^\n]*|[[\]{}\n\t]/g

/** The offset behind the bracket or quote that closes the one at `start`; undefined where none does. */
function flowEnd(text: string, start: number): number | undefined {
  const token = new RegExp(flowToken)
  token.lastIndex = start
  let depth = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (/^[[{]/.test(match[0])) depth++
    if (/^[\]}]/.test(match[0])) depth--
    if (depth <= 0) return token.lastIndex
  }
  return undefined
}

function onOneLine(token: string): string {
  if (/^["']/.test(token)) return token.replace(/\s*\n\s*/g, blanked)
  return /^[#\n\t]/.test(token) ? blanked(token) : token
}

function blanked(text: string): string {
  return ' '.repeat(text.length)
}

/** `title： x`, which an input method makes of `title: x`. */
function fullWidthColons(text: string, locate: Locate): readonly Finding[] {
  return Array.from(text.matchAll(/^([\w-]+[ \t]*)：/gm), ({ index, 1: key = '' }) =>
    finding('front-matter-full-width-colon', locate(index + key.length), { key: key.trim() }),
  )
}

function explain({ code, pos, message }: YAMLError, document: Document, text: string, locate: Locate): Finding {
  const [from, to] = pos
  if (code === 'MISSING_CHAR' && /quote/.test(message))
    return finding('front-matter-quote', locate(lastScalarBefore(from, document)), {})
  const rest = /^.*/.exec(text.slice(from))?.[0] ?? ''
  // The parser recurses, and gives up some hundred levels deep, each machine at its own.
  if (/call stack/.test(message)) return finding('front-matter-too-deep', locate(from), { limit: limits.depth })
  if (code === 'TAB_AS_INDENT') return finding('front-matter-tab', locate(from), {})
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && /:(?:\s|$)/.test(rest))
    return finding('front-matter-colon', locate(from, rest.length), { value: rest.trim() })
  // The parser names the line after the last one of what a bracket opens.
  const bracket = /end with a [\]}]$/.test(message) ? openBracket(text.slice(0, from)) : undefined
  const at = bracket === undefined ? locate(from, to - from) : locate(bracket)
  return finding('front-matter-syntax', at, { language: 'YAML', reason: message })
}

/** The offset of the last bracket that nothing closes, quoted ones left aside. */
function openBracket(text: string): number | undefined {
  const open: number[] = []
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?<=^|[\s,:[{])[[{]|[\]}]/g))
    if (/^[[{]/.test(token)) open.push(index)
    else if (/^[\]}]/.test(token)) open.pop()
  return open.at(-1)
}

/** The offset of the scalar that an unclosed quote runs on from. */
function lastScalarBefore(offset: number, document: Document): number {
  let last = offset
  visit(document, {
    Scalar(_, { range }) {
      if (range && range[0] < offset) last = range[0]
    },
  })
  return last
}
