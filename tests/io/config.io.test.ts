import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
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

test('a config that throws, or lacks a package, is an error with the reason', async () => {
  const thrown = await load({ 'ruoyu.config.ts': `throw new Error('坏了')` })
  expect(thrown.diagnostics).toMatchObject([{ code: 'config-broken', params: { reason: '坏了' } }])
  const lacking = await load({ 'ruoyu.config.ts': `import 'no-such-package'; export default {}` })
  expect(lacking.diagnostics[0]?.params.reason).toContain('no-such-package')
})

test.each(['', 'export default 1', 'export default []', 'export const title = 1'])(
  '`%s` exports no settings',
  async (text) => {
    const { diagnostics } = await load({ 'ruoyu.config.ts': text })
    expect(diagnostics).toMatchObject([{ code: 'config-no-default', file: 'ruoyu.config.ts' }])
  },
)

test('a wrong value is reported by the check of the config', async () => {
  const { diagnostics } = await load({ 'ruoyu.config.ts': 'export default { titel: 1 }' })
  expect(diagnostics).toMatchObject([{ code: 'config-key-unknown', file: 'ruoyu.config.ts' }])
})

test('a warm start takes the config from the cache; any change of it, its imports or the cache is seen', async () => {
  const root = tempFolder({
    'ruoyu.config.ts': `import { title } from './title.ts'; export default { title }`,
    'title.ts': `export const title = 'one'`,
  })
  const title = async (): Promise<string> => {
    counted.builds = 0
    return `${(await loadConfig(root)).value.config.title}, ${counted.builds} built`
  }
  expect(await title()).toBe('one, 1 built')
  const cached = join(root, '.ruoyu/config.mjs')
  const text = readFileSync(cached, 'utf8')
  expect(await title()).toBe('one, 0 built')
  writeIn(root, 'title.ts', `export const title = 'two'`)
  expect(await title()).toBe('two, 1 built')
  writeFileSync(cached, text.slice(0, -20))
  expect(await title()).toBe('two, 1 built')
  writeFileSync(cached, text.replace('one', 'noise'))
  expect(await title()).toBe('two, 1 built')
})

test('without the right to write the cache, a config still loads', async () => {
  const root = tempFolder({
    'ruoyu.config.ts': `import { defineConfig } from 'ruoyu'; export default defineConfig({ title: 'x' })`,
  })
  chmodSync(root, 0o555)
  const { value, diagnostics } = await asNobody(() => loadConfig(root))
  expect([value.config.title, diagnostics]).toEqual(['x', []])
})
