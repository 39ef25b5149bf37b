import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { inputsPrint } from '../../src/io/inputs.ts'
import { readSources, type Snapshot } from '../../src/io/read.ts'
import { scanSources } from '../../src/io/scan.ts'
import { nameFault } from '../../src/io/walk.ts'
import { build } from '../../src/site/build.ts'
import type { Checked } from '../../src/types.ts'
import { age, asNobody, tempFolder, writeIn } from './temp.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

async function read(
  root: string,
  user: UserConfig = {},
  previous?: Snapshot,
  touched?: ReadonlySet<string>,
): Promise<Checked<Snapshot>> {
  const templates = tempFolder({ 'post.njk': 'ours', 'feed/rss.njk': 'ours' })
  return readSources(root, completeConfig(user, 'ruoyu.config.ts').value, { templates, previous, touched })
}

const site = (files: Files): string => tempFolder({ 'content/a.md': 'A', ...files })
const pathsOf = (files: readonly { readonly path: string }[]): readonly string[] => files.map(({ path }) => path)
const codesOf = ({ diagnostics }: Checked<unknown>): readonly string[] =>
  diagnostics.map(({ code, file }) => `${code} ${file}`)

test('texts, resources, static files and templates are told apart', async () => {
  const root = site({ 'content/posts/b/index.md': '乙', 'content/posts/b/x.txt': 'x', 'public/c/d.css': 'd' })
  const { value, diagnostics } = await read(root)
  expect(diagnostics).toEqual([])
  expect(value.content.map(({ path, text }) => [path, text])).toEqual([
    ['content/a.md', 'A'],
    ['content/posts/b/index.md', '乙'],
  ])
  expect(pathsOf(value.resources)).toEqual(['content/posts/b/x.txt'])
  expect(pathsOf(value.statics)).toEqual(['public/c/d.css'])
})

test('a template of the user replaces ours of the same name, and messages name each by its place', async () => {
  const { value } = await read(site({ 'templates/post.njk': 'mine', 'templates/shortcodes/x.njk': 'new' }))
  expect(value.templates).toEqual([
    { name: 'feed/rss.njk', path: 'ruoyu/templates/feed/rss.njk', text: 'ours' },
    { name: 'post.njk', path: 'templates/post.njk', text: 'mine' },
    { name: 'shortcodes/x.njk', path: 'templates/shortcodes/x.njk', text: 'new' },
  ])
})

test('equal texts have equal hashes, others do not; a byte order mark stays', async () => {
  const { value } = await read(site({ 'content/b.md': 'A', 'content/c.md': '\uFEFFA' }))
  const [a, b, c] = value.content
  expect(a?.hash).toBe(b?.hash)
  expect(a?.hash).not.toBe(c?.hash)
  expect(c?.text).toBe('\uFEFFA')
})

test('row 43: files come in the order of their code units, not of the folder', async () => {
  const names = ['ä.md', 'Z.md', 'b.md', '中.md', 'B.md', '1.md', '𠮷.md']
  const { value } = await read(tempFolder(Object.fromEntries(names.map((name) => [`content/${name}`, name]))))
  expect(pathsOf(value.content)).toEqual([...names].sort().map((name) => `content/${name}`))
})

test('the size of an image is read from its header, and a broken one has none', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="34"/>'
  const gif = Buffer.from('4749463839610a00140000000000', 'hex')
  const root = site({ 'content/i.svg': svg, 'public/i.gif': gif, 'public/broken.png': 'no png' })
  const { value, diagnostics } = await read(root)
  expect(value.resources[0]).toMatchObject({ width: 12, height: 34 })
  expect(value.statics).toMatchObject([{ path: 'public/broken.png' }, { width: 10, height: 20 }])
  expect(value.statics[0]).not.toHaveProperty('width')
  expect(diagnostics).toEqual([])
})

test('facts about pictures come from the cache as long as the file is the same', async () => {
  const root = site({ 'public/i.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2"/>' })
  const facts = new Map<string, string>()
  await age()
  const config = completeConfig({}, '').value
  await readSources(root, config, { templates: tempFolder(), facts })
  for (const key of facts.keys()) facts.set(key, '7 8 svg ')
  const { value } = await readSources(root, config, { templates: tempFolder(), facts })
  expect(value.statics[0]).toMatchObject({ width: 7, height: 8 })
})

test('row 19: bytes that are no UTF-8 are an error at their offset, never guessed', async () => {
  const root = site({
    'content/gbk.md': Buffer.from([0x61, 0x0a, 0x62, 0xc4, 0xe3]),
    'content/cut.md': Buffer.from([0x61, 0xe4, 0xbd]),
    'content/utf16.md': Buffer.from('\uFEFF中文', 'utf16le'),
  })
  const { value, diagnostics } = await read(root)
  expect(pathsOf(value.content)).toEqual(['content/a.md'])
  expect(diagnostics).toMatchObject([
    { code: 'file-not-utf8', file: 'content/cut.md', line: 1, column: 2, params: { offset: 1 } },
    { code: 'file-not-utf8', file: 'content/gbk.md', line: 2, column: 2, params: { offset: 3, encoding: '' } },
    { code: 'file-not-utf8', file: 'content/utf16.md', params: { offset: 0, encoding: 'UTF-16' } },
  ])
})

test('row 21: a text over the limit is an error before it is read; one at the limit is read', async () => {
  const root = site({ 'content/big.md': 'x'.repeat(11), 'content/edge.md': 'x'.repeat(10) })
  const { value, diagnostics } = await read(root, { limits: { fileSize: 10 } })
  expect(pathsOf(value.content)).toEqual(['content/a.md', 'content/edge.md'])
  expect(diagnostics).toMatchObject([
    { code: 'file-too-large', file: 'content/big.md', params: { size: 11, limit: 10 } },
  ])
})

test('row 22: a FIFO, a socket and a link to a device are errors and never opened', async () => {
  const root = site({ 'public/c.css': '', 'templates/x.njk': '' })
  for (const path of ['content/pipe.md', 'public/pipe', 'templates/pipe.njk'])
    execFileSync('mkfifo', [join(root, path)])
  const server = createServer().listen(join(root, 'content/socket'))
  onTestFinished(() => void server.close())
  symlinkSync('/dev/zero', join(root, 'content/zero.md'))
  const result = await read(root)
  expect(codesOf(result)).toEqual([
    'file-special content/pipe.md',
    'file-special content/socket',
    'link-outside content/zero.md',
    'file-special public/pipe',
    'file-special templates/pipe.njk',
  ])
})

test('row 23: links into the folders of the site are followed; out of it, in a loop or to nothing they are told', async () => {
  const outside = tempFolder({ 'secret.md': 'secret' })
  const root = site({ 'shared/b.md': 'B', 'shared/deep/c.md': 'C' })
  const link = (target: string, path: string): void => symlinkSync(target, join(root, 'content', path))
  link('../shared', 'folder')
  link('../shared/b.md', 'file.md')
  link(join(outside, 'secret.md'), 'out.md')
  link(outside, 'out')
  link('nowhere', 'dangling.md')
  link('self.md', 'self.md')
  link('..', 'up')
  symlinkSync('..', join(root, 'shared/deep/back'))
  const result = await read(root, { content: ['content', 'shared'] })
  expect(pathsOf(result.value.content)).toEqual([
    'content/a.md',
    'content/file.md',
    'content/folder/b.md',
    'content/folder/deep/c.md',
    'shared/b.md',
    'shared/deep/c.md',
  ])
  expect(result.value.links).toEqual({
    'content/file.md': 'shared/b.md',
    'content/folder/b.md': 'shared/b.md',
    'content/folder/deep/c.md': 'shared/deep/c.md',
  })
  expect(codesOf(result)).toEqual([
    'link-dangling content/dangling.md',
    'link-loop content/folder/deep/back',
    'link-outside content/out',
    'link-outside content/out.md',
    'link-loop content/self.md',
    'link-outside content/up',
    'link-loop shared/deep/back',
  ])
})

test('row 23: a content folder that is itself a link out is refused, unless the config names the place', async () => {
  const vault = tempFolder({ 'notes/b.md': 'B' })
  const root = tempFolder()
  symlinkSync(join(vault, 'notes'), join(root, 'content'))
  const refused = await read(root)
  expect(codesOf(refused)).toEqual(['link-outside content'])
  expect(refused.value.content).toEqual([])
  const named = await read(root, { content: [join(vault, 'notes')] })
  expect(named.value.content.map(({ text }) => text)).toEqual(['B'])
})

test('row 24: a folder named x.md is a folder, and what editors leave behind is not seen', async () => {
  const leftovers = ['x.md~', '.x.md.swp', 'x.swp', '4913', '#x.md#', '.DS_Store', 'Thumbs.db', '.git/config', '._x.md']
  const root = site(
    Object.fromEntries(leftovers.flatMap((name) => [`content/${name}`, `public/${name}`].map((path) => [path, '']))),
  )
  writeIn(root, 'content/folder.md/b.md', 'B')
  for (const path of ['public/.well-known/x', 'public/.nojekyll', 'public/x.bak']) writeIn(root, path, '')
  symlinkSync('me@host.1:2', join(root, 'content/.#x.md'))
  const { value, diagnostics } = await read(root)
  expect(diagnostics).toEqual([])
  expect(pathsOf(value.content)).toEqual(['content/a.md', 'content/folder.md/b.md'])
  expect(value.resources).toEqual([])
  expect(pathsOf(value.statics)).toEqual(['public/.nojekyll', 'public/.well-known/x', 'public/x.bak'])
})

test('row 25: a name that is no UTF-8 is an error, shown with its bytes', async () => {
  const root = site({})
  const name = Buffer.concat([Buffer.from(`${root}/content/`), Buffer.from([0xc4, 0xe3]), Buffer.from('.md')])
  writeFileSync(name, 'x')
  expect(codesOf(await read(root))).toEqual(['name-not-utf8 content/\\xc4\\xe3.md'])
})

test('row 25: a name over 255 bytes, as APFS and NTFS allow, is an error', () => {
  expect(nameFault(Buffer.from('中'.repeat(85)), 'content')).toBeUndefined()
  expect(nameFault(Buffer.from('中'.repeat(86)), 'content')).toMatchObject({
    code: 'name-too-long',
    params: { bytes: 258 },
  })
})

test('row 26: a file and a folder that may not be read are errors with their paths', async () => {
  const root = site({ 'content/secret.md': 'x', 'content/shut/b.md': 'x' })
  for (const path of ['content/secret.md', 'content/shut']) chmodSync(join(root, path), 0o000)
  const result = await asNobody(() => read(root))
  expect(codesOf(result)).toEqual(['file-unreadable content/shut', 'file-unreadable content/secret.md'])
  expect(result.diagnostics[0]?.params).toEqual({ code: 'EACCES' })
  expect(pathsOf(result.value.content)).toEqual(['content/a.md'])
})

test('the config says what to ignore: globs, names and regular expressions', async () => {
  const paths = [
    'drafts/x.md',
    'posts/drafts/y.md',
    'posts/z.tmp.md',
    'posts/keep.md',
    'posts/2020/old.md',
    'README.md',
  ]
  const root = site(Object.fromEntries(paths.map((path) => [`content/${path}`, ''])))
  const { value } = await read(root, { ignore: ['drafts', '*.tmp.md', 'posts/20*/**', '/(?i)readme\\.md$/'] })
  expect(pathsOf(value.content)).toEqual(['content/a.md', 'content/posts/keep.md'])
})

test('a broken regular expression under ignore is an error', async () => {
  expect(codesOf(await read(site({}), { ignore: ['/(/'] }))).toEqual(['ignore-invalid ruoyu.config.ts'])
})

test('a content folder that is not there is an error', async () => {
  expect(codesOf(await read(tempFolder(), { content: ['content', 'blog'] }))).toEqual([
    'content-folder-missing content',
    'content-folder-missing blog',
  ])
})

test('a content folder that is a file, or a link that leads nowhere, is an error as well', async () => {
  const root = tempFolder({ file: '' })
  symlinkSync('loop', join(root, 'loop'))
  symlinkSync('nowhere', join(root, 'dangling'))
  const content = ['file', 'loop', 'dangling', 'file/below']
  expect(codesOf(await read(root, { content }))).toEqual(content.map((folder) => `content-folder-missing ${folder}`))
})

test('a content folder that is the root leaves the folders of other kinds alone', async () => {
  const root = tempFolder({
    'a.md': '',
    'public/b.md': '',
    'dist/c.md': '',
    'node_modules/x/d.md': '',
    'templates/e.md': '',
  })
  const { value } = await read(root, { content: ['./'] })
  expect(pathsOf(value.content)).toEqual(['a.md'])
  expect(pathsOf(value.statics)).toEqual(['public/b.md'])
})

test('a static folder within a content folder is both, as with Hugo', async () => {
  const root = tempFolder({ 'source/post/a.md': '', 'source/post/b.png': '' })
  const { value } = await read(root, { content: ['source'], statics: ['source/post'] })
  expect(pathsOf(value.content)).toEqual(['source/post/a.md'])
  expect(pathsOf(value.resources)).toEqual(['source/post/b.png'])
  expect(pathsOf(value.statics)).toEqual(['source/post/a.md', 'source/post/b.png'])
})

test('an unchanged file is not read again; one that was changed, replaced or just written is', async () => {
  const root = site({ 'content/b.md': 'B', 'content/c.md': 'C', 'content/d.md': 'D' })
  await age()
  // A time in the future is as fresh as can be, however slow the machine.
  const soon = Date.now() / 1000 + 60
  utimesSync(join(root, 'content/d.md'), soon, soon)
  const { value: first } = await read(root)
  const marked = { ...first, content: first.content.map((source) => ({ ...source, text: 'remembered', hash: 'old' })) }
  writeIn(root, 'content/b.md', 'X')
  writeIn(root, 'c.md', 'Y')
  renameSync(join(root, 'c.md'), join(root, 'content/c.md'))
  await age()
  const { value: second } = await read(root, {}, marked)
  expect(second.content.map(({ text }) => text)).toEqual(['remembered', 'X', 'Y', 'D'])
})

test('a text that was read again and is the same is the same object', async () => {
  const root = site({})
  const { value: first } = await read(root)
  writeIn(root, 'content/a.md', 'A')
  const { value: second } = await read(root, {}, first)
  expect(second.content[0]).toBe(first.content[0])
})

test('where the touched files are known, nothing else is looked at', async () => {
  const root = site({ 'content/b.md': 'B', 'content/c.md': 'C' })
  const { value: first } = await read(root)
  writeIn(root, 'content/a.md', 'new')
  writeIn(root, 'content/b.md', 'new')
  const { value: second } = await read(root, {}, first, new Set(['content/a.md']))
  expect(second.content.map(({ text }) => text)).toEqual(['new', 'B', 'C'])
  const { value: third } = await read(root, {}, second)
  expect(third.content.map(({ text }) => text)).toEqual(['new', 'new', 'C'])
})

test('where a touched file is new, gone, a link or no text, everything is looked at', async () => {
  const root = site({ 'content/b.md': 'B' })
  const { value: first } = await read(root)
  writeIn(root, 'content/a.md', 'new')
  const touch = async (path: string) => {
    const { value, diagnostics } = await read(root, {}, first, new Set([path]))
    expect(value.content.find((source) => source.path === 'content/a.md')?.text).toBe('new')
    return diagnostics.map(({ code }) => code)
  }
  expect(await touch('templates/post.njk')).toEqual([])
  writeIn(root, 'content/new.md', 'new')
  expect(await touch('content/new.md')).toEqual([])
  writeIn(root, 'content/b.md', new Uint8Array([0xff]))
  expect(await touch('content/b.md')).toEqual(['file-not-utf8'])
  rmSync(join(root, 'content/b.md'))
  expect(await touch('content/b.md')).toEqual([])
  symlinkSync('/etc/passwd', join(root, 'content/b.md'))
  expect(await touch('content/b.md')).toEqual(['link-outside'])
})

test('the print of the inputs tells any change of the files, and is not given while one is fresh', async () => {
  const paths = ['content/a.md', 'public/x.css', 'templates/post.njk', 'ruoyu.config.ts']
  const root = tempFolder(Object.fromEntries(paths.map((path) => [path, 'x'])))
  const { value: config } = completeConfig({}, '')
  const print = (): string | undefined =>
    inputsPrint(root, scanSources(root, config), ['ruoyu.config.ts', 'not-there'], 'settings')
  const date = (path: string, seconds: number): void => utimesSync(join(root, path), seconds, seconds)
  // A time in the future is as fresh as can be, however slow the machine.
  for (const path of paths) date(path, Date.now() / 1000 + 60)
  for (const path of paths) {
    expect(print()).toBeUndefined()
    date(path, 1000.25)
  }
  await age()
  const prints = [print()]
  expect(print()).toBe(prints[0])
  for (const path of paths) {
    date(path, 2000.25)
    await age()
    prints.push(print())
  }
  renameSync(join(root, 'public/x.css'), join(root, 'public/y.css'))
  await age()
  prints.push(print())
  writeIn(root, 'content/a.md', 'y')
  date('content/a.md', 2000.25)
  await age()
  prints.push(print())
  expect(new Set(prints).size).toBe(7)
  expect(prints).not.toContain(undefined)
})

test.each([
  ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
  ['a link that leads outside', (path: string) => symlinkSync('/etc/hostname', path)],
  ['a dangling link', (path: string) => symlinkSync('nowhere', path)],
  ['a link to itself', (path: string) => symlinkSync('x', path)],
  ['a folder that may not be read', (path: string) => mkdirSync(path, { mode: 0 })],
])('the print of the inputs tells %s that has come', async (_, make) => {
  for (const folder of ['content', 'public', 'templates', 'content/posts']) {
    const root = tempFolder({ 'content/posts/a.md': '', 'public/a': '', 'templates/a.njk': '' })
    for (const path of ['', 'content', 'content/posts', 'public', 'templates']) chmodSync(join(root, path), 0o755)
    const { value: config } = completeConfig({}, '')
    await age()
    const print = () => asNobody(() => inputsPrint(root, scanSources(root, config), [], ''))
    const before = await print()
    make(join(root, folder, 'x'))
    expect(before).toBeDefined()
    expect(await print()).not.toBe(before)
    chmodSync(root, 0o755)
  }
})

test('row 22: no bytes whatever in an image can stop or hold up the reading', async () => {
  const heads = [
    '89504e470d0a1a0a0000000d49484452',
    'ffd8ffe000104a46494600',
    '47494638396100',
    '52494646ffffffff57454250565038',
    '0000002066747970617669660000000061766966',
    Buffer.from('<svg ').toString('hex'),
  ]
  const images = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }))
  const root = site({})
  for (const [n, [head, tail]] of fc.sample(images, { seed: 20261123, numRuns: 300 }).entries())
    writeIn(
      root,
      `public/${n}.${['png', 'jpg', 'svg', 'avif'][n % 4]}`,
      Buffer.concat([Buffer.from(head, 'hex'), tail]),
    )
  const { value, diagnostics } = await read(root)
  expect([value.statics.length, diagnostics]).toEqual([300, []])
})

test('HTML with front matter is a page, other HTML is copied', async () => {
  const files = {
    'content/a.html': '---\ntitle: 文\n---\n<p>',
    'content/b.htm': '\ufeff\n+++\ntitle = "文"\n+++\n<p>',
    'content/c.html': '<p>',
    'content/x/index.html': '{"title": "文"}\n<p>',
  }
  const root = tempFolder(files)
  const { value } = await read(root)
  expect(pathsOf(value.content)).toEqual(['content/a.html', 'content/b.htm', 'content/x/index.html'])
  expect(pathsOf(value.resources)).toEqual(['content/c.html'])
  writeIn(root, 'content/a.html', '<p>')
  const again = await read(root, {}, value, new Set(['content/a.html']))
  expect(pathsOf(again.value.resources)).toEqual(['content/a.html', 'content/c.html'])
})

test('a page of HTML is built as it is, and no Markdown is read in it', async () => {
  const root = tempFolder({ 'content/posts/a.html': '---\ntitle: 文\n---\n<p>*星*</p>\n\n    四格\n' })
  const report = await build({ root, now: () => '2026-11-23T00:00:00Z' })
  expect(report.diagnostics).toEqual([])
  expect(readFileSync(join(root, 'dist/posts/a/index.html'), 'utf8')).toContain('<p>*星*</p>\n\n    四格')
})
