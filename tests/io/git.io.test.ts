import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedFiles } from '../../src/io/git.ts'
import { build } from '../../src/site/build.ts'
import { tempFolder, writeIn } from './temp.ts'

const post = (title: string, front = '') => `---\ntitle: ${title}\ndate: 2020-01-01T00:00:00+08:00\n${front}---\n文\n`
const config = (lastmod: readonly string[]) =>
  `export default { url: 'https://x.example/', frontMatter: { lastmod: ${JSON.stringify(lastmod)} } }`

function commit(root: string, date: string): void {
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
  execFileSync('git', ['-C', root, 'add', '-A'])
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@x', 'commit', '-qm', 'x'], { env })
}

function repository(files: Readonly<Record<string, string>>): string {
  const root = tempFolder(files)
  execFileSync('git', ['init', '-q', root])
  return root
}

test('the date of a file is that of its last commit, in a folder of a repository too, with Chinese names', () => {
  const root = repository({ 'blog/content/甲.md': '1', 'blog/content/b.md': '1', 'other.md': '1' })
  commit(root, '2021-02-03T04:05:06+08:00')
  writeIn(root, 'blog/content/甲.md', '2')
  commit(root, '2022-02-03T04:05:06+00:00')
  expect(committedFiles(join(root, 'blog'))).toEqual({
    dates: { 'content/甲.md': '2022-02-03T04:05:06+00:00', 'content/b.md': '2021-02-03T04:05:06+08:00' },
  })
})

test.each([
  [[':git', ':default'], '2022-02-03T12:05:06+08:00'],
  [[':default', ':git'], '2021-06-01T00:00:00+08:00'],
])('%j: a post was changed at %s, and a later commit is seen by the next build', async (lastmod, updated) => {
  const files = { 'content/a.md': post('甲', 'lastmod: 2021-06-01T00:00:00+08:00\n'), 'content/b.md': post('乙') }
  const root = repository({ ...files, 'ruoyu.config.js': config(lastmod), '.gitignore': 'dist\n.ruoyu\n' })
  commit(root, '2022-02-03T04:05:06+00:00')
  const page = (name: string) => readFileSync(join(root, `dist/${name}/index.html`), 'utf8')
  const now = () => '2026-01-01T00:00:00+08:00'
  expect((await build({ root, now })).ok).toBe(true)
  expect(page('a')).toContain(`article:modified_time" content="${updated}"`)
  expect(page('b')).toContain('article:modified_time" content="2022-02-03T12:05:06+08:00"')
  writeIn(root, 'note.txt', '')
  writeIn(root, 'content/b.md', `${post('乙')}又\n`)
  commit(root, '2023-02-03T04:05:06+00:00')
  await build({ root, now })
  expect(page('b')).toContain('article:modified_time" content="2023-02-03T12:05:06+08:00"')
})

test('a shallow clone and a folder without commits are warned of', async () => {
  const root = repository({ 'content/a.md': post('甲'), 'ruoyu.config.js': config([':git']) })
  const codes = async (folder: string) =>
    (await build({ root: folder, now: () => '2026-01-01T00:00:00+08:00' })).diagnostics
      .filter(({ code }) => code === 'git-dates')
      .map(({ params }) => params.fault)
  expect(await codes(root)).toEqual(['none'])
  commit(root, '2021-02-03T04:05:06+08:00')
  writeIn(root, 'content/a.md', post('乙'))
  commit(root, '2022-02-03T04:05:06+08:00')
  expect(await codes(root)).toEqual([])
  const shallow = join(tempFolder(), 'clone')
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, shallow])
  expect(await codes(shallow)).toEqual(['shallow'])
})
