import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// From there the program finds its packages.
const work = mkdtempSync(resolve('node_modules/.start-'))
const lib = join(work, 'package/lib')
const site = join(work, 'site')

beforeAll(() => {
  for (const folder of ['lib', 'templates', 'src'])
    cpSync(folder, join(work, 'package', folder), { recursive: true, preserveTimestamps: true })
  cpSync('package.json', join(work, 'package/package.json'))
  for (const path of kept()) rmSync(path)
  mkdirSync(join(site, 'content'), { recursive: true })
})

afterAll(() => rmSync(work, { recursive: true }))

function kept(): readonly string[] {
  return readdirSync(lib).flatMap((name) => (/\.cjs\.\d+$/.test(name) ? [join(lib, name)] : []))
}

/** Builds a site whose only post says `text`, and gives the post's page. */
function build(text: string): string {
  writeFileSync(join(site, 'content/a.md'), `---\ntitle: 题\ndate: 2024-04-03\n---\n\n${text}\n`)
  execFileSync(process.execPath, [join(lib, 'cli.js'), 'build', '--root', site])
  return readFileSync(join(site, 'dist/a/index.html'), 'utf8')
}

test('what V8 compiled is kept beside the program, and a later run starts with it', () => {
  expect(build('第一次')).toContain('第一次')
  const codes = () => kept().map((path) => readFileSync(path))
  const first = codes()
  expect(first).toHaveLength(3)
  // Code that later runs compile is added, up to the third.
  for (const number of ['第二次', '第三次']) expect(build(number)).toContain(number)
  const third = codes()
  expect(third.map((bytes) => bytes.at(-1))).toEqual([3, 3, 3])
  expect(Buffer.concat(third).length).toBeGreaterThan(Buffer.concat(first).length)
  expect(build('第四次')).toContain('第四次')
  expect(codes()).toEqual(third)
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
  ['empty', () => Buffer.alloc(0)],
  ['with a bit of noise', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -100), Buffer.alloc(100, 7)])],
  ['of another program', (bytes: Buffer) => Buffer.concat([Buffer.from('0'), bytes])],
])('%s it is compiled anew', (name, spoil) => {
  const whole = kept().map((path) => readFileSync(path))
  for (const path of kept()) writeFileSync(path, spoil(readFileSync(path)))
  const spoilt = kept().map((path) => readFileSync(path))
  expect(build(name)).toContain(name)
  expect(kept()).toHaveLength(whole.length)
  for (const [index, path] of kept().entries()) expect(readFileSync(path)).not.toEqual(spoilt[index])
})

test.each([
  ['that others may write', (path: string) => chmodSync(path, 0o666)],
  ['that somebody else owns', (path: string) => chownSync(path, 65534, 65534)],
])('a file %s is not run, and is written anew', (name, spoil) => {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return
  for (const path of kept()) {
    spoil(path)
    // With 3 runs it would be left alone.
    expect(readFileSync(path).at(-1)).toBeGreaterThan(0)
  }
  expect(build(name)).toContain(name)
  for (const path of kept()) {
    expect(statSync(path)).toMatchObject({ uid: 0, mode: 0o100644 })
    expect(readFileSync(path).at(-1)).toBe(1)
  }
})

test('a pipe of that name does not hold the program up', () => {
  if (process.platform === 'win32') return
  for (const path of kept()) {
    rmSync(path)
    execFileSync('mkfifo', [path])
  }
  expect(build('管道')).toContain('管道')
  for (const path of kept()) expect(statSync(path).isFile()).toBe(true)
})

test('where nothing can be written beside the program it starts all the same', () => {
  for (const path of kept()) {
    rmSync(path)
    mkdirSync(path)
  }
  expect(build('只读')).toContain('只读')
})
