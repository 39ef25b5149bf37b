import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const src = join(here, '../src')

/** Rooms and packages that each room of src, and each file at its door, may import. */
const table: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages?: RegExp }>> = {
  types: { rooms: ['extension'] },
  extension: { rooms: ['types', 'plan'] },
  theme: { rooms: ['extension'] },
  packageRoot: { rooms: [], packages: /^node:url$/ },
  kit: { rooms: ['types', 'extension'], packages: /^fastest-levenshtein$/ },
  diagnostics: { rooms: ['types'], packages: /^(string-width|node:util)$/ },
  config: { rooms: ['types', 'extension', 'theme', 'kit', 'diagnostics'], packages: /^valibot$/ },
  index: { rooms: ['types', 'extension', 'config', 'plan'] },
  parse: { rooms: ['types', 'kit', 'diagnostics'], packages: /^(?!node:|nunjucks|chokidar|esbuild|commander)/ },
  model: { rooms: ['types', 'kit', 'diagnostics'] },
  // Addresses, records and verdicts of other hosts. Bytes are looked at here, fetched in io.
  keep: { rooms: ['types', 'kit'], packages: /^image-size$/ },
  plan: { rooms: ['types', 'extension', 'kit', 'diagnostics', 'model', 'search', 'keep', 'theme'] },
  search: { rooms: ['types', 'kit', 'plan'] },
  render: { rooms: ['types', 'extension', 'kit', 'diagnostics'], packages: /^nunjucks(\/|$)/ },
  compile: { rooms: ['types', 'extension', 'kit', 'diagnostics', 'parse', 'model', 'plan', 'search', 'render'] },
  fastParse: { rooms: ['types', 'kit', 'parse'], packages: /^(satteri$|micromark-|mdast$|unist$)/ },
  cache: {
    rooms: [
      ...['types', 'kit', 'packageRoot', 'parse', 'model', 'plan', 'search', 'compile', 'io', 'site'],
      ...['fastParse', 'threads'],
    ],
    packages: /^node:/,
  },
  threads: { rooms: ['types', 'kit', 'parse', 'search', 'io', 'site', 'fastParse', 'cache'], packages: /^node:/ },
  io: {
    rooms: ['types', 'extension', 'kit', 'packageRoot', 'diagnostics', 'config', 'keep', '../package.json'],
    packages:
      /^(node:|acorn$|chokidar$|node-diff3$|image-size|sharp$|@resvg\/resvg-js$|esbuild$|sucrase$|import-meta-resolve$|fastest-levenshtein$)/,
  },
  site: {
    rooms: [
      ...['types', 'kit', 'packageRoot', 'package', 'theme', 'diagnostics', 'io', 'compile'],
      ...['fastParse', 'cache', 'threads'],
    ],
    packages: /^(node:path|pinyin-pro|fastest-levenshtein)$/,
  },
  dev: { rooms: ['types', 'kit', 'packageRoot', 'diagnostics', 'io'], packages: /^node:(?!fs)/ },
  client: { rooms: ['types', 'search'] },
  migrate: { rooms: ['types', 'config', 'kit', 'parse'], packages: /^(smol-toml|yaml|fastest-levenshtein|ruoyu)$/ },
  starter: { rooms: ['types', 'config', 'diagnostics', 'migrate'] },
  commands: {
    rooms: [
      'types',
      'extension',
      'config',
      'kit',
      'packageRoot',
      'package',
      'diagnostics',
      'io',
      'keep',
      'parse',
      'migrate',
      'starter',
      'site',
      'dev',
    ],
    packages: /^(node:(?!fs)|open$)/,
  },
  // The site of this repository imports it; the program does not.
  manual: {
    rooms: ['types', 'extension', 'theme', 'config', 'plan', 'render', 'commands', 'commandLine'],
    packages: /^(mdast|commander)$/,
  },
  package: { rooms: ['commands', 'site', 'io'], packages: /^node:/ },
  commandLine: { rooms: ['commands', 'starter', 'kit', 'io', '../package.json'], packages: /^commander$/ },
  cli: { rooms: ['package', 'commands', 'commandLine', '../package.json'], packages: /^(commander$|node:path$)/ },
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

  test('the rooms that are for speed alone stand behind one port, and one file opens it', () => {
    const isQuick = (path: string) => /^(fastParse|cache|threads)(\/|$)/.test(path)
    const doors = imports.filter(({ room, target }) => !isQuick(room) && isQuick(target))
    expect([...new Set(doors.map(({ file }) => file))]).toEqual(['site/quick.ts'])
    const back = imports.filter(({ room, target }) => isQuick(room) && target.startsWith('site/'))
    expect(back.filter(({ target, typeOnly }) => !(typeOnly && target === 'site/quickPort'))).toEqual([])
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

/** Files with a class or a property that is more than a value, and why. */
const notPlain: Readonly<Record<string, string>> = {
  'plan/lateFields.ts': 'views, which templates read, make some fields when they are first asked for',
  'render/compiler/': 'nunjucks is extended by subclasses, and its runtime is given frames and contexts',
}

describe('data is data', () => {
  test('no class and no getter poses as plain data', () => {
    const isExcepted = (file: string) => Object.keys(notPlain).some((path) => file.startsWith(path))
    const posing = files.filter((file) => !isExcepted(file) && isMoreThanData(readFileSync(join(src, file), 'utf8')))
    expect(posing).toEqual([])
  })

  test('the exceptions are needed', () => {
    const needless = Object.keys(notPlain).filter(
      (path) => !files.some((file) => file.startsWith(path) && isMoreThanData(readFileSync(join(src, file), 'utf8'))),
    )
    expect(needless).toEqual([])
  })
})

function isMoreThanData(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return /^\s*(?:export |abstract |default )*class \w|= class\b|^\s*(?:static )?[gs]et [\w#[]+.*\(.*\).*\{|\bdefinePropert(?:y|ies)\(|__define[GS]etter__|new Proxy\(/m.test(
    code,
  )
}

describe('comments', () => {
  test('no sentence begins with a bare Of, What, Where, As, Whether, Those or Which', () => {
    const tests = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.m?ts$/.test(file) && !/architecture|node_modules/.test(file),
    )
    const bare = [...files.map((file) => join(src, file)), ...tests.map((file) => join(here, file))].flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => (beginsBare(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    )
    expect(bare).toEqual([])
  })

  test.each([
    ['/** Of the newest attempt. */', true],
    ['  // Where it is known', true],
    [' * A draft. What a reader sees of it', true],
    ['let a = 1 // As Hugo does', true],
    ['/** Lines of the file, where it is known; which of them is another matter. */', false],
    ["say('See https://example.org/ Of What')", false],
  ])('%s', (line, bare) => expect(beginsBare(line)).toBe(bare))
})

/** True for a line with a comment of which a sentence begins with a word that tells nothing of what it is about. */
function beginsBare(line: string): boolean {
  const comment = /(?:^\s*\*|\/\*\*?|(?<!:)\/\/)(?: |$)(.*)$/.exec(line)?.[1] ?? ''
  return /(?:^|[.:;!?] )(?:Of|What|Where|As|Whether|Those|Which) (?!follows:)/.test(comment)
}

describe('import circles', () => {
  test('there are none but among the messages', () => {
    const graph = new Map(files.map((file) => [file.replace(/\.ts$/, ''), [] as string[]]))
    for (const { file, target, typeOnly } of imports) if (!typeOnly) graph.get(file.replace(/\.ts$/, ''))?.push(target)
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file) || path.includes(file)) return
      for (const target of graph.get(file) ?? []) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of graph.keys()) visit(file, [])
    expect(circles.filter((circle) => !circle.split(' → ').every((file) => file.startsWith('diagnostics/')))).toEqual(
      [],
    )
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
  const fixed = text.matchAll(/^(?:import|export)(?:\s+(type)\b)?([^'"=]*?)\bfrom\s+['"]([^'"]+)['"]/gm)
  const bare = text.matchAll(/^import()()\s+['"]([^'"]+)['"]/gm)
  const lazy = text.matchAll(/\bimport\(()()\s*['"]([^'"]+)['"]/g)
  const room = roomOf(file)
  return [...fixed, ...bare, ...lazy].map(([, type, names = '', specifier = '']) => {
    const own = specifier.startsWith('.')
    const target = own
      ? relative(src, join(src, dirname(file), specifier)).replace(/\.ts$/, '')
      : `package:${specifier}`
    const typeOnly = type === 'type' || /^\s*\{(?:\s*type\s[^,}]+,?)+\s*\}\s*$/.test(names)
    return { file, room, target, typeOnly }
  })
}
