import { readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFileCache } from '../../src/cache/files.ts'
import { createTextOf, readSources } from '../../src/io/read.ts'
import { bodyTextOf, parseEntries } from '../../src/parse/entries.ts'
import type { Config, Entry, SourceFile } from '../../src/types.ts'
import { config } from '../io/site.ts'
import { age, tempFolder, writeIn } from '../io/temp.ts'

const post = '---\ntitle: 题\ndate: 2025-01-02\ntags: [甲, 乙]\nx: 1\n---\n正文 *a*\n'
const path = 'content/posts/a.md'

/** A site whose files were written a while ago. */
async function site(files: Readonly<Record<string, string>>): Promise<string> {
  const root = tempFolder(files)
  await age()
  return root
}

/** The entries of a site, read as a build does: those of the content, and the paths of those whose text was read. */
async function read(root: string, settings: Partial<Config> = {}) {
  const now = { ...config, ...settings }
  const asked: string[] = []
  const textOf = (source: SourceFile) => {
    asked.push(source.path)
    return createTextOf(root)(source)
  }
  const kept = createFileCache(root, 'program', now)
  const { value } = await readSources(root, now, { templates: tempFolder(), untouched: kept.untouched })
  for (const { path, text } of value.content) if (text !== undefined) asked.push(path)
  const { value: entries, diagnostics } = parseEntries(value.content, now, undefined, { kept, textOf })
  kept.save()
  return { entries, diagnostics, asked: [...new Set(asked)], bodyOf: (entry: Entry) => bodyTextOf(entry, textOf) }
}

/** An entry as plain values, wherever they are read from. */
const plain = ({ entries, bodyOf }: Awaited<ReturnType<typeof read>>) =>
  entries.map(({ source, ...entry }) => {
    const { frontMatter } = entry
    const written = JSON.parse(JSON.stringify(frontMatter))
    return { ...entry, frontMatter: written, body: bodyOf({ source, ...entry }), path: source.path, hash: source.hash }
  })

/** Another text, with the old one's size and time. */
function change(root: string, file: string): void {
  const { atime, mtime } = statSync(join(root, file))
  writeFileSync(join(root, file), readFileSync(join(root, file), 'utf8').replace('正文', '其他'))
  utimesSync(join(root, file), atime, mtime)
}

test('a file that was not touched is not read again, and gives the same entry', async () => {
  const root = await site({ [path]: post, 'content/posts/_index.md': '---\ntitle: 列表\n---\n' })
  const first = await read(root)
  const second = await read(root)
  expect(first.asked).toEqual(['content/posts/_index.md', path])
  expect(second.asked).toEqual(['content/posts/_index.md'])
  expect(plain(second)).toEqual(plain(first))
})

test('its warnings are said again', async () => {
  const root = await site({ [path]: '---\ntitle: 题\ndate: 昨天\n---\n正文' })
  const { diagnostics } = await read(root)
  expect(diagnostics.length).toBeGreaterThan(0)
  expect((await read(root)).diagnostics).toEqual(diagnostics)
})

test('a file with another time is read', async () => {
  const root = await site({ [path]: post })
  await read(root)
  utimesSync(join(root, path), 1, 1)
  await age()
  expect((await read(root)).asked).toEqual([path])
  expect((await read(root)).asked).toEqual([])
})

test('a file that was written just now is read again, for it may change and keep its time', async () => {
  const root = await site({})
  writeIn(root, path, post)
  const soon = new Date(Date.now() + 10_000)
  utimesSync(join(root, path), soon, soon)
  await read(root)
  expect((await read(root)).asked).toEqual([path])
})

test('a file that was rewritten in place and given its old time is read', async () => {
  const root = await site({ [path]: post })
  await read(root)
  change(root, path)
  await age()
  expect((await read(root)).asked).toEqual([path])
})

test('what cascades to an entry after all reaches it', async () => {
  const root = await site({ [path]: post })
  await read(root)
  writeIn(root, 'content/posts/_index.md', '---\ntitle: 列表\ncascade:\n  author: 某人\n---\n')
  const first = await read(root)
  expect(first.entries.find(({ id }) => id === 'posts/a.md')?.frontMatter.author).toBe('某人')
  expect(plain(await read(root))).toEqual(plain(first))
})

test('a body is read when it is asked for, and never as something else than was told', async () => {
  const root = await site({ [path]: post })
  await read(root)
  const { entries, bodyOf, asked } = await read(root)
  const [entry] = entries as [Entry]
  expect([entry.bodyLength, entry.body, asked]).toEqual([7, undefined, []])
  expect(bodyOf(entry)).toBe('正文 *a*\n')
  change(root, path)
  expect(() => bodyOf(entry)).toThrow(/changed/)
})

test('under another config all is read', async () => {
  const root = await site({ [path]: post })
  await read(root)
  expect((await read(root, { language: 'en' })).asked).toEqual([path])
})

test.each([
  ['cut short', (file: string) => truncateSync(file, statSync(file).size - 5)],
  ['changed by a letter', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('甲', '丙'))],
  ['filled with noise', (file: string) => writeFileSync(file, Buffer.alloc(1000, 7))],
])('a cache that is %s is not there', async (_what, damage) => {
  const root = await site({ [path]: post })
  await read(root)
  damage(join(root, '.ruoyu/files'))
  const { entries, asked } = await read(root)
  expect(asked).toEqual([path])
  expect(entries[0]?.frontMatter.terms).toEqual({ tags: ['甲', '乙'] })
})

test('what is gone is forgotten', async () => {
  const root = await site({ [path]: post, 'content/posts/b.md': post })
  await read(root)
  const size = () => statSync(join(root, '.ruoyu/files')).size
  const before = size()
  writeFileSync(join(root, 'content/posts/b.md'), '')
  await read(root)
  expect(size()).toBeLessThan(before)
})
