import type { Diagnostic } from '../types.ts'
import { catalogue } from './catalogue.ts'
import type { Message, Words } from './messages/message.ts'

/** A diagnostic in words: Chinese for a Chinese site, else English. */
export function describe(diagnostic: Diagnostic, language: string): Words {
  // The code and its parameters were joined by `diagnose`, which checked that they belong together.
  const entry = (catalogue as Record<string, Message<Diagnostic['params']>>)[diagnostic.code]
  if (!entry) return { message: diagnostic.code }
  return language.startsWith('zh') ? entry.zh(diagnostic.params) : entry.en(diagnostic.params)
}

/** File, message and hint as lines, for a word that goes straight to the terminal. */
export function lastWord(diagnostic: Diagnostic, language: string): string {
  const { message, hint } = describe(diagnostic, language)
  return `${diagnostic.file} ${message}\n  → ${hint}\n`
}

/** `content/a.md:3:7`, as editors and terminals make it clickable. */
export function location({ file, line, column }: Diagnostic): string {
  return [file, line, line && column].filter(Boolean).join(':')
}

/** Diagnostics by file, then line, then column; messages of a file before those of its lines. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      compare(a.line ?? 0, b.line ?? 0) ||
      compare(a.column ?? 0, b.column ?? 0) ||
      compare(a.code, b.code),
  )
}

/** Failures of one plugin that say the same, of however many posts, as one at the first place with their count. */
export function withFailuresJoined(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = new Map<string, { readonly diagnostic: Diagnostic; count: number }>()
  for (const diagnostic of inOrder(diagnostics)) {
    const { code, file, params } = diagnostic
    const identity = code === 'plugin-failed' ? [params.plugin, String(params.text).replaceAll(file, '')] : diagnostic
    const key = JSON.stringify(identity)
    const same = first.get(key)
    if (same) same.count++
    else first.set(key, { diagnostic, count: 1 })
  }
  return [...first.values()].map(({ diagnostic, count }) =>
    count > 1 && diagnostic.code === 'plugin-failed'
      ? { ...diagnostic, params: { ...diagnostic.params, count } }
      : diagnostic,
  )
}

/** Each diagnostic once. A mistake of a template or an extension shows on every page that
 * uses it, there perhaps with another reason. */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [identity(each), each] as const).reverse()).values()].reverse()
}

function identity(diagnostic: Diagnostic): string {
  const { code, file, line, column, params } = diagnostic
  if (code.startsWith('template-')) return JSON.stringify([code, file, line, column, params.name])
  if (code === 'plugin-skipped') return JSON.stringify([code, params.plugin])
  if (!code.startsWith('extension-') || !('output' in params)) return JSON.stringify(diagnostic)
  return JSON.stringify([code, params.name, params.part, ...(line ? [file, line, column] : [])])
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
