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
  const document = parseDocument(text, options)
  const { contents, errors } = document
  const colons = errors.length > 0 || isScalar(contents) ? fullWidthColons(text, locate) : []
  if (colons.length > 0) return { findings: colons }
  // What follows a first error is mostly its consequence.
  const [error] = errors
  if (error) return { findings: [explain(error, document, text, locate)] }
  if (!contents) return { node: { type: 'map', pairs: [], at: start }, findings: [] }
  return convertYaml(contents, locate)
}

/** `title： x`: what an input method makes of `title: x`. */
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
  return finding('front-matter-syntax', locate(from, to - from), { language: 'YAML', reason: message })
}

/** Where the scalar starts that an unclosed quote runs on from. */
function lastScalarBefore(offset: number, document: Document): number {
  let last = offset
  visit(document, {
    Scalar(_, { range }) {
      if (range && range[0] < offset) last = range[0]
    },
  })
  return last
}
