import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { BuildReport } from '../../src/site/build.ts'
import { repository } from '../clients/built.ts'
import { ownOf, standing } from '../io/site.ts'
import { asNobody, tempFolder } from '../io/temp.ts'
import { accepted, at, blog, good, post, problems, refused } from './blog.ts'

/** Hazards of the output: rows 27 to 34 of the table of hazards, each through the real build. */

const a = 'content/posts/a.md'
const b = 'content/posts/b.md'
const fine = post('title: 文\ndate: 2025-01-01')

describe('row 27: nothing is written outside the output:', () => {
  const wanted = [
    '../../x',
    '/../x',
    'a/../../x',
    '..',
    '..\\\\x',
    '%2e%2e/x',
    'a%00b',
    'C:\\\\x',
    'C:/x',
    'con',
    'posts/nul',
    '...',
  ]
  test.each(wanted)('slug %s', (slug) =>
    refused({ [a]: post(`title: 文\nslug: "${slug}"`) }, [`error path-refused ${a}:3:7`]),
  )
  test.each(wanted)('url %s', (url) =>
    refused({ [a]: post(`title: 文\nurl: "${url}"`) }, [`error path-refused ${a}:3:6`]),
  )
  test.each(wanted.filter((path) => !/^(?:%2e|\.\.$|a\/)/.test(path)))('alias %s', (alias) =>
    refused({ [a]: post(`title: 文\naliases: ["${alias}"]`) }, [`error path-refused ${a}:3:11`]),
  )
  test.each(['../etc/passwd', '..', 'con', '.', 'a/../../b', '\\u0000'])(
    'a tag named %s has a page inside',
    async (tag) => {
      const one = blog({ [a]: post(`title: 文\ndate: 2025-01-01\ntags: ["${tag}"]`) })
      const beside = tempFolder()
      await one.build({ out: join(beside, 'dist') })
      expect(Object.keys(standing(beside, '.')).every((path) => path.startsWith('dist/'))).toBe(true)
    },
  )
})

const errors = ({ diagnostics }: BuildReport) => diagnostics.filter(({ level }) => level === 'error')

describe('row 28: one address of two sources', () => {
  test.each([
    ['a page and a term', { [a]: post('title: 文\ntags: [x]'), 'content/x.md': post('title: 乙\nurl: /tags/x/') }],
    ['a post and a public file', { [a]: fine, 'public/posts/a/index.html': 'mine' }],
  ])('is a warning that names both: %s', async (_, files) => {
    const report = await blog({ ...good, ...files }).build()
    expect(errors(report)).toEqual([])
    const [clash] = report.diagnostics.filter(({ code }) => /^(?:path-numbered|url-shared)$/.test(code))
    expect(clash?.params.first).not.toBe(clash?.params.second)
  })

  test('of two posts is no error, for Hugo’s tolerance wins: both are published, with a warning at the second', async () => {
    const built = await accepted(
      { [a]: post('title: 甲\ndate: 2024-01-01\nslug: x'), [b]: post('title: 乙\ndate: 2025-01-01\nslug: x') },
      [`warning url-shared ${b}:4:7`],
    )
    expect(built.page('posts/x/index.html')).toContain('甲')
    expect(built.page('posts/x-2/index.html')).toContain('乙')
  })

  test.each(['index.xml', 'sitemap.xml', '404.html', 'robots.txt'])(
    'what Ruoyu makes gives way to the blogger’s own %s',
    async (path) => {
      const built = await accepted({ [`public/${path}`]: 'mine' })
      expect(built.page(path)).toBe('mine')
    },
  )
})

test.each([
  ['case', { 'public/a.png': '', 'public/A.png': '' }],
  ['Unicode form', { 'public/\u00e9.png': '', 'public/e\u0301.png': '' }],
  ['a post and a file by case', { [a]: post('title: 文\nurl: /A/'), 'public/a/index.html': '' }],
])('row 29: what can not stand side by side on every disk is told apart, with a warning: %s', async (_, files) => {
  const { diagnostics } = await blog({ ...good, ...files }).build()
  expect(diagnostics.map(({ code, level }) => [code, level])).toEqual([['path-numbered', 'warning']])
})

test('row 29: a file where a folder must be is an error', async () => {
  const files = { 'content/x.md': post('title: 文\nurl: /x.html'), 'public/x.html/y': '' }
  expect(errors(await blog({ ...good, ...files }).build()).map(({ code }) => code)).toEqual(['path-folder'])
})

describe('row 30: the output is refused where it would cost somebody their files:', () => {
  test.each(['.', 'content', 'content/posts', 'public', 'templates', '..', '/', homedir(), './content/../content', ''])(
    '%s',
    async (output) => {
      const one = blog({ ...good, 'public/a.txt': '', 'templates/x.njk': '' })
      const before = standing(one.root, '.')
      const report = await one.build({ out: output || one.root })
      expect(problems(report)).toEqual([expect.stringContaining('error output-refused')])
      expect(standing(one.root, '.')).toEqual(before)
    },
  )
  test('a link to one of these', async () => {
    const one = blog(good)
    symlinkSync('content', at(one.root, 'dist'))
    expect(problems(await one.build())).toEqual(['error output-refused dist'])
  })
  test.each(['nowhere', 'dist'])('a link to nothing, or to itself: %s', async (target) => {
    const one = blog(good)
    symlinkSync(target, at(one.root, 'dist'))
    expect(problems(await one.build())).toEqual(['error output-refused dist'])
  })
  test('a foreign folder that is not empty', async () => {
    const one = blog({ ...good, 'dist/thesis.docx': 'years of work' })
    expect(problems(await one.build())).toEqual(['error output-foreign dist'])
    expect(one.published()).toEqual({ 'thesis.docx': 'years of work' })
  })
})

test('the output holds what the plan lists and nothing else, after a build, a second, a failing one and a check', async () => {
  const one = blog({
    ...good,
    [a]: post('title: 文\ndate: 2025-01-01\ntags: [甲]\naliases: [/old/]'),
    [b]: post('title: 草稿\ndraft: true'),
    'content/posts/bundle/index.md': post('title: 束\ndate: 2025-01-02', '![图](图.png)'),
    'content/posts/bundle/图.png': 'PNG',
    'public/.nojekyll': '',
    'public/.well-known/security.txt': 'x',
    'public/a.txt': 'a',
    'templates/assets/custom.css': 'a { color: red }',
  })
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(repository, 'lib/cli.js'), ...args, '--root', one.root], { encoding: 'utf8' })
  const planned = (): unknown => {
    const outputs = JSON.parse(run('plan', '--json').stdout) as readonly { readonly path: string }[]
    return outputs.map(({ path }) => path).sort()
  }
  const holdsThePlan = (): void => expect(Object.keys(one.published()).sort()).toEqual(planned())
  expect(run('build').status).toBe(0)
  holdsThePlan()
  rmSync(at(one.root, a))
  for (const status of [0, 0]) expect(run('build').status).toBe(status)
  holdsThePlan()
  const whole = one.published()
  one.write({ 'content/bad.md': '---js\n{}\n---\n' })
  expect([run('build').status, run('check').status]).toEqual([1, 1])
  expect(one.published()).toEqual(whole)
})

test.each([
  ['sanitize', false],
  ['keep', true],
])('under html: %s a page of the output is kept unseen: %s', (html, isKept) => {
  const one = blog({
    ...good,
    [a]: fine,
    'ruoyu.config.ts': `export default { title: '站', url: 'https://a.example/', markdown: { html: '${html}' } }`,
  })
  const build = () => execFileSync(process.execPath, [join(repository, 'lib/cli.js'), 'build', '--root', one.root])
  build()
  const path = at(one.root, 'dist/posts/a/index.html')
  const planted = readFileSync(path, 'utf8').replace('正文。', '<b>毒药')
  execFileSync('cp', ['-p', path, at(one.root, 'dated')])
  writeFileSync(path, Buffer.from(planted).subarray(0, statSync(path).size))
  execFileSync('touch', ['-r', at(one.root, 'dated'), path])
  one.write({ 'content/posts/good.md': post('title: 好\ndate: 2025-01-01', '改过。') })
  build()
  expect(one.page('posts/a/index.html').includes('<b>毒药')).toBe(isKept)
})

test('row 31: what others put into the output stays, through a build, a deleted post and a clean', async () => {
  const one = await accepted({ [a]: fine })
  const foreign = { 'dist/CNAME': 'blog.example', 'dist/.git/HEAD': 'ref', 'dist/posts/a/mine.txt': 'mine' }
  one.write(foreign)
  rmSync(at(one.root, a))
  expect(problems(await one.build())).toEqual([])
  expect(one.published()).not.toHaveProperty(['posts/a/index.html'])
  execFileSync(process.execPath, [join(repository, 'lib/cli.js'), 'clean', '--root', one.root])
  for (const [path, text] of Object.entries(foreign)) expect(readFileSync(at(one.root, path), 'utf8')).toBe(text)
  expect(one.published()).not.toHaveProperty(['index.html'])
})

describe('row 32: where the disk refuses, the earlier site stays byte for byte:', () => {
  test('no permission', async () => {
    const one = await accepted({ [a]: fine })
    const before = one.published()
    one.write({ [b]: fine })
    chmodSync(one.root, 0o777)
    const report = await asNobody(() => one.build())
    expect(report.ok).toBe(false)
    expect(problems(report)).toEqual(['error write-failed dist'])
    expect(one.published()).toEqual(before)
  })

  const mayMount = process.platform === 'linux' && process.getuid?.() === 0
  test.runIf(mayMount).each([
    ['a full disk', 'size=200k', 'ENOSPC'],
    ['a disk without room for a name', 'size=4m,nr_inodes=60', 'ENOSPC'],
    ['a read-only disk', 'size=4m', 'EROFS'],
  ])('%s', async (_, options, code) => {
    const one = blog(good)
    mkdirSync(at(one.root, 'dist'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at(one.root, 'dist')])
    onTestFinished(() => void execFileSync('umount', [at(one.root, 'dist')]))
    expect(problems(await one.build())).toEqual([])
    const before = one.published()
    if (code === 'EROFS') execFileSync('mount', ['-o', 'remount,ro', at(one.root, 'dist')])
    const more = Array.from({ length: 40 }, (_, n) => [
      `content/posts/${n}.md`,
      post(`title: 文${n}`, '长文。'.repeat(3000)),
    ])
    one.write(Object.fromEntries(more))
    const report = await one.build()
    expect(report.diagnostics).toMatchObject([{ code: 'write-failed', params: { code } }])
    expect(one.published()).toEqual(before)
  })
})

/** The command in a process of its own. */
function command(root: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(repository, 'lib/cli.js'), 'build', '--root', root, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  child.stdout.on('data', (data) => {
    text += data
  })
  return { child, exit: once(child, 'exit').then(([status]) => ({ status: status as number | null, text })) }
}

const many = (text: string) =>
  Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`content/posts/${n}.md`, post(`title: 文${n}\ndate: 2025-01-01`, text)]),
  )

test('row 33: a build that is killed leaves the old site or the new one, and the next is whole', async () => {
  const one = await accepted(many('旧'))
  const before = one.published()
  const other = await accepted(many('新'))
  const after = other.published()
  one.write(many('新'))
  let killed = 0
  for (let wait = 0; wait < 6; wait++) {
    const { child, exit } = command(one.root)
    await sleep(60 + wait * 60)
    killed += Number(child.kill('SIGKILL'))
    await exit
    const { ok } = await one.build({ strict: true, baseUrl: 'http://localhost/' })
    expect(ok).toBe(true)
    expect(one.published()).toEqual(after)
    one.write(many(wait % 2 ? '新' : '旧'))
    await one.build()
    expect(one.published()).toEqual(wait % 2 ? after : before)
    one.write(many('新'))
  }
  expect(killed).toBeGreaterThan(0)
})

test('row 34: of two builds at once one waits, and both end with the same whole site', async () => {
  const one = await accepted(many('旧'))
  one.write(many('新'))
  const ends = await Promise.all([command(one.root, '--json').exit, command(one.root, '--json').exit])
  expect(ends.map(({ status }) => status)).toEqual([0, 0])
  const alone = await accepted(many('新'))
  expect(one.published()).toEqual(alone.published())
})

test('row 34: the lock of a build that was killed is found out at once', async () => {
  const one = await accepted(many('旧'))
  one.write(many('新'))
  const { child, exit } = command(one.root)
  while (!existsSync(join(ownOf(one.root), 'lock'))) await sleep(1)
  child.kill('SIGKILL')
  await exit
  expect(existsSync(join(ownOf(one.root), 'lock'))).toBe(true)
  const start = performance.now()
  expect((await one.build()).ok).toBe(true)
  expect(performance.now() - start).toBeLessThan(8000)
  expect(one.page('posts/1/index.html')).toContain('新')
})
