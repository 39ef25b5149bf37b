import type { Template } from '../types.ts'
import { programOf } from './compiler.ts'
import { createFilters } from './filters.ts'
import { filters, tests } from './nunjucks.ts'

/** The text of a module that stands in for precompiled.ts. Throws where a template has an error. */
export function precompile(templates: readonly Template[]): string {
  const known = {
    templates: new Map(templates.map((template) => [template.name, template])),
    filters: { ...filters, ...createFilters({ language: 'en', url: 'https://example.com/', assets: [] }) },
    tests: { ...tests, asset: true },
  }
  const programs = templates.map((template) => {
    const { value, diagnostics } = programOf(template, known)
    if (!value) throw new Error(JSON.stringify(diagnostics))
    const { code, places, writes, library } = value
    const data = JSON.stringify({ path: template.path, text: template.text, places, writes, library })
    return `{ ...${data}, make(runtime, env, places) {\n${code}\n} }`
  })
  return `export const precompiled = [\n${programs.join(',\n')}\n]\n`
}
