import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createKeptMemory } from '../../src/cache/keptMemory.ts'
import { writeKept } from '../../src/io/kept/keptFile.ts'
import { model } from '../../src/model/index.ts'
import { publish } from '../../src/model/publish.ts'
import { plan } from '../../src/plan/index.ts'
import type { BuildFlags, Config, FileRef, IsoDate, Memo } from '../../src/types.ts'
import { config } from '../io/site.ts'
import { tempFolder } from '../io/temp.ts'
import { entry } from '../model/content.ts'

const entries = [
  entry('posts/a.md', { title: '甲', tags: ['一'] }),
  entry('posts/b.md', { date: '2026-03-01T00:00:00Z' as IsoDate }),
]
const sources = { content: [], templates: [], resources: [], statics: [], assets: [] }
const cut = { shards: 0, bits: 0, rowsPerShard: 0, starts: [] }

interface Facts {
  readonly program?: string
  readonly config?: Config
  readonly now?: string
  readonly entries?: typeof entries
  readonly resources?: readonly FileRef[]
  readonly pinyin?: (text: string) => string
}

/** The site and the list of its outputs, made as a build does; with the names of what was made, and what the print says. */
function build(root: string, facts: Facts = {}) {
  const { program = 'v1', resources = [], pinyin, entries: read = entries } = facts
  const site = facts.config ?? config
  const flags: BuildFlags = {
    now: (facts.now ?? '2026-01-01T00:00:00Z') as IsoDate,
    drafts: false,
    future: false,
    expired: false,
  }
  const memory = createKeptMemory(root, program, Date.parse(flags.now))
  const made: string[] = []
  const memo: Memo = (name, inputs, make) =>
    memory.memo(name, inputs, () => {
      made.push(name)
      return make()
    })
  const published = publish(read, site, flags, memo)
  const outline = model({ ...published, sources: { resources }, ...(pinyin && { pinyin }) }, site, memo)
  const pictures = resources.filter(({ picture }) => picture).map(({ path }) => path)
  const outputs = plan(outline.value, { ...sources, resources }, cut, memo, { pictures, fontText: undefined })
  memory.save()
  return { outline, outputs, made, print: memory.printOf(outline.value) }
}

test('what was made of the same is not made again, and is the same', () => {
  const root = tempFolder()
  const first = build(root)
  const again = build(root)
  expect(first.made).toEqual(['publish', 'model', 'plan'])
  expect(again.made).toEqual([])
  expect(again.outline).toEqual(first.outline)
  expect(again.outputs).toEqual(first.outputs)
  expect(again.print).toBe(first.print)
})

test.each<[string, Facts]>([
  ['program', { program: 'v2' }],
  ['config', { config: { ...config, title: '别的' } }],
  ['front matter', { entries: [entry('posts/a.md', { title: '乙', tags: ['一'] }), ...entries.slice(1)] }],
  ['time, by which a post comes out', { now: '2026-04-01T00:00:00Z' }],
  ['file', { resources: [{ path: 'content/a.png', size: 1, mtimeMs: 1 }] }],
])('another %s makes all anew, under another print', (_what, facts) => {
  const root = tempFolder()
  const first = build(root)
  const other = build(root, facts)
  expect(other.made.slice(-2)).toEqual(['model', 'plan'])
  expect(other.print).not.toBe(first.print)
  expect(build(root, facts).made).toEqual([])
})

test('pictures that are made of others are the same again', () => {
  const root = tempFolder()
  const resources = ['content/a.png', 'content/a.webp', 'content/posts/照片 1.jpg'].map((path, n): FileRef => {
    const picture = { hash: 'abc'.repeat(n + 1), type: 'png', isOpaque: n > 1 } as const
    return { path, size: 1, mtimeMs: 1, width: 2000 + n, height: 9, picture }
  })
  const first = build(root, { resources })
  expect(first.outputs.value.filter(({ kind }) => kind === 'image').length).toBe(12)
  const again = build(root, { resources })
  expect(again.made).toEqual([])
  expect(again.outputs).toEqual(first.outputs)
})

test('front matter is the same as an object and as its JSON', () => {
  const root = tempFolder()
  build(root)
  const unread = entries.map((one) => ({ ...one, frontMatterText: JSON.stringify(one.frontMatter) }))
  expect(build(root, { entries: unread }).made).toEqual([])
})

test('what is published is found out again when the time of the next change has come, or has not come yet', () => {
  const root = tempFolder()
  const b = (now: string) => build(root, { now }).outline.value.posts.some(({ id }) => id === 'posts/b.md')
  const [before, after] = ['2026-02-01T00:00:00Z', '2026-03-02T00:00:00Z']
  expect([before, before, after, after, before].map(b)).toEqual([false, false, true, true, false])
})

test('what a function has a say in is made again', () => {
  const root = tempFolder()
  const pinyin = (text: string) => text
  build(root, { pinyin })
  expect(build(root, { pinyin }).made).toContain('model')
})

test('a config that holds what JSON can’t comes again as it is', () => {
  const root = tempFolder()
  const site = { ...config, params: { greet: () => '你好' } }
  build(root, { config: site })
  expect(build(root, { config: site }).outline.value.config).toBe(site)
})

test('a list of outputs that copies a file from elsewhere is not there', () => {
  const root = tempFolder()
  const resources = [{ path: 'content/posts/a.png', size: 1, mtimeMs: 1 }]
  build(root, { resources })
  expect(build(root, { resources }).made).toEqual([])
  const file = join(root, '.ruoyu/plan')
  const [head = '', data = ''] = readFileSync(file, 'utf8').split('\n')
  writeKept(
    file,
    head.split(' ', 1).join(),
    Buffer.from(data.replace('"copyFrom":"content/posts/a.png"', '"copyFrom":"../secret"')),
  )
  expect(build(root, { resources })).toMatchObject({ made: ['plan'] })
})

test.each([
  ['cut short', (file: string) => truncateSync(file, statSync(file).size - 5)],
  ['changed by a letter', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('甲', '丙'))],
])('a file that is %s is not there', (_what, damage) => {
  const root = tempFolder()
  const first = build(root)
  damage(join(root, '.ruoyu/model'))
  expect(build(root)).toMatchObject({ made: ['model'], outline: first.outline })
})
