import type { Diagnostic } from '../types.ts'

/**
 * Stages see the config as values and name its file alone; this adds the line of the key or value that they mean, as
 * far as the config's text holds it as it is. What is found nowhere stays without a line.
 */
export function inConfig(found: Diagnostic, path: string, text: string): Diagnostic {
  if (found.file !== path || found.line !== undefined) return found
  const { key, pattern, from, url } = found.params
  const value = pattern ?? from ?? url
  const at = value === undefined ? findKey(text, String(key ?? '')) : findValue(text, String(value))
  if (!at) return found
  const before = text.slice(0, at.index).split('\n')
  return { ...found, line: before.length, column: (before.at(-1) ?? '').length + 1, length: at.length }
}

interface Span {
  readonly index: number
  readonly length: number
}

/** The last name of `markdown.emoji` behind the names before it. */
function findKey(text: string, key: string): Span | undefined {
  let found: Span | undefined
  for (const name of key.split('.').filter(Boolean)) {
    const from = found ? found.index + found.length : 0
    const quoted = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    const next = new RegExp(`(?<![\\w$])(["']?)${quoted}\\1\\s*:`, 'u').exec(text.slice(from))
    if (!next) break
    found = { index: from + next.index, length: next[0].replace(/\s*:$/, '').length }
  }
  return found
}

/** A text with the quotes round it. */
function findValue(text: string, value: string): Span | undefined {
  const json = JSON.stringify(value)
  const literals = [json, `'${json.slice(1, -1).replaceAll("'", "\\'")}'`, `\`${value}\``]
  for (const literal of literals) {
    const index = text.indexOf(literal)
    if (index >= 0) return { index, length: literal.length }
  }
  return undefined
}
