import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseFiles } from './files.ts'

const shared = process.env.RUOYU_SHARED ?? join(import.meta.dirname, '../../../shared')
const corpora = join(shared, 'corpora')
const missing = !existsSync(corpora)
if (missing) console.log(`skipped: no ${corpora}`)

/** Problems that are there, by code; owent's config ignores its READMEs. */
const blogs = [
  { name: 'xiaowenz', folder: 'content', expected: [] },
  { name: 'coderzh', folder: 'content', expected: [] },
  { name: 'lruihao', folder: 'content', expected: ['front-matter-misspelled'] },
  { name: 'owent', folder: 'source', expected: Array(15).fill('front-matter-missing') },
  { name: 'eddycjy', folder: 'content', expected: [] },
]

describe.skipIf(missing)('real blogs', () => {
  test.each(blogs)('$name: every file is an entry, and every problem is a true one', ({ name, folder, expected }) => {
    const root = join(corpora, name, folder)
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.md$/.test(path))
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const files = Object.fromEntries(paths.map((path) => [path, decoder.decode(readFileSync(join(root, path)))]))
    const { entries, diagnostics } = parseFiles(files, {
      language: 'zh-CN',
      otherLanguages: ['en', 'zh-tw'],
      taxonomies: { categories: {}, tags: {}, collections: {} },
    })
    expect(Object.keys(entries).sort()).toEqual(paths.sort())
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(expected)
  })
})
