import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** What each room of src, and each file at its door, may import of the others and of packages. */
const table: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages?: RegExp }>> = {
  types: { rooms: [] },
  packageRoot: { rooms: [], packages: /^node:url$/ },
  kit: { rooms: ['types'] },
  diagnostics: { rooms: ['types'], packages: /^(string-width|node:util)$/ },
  config: { rooms: ['types', 'kit', 'diagnostics'], packages: /^(valibot|fastest-levenshtein)$/ },
  index: { rooms: ['types', 'config'] },
  parse: { rooms: ['types', 'kit', 'diagnostics'], packages: /^(?!node:|nunjucks|chokidar|esbuild|commander)/ },
  model: { rooms: ['types', 'kit', 'diagnostics'] },
  plan: { rooms: ['types', 'kit', 'diagnostics', 'model', 'search'] },
  search: { rooms: ['types', 'kit', 'plan'] },
  render: { rooms: ['types', 'kit', 'diagnostics'], packages: /^(nunjucks(\/|$)|fastest-levenshtein$)/ },
  compile: { rooms: ['types', 'kit', 'diagnostics', 'parse', 'model', 'plan', 'search', 'render'] },
  fastParse: { rooms: ['types', 'kit', 'parse'], packages: /^(satteri$|micromark-|mdast$|unist$)/ },
  cache: {
    rooms: ['types', 'kit', 'packageRoot', 'parse', 'model', 'plan', 'search', 'compile', 'io', 'fastParse', 'threads'],
    packages: /^node:/,
  },
  threads: { rooms: ['types', 'kit', 'parse', 'search', 'io', 'fastParse', 'cache'], packages: /^node:/ },
  io: {
    rooms: ['types', 'kit', 'packageRoot', 'diagnostics', 'config'],
    packages: /^(node:|chokidar$|image-size|esbuild$|import-meta-resolve$|fastest-levenshtein$)/,
  },
  site: {
    rooms: [
      ...['types', 'kit', 'packageRoot', 'package', 'diagnostics', 'io', 'compile'],
      ...['fastParse', 'cache', 'threads'],
    ],
    packages: /^(node:path|pinyin-pro|fastest-levenshtein)$/,
  },
  dev: { rooms: ['types', 'kit', 'packageRoot', 'diagnostics', 'io'], packages: /^node:(?!fs)/ },
  client: { rooms: ['types', 'search'] },
  migrate: { rooms: ['types', 'config', 'kit', 'parse'], packages: /^(smol-toml|yaml|fastest-levenshtein|ruoyu)$/ },
  commands: {
    rooms: ['types', 'kit', 'packageRoot', 'package', 'diagnostics', 'io', 'parse', 'migrate', 'site', 'dev'],
    packages: /^(node:(?!fs)|open$)/,
  },
  package: { rooms: ['commands', 'site', 'io'], packages: /^node:/ },
  cli: { rooms: ['packageRoot', 'package', 'commands', '../package.json'], packages: /^(commander$|node:path$)/ },
}

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string
  readonly typeOnly: boolean
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const rooms = new Set(files.map(roomOf))
const imports = files.flatMap(importsOf)

describe('the import table', () => {
  test('every room has a row', () => {
    expect([...new Set(imports.map(({ room }) => room))].filter((room) => !(room in table))).toEqual([])
    expect(Object.keys(table).filter((room) => !rooms.has(room))).toEqual([])
  })

  for (const [room, row] of Object.entries(table)) {
    test(`${room} imports only what it may`, () => {
      const foreign = imports.filter((one) => one.room === room && !isAllowed(one, row.rooms, row.packages))
      expect(foreign.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
    })
  }

  test('only io touches the file system, but for the start of the program', () => {
    const others = imports.filter(
      ({ room, target }) => /^package:(node:)?fs\b/.test(target) && !/^(io|package)$/.test(room),
    )
    expect(others.map(({ file }) => file)).toEqual([])
  })

  test('plan takes of the model only what makes addresses', () => {
    const others = imports.filter(
      ({ room, target, typeOnly }) => room === 'plan' && !typeOnly && /^model\/(?!urls|addresses)/.test(target),
    )
    expect(others.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  test('the stages never reach the outside: no clock, no environment', () => {
    const stages = files.filter((file) => /^(parse|model|plan|render|search)\//.test(file))
    const readers = stages.filter((file) =>
      /\bDate\.now\(|new Date\(\)|\bprocess\.|\bperformance\./.test(readFileSync(join(src, file), 'utf8')),
    )
    // The limit on a template's time needs a clock; nothing of it reaches a page.
    expect(readers).toEqual(['render/compiler/runs.ts'])
  })
})

function isAllowed({ room, target }: Import, others: readonly string[], packages?: RegExp): boolean {
  const own = /^[\w-]+/.exec(target)?.[0] ?? target
  if (!target.startsWith('package:')) return own === room || others.includes(own)
  return packages?.test(target.slice('package:'.length)) ?? false
}

function roomOf(file: string): string {
  return file.replace(/[/.].*$/, '')
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const fixed = text.matchAll(/^(?:import|export)(?:\s+(type)\b)?[^'"=]*?\bfrom\s+['"]([^'"]+)['"]/gm)
  const bare = text.matchAll(/^import()\s+['"]([^'"]+)['"]/gm)
  const lazy = text.matchAll(/\bimport\(()\s*['"]([^'"]+)['"]/g)
  const room = roomOf(file)
  return [...fixed, ...bare, ...lazy].map(([, type, specifier = '']) => {
    const own = specifier.startsWith('.')
    const target = own
      ? relative(src, join(src, dirname(file), specifier)).replace(/\.ts$/, '')
      : `package:${specifier}`
    return { file, room, target, typeOnly: type === 'type' }
  })
}
