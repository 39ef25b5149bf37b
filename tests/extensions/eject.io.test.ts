import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ejectCommand, mergeCommand } from '../../src/commands/theme.ts'
import { build } from '../../src/site/build.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

const lines = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>\n`).join('')
const original = lines('一', '二', '三', '四', '五', '六')

function blog() {
  const root = tempFolder({
    'ruoyu.config.js': `export default { url: 'https://example.com/', language: 'en', theme: { use: 'paper' } }`,
    'node_modules/paper/package.json': '{ "name": "paper", "type": "module", "exports": "./index.js" }',
    'node_modules/paper/index.js': `export default { name: 'paper', api: 1, templates: import.meta.dirname + '/templates' }`,
    'node_modules/paper/templates/post.njk': original,
    'content/posts/a.md': '---\ntitle: A\ndate: 2025-01-01\n---\n',
  })
  return {
    root,
    text: (path = 'templates/post.njk') => readFileSync(join(root, path), 'utf8'),
    upgrade: (text: string) => writeIn(root, 'node_modules/paper/templates/post.njk', text),
    edit: (text: string) => writeIn(root, 'templates/post.njk', text),
    told: async () => (await build({ root, now: () => '2026-11-27T00:00:00Z' })).diagnostics,
  }
}

/** A command's exit code, with all that it prints. */
async function run(command: typeof ejectCommand, root: string, ...names: readonly string[]) {
  const said: string[] = []
  const take = (text: unknown) => void said.push(String(text))
  const spies = [vi.spyOn(console, 'log').mockImplementation(take), vi.spyOn(console, 'error').mockImplementation(take)]
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => take(text) ?? true)
  await command(names, { root })
  for (const spy of [...spies, stderr]) spy.mockRestore()
  const code = process.exitCode ?? 0
  process.exitCode = 0
  return { said: said.join('\n'), code }
}

test('an ejected file is the original of the theme in use, and of ours where that has none', async () => {
  const { root, text, told } = blog()
  expect(await run(ejectCommand, root, 'post.njk', '404.njk')).toMatchObject({ code: 0 })
  expect(text()).toBe(original)
  expect(text('templates/404.njk')).toBe(readFileSync('templates/404.njk', 'utf8'))
  expect(await told()).toEqual([])
})

test('an upgrade that changes the original is told by the build; a merge keeps both sides, and then nothing is told', async () => {
  const { root, text, upgrade, edit, told } = blog()
  await run(ejectCommand, root, 'post.njk')
  edit(original.replace('二', '贰'))
  expect(await told()).toEqual([])
  upgrade(original.replace('五', '伍'))
  expect(await told()).toMatchObject([
    { code: 'template-outdated', level: 'warning', file: 'templates/post.njk', params: { name: 'post.njk' } },
  ])
  expect(await run(mergeCommand, root)).toMatchObject({ code: 0 })
  expect(text()).toBe(lines('一', '贰', '三', '四', '伍', '六'))
  expect(await told()).toEqual([])
  expect((await run(mergeCommand, root)).said).toBe('Nothing to merge.')
})

test('a conflict is marked and named, and stops the build until it is settled', async () => {
  const { root, text, upgrade, edit, told } = blog()
  await run(ejectCommand, root, 'post.njk')
  edit(original.replace('二', '贰'))
  upgrade(original.replace('二', '弍').replace('六', '陆'))
  const merged = await run(mergeCommand, root, 'post.njk')
  expect(merged).toMatchObject({ code: 1, said: expect.stringContaining('templates/post.njk: ') })
  expect(merged.said).toContain('line 2')
  expect(text()).toBe(
    `<p>一</p>\n<<<<<<< templates/post.njk\n<p>贰</p>\n=======\n<p>弍</p>\n>>>>>>> post.njk\n${lines('三', '四', '五', '陆')}`,
  )
  expect(await told()).toMatchObject([{ code: 'template-conflict', level: 'error', line: 2 }])
  edit(lines('一', '贰', '三', '四', '五', '陆'))
  expect(await told()).toEqual([])
})

test('a file of the site is never written over, and an unknown name is told with the nearest', async () => {
  const { root, text, edit } = blog()
  edit('mine')
  expect((await run(ejectCommand, root, 'post.njk')).code).toBe(1)
  expect(text()).toBe('mine')
  for (const name of ['partials/foter.njk', 'fotter.njk', 'fotter'])
    expect(await run(ejectCommand, root, name)).toMatchObject({
      code: 1,
      said: expect.stringContaining('partials/footer.njk'),
    })
  expect((await run(ejectCommand, root, '../../ruoyu.config.js')).code).toBe(1)
})
