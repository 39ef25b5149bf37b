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

/** Samples of TypeScript. */
export const samples = fences.filter(({ language }) => language === 'ts')

/** Samples that run here: the others need packages, or only show how code looks. */
export const runnable = samples.filter(({ text }) => !/function greet|use: 'ruoyu-theme-|remarkEmoji/.test(text))

/** A sample as a whole module: it is one, or an extension, or some keys of a config. */
export function toModule(text: string): string {
  const body = text.includes('export ')
    ? text
    : `export default defineConfig({ ${text.startsWith('{') ? `extensions: [${text}]` : text} })`
  const plugins = [...new Set(text.match(/\bremark[A-Z]\w+/g))].filter(
    (name) => !new RegExp(`(?:import|const|function) ${name}\\b`).test(text),
  )
  return [
    ...(/from 'ruoyu'/.test(body) || !/\bdefineConfig\(/.test(body) ? [] : ["import { defineConfig } from 'ruoyu'"]),
    ...plugins.map((name) => `declare const ${name}: import('unified').Plugin<any[]>`),
    body,
  ].join('\n')
}

function collect(node: Node, stops: Node[]): void {
  if (node.type === 'code' || node.type === 'heading') stops.push(node)
  for (const child of (node as Partial<Parent>).children ?? []) collect(child, stops)
}
