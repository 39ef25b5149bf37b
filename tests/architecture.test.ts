import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** What each part of src may import of the others, and of packages. `dates` and `text` are leaves that every stage may use. */
const leaves = [
  'types',
  'dates',
  'text',
  'grams',
  'postings',
  'glob',
  'schemes',
  'formats',
  'remember',
  'fieldPlaces',
  'lazy',
]
const table: Readonly<Record<string, { readonly parts: readonly string[]; readonly packages?: RegExp }>> = {
  types: { parts: [] },
  dates: { parts: ['types'] },
  text: { parts: ['types'] },
  glob: { parts: [] },
  schemes: { parts: [] },
  formats: { parts: [] },
  remember: { parts: ['types'] },
  fieldPlaces: { parts: ['types'] },
  lazy: { parts: [] },
  uptime: { parts: [] },
  packageRoot: { parts: [], packages: /^node:url$/ },
  diagnostics: { parts: ['types'], packages: /^(string-width|node:util)$/ },
  config: { parts: ['types', 'diagnostics'], packages: /^(valibot|fastest-levenshtein)$/ },
  parse: { parts: [...leaves, 'diagnostics', 'config'], packages: /^(?!node:|nunjucks|chokidar|esbuild|commander)/ },
  model: { parts: [...leaves, 'diagnostics'] },
  plan: { parts: [...leaves, 'diagnostics', 'model'] },
  render: { parts: [...leaves, 'diagnostics'], packages: /^nunjucks(\/|$)/ },
  grams: { parts: [] },
  postings: { parts: [] },
  migrate: { parts: ['types', 'config'], packages: /^(smol-toml|yaml|fastest-levenshtein|ruoyu)$/ },
  client: { parts: ['types', 'grams', 'postings', 'plan'] },
  io: {
    parts: ['types', 'glob', 'packageRoot', 'uptime', 'diagnostics', 'config'],
    packages: /^(node:|chokidar$|image-size|esbuild$)/,
  },
}

interface Import {
  readonly file: string
  readonly part: string
  readonly target: string
  readonly typeOnly: boolean
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap(importsOf)

describe('the import table', () => {
  for (const [part, { parts, packages }] of Object.entries(table)) {
    test(`${part} imports only what it may`, () => {
      const foreign = imports.filter((one) => one.part === part && !isAllowed(one, parts, packages))
      expect(foreign.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
    })
  }

  test('only io touches the file system', () => {
    const others = imports.filter(({ part, target }) => /^(node:)?fs\b/.test(target) && part !== 'io')
    expect(others.map(({ file }) => file)).toEqual([])
  })

  test('plan takes of the model only what makes addresses', () => {
    const others = imports.filter(
      ({ part, target, typeOnly }) => part === 'plan' && !typeOnly && /^model\/(?!urls|addresses)/.test(target),
    )
    expect(others.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  test('the stages never reach the outside: no clock, no environment', () => {
    const stages = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(parse|model|plan|render)\/.*\.ts$/.test(file),
    )
    const readers = stages.filter((file) =>
      /\bDate\.now\(|new Date\(\)|\bprocess\.|\bperformance\./.test(readFileSync(join(src, file), 'utf8')),
    )
    // The limit on a template's time needs a clock; nothing of it reaches a page.
    expect(readers).toEqual(['render/runtime.ts'])
  })
})

function isAllowed({ part, target }: Import, parts: readonly string[], packages?: RegExp): boolean {
  const own = /^[\w-]+/.exec(target)?.[0] ?? target
  if (!target.startsWith('package:')) return own === part || parts.includes(own)
  return packages?.test(target.slice('package:'.length)) ?? false
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const fixed = text.matchAll(/^(?:import|export)(?:\s+(type)\b)?[^'"=]*?\bfrom\s+['"]([^'"]+)['"]/gm)
  const bare = text.matchAll(/^import()\s+['"]([^'"]+)['"]/gm)
  const lazy = text.matchAll(/\bimport\(()\s*['"]([^'"]+)['"]/g)
  const part = file.replace(/[/.].*$/, '')
  return [...fixed, ...bare, ...lazy].map(([, type, specifier = '']) => {
    const own = specifier.startsWith('.')
    const target = own
      ? relative(src, join(src, dirname(file), specifier)).replace(/\.ts$/, '')
      : `package:${specifier}`
    return { file, part, target, typeOnly: type === 'type' }
  })
}
