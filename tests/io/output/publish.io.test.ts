import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { completeConfig } from '../../../src/config.ts'
import { readManifest } from '../../../src/io/output/manifest.ts'
import { openPublisher } from '../../../src/io/output/publish.ts'
import { publishedBefore } from '../../../src/io/output/published.ts'
import { cleanOutput, recoverOutput } from '../../../src/io/output/tidy.ts'
import type { Checked } from '../../../src/types.ts'
import { config, ownOf, publish, standing } from '../site.ts'
import { age, asNobody, tempFolder, writeIn } from '../temp.ts'

const codes = ({ diagnostics }: Checked<unknown>): readonly string[] =>
  diagnostics.map(({ code, file }) => `${code} ${file}`)
const withOutput = (output: string) => completeConfig({ output }, '').value

test('a first build writes everything, and leaves nothing of its own but the manifest', async () => {
  const root = tempFolder({ 'public/a.png': 'PNG' })
  const { value, diagnostics } = await publish(root, {
    'index.html': '首页',
    'a/b/index.html': 'B',
    'a.png': 'copy:public/a.png',
  })
  expect(diagnostics).toEqual([])
  expect([...value.written].sort()).toEqual(['a.png', 'a/b/index.html', 'index.html'])
  expect(standing(root)).toEqual({ 'a.png': 'PNG', 'a/b/index.html': 'B', 'index.html': '首页' })
  expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
})

test('a second build of the same writes nothing, not even a time', async () => {
  const root = tempFolder({ 'public/a.png': 'PNG' })
  const files = { 'index.html': '首页', 'a.png': 'copy:public/a.png' }
  await age()
  await publish(root, files)
  const times = (): readonly number[] =>
    ['dist/index.html', 'dist/a.png', '.ruoyu/output/dist/manifest.json'].map(
      (path) => statSync(join(root, path)).mtimeMs,
    )
  const before = times()
  const { value } = await publish(root, files)
  expect(value).toEqual({ written: [], unchanged: ['index.html', 'a.png'], removed: [] })
  expect(times()).toEqual(before)
})

test('only what differs is written, and what is gone is removed with its empty folders', async () => {
  const root = tempFolder()
  await publish(root, { 'index.html': '1', 'a/x/index.html': 'x', 'a/y/index.html': 'y', 'b/z/index.html': 'z' })
  const { value } = await publish(root, { 'index.html': '2', 'a/x/index.html': 'x', 'c/index.html': 'c' })
  expect(value).toEqual({
    written: ['index.html', 'c/index.html'],
    unchanged: ['a/x/index.html'],
    removed: ['a/y/index.html', 'b/z/index.html'],
  })
  expect(standing(root)).toEqual({ 'index.html': '2', 'a/x/index.html': 'x', 'c/index.html': 'c' })
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['a', 'c', 'index.html'])
})

test('a file of ours that somebody changed is put right; one that was only touched is left alone', async () => {
  const root = tempFolder()
  const files = { 'a.html': 'AAA', 'b.html': 'BBB', 'c.html': 'CCC', 'd.html': 'DDD' }
  await publish(root, files)
  writeIn(root, 'dist/a.html', 'XXX')
  utimesSync(join(root, 'dist/b.html'), 1, 1)
  rmSync(join(root, 'dist/c.html'))
  const { value } = await publish(root, files)
  expect(value.written).toEqual(['a.html', 'c.html'])
  expect(standing(root)).toEqual(files)
  expect(statSync(join(root, 'dist/b.html')).mtimeMs).toBe(1000)
  expect((await publish(root, files)).value.written).toEqual([])
})

test('a copied file is known by its source, and copied again when that changes', async () => {
  const root = tempFolder({ 'public/a': 'one', 'public/b': 'ten' })
  for (const path of ['public/a', 'public/b']) utimesSync(join(root, path), 1.5, 1.5)
  await publish(root, { x: 'copy:public/a' })
  expect((await publish(root, { x: 'copy:public/a' })).value.unchanged).toEqual(['x'])
  expect((await publish(root, { x: 'copy:public/b' })).value.written).toEqual(['x'])
  writeIn(root, 'public/b', 'two')
  expect((await publish(root, { x: 'copy:public/b' })).value.written).toEqual(['x'])
  utimesSync(join(root, 'public/b'), 3, 3)
  expect((await publish(root, { x: 'copy:public/b' })).value.unchanged).toEqual(['x'])
  expect(standing(root)).toEqual({ x: 'two' })
})

test('a large copied file is compared to its last byte', async () => {
  const large = 'x'.repeat(600_000)
  const root = tempFolder({ 'public/a': `${large}1`, 'public/b': `${large}1`, 'public/c': `${large}2` })
  await publish(root, { x: 'copy:public/a' })
  expect((await publish(root, { x: 'copy:public/b' })).value.unchanged).toEqual(['x'])
  expect((await publish(root, { x: 'copy:public/c' })).value.written).toEqual(['x'])
  expect(standing(root)).toEqual({ x: `${large}2` })
})

test('row 26: a source that can no longer be read is told by its own path', async () => {
  const root = tempFolder({ 'public/a': 'A' })
  await publish(root, { a: 'copy:public/a', 'b.html': 'old' })
  rmSync(join(root, 'public/a'))
  expect(codes(await publish(root, { a: 'copy:public/a', 'b.html': 'new' }))).toEqual(['file-unreadable public/a'])
  expect(standing(root)).toEqual({ a: 'A', 'b.html': 'old' })
})

test('a path may turn from a file to a folder and back', async () => {
  const root = tempFolder()
  const flat = { a: 'file', 'b/c/d': 'deep', 'z.html': '1' }
  const deep = { 'a/index.html': 'page', 'a/x/y': 'y', b: 'flat', 'z.html': '2' }
  for (const files of [flat, deep, flat, deep]) {
    expect(codes(await publish(root, files))).toEqual([])
    expect(standing(root)).toEqual(files)
  }
})

test('row 31: what others put into the output is never deleted or overwritten', async () => {
  const root = tempFolder({ 'dist/CNAME': 'example.com', 'dist/.git/HEAD': 'ref', 'dist/.nojekyll': '' })
  const foreign = { CNAME: 'example.com', '.git/HEAD': 'ref', '.nojekyll': '' }
  await publish(root, { 'index.html': '1', 'a/b/index.html': 'B' })
  writeIn(root, 'dist/a/b/mine.txt', 'mine')
  expect(codes(await publish(root, { 'index.html': '2' }))).toEqual([])
  expect(standing(root)).toEqual({ ...foreign, 'a/b/mine.txt': 'mine', 'index.html': '2' })
})

test('row 31: a foreign file, folder or link where a page wants to be is an error that names it', async () => {
  const root = tempFolder()
  const old = { 'index.html': '1', 'd/index.html': 'D' }
  await publish(root, old)
  for (const path of ['a.html', 'b', 'c/mine', 'd/mine']) writeIn(root, `dist/${path}`, 'mine')
  symlinkSync('/etc', join(root, 'dist/link'))
  const blocked = { 'index.html': '2', 'a.html': 'x', 'b/index.html': 'x', c: 'x', d: 'x', 'link/passwd': 'x' }
  // Files come first: they alone are seen before anything is staged.
  expect(codes(await publish(root, blocked))).toEqual([
    'output-in-the-way dist/a.html',
    'output-in-the-way dist/link/passwd',
  ])
  const { 'a.html': _a, 'link/passwd': _l, ...rest } = blocked
  expect(codes(await publish(root, { ...rest, 'link/new': 'x' })).toSorted()).toEqual([
    'output-in-the-way dist/b',
    'output-in-the-way dist/c/mine',
    'output-in-the-way dist/d/mine',
    'output-in-the-way dist/link',
  ])
  const mine = { 'a.html': 'mine', b: 'mine', 'c/mine': 'mine', 'd/mine': 'mine', link: 'special' }
  expect(standing(root)).toEqual({ ...old, ...mine })
  expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
})

test('what was published is not removed through a link that took a folder of ours', async () => {
  const elsewhere = tempFolder({ 'index.html': 'A' })
  const root = tempFolder()
  await publish(root, { 'a/index.html': 'A', 'b.html': 'B' })
  rmSync(join(root, 'dist/a'), { recursive: true })
  symlinkSync(elsewhere, join(root, 'dist/a'))
  expect(codes(await publish(root, { 'b.html': 'B' }))).toEqual([])
  expect(readdirSync(elsewhere)).toEqual(['index.html'])
})

test.each([
  '../x',
  'a/../../x',
  '/etc/x',
  'a//b',
  './a',
  'a/.',
  '',
  'a\\b',
  'a\0b',
  'a\nb',
  '.ruoyu/manifest.json',
  '.RUOYU/x',
])('row 27: the output path %j is refused', async (path) => {
  const root = tempFolder()
  const result = await publish(root, { 'ok.html': 'ok', [path]: 'x' })
  expect(codes(result)).toEqual(['output-path-unsafe dist'])
  expect(existsSync(join(root, 'dist'))).toBe(false)
})

test('a name that the file system can not store is an error, and nothing is published', async () => {
  const root = tempFolder()
  await publish(root, { 'a.html': 'old' })
  const result = await publish(root, { 'a.html': 'new', [`${'长'.repeat(86)}/index.html`]: 'x' })
  expect(result.diagnostics).toMatchObject([{ code: 'write-failed', params: { code: 'ENAMETOOLONG' } }])
  expect(standing(root)).toEqual({ 'a.html': 'old' })
})

test('row 30: the site itself, what holds it, what it is read from and home are refused as output', async () => {
  const root = tempFolder({ 'content/a.md': '', 'public/x': '', 'templates/y.njk': '', file: '' })
  const whatOf = async (output: string) => (await publish(root, {}, {}, withOutput(output))).diagnostics[0]?.params.what
  for (const [output, what] of [
    ['.', 'root'],
    ['content/..', 'root'],
    ['..', 'above'],
    ['/', 'above'],
    ['content', 'input'],
    ['content/dist', 'input'],
    ['public', 'input'],
    ['templates/', 'input'],
    [homedir(), 'home'],
    ['file', 'file'],
  ] as const)
    expect([output, await whatOf(output)]).toEqual([output, what])
  symlinkSync('.', join(root, 'self'))
  expect(await whatOf('self')).toBe('root')
  expect(readdirSync(root).sort()).toEqual(['content', 'file', 'public', 'self', 'templates'])
})

test('row 30: a foreign folder that is not empty is refused and stays as it is', async () => {
  const root = tempFolder({ 'dist/thesis.docx': 'dear', 'dist/.ruoyu/config.mjs': '', '.ruoyu/config.mjs': '' })
  const result = await publish(root, { 'index.html': 'x' })
  expect(result.diagnostics).toMatchObject([
    { code: 'output-foreign', file: 'dist', params: { example: 'thesis.docx' } },
  ])
  expect(standing(root)).toEqual({ 'thesis.docx': 'dear', '.ruoyu/config.mjs': '' })
})

test('row 30: a root that is its own content folder may hold the output', async () => {
  const root = tempFolder({ 'a.md': '' })
  expect(codes(await publish(root, { 'x.html': '' }, {}, completeConfig({ content: ['.'] }, '').value))).toEqual([])
})

test('an output outside of the site, absolute or through a link, is published to', async () => {
  const root = tempFolder()
  const elsewhere = tempFolder()
  mkdirSync(join(elsewhere, 'real'))
  symlinkSync(join(elsewhere, 'real'), join(root, 'dist'))
  expect(codes(await publish(root, { 'a.html': 'A' }))).toEqual([])
  expect(codes(await publish(root, { 'b.html': 'B' }, {}, withOutput(join(elsewhere, 'other'))))).toEqual([])
  expect([standing(elsewhere, 'real'), standing(elsewhere, 'other')]).toEqual([{ 'a.html': 'A' }, { 'b.html': 'B' }])
})

test('a publisher that is abandoned, or never got a file, leaves no trace', async () => {
  const root = tempFolder()
  const { value: publisher } = await openPublisher(root, withOutput('new/deep/dist'))
  publisher?.put({ path: 'a.html', text: 'A' })
  publisher?.abandon()
  expect(readdirSync(root)).toEqual([])
})

test('row 32: without permission the earlier site stays, and the message names the code', async () => {
  const root = tempFolder()
  const old = { 'a/index.html': 'old', 'b/index.html': 'old', 'index.html': 'old' }
  await publish(root, old)
  const fresh = { 'a/index.html': 'new', 'b/index.html': 'new', 'index.html': 'new' }
  const everybody = (path: string, mode: number): void => chmodSync(join(root, path), mode)
  for (const path of ['dist', 'dist/a', '.ruoyu/output/dist']) everybody(path, 0o777)
  const half = await asNobody(() => publish(root, fresh))
  expect(half.diagnostics).toMatchObject([
    { code: 'write-failed', params: { code: expect.stringMatching(/EACCES|EPERM/) } },
  ])
  expect(standing(root)).toEqual(old)
  expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
  everybody('.ruoyu/output/dist', 0o755)
  const none = await asNobody(() => publish(root, fresh))
  expect(none.diagnostics).toMatchObject([{ code: 'write-failed', file: 'dist', params: { code: 'EACCES' } }])
  expect(codes(await publish(root, fresh))).toEqual([])
  expect(standing(root)).toEqual(fresh)
})

test('the note of a build is found again, and says whether its output still stands', async () => {
  const root = tempFolder()
  expect(publishedBefore(root, config)).toEqual({ intact: false })
  const { value: publisher } = await openPublisher(root, config)
  publisher?.put({ path: 'a.html', text: 'A' })
  publisher?.commit('inputs 42')
  expect(publishedBefore(root, config)).toMatchObject({ manifest: { note: 'inputs 42' }, intact: true })
  writeIn(root, 'dist/a.html', 'B')
  expect(publishedBefore(root, config).intact).toBe(false)
})

test('a new note alone is kept, and touches no page', async () => {
  const root = tempFolder()
  await publish(root, { 'a.html': 'A' })
  const { value: publisher } = await openPublisher(root, config)
  publisher?.put({ path: 'a.html', text: 'A' })
  expect(publisher?.commit('other').value.written).toEqual([])
  expect(readManifest(ownOf(root))?.note).toBe('other')
})

test('a damaged manifest makes the output a foreign folder, unless its pages carry our mark', async () => {
  const root = tempFolder()
  await publish(root, { 'a.html': 'A', 'b.html': 'B' })
  const path = join(ownOf(root), 'manifest.json')
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -10))
  expect(codes(await publish(root, { 'a.html': 'new', 'b.html': 'B' }))).toEqual(['output-foreign dist'])
})

test('clean removes what was published and nothing else', async () => {
  const root = tempFolder()
  await publish(root, { 'a/b.html': 'B', 'c.html': 'C' })
  writeIn(root, 'dist/CNAME', 'x')
  expect((await cleanOutput(root, config)).value).toEqual(['a/b.html', 'c.html'])
  expect(readdirSync(join(root, 'dist'))).toEqual(['CNAME'])
  expect((await cleanOutput(root, config)).value).toEqual([])
  rmSync(join(root, 'dist'), { recursive: true })
  await publish(root, { 'a.html': 'A' })
  await cleanOutput(root, config)
  expect(readdirSync(root)).toEqual([])
})

test('row 31: what others put into an empty output while a build went on stays, and the site comes beside it', async () => {
  const root = tempFolder({})
  const { value: publisher } = await openPublisher(root, config)
  publisher?.put({ path: 'posts/a/index.html', text: 'A' })
  publisher?.put({ path: 'index.html', text: '首页' })
  writeIn(root, 'dist/posts/b/index.html', 'foreign')
  expect(codes(publisher?.commit() ?? { value: undefined, diagnostics: [] })).toEqual([])
  expect(standing(root)).toEqual({
    'index.html': '首页',
    'posts/a/index.html': 'A',
    'posts/b/index.html': 'foreign',
  })
  expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
})

test('row 27: a manifest from elsewhere can not make us touch what lies outside', async () => {
  const root = tempFolder({ 'mine.txt': 'mine', '.ruoyu/output/dist/x': '' })
  const { mtimeMs } = statSync(join(root, 'mine.txt'))
  const files = ['../mine.txt', 'a/../../mine.txt', '.ruoyu/x'].map((path) => [path, 4, mtimeMs])
  writeIn(root, '.ruoyu/output/dist/manifest.json', JSON.stringify({ ruoyu: 2, note: '', files }))
  expect(codes(await publish(root, { 'a.html': 'A' }))).toEqual([])
  expect([standing(root), readFileSync(join(root, 'mine.txt'), 'utf8')]).toEqual([{ 'a.html': 'A' }, 'mine'])
})

test.each(['journal.json', 'undo.json'])(
  'row 27: a %s from elsewhere can not either, nor a stage that is a link',
  async (name) => {
    const root = tempFolder({ 'home/keys': 'mine', 'dist/a.html': 'foreign' })
    symlinkSync('../home', join(root, 'dist/link'))
    const { mtimeMs, size } = statSync(join(root, 'home/keys'))
    for (const path of ['../home/keys', 'link/keys', 'link/new', '']) {
      const file = { n: 1, path, size, mtimeMs, replaces: false }
      writeIn(root, '.ruoyu/output/dist/stage/1', 'evil')
      writeIn(
        root,
        `.ruoyu/output/dist/${name}`,
        JSON.stringify({ early: [], folders: [], moves: [file], late: [file] }),
      )
      await recoverOutput(root, config)
      expect(standing(root, 'home')).toEqual({ keys: 'mine' })
    }
    const { size: length, mtimeMs: time } = statSync(join(root, 'home/keys'))
    for (const stage of ['stage', 'stage/tree', 'stage/tree/a']) {
      const path = stage === 'stage/tree/a' ? 'a/keys' : 'keys'
      const file = { n: 0, path, size: length, mtimeMs: time, replaces: false }
      mkdirSync(join(root, 'dist/.ruoyu', stage, '..'), { recursive: true })
      symlinkSync(join(root, 'home'), join(root, 'dist/.ruoyu', stage))
      const journal = { early: [], trees: ['keys'], folders: [], moves: [file], late: [] }
      writeIn(root, `.ruoyu/output/dist/${name}`, JSON.stringify(journal))
      await recoverOutput(root, config)
      expect(standing(root, 'home')).toEqual({ keys: 'mine' })
      rmSync(ownOf(root), { recursive: true, force: true })
    }
    mkdirSync(ownOf(root), { recursive: true })
    symlinkSync('../../home', join(ownOf(root), 'stage'))
    writeIn(root, `.ruoyu/output/dist/${name}`, 'noise')
    await recoverOutput(root, config)
    expect(standing(root, 'home')).toEqual({ keys: 'mine' })
    expect(standing(root)).toEqual({ 'a.html': 'foreign', link: 'special' })
  },
)

test('what a build left half done in another output is tidied up too: a broken config can’t say which it was', async () => {
  const root = tempFolder({ 'dist/a.html': 'foreign' })
  writeIn(root, '.ruoyu/output/a%2Fweb/stage/1', 'half')
  writeIn(root, '.ruoyu/output/%E0%A4%A/stage/1', 'no name')
  await recoverOutput(root, config)
  expect(existsSync(join(root, '.ruoyu/output/a%2Fweb/stage'))).toBe(false)
  expect(existsSync(join(root, '.ruoyu/output/%E0%A4%A/stage/1'))).toBe(true)
})

test('a copied picture loses its position, also where an earlier build published it whole', async () => {
  const position = 'exif:GPSLatitude="31,14N"'
  const root = tempFolder({ 'public/a.gif': `GIF89a <x ${position}/>`, 'public/a.txt': position })
  const files = { 'a.gif': 'copy:public/a.gif', 'a.txt': 'copy:public/a.txt' }
  await age()
  const whole = completeConfig({ images: { metadata: 'keep' } }, '').value
  await publish(root, files, {}, whole)
  expect(standing(root)).toEqual({ 'a.gif': `GIF89a <x ${position}/>`, 'a.txt': position })
  expect((await publish(root, files)).value.written).toEqual(['a.gif'])
  expect(standing(root)).toEqual({ 'a.gif': `GIF89a <x ${' '.repeat(position.length)}/>`, 'a.txt': position })
  expect((await publish(root, files)).value.written).toEqual([])
  expect((await publish(root, files, {}, whole)).value.written).toEqual(['a.gif'])
})
