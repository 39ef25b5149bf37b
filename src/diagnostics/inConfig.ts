import type { Diagnostic } from '../types.ts'

/**
 * Stages see the config as values and name its file alone; this adds the line of the key or value that they mean, as
 * far as the config's text holds it as it is: a key that is not written out has the place of the nearest one above it.
 */
export function inConfig(diagnostic: Diagnostic, path: string, text: string): Diagnostic {
  if (diagnostic.file !== path || diagnostic.line !== undefined) return diagnostic
  const { key, pattern, from, url } = diagnostic.params
  const value = pattern ?? from ?? url
  const span = value === undefined ? findKey(text, String(key ?? '')) : findValue(text, String(value))
  if (!span) return diagnostic
  const above = text.slice(0, span.index).split('\n')
  return { ...diagnostic, line: above.length, column: (above.at(-1) ?? '').length + 1, length: span.length }
}

interface Span {
  readonly index: number
  readonly length: number
}

/** Comments and strings whole, names, marks. */
const tokens =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|[\w$\p{L}]+|[^\s]/gu

/** Every place at which the settings may begin. */
const beginnings = /(?:\bdefault\b|\bdefineConfig\b[^({]*\(|=|^)\s*(?=\{)/g

/** The last name of `menu.1.url` that is written out, the names before it being round it. */
function findKey(text: string, key: string): Span | undefined {
  const names = key.split('.').filter(Boolean)
  let best: { readonly span: Span; readonly depth: number } | undefined
  for (const { index, 0: start } of text.matchAll(beginnings)) {
    const deepest = descend(text, index + start.length, names)
    if (deepest && deepest.depth > (best?.depth ?? 0)) best = deepest
  }
  return best?.span
}

/** Follows the names from the bracket at `from` inwards; an item of a list is counted by commas. */
function descend(text: string, from: number, names: readonly string[]): { span: Span; depth: number } | undefined {
  let best: { span: Span; depth: number } | undefined
  /** The brackets that are open; the last on the way stands at `depth`. */
  const open: { readonly isList: boolean; item: number }[] = []
  let depth = 0
  let last: Span & { readonly name: string } = { index: from, length: 0, name: '' }
  for (const { index, 0: token } of text.slice(from).matchAll(tokens)) {
    if (/^\/[/*]/.test(token)) continue
    const top = open.at(-1)
    const here = { index: from + index, length: token.length, name: token.replace(/^(['"])([\s\S]*)\1$/, '$2') }
    const isEnd = '}])'.includes(token) || token === ','
    // The value of the key that was met last is over.
    if (isEnd && open.length <= depth) break
    if (open.length === depth + 1 && top) {
      const isKey = !top.isList && token === ':' && last.name === names[depth]
      const isItem = top.isList && !isEnd && names[depth] === String(top.item)
      if (isKey || isItem) best = { span: isKey ? last : here, depth: ++depth }
      if (depth === names.length) break
    }
    if ('{[('.includes(token)) open.push({ isList: token === '[', item: 0 })
    else if (token === ',' && top) top.item++
    else if (isEnd) open.pop()
    last = here
  }
  return best
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
