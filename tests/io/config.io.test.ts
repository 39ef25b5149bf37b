import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { chmodSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { describe, expect, test, vi } from 'vitest'
import { describe as sentence } from '../../src/diagnostics/describe.ts'
import * as entry from '../../src/index.ts'
import { loadConfig } from '../../src/io/config.ts'
import { asNobody, tempFolder, writeIn } from './temp.ts'

const counted = vi.hoisted(() => ({ builds: 0 }))

vi.mock('esbuild', async (original) => {
  const esbuild = await original<typeof import('esbuild')>()
  const build: typeof esbuild.build = (options) => {
    counted.builds++
    return esbuild.build(options)
  }
  return { ...esbuild, build }
})

const load = async (files: Readonly<Record<string, string>>) => loadConfig(tempFolder(files))

test('a folder without a config has the defaults', async () => {
  const { value, diagnostics } = await load({})
  expect(diagnostics).toEqual([])
  expect(value).toMatchObject({ inputs: [], config: { content: ['content'], language: 'zh-CN' } })
  expect(value).not.toHaveProperty('path')
})

test('a config in TypeScript imports defineConfig where no package is installed, and files of its own', async () => {
  const { value, diagnostics } = await load({
    'ruoyu.config.ts': `import { defineConfig } from 'ruoyu'
      import { title } from './settings/title'
      export default defineConfig({ title: title as string, params: { at: import.meta.url } })`,
    'settings/title.ts': `export const title: unknown = '若愚'`,
  })
  expect(diagnostics).toEqual([])
  expect(value.config.title).toBe('若愚')
  expect(value.config.params.at).toMatch(/^file:.*\/ruoyu\.config\.ts$/)
  expect([...value.inputs].sort()).toEqual(['ruoyu.config.ts', 'settings/title.ts'])
})

test('the stand-in for the package has all that the package exports', async () => {
  const names = Object.keys(entry).join(', ')
  const config = `import { ${names} } from 'ruoyu'; export default { params: { all: [${names}].every(Boolean) } }`
  const { value, diagnostics } = await load({ 'ruoyu.config.ts': config })
  expect([value.config.params.all, diagnostics]).toEqual([true, []])
})

test.each([
  ['ruoyu.config.mts', 'const title: string = "x"; export default { title }'],
  ['ruoyu.config.js', 'export default { title: "x" }'],
  ['ruoyu.config.mjs', 'export default { title: "x" }'],
  ['ruoyu.config.json', '{ "title": "x" }'],
])('%s is a config as well', async (name, text) => {
  const { value, diagnostics } = await load({ [name]: text })
  expect([value.config.title, value.path, diagnostics]).toEqual(['x', name, []])
})

test('a package that the site has installed can be imported', async () => {
  const { value, diagnostics } = await load({
    'node_modules/plug/package.json': '{"name":"plug","type":"module","exports":"./index.js"}',
    'node_modules/plug/index.js': 'export const name = "plugged"',
    'ruoyu.config.ts': `import { name } from 'plug'; export default { title: name }`,
  })
  expect([value.config.title, diagnostics]).toEqual(['plugged', []])
})

test('a syntax error is told at its line and column, counted in characters', async () => {
  const { diagnostics } = await load({ 'ruoyu.config.ts': `export default {\n  title: '若愚' x\n}` })
  expect(diagnostics).toMatchObject([
    { code: 'config-broken', file: 'ruoyu.config.ts', line: 2, column: 15, length: 1 },
  ])
})

test('a syntax error in JSON, or in an imported file, is told there', async () => {
  const json = await load({ 'ruoyu.config.json': '{\n  "title": x\n}' })
  expect(json.diagnostics).toMatchObject([{ code: 'config-broken', file: 'ruoyu.config.json', line: 2, column: 12 }])
  const other = await load({ 'ruoyu.config.ts': `import './a.ts'; export default {}`, 'a.ts': '\n(' })
  expect(other.diagnostics).toMatchObject([{ code: 'config-broken', file: 'a.ts', line: 2 }])
})

test('a config may be CommonJS', async () => {
  const { value, diagnostics } = await load({ 'ruoyu.config.js': `module.exports = { title: '旧' }` })
  expect([value.config.title, diagnostics]).toEqual(['旧', []])
})

test('what a config throws is its reason, whatever it looks like', async () => {
  for (const thrown of ['null', '{ code: "config-unfinished" }', '{ errors: [] }', '{ errors: [{}] }']) {
    const { diagnostics } = await load({ 'ruoyu.config.ts': `throw ${thrown}` })
    expect(diagnostics).toMatchObject([{ code: 'config-broken', file: 'ruoyu.config.ts' }])
  }
})

test('a thrown object is told by what is in it', async () => {
  const { diagnostics } = await load({ 'ruoyu.config.ts': "throw { code: 7, why: '坏' }" })
  expect(diagnostics).toMatchObject([{ params: { reason: "{ code: 7, why: '坏' }" } }])
})

test('a config that throws, or lacks a package, is an error with the reason', async () => {
  const thrown = await load({ 'ruoyu.config.ts': `throw new Error('坏了')` })
  expect(thrown.diagnostics).toMatchObject([{ code: 'config-broken', params: { reason: '坏了' } }])
  const lacking = await load({ 'ruoyu.config.ts': `import 'no-such-package'; export default {}` })
  expect(lacking.diagnostics[0]?.params.reason).toContain('no-such-package')
})

test.each([
  '',
  'export default new Map()',
  'export default Object.create({})',
  'export default class {}',
  'export default 1',
  'export default []',
  'export const title = 1',
])('`%s` exports no settings', async (text) => {
  const { diagnostics } = await load({ 'ruoyu.config.ts': text })
  expect(diagnostics).toMatchObject([{ code: 'config-no-default', file: 'ruoyu.config.ts' }])
})

test('a wrong value is reported by the check of the config', async () => {
  const { diagnostics } = await load({ 'ruoyu.config.ts': 'export default { titel: 1 }' })
  expect(diagnostics).toMatchObject([{ code: 'config-key-unknown', file: 'ruoyu.config.ts' }])
})

test('a config that needs no bundler is loaded without esbuild; any change is seen', async () => {
  const root = tempFolder({
    'node_modules/plug/package.json': '{"name":"plug","type":"module","exports":{"import":"./index.js"}}',
    'node_modules/plug/index.js': 'export default "plugged"',
  })
  const title = async (text: string): Promise<string> => {
    counted.builds = 0
    writeIn(root, 'ruoyu.config.ts', text)
    return `${(await loadConfig(root)).value.config.title}, ${counted.builds} built`
  }
  expect(await title(`import { defineConfig } from "ruoyu"\nexport default defineConfig({ title: '甲' })`)).toBe(
    '甲, 0 built',
  )
  expect(await title(`import { defineConfig } from "ruoyu"\nexport default defineConfig({ title: '乙' })`)).toBe(
    '乙, 0 built',
  )
  expect(await title(`import plug from 'plug'\nexport default { title: plug }`)).toBe('plugged, 0 built')
  expect(await title(`const title: string = 'typed'\nexport default { title }`)).toBe('typed, 0 built')
  expect(await title(`const same = <T>(value: T) => value\nexport default { title: same<string>('same') }`)).toBe(
    'same, 0 built',
  )
  const typed = `import { defineConfig, type Extension } from 'ruoyu'
import type { Post } from 'ruoyu'
enum Look { Plain = 'plain' }
interface Own { readonly look: Look; of?(post: Post): Extension }
const own = { look: Look.Plain } satisfies Own
export default defineConfig({ title: (own as Own)!.look })`
  expect(await title(typed)).toBe('plain, 0 built')
  const merged = "function f(): string { return f.x }\nnamespace f { export const x: string = 'namespace' }\n"
  expect(await title(`${merged}export default { title: f() }`)).toBe('namespace, 1 built')
  writeIn(root, 'x.ts', 'export default 1')
  const quoted = "import a from './x.ts'"
  expect(await title(`const s: string = \`\n${quoted}\`\nexport default { title: s.trim() }`)).toBe(
    `${quoted}, 1 built`,
  )
  writeIn(root, 'own/a.js', `import plug from 'plug'\nimport b from '../b.ts'\nexport default plug + b`)
  writeIn(root, 'b.ts', `export default ' by b'`)
  expect(await title(`import a from './own/a.js'\nexport default { title: a }`)).toBe('plugged by b, 0 built')
  writeIn(root, 'b.ts', `const b: string = ' with types'\nexport default b`)
  expect(await title(`import a from './own/a.js'\nexport default { title: a }`)).toBe('plugged with types, 0 built')
  writeIn(root, 'b.ts', `import { later } from './own/a.js'\nexport default later ? '' : ' in a circle'`)
  writeIn(root, 'own/a.js', `import b from '../b.ts'\nexport default 'a' + b\nexport var later`)
  expect(await title(`import a from './own/a.js'\nexport default { title: a }`)).toBe('a in a circle, 1 built')
  expect(await title(`// import\nexport default { title: 'words' }`)).toBe('words, 1 built')
})

test('a linked package is read anew when it has changed, and its own places are its own', async () => {
  const site = tempFolder({
    'ruoyu.config.ts': `import { name, at } from 'plug'; export default { title: name, params: { at } }`,
    'node_modules/.keep': '',
  })
  const plug = (name: string) => `import { basename } from 'node:path'
    export const at = basename(import.meta.dirname)
    export const name = ${JSON.stringify(name)}`
  const linked = tempFolder({
    'plug/package.json': '{"name":"plug","type":"module","exports":"./index.js"}',
    'plug/index.js': plug('one'),
  })
  symlinkSync(join(linked, 'plug'), join(site, 'node_modules/plug'))
  expect((await loadConfig(site)).value.config).toMatchObject({ title: 'one', params: { at: 'plug' } })
  writeIn(linked, 'plug/index.js', plug('two'))
  const { value } = await loadConfig(site)
  expect(value.config.title).toBe('two')
  expect(value.inputs.map((path) => realpathSync(join(site, path)))).toContain(
    realpathSync(join(linked, 'plug/index.js')),
  )
})

describe('code that was planted where a cache can stand', () => {
  const evil = 'globalThis.planted = true; export default { title: "planted" }; export const name = "planted"'
  // Version 0.1.0 kept its config like this: a line with the hash of the rest, which it ran.
  const kept = `{"path":"ruoyu.config.ts","inputs":{}}\n${evil}`
  const signed = `// ruoyu ${hash('sha256', kept)} ${kept}`
  const plug = (text: string) => ({
    'package.json': '{"name":"plug","type":"module","exports":"./index.js"}',
    'index.js': text,
  })
  const folders = ['.ruoyu', 'node_modules/.cache/ruoyu', 'node_modules/.cache', 'dist/.ruoyu', 'dist']
  const configs = [
    `import { defineConfig } from 'ruoyu'; export default defineConfig({ title: 'mine' })`,
    `const title: string = 'mine'; export default { title }`,
    `import { name } from 'plug'; export default { title: name }`,
    `import { name } from 'plug'; const title: string = name; export default { title }`,
  ]
  const places = folders.flatMap((folder) => configs.map((text) => [folder, text] as const))

  test.each(places)('in %s is never run: %s', async (folder, text) => {
    const below = (under: string, files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).map(([name, content]) => [`${under}/${name}`, content]))
    const root = tempFolder({
      'ruoyu.config.ts': text,
      ...below('node_modules/plug', plug('export const name = "mine"')),
      ...below(folder, { 'config.mjs': signed, 'config.js': evil, 'config.json': '{"title":"planted"}' }),
      ...below(folder, { 'ruoyu.config.ts': evil, 'package.json': '{"type":"commonjs"}' }),
      ...below(`${folder}/node_modules/plug`, plug(evil)),
      ...below(`${folder}/node_modules/ruoyu`, plug(evil)),
    })
    const { value, diagnostics } = await loadConfig(root)
    expect([value.config.title, diagnostics, 'planted' in globalThis]).toEqual(['mine', [], false])
  })
})

describe('a config that does not come to its end', () => {
  const run = (config: string) => {
    const root = tempFolder({ 'ruoyu.config.ts': config })
    const script = `import { loadConfig } from ${JSON.stringify(join(process.cwd(), 'src/io/config.ts'))}
      await loadConfig(${JSON.stringify(root)}); console.log('built')`
    const code = buildSync({
      stdin: { contents: script, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      write: false,
    }).outputFiles[0]?.text
    const path = join(process.cwd(), `node_modules/.config-end-${process.pid}.mjs`)
    writeFileSync(path, code ?? '')
    const { status, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' })
    rmSync(path)
    return { status, stdout, stderr }
  }
  test.each([
    'await new Promise(() => {}); export default {}',
    'export default new Promise(() => {})',
    'process.exit(0)',
    'const end: number = 0; process.exit(end)',
    'export default Promise.resolve().then(() => process.exit())',
    'process.exitCode = 0; await new Promise(() => {})',
  ])('ends with exit code 1 and a sentence: %s', (config) => {
    const { status, stdout, stderr } = run(config)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('ruoyu.config.ts 程序没有运行到底')
  })

  test('but one that is a promise of settings does', () => {
    expect(run('export default Promise.resolve({})')).toEqual({ status: 0, stdout: 'built\n', stderr: '' })
  })
})

test.each([
  ['that leads in a circle', (path: string) => symlinkSync('ruoyu.config.ts', path), 'file-unreadable'],
  ['that leads nowhere', (path: string) => symlinkSync('gone.ts', path), 'config-no-file'],
  ['that may not be read', (path: string) => writeFileSync(path, 'export default {}', { mode: 0 }), 'file-unreadable'],
])('a config %s is told as such', async (_what, make, code) => {
  const root = tempFolder({})
  make(join(root, 'ruoyu.config.ts'))
  chmodSync(root, 0o755)
  const { diagnostics } = await asNobody(() => loadConfig(root))
  expect(diagnostics).toMatchObject([{ code, file: 'ruoyu.config.ts' }])
})

test('without the right to write anything, a config still loads', async () => {
  const root = tempFolder({ 'ruoyu.config.ts': `const title: string = 'x'; export default { title }` })
  chmodSync(root, 0o555)
  const { value, diagnostics } = await asNobody(() => loadConfig(root))
  expect([value.config.title, diagnostics]).toEqual(['x', []])
})

describe('a theme by its name', () => {
  const installed = (text: string) => ({
    'node_modules/ruoyu-theme-paper/package.json':
      '{ "name": "ruoyu-theme-paper", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
    'node_modules/ruoyu-theme-paper/index.js': text,
    'node_modules/ruoyu-theme-paper/templates/post.njk': '',
  })
  const paper = `export default { name: 'paper', api: 1, templates: import.meta.dirname + '/templates', settings: {
    tone: { type: 'color', default: '#222', about: '色调。' } } }`

  test.each([
    ['ruoyu.config.js', `export default { title: '甲', theme: { use: 'ruoyu-theme-paper', tone: '#333' } }`],
    [
      'ruoyu.config.ts',
      `const tone: string = '#333'; export default { title: '甲', theme: { use: 'ruoyu-theme-paper', tone } }`,
    ],
    ['ruoyu.config.json', '{ "title": "甲", "theme": { "use": "ruoyu-theme-paper", "tone": "#333" } }'],
  ])('%s: its package is imported, and its settings are checked', async (name, text) => {
    const { value, diagnostics } = await load({ ...installed(paper), [name]: text })
    expect(diagnostics).toEqual([])
    expect(value.inputs).toEqual([name])
    expect(value.config).toMatchObject({ title: '甲', otherTheme: { tone: '#333' } })
    expect(value.config.extensions.map(({ name }) => name)).toEqual(['paper'])
    expect(value.config.extensions[0]?.templates).toMatch(/node_modules\/ruoyu-theme-paper\/templates$/)
  })

  test('a file of the site is one too, and is watched', async () => {
    const { value, diagnostics } = await load({
      'ruoyu.config.ts': `export default { theme: { use: './theme/index.ts' } }`,
      'theme/index.ts': `import { name } from './name'; export default { name: name as string, api: 1 }`,
      'theme/name.ts': `export const name: string = 'mine'`,
    })
    expect(diagnostics).toEqual([])
    expect(value.config.extensions.map(({ name }) => name)).toEqual(['mine'])
    expect([...value.inputs].sort()).toEqual(['ruoyu.config.ts', 'theme/index.ts', 'theme/name.ts'])
  })

  test.each([
    ['ruoyu-theme-none', /npm install ruoyu-theme-none/],
    ['./none.ts', /配置文件/],
  ])('%s, which is not there, is told with what to do', async (use, hint) => {
    const { diagnostics } = await load({ 'ruoyu.config.ts': `export default { theme: { use: '${use}' } }` })
    expect(diagnostics).toMatchObject([{ code: 'theme-missing' }])
    expect(sentence(diagnostics[0] as never, 'zh-CN').hint).toMatch(hint)
  })

  test('a package that is no theme is told', async () => {
    const { diagnostics } = await load({
      ...installed('export const theme = 1'),
      'ruoyu.config.ts': `export default { theme: { use: 'ruoyu-theme-paper' } }`,
    })
    expect(diagnostics.map(({ params }) => params.key)).toEqual(['theme.use.name', 'theme.use.api'])
  })
})

describe('what the config’s own code throws is told at its place', () => {
  test.each([
    [{ 'ruoyu.config.mjs': 'export default {\n  title: oops.x,\n}\n' }, 'ruoyu.config.mjs:2:10'],
    [
      { 'ruoyu.config.ts': "const a: string = 'x'\nexport default {\n  title: (a as any).b.c,\n}\n" },
      'ruoyu.config.ts:3:23',
    ],
    [
      {
        'ruoyu.config.mjs': "import { f } from './设置.mjs'\nexport default { title: f() }\n",
        '设置.mjs': 'export const f = () => {\n  throw new Error()\n}\n',
      },
      '设置.mjs:2:9',
    ],
    [
      {
        'ruoyu.config.ts': "import { f } from './a'\nexport default { title: f() }\n",
        'a.ts': 'interface A {}\nexport const f = (): A => {\n  throw new Error()\n}\n',
      },
      'a.ts:3:9',
    ],
    [
      {
        'ruoyu.config.ts': "import { f } from './a.ts'\nexport default { title: f<string>('x') }\n",
        'a.ts': 'export const f = <T>(a: T): T => { const b: unknown = a; throw new Error(b as string) }\n',
      },
      'a.ts:1:64',
    ],
    [{ 'ruoyu.config.mjs': "export default async () => {\n  throw new Error('不')\n}\n" }, 'ruoyu.config.mjs:2:9'],
    [{ 'ruoyu.config.mjs': "JSON.parse('{')\nexport default {}\n" }, 'ruoyu.config.mjs:1:6'],
  ])('%j', async (files, place) => {
    const { diagnostics } = await load(files)
    expect(diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`)).toEqual([
      `config-broken ${place}`,
    ])
  })
})

test.each([
  "export default () => ({ title: '甲' })",
  "export default async () => ({ title: '甲' })",
  "import { defineConfig } from 'ruoyu'\nexport default defineConfig(async (): Promise<object> => ({ title: '甲' }))",
])('%s is a config', async (text) => {
  const { value, diagnostics } = await load({ 'ruoyu.config.ts': text })
  expect([value.config.title, diagnostics]).toEqual(['甲', []])
})
