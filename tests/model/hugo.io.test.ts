import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSiteIndex } from '../../src/plan/siteIndex.ts'
import { tempFolder } from '../io/temp.ts'
import { random, seed } from '../runs.ts'
import { build, type Words } from './content.ts'

/** Odd names against the Hugo that is installed: whatever it does with them, we do. */

const hugo = spawnSync('hugo', ['version']).status === 0
if (!hugo) console.log('skipped: hugo is not installed')

const permalinks = [
  '',
  '/:sections/:year/:month/:slug',
  '/:year/:title/',
  '/:filename',
  '/x/:section/:yearday/:slug/',
  '/:sections[1:]/:month/:monthname/:weekdayname/:title',
]

describe.skipIf(!hugo)('two hundred odd names have the addresses that Hugo gives them', () => {
  permalinks.forEach((pattern, at) => {
    const [keep, ugly] = [at % 3 === 2, at % 4 === 3]
    test(`${pattern || 'by default'}${keep ? ', case kept' : ''}${ugly ? ', ugly' : ''}`, () => {
      const files = oddFiles(random(seed + at))
      const page = pattern === '' ? {} : { posts: pattern, notes: pattern }
      const expected = askHugo(files, { permalinks: page, uglyURLs: ugly, disablePathToLower: keep })
      const posts = createSiteIndex(
        build(files, { permalinks: { page }, uglyUrls: ugly, lowerCasePaths: !keep }).value,
      ).posts()
      const differing = Object.entries(expected)
        .map(([id, url]) => ({
          id,
          ...files[id],
          hugo: decodeURIComponent(url),
          ours: decodeURIComponent(posts.get(id)?.url ?? ''),
        }))
        .filter(({ hugo, ours }) => hugo !== ours)
      expect(differing).toEqual([])
      expect(Object.keys(expected).length).toBeGreaterThan(190)
    })
  })
})

const letters = ['a', 'B', 'Go', '中', '文', '第', '한', 'é', 'ß', 'Σ', 'й', 'ー', '々', '1']
const between = [
  ' ',
  '　',
  '-',
  '_',
  '.',
  '，',
  '·',
  '#',
  '+',
  '~',
  '@',
  '!',
  '(',
  "'",
  '&',
  '—',
  '…',
  '½',
  ',',
  ';',
  '=',
  '[',
  '$',
  '|',
  '*',
]

/** Names that begin and end in a letter, so that none is ignored or vanishes: those are where we leave Hugo. */
function oddFiles(next: ReturnType<typeof random>): Readonly<Record<string, Words>> {
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T
  const word = () =>
    pick(letters) + Array.from({ length: 5 }, () => pick([...letters, ...between])).join('') + pick(letters)
  const folders = ['posts', 'posts/sub', `notes/${word()}`, word(), '']
  const files: Record<string, Words> = { 'posts/sub/_index.md': {} }
  for (let i = 0; i < 200; i++) {
    const id = join(pick(folders), word() + (next(5) === 0 ? '/index.md' : '.md'))
    const day = 1 + next(28)
    const date = `2024-0${1 + next(9)}-${String(day).padStart(2, '0')}T01:00:00+08:00`
    const url = `/${word()}/${word()}`.replace(/[#:?%.]/g, '') + pick(['', '/', '.html'])
    files[id] = { title: word() + pick(['', '', '!', '+', '#']), date, ...pick([{}, {}, { slug: word() }, { url }]) }
  }
  return files
}

function askHugo(files: Readonly<Record<string, Words>>, config: object): Readonly<Record<string, string>> {
  const pages = Object.entries(files).map(([id, words]) => [`content/${id}`, `${JSON.stringify(words)}\n`])
  const settings = JSON.stringify({ baseURL: 'https://x.org/', ...config })
  const root = tempFolder({ 'config.json': settings, ...Object.fromEntries(pages) })
  const rows = readCsv(execFileSync('hugo', ['list', 'all'], { cwd: root, encoding: 'utf8' }))
  const urls = rows.slice(1).map(([path = '', ...rest]) => [path.replace('content/', ''), rest.at(-1) ?? ''] as const)
  return Object.fromEntries(urls.map(([id, permalink]) => [id, permalink.replace('https://x.org', '')]))
}

/** Rows of comma-separated values, quoted ones among them; no value here spans lines. */
function readCsv(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    )
}
