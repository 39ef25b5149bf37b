import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Code, Node, Parent } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The pages of the manual by their files' names. */
export const pages: ReadonlyMap<string, string> = new Map(
  readdirSync(join(root, 'content/posts'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, readFileSync(join(root, 'content/posts', name), 'utf8')]),
)

/** A fence of code. */
export interface Fence {
  readonly page: string
  /** For messages: `config.md:20`. */
  readonly where: string
  readonly language: string
  readonly text: string
  /** The source behind it, up to the next fence or heading. */
  readonly after: string
}

export const fences: readonly Fence[] = [...pages].flatMap(([page, text]) => {
  const stops: Node[] = []
  collect(unified().use(remarkParse).parse(text), stops)
  return stops.flatMap((node, index): readonly Fence[] => {
    if (node.type !== 'code') return []
    const { lang, value, position } = node as Code
    const after = text.slice(position?.end.offset, stops[index + 1]?.position?.start.offset)
    return [{ page, where: `${page}:${position?.start.line}`, language: lang ?? '', text: value, after: after.trim() }]
  })
})

/** Samples of TypeScript, but for those that need packages which are not here, and one that only shows how code looks. */
export const samples = fences.filter(
  ({ language, text }) => language === 'ts' && !/function greet|use: 'ruoyu-theme-|remarkEmoji/.test(text),
)

/** A sample as a whole module: it is one, or an extension, or some keys of a config. */
export function toModule(text: string): string {
  const whole = text.includes('export default')
  const body = whole
    ? text
    : `export default defineConfig({ ${text.startsWith('{') ? `extensions: [${text}]` : text} })`
  return /from 'ruoyu'/.test(body) ? body : `import { defineConfig } from 'ruoyu'\n${body}`
}

function collect(node: Node, stops: Node[]): void {
  if (node.type === 'code' || node.type === 'heading') stops.push(node)
  for (const child of (node as Partial<Parent>).children ?? []) collect(child, stops)
}
