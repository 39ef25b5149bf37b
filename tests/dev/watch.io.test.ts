import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Watcher, watch } from '../../src/io/watch.ts'

/** Milliseconds between two looks at the folders. */
const pause = 200

let root: string
let watcher: Watcher
let hints: number
let paths: Set<string | undefined>

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const write = (path: string, text = 'x') => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

const hint = (path?: string) => {
  hints++
  paths.add(path)
}

/** True where hints come after an action, within the time that a look at the folders takes; quiet before and after. */
async function hinted(action: () => void, within = 700): Promise<boolean> {
  await sleep(150)
  hints = 0
  paths = new Set()
  action()
  for (let waited = 0; waited < within && hints === 0; waited += 20) await sleep(20)
  return hints > 0
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-watch-'))
  write('content/posts/a.md')
  write('node_modules/x/index.js')
  write('dist/index.html')
  paths = new Set()
  watcher = watch(root, ['content', 'templates', 'ruoyu.config.ts'], hint, pause)
  await sleep(200)
})

afterEach(async () => {
  await watcher.close()
  rmSync(root, { recursive: true, force: true })
})

it('hints at what concerns the site, also where it was not there before', async () => {
  expect(await hinted(() => write('content/posts/a.md', 'y'))).toBe(true)
  expect(await hinted(() => write('templates/assets/style.css'))).toBe(true)
  expect(await hinted(() => write('templates/assets/style.css', 'y'))).toBe(true)
  expect(await hinted(() => write('ruoyu.config.ts'))).toBe(true)
  expect(await hinted(() => rmSync(join(root, 'content/posts/a.md')))).toBe(true)
})

it('names the file where it was only written to, and nothing where there may be more', async () => {
  await hinted(() => write('content/posts/a.md', 'y'))
  await sleep(200)
  expect([...paths]).toEqual(['content/posts/a.md'])
  for (const action of [
    () => write('content/b.md'),
    () => renameSync(join(root, 'content/b.md'), join(root, 'content/posts/a.md')),
  ]) {
    await hinted(action)
    await sleep(200)
    expect(paths).toContain(undefined)
  }
})

it('is silent about what does not', async () => {
  expect(await hinted(() => write('dist/a.html'))).toBe(false)
  expect(await hinted(() => write('node_modules/x/index.js', 'y'))).toBe(false)
})

it('hears two changes shortly after each other', async () => {
  expect(await hinted(() => write('content/posts/a.md', 'y'))).toBe(true)
  hints = 0
  await sleep(20)
  const before = hints
  write('content/posts/a.md', 'z')
  await sleep(40)
  expect(hints).toBeGreaterThan(before)
})

it('still hears after the folder was deleted and made again', async () => {
  for (let round = 0; round < 3; round++) {
    rmSync(join(root, 'content'), { recursive: true })
    write('content/posts/a.md')
    await sleep(pause + 300)
    expect(await hinted(() => write('content/posts/a.md', 'y'))).toBe(true)
    expect(await hinted(() => write(`content/posts/b${round}.md`))).toBe(true)
  }
})

it('still hears after folders were swapped by renames', async () => {
  write('other/posts/a.md')
  renameSync(join(root, 'content'), join(root, 'old'))
  renameSync(join(root, 'other'), join(root, 'content'))
  await sleep(pause + 300)
  expect(await hinted(() => write('content/posts/a.md', 'y'))).toBe(true)

  write('content/other/a.md')
  renameSync(join(root, 'content/posts'), join(root, 'content/old'))
  renameSync(join(root, 'content/other'), join(root, 'content/posts'))
  await sleep(pause + 300)
  expect(await hinted(() => write('content/posts/a.md', 'z'))).toBe(true)
})

it('still hears after its own root was swapped', async () => {
  write('../ruoyu-new/content/posts/a.md')
  rmSync(root, { recursive: true })
  renameSync(join(root, '../ruoyu-new'), root)
  await sleep(pause + 300)
  expect(await hinted(() => write('content/posts/a.md', 'y'))).toBe(true)
})

it('follows other folders when it is told to', async () => {
  watcher.follow(['posts'])
  await sleep(200)
  expect(await hinted(() => write('posts/a.md'))).toBe(true)
  expect(await hinted(() => write('content/posts/a.md', 'y'), 300)).toBe(false)
})

it('looks after links, which it does not follow', async () => {
  write('notes/b.md')
  expect(await hinted(() => symlinkSync('/', join(root, 'content/everything')))).toBe(true)
  expect(await hinted(() => write('notes/b.md', 'y'), 1500)).toBe(true)
})
