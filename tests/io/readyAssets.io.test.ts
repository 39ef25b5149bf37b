import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bundleAssets } from '../../src/io/assetBundle.ts'
import { createAssets, mathFolder } from '../../src/io/assets.ts'
import { readyAssets, writeReadyAssets } from '../../src/io/readyAssets.ts'

let base: string
const path = (name: string) => join(base, name)

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'ruoyu-assets-'))
  mkdirSync(path('lib'))
  writeFileSync(path('_base.css'), 'body { margin: 0 }')
  writeFileSync(path('style.css'), '@import "./_base.css";\np { color: red }')
  writeFileSync(path('theme.ts'), 'console.log(1 as number)')
  await writeReadyAssets(base, [path('style.css'), path('theme.ts')])
})
afterEach(() => rmSync(base, { recursive: true }))

it('brings what the bundler makes', async () => {
  const ready = readyAssets(base)
  expect([...ready.keys()]).toEqual([path('style.css'), path('theme.ts')])
  for (const [entry, bundle] of ready) expect(bundle).toEqual(await bundleAssets([entry], base))
})

it('brings nothing that an edit of one of its files has made old', () => {
  writeFileSync(path('_base.css'), 'body { margin: 1px }')
  expect([...readyAssets(base).keys()]).toEqual([path('theme.ts')])
  rmSync(path('theme.ts'))
  expect([...readyAssets(base).keys()]).toEqual([])
})

it('brings nothing where the package was not made', () => {
  rmSync(path('lib/assets.json'))
  expect(readyAssets(base).size).toBe(0)
})

it('copies the fonts that a stylesheet asks for, from where they lie', async () => {
  mkdirSync(path('theme'))
  writeFileSync(path('theme/a.css'), '@font-face { font-family: A; src: url("./字 a.woff2") }\na { font-family: A }')
  writeFileSync(path('theme/字 a.woff2'), 'wOF2')
  const { value, diagnostics } = await createAssets(base)([path('theme'), mathFolder], [])
  expect(diagnostics).toEqual([])
  const own = value.find(({ name }) => name === 'a.css')
  expect(own && 'text' in own && own.text).toMatch(/url\("?\.\/字 a\.woff2"?\)/)
  expect(value.find(({ name }) => name === '字 a.woff2')).toEqual({
    name: '字 a.woff2',
    path: 'assets/字 a.woff2',
    copyFrom: 'theme/字 a.woff2',
  })
  expect(value.map(({ name }) => name)).toEqual(['a.css', 'math.css', 'ruoyu-math.woff', '字 a.woff2'])
})
