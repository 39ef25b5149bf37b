import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { completeConfig } from '../../../src/config.ts'
import { recoverOutput } from '../../../src/io/output/tidy.ts'
import { config, type Files, forgetLock, ownOf, publish, standing } from '../site.ts'
import { tempFolder, writeIn } from '../temp.ts'

const page = (text: string): string => `<head><meta name="generator" content="Ruoyu"></head>${text}`
const site = { 'index.html': page('首页'), 'posts/a/index.html': page('甲'), 'a.css': '' }
const codes = (result: Awaited<ReturnType<typeof publish>>): readonly string[] =>
  result.diagnostics.map(({ code, file }) => `${code} ${file}`)
const withOutput = (output: string) => completeConfig({ output }, '').value
const ours = ['manifest.json']

test('what Ruoyu keeps of an output stands beside it, where git does not see it and npm ci does not wipe it', async () => {
  const root = tempFolder({ 'node_modules/x': '' })
  await publish(root, site)
  expect(standing(root)).toEqual(site)
  expect(readFileSync(join(root, '.ruoyu/.gitignore'), 'utf8')).toBe('*\n')
  writeIn(root, '.ruoyu/.gitignore', '')
  await publish(root, site)
  expect(readFileSync(join(root, '.ruoyu/.gitignore'), 'utf8')).toBe('*\n')
  expect(readdirSync(ownOf(root))).toEqual(ours)
})

test('each output of a site has its own record', async () => {
  const root = tempFolder()
  for (const output of ['dist', 'a/b', 'a+b', '网站']) await publish(root, { 'x.txt': output }, {}, withOutput(output))
  await publish(root, {}, {}, withOutput('a/b'))
  expect(['dist', 'a+b', '网站'].map((output) => standing(root, output)['x.txt'])).toEqual(['dist', 'a+b', '网站'])
  expect(readdirSync(join(root, '.ruoyu/output'))).toHaveLength(4)
})

test('of an output that lies elsewhere the record is beside that, unless nothing may be written there', async () => {
  const root = tempFolder()
  const elsewhere = tempFolder()
  await publish(root, site, {}, withOutput(join(elsewhere, 'www')))
  expect(readdirSync(ownOf(elsewhere, 'www'))).toEqual(ours)
  expect(standing(elsewhere, 'www')).toEqual(site)
  expect(existsSync(join(root, '.ruoyu'))).toBe(false)
})

/** Mounts something over the output for the time of a test; undefined where that is not allowed. */
function mount(root: string, how: 'tmpfs' | 'bind'): string | undefined {
  const out = join(root, 'dist')
  mkdirSync(out)
  try {
    if (how === 'tmpfs') execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', out], { stdio: 'ignore' })
    else execFileSync('mount', ['--bind', tempFolder(), out], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', [out]))
  return out
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test.runIf(mayMount).each(['tmpfs', 'bind'] as const)(
  'an output on a mount of its own (%s) is published whole, whatever breaks it off, and holds nothing of ours',
  async (how) => {
    const versions = [
      { ...site, 'b/c': 'file', d: 'D' },
      { ...site, 'index.html': page('新'), b: 'flat', 'd/e': 'E', 'new/x.html': page('x') },
    ]
    const root = tempFolder()
    mount(root, how) ?? expect.fail('mounting is not allowed here')
    await publish(root, versions[0] as Files)
    expect(standing(root)).toEqual(versions[0])
    let broken = 0
    for (let k = 1, done = false; !done; k++) {
      const next = versions[k % 2] as Files
      const before = standing(root)
      try {
        await publish(root, next, { onStep: (step) => step === k && crash() })
        done = true
      } catch {
        forgetLock(root)
        broken++
        await recoverOutput(root, config)
      }
      expect([before, next]).toContainEqual(standing(root))
      expect(readdirSync(ownOf(root))).toEqual(ours)
      await publish(root, next)
    }
    expect(broken).toBeGreaterThan(20)
  },
)

function crash(): never {
  throw new Error('crash')
}

test('what version 0.1.0 left in the output is its record once more, and is cleared', async () => {
  const root = tempFolder()
  await publish(root, { ...site, 'old.png': 'PNG' })
  mkdirSync(join(root, 'dist/.ruoyu/stage'), { recursive: true })
  renameSync(join(ownOf(root), 'manifest.json'), join(root, 'dist/.ruoyu/manifest.json'))
  rmSync(join(root, '.ruoyu'), { recursive: true })
  writeIn(root, 'dist/mine.txt', 'mine')
  expect(codes(await publish(root, site))).toEqual([])
  expect(standing(root)).toEqual({ ...site, 'mine.txt': 'mine' })
})

test('so is it by a start that publishes nothing', async () => {
  const root = tempFolder()
  await publish(root, site)
  mkdirSync(join(root, 'dist/.ruoyu'))
  renameSync(join(ownOf(root), 'manifest.json'), join(root, 'dist/.ruoyu/manifest.json'))
  await recoverOutput(root, config)
  expect([standing(root), readdirSync(ownOf(root))]).toEqual([site, ours])
})

test('an output of 0.1.0 that was broken off in mid-commit is taken over by its pages', async () => {
  const root = tempFolder()
  await publish(root, site)
  mkdirSync(join(root, 'dist/.ruoyu'))
  renameSync(join(ownOf(root), 'manifest.json'), join(root, 'dist/.ruoyu/manifest.json'))
  writeIn(root, 'dist/.ruoyu/journal.json', '{}')
  writeIn(root, 'dist/posts/b/index.html', page('新'))
  expect(codes(await publish(root, { ...site, 'posts/b/index.html': page('乙') }))).toEqual([])
  expect(standing(root)['posts/b/index.html']).toBe(page('乙'))
})

test('a site without a record is taken over: what is planned is written, old pages go, the rest is named once', async () => {
  const root = tempFolder()
  await publish(root, {
    ...site,
    'old/index.html': page('旧'),
    'old/index.xml': '<rss><generator>Ruoyu</generator>',
    'old.css': 'x',
  })
  rmSync(join(root, '.ruoyu'), { recursive: true })
  const theirs = { 'mine.txt': 'mine', 'mine.html': '<p>mine', CNAME: 'a.example', '.git/config': 'x', '.nojekyll': '' }
  for (const [path, text] of Object.entries(theirs)) writeIn(root, `dist/${path}`, text)
  writeIn(root, 'dist/a.css', 'changed')
  const result = await publish(root, site)
  expect(result.diagnostics).toMatchObject([
    { code: 'output-taken-over', level: 'info', params: { names: 'mine.html, mine.txt, old.css', count: 3 } },
  ])
  expect(result.value).toEqual({
    written: ['a.css'],
    unchanged: ['index.html', 'posts/a/index.html'],
    removed: ['old/index.html', 'old/index.xml'],
  })
  expect(standing(root)).toEqual({ ...site, ...theirs, 'old.css': 'x' })
  expect(codes(await publish(root, { ...site, 'a.css': 'y' }))).toEqual([])
  expect(standing(root)).toEqual({ ...site, ...theirs, 'old.css': 'x', 'a.css': 'y' })
})

test.each<[string, Files, boolean]>([
  ['a home page of ours', { 'index.html': page(''), 'x.html': '<p>' }, true],
  ['a home page of the blogger’s, and our 404', { 'index.html': '<p>', '404.html': page('') }, true],
  ['no home page, and pages of ours alone', { 'posts/a/index.html': page(''), 'x.png': '' }, true],
  ['no home page, and a page of somebody else', { 'posts/a/index.html': page(''), 'z.html': '<p>' }, false],
  ['a home page of another generator', { 'index.html': '<meta name="generator" content="Hugo">' }, false],
  ['a page that speaks of Ruoyu', { 'index.html': '<p>generator Ruoyu' }, false],
  ['no pages', { 'thesis.docx': 'dear' }, false],
])('a folder without a record that holds %s', async (_, files, isTaken) => {
  const root = tempFolder()
  for (const [path, text] of Object.entries(files)) writeIn(root, `dist/${path}`, text)
  expect(codes(await publish(root, site)).includes('output-foreign dist')).toBe(!isTaken)
  expect(standing(root)).toEqual(isTaken ? expect.objectContaining(site) : files)
})

test('a link in an output that is taken over leads nowhere, and stays', async () => {
  const elsewhere = tempFolder({ 'old/index.html': page('mine') })
  const root = tempFolder()
  await publish(root, site)
  rmSync(join(root, '.ruoyu'), { recursive: true })
  symlinkSync(elsewhere, join(root, 'dist/link'))
  expect(codes(await publish(root, site))).toEqual([])
  expect(standing(elsewhere, '.')).toEqual({ 'old/index.html': page('mine') })
  expect(standing(root)).toHaveProperty('link', 'special')
})

test.each(['.ruoyu', '.ruoyu/output', '.ruoyu/output/dist'])('a link at %s is followed nowhere', async (path) => {
  const elsewhere = tempFolder({ 'output/dist/mine.txt': 'mine', 'dist/mine.txt': 'mine', 'mine.txt': 'mine' })
  const root = tempFolder()
  mkdirSync(join(root, path, '..'), { recursive: true })
  symlinkSync(elsewhere, join(root, path))
  expect(codes(await publish(root, site))).toEqual([`output-in-the-way ${path}`])
  await recoverOutput(root, config)
  expect(Object.keys(standing(elsewhere, '.'))).toHaveLength(3)
})

test.each(['.git', '.git/hooks', '.ruoyu', '.ruoyu/x', 'a/.git'])('%s is refused as an output', async (output) => {
  const root = tempFolder()
  const { diagnostics } = await publish(root, site, {}, withOutput(output))
  expect(diagnostics).toMatchObject([{ code: 'output-refused', params: { what: 'tools' } }])
})
