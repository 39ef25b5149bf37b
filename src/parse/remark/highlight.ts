import { grammars } from './languages.ts'

/** Code to HTML with `hljs-…` spans. */
export type Highlight = (code: string) => string

const loaded = new Map<string, Promise<Highlight>>()

/** Loads a grammar once. */
export function highlighter(grammar: string): Promise<Highlight> {
  const known = loaded.get(grammar)
  if (known) return known
  const loading = load(grammar)
  loaded.set(grammar, loading)
  return loading
}

/**
 * An instance of its own holds just the grammar and those that it embeds: what else a site has loaded before
 * can't change what a post looks like.
 */
async function load(grammar: string): Promise<Highlight> {
  const { default: core } = await import('highlight.js/lib/core')
  const hljs = core.newInstance()
  for (const name of withEmbedded(grammar)) {
    const definition = await grammars[name]?.[1]()
    if (definition) hljs.registerLanguage(name, definition.default)
  }
  return (code) => hljs.highlight(code, { language: grammar, ignoreIllegals: true }).value
}

function withEmbedded(grammar: string, found = new Set<string>()): Set<string> {
  if (found.has(grammar)) return found
  found.add(grammar)
  for (const embedded of grammars[grammar]?.[3]?.split(' ') ?? []) withEmbedded(embedded, found)
  return found
}

/** Wraps the lines (from 1) in `<mark>`, with the spans that run across lines closed and opened again. */
export function markLines(html: string, lines: ReadonlySet<number>): string {
  const open: string[] = []
  const marked = html.split('\n').map((line, index) => {
    const before = open.join('')
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === '</span>') open.pop()
      else open.push(tag)
    }
    const whole = before + line + '</span>'.repeat(open.length)
    return lines.has(index + 1) ? `<mark>${whole}</mark>` : whole
  })
  return marked.join('\n')
}

/** The lines that an info string marks: `{hl_lines=[1,"3-5"]}` as in Hugo, `{1,3-5}` as in other tools. */
export function markedLines(info: string): ReadonlySet<number> {
  const list = /hl_lines\s*=\s*(\[[^\]]*\]|"[^"]*"|[\d-]+)/i.exec(info)?.[1] ?? /\{([\d\s,-]+)\}/.exec(info)?.[1] ?? ''
  const lines = new Set<number>()
  for (const [, from, to = from] of list.matchAll(/(\d{1,5})(?:-(\d{1,5}))?/g)) {
    for (let line = Number(from); line <= Number(to); line++) lines.add(line)
  }
  return lines
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
