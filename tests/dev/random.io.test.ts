import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Dev, startDev } from '../../src/dev/dev.ts'
import { indexOutputs, type Snapshot } from '../../src/dev/snapshot.ts'
import { createLoader, type Loaded } from '../../src/site/load.ts'
import type { Diagnostic } from '../../src/types.ts'
import { random, runs, seed } from '../runs.ts'

const steps = runs(40, 500)
const now = '2026-01-01T00:00:00+08:00'

let root: string
let dev: Dev
let newest: Snapshot

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-random-'))
  for (let index = 0; index < 8; index++) write(`content/posts/${index}.md`, post(index, '正文'))
  write('content/about.md', '---\ntitle: 关于\n---\n我')
  write('public/robots.txt', 'User-agent: *\n')
  dev = await startDev({
    root,
    port: 0,
    load: createLoader({ root, drafts: true, now: () => now }),
    textOf: () => undefined,
    onChange: (snapshot) => {
      newest = snapshot
    },
  })
})

afterEach(async () => {
  await dev.close()
  rmSync(root, { recursive: true, force: true })
})

it(`shows what a clean build would, after each of ${steps} random steps (seed ${seed})`, {
  timeout: steps * 60_000,
}, async () => {
  const next = random(seed)
  for (let step = 0; step < steps; step++) {
    const done = Array.from({ length: 1 + next(3) }, () => pick(operations, next)(next))
    await expect
      .poll(async () => difference(newest, await clean()), {
        timeout: 60_000,
        message: `step ${step}: ${done.join(', ')}`,
      })
      .toEqual([])
  }
})

/** A site read for the first time. */
function clean(): Promise<Loaded> {
  return createLoader({ root, drafts: true, now: () => now })()
}

/** Differences between the snapshot and a clean build: paths, or the codes of errors. */
async function difference(
  snapshot: Snapshot | undefined,
  { compilation, diagnostics, broken }: Loaded,
): Promise<readonly string[]> {
  if (!snapshot) return ['nothing yet']
  const errors = (list: Snapshot['diagnostics']) => JSON.stringify(list.filter(isError))
  if (errors(snapshot.diagnostics) !== errors(diagnostics))
    return [`${errors(snapshot.diagnostics)} for ${errors(diagnostics)}`]
  // The last state stands where the whole site hangs on what is broken.
  if (diagnostics.some(isError) && !broken) return []
  const expected = indexOutputs(compilation.outputs)
  const paths = new Set([...expected.keys(), ...snapshot.outputs.keys()])
  const unlike: string[] = []
  for (const path of paths) {
    const [mine, theirs] = [snapshot.outputs.get(path), expected.get(path)]
    // A broken file has its own last good pages.
    if (!theirs && mine && broken?.files.has(mine.origin)) continue
    const [shown, right] = await Promise.all([mine && snapshot.render(mine), theirs && compilation.render(theirs)])
    if (!shown || JSON.stringify(shown) !== JSON.stringify(right)) unlike.push(path)
  }
  return unlike
}

function isError({ level }: Diagnostic): boolean {
  return level === 'error'
}

type Random = ReturnType<typeof random>
type Operation = (random: Random) => string

const operations: readonly Operation[] = [
  (random) => write(`content/posts/${random(20)}.md`, post(random(1000), '新的正文 **重要。**后文')),
  (random) => write(`content/posts/${random(20)}.md`, post(random(1000), `[链接](${random(20)}.md)`)),
  (random) => writeTwice(`content/posts/${random(20)}.md`, post(random(1000), '先清空再写')),
  (random) => saveByRename(`content/posts/${random(20)}.md`, post(random(1000), '改名保存')),
  (random) => write(`content/posts/${random(20)}.md`, `---\ntitle: [broken ${random(9)}\n---\n`),
  (random) => remove(pickFile('content/posts', random)),
  (random) => rename(pickFile('content/posts', random), `content/posts/renamed-${random(9)}.md`),
  (random) => touch(pickFile('content/posts', random)),
  (random) => write(`content/posts/bundle-${random(3)}/index.md`, post(random(1000), '![图](a.svg)')),
  (random) =>
    write(`content/posts/bundle-${random(3)}/a.svg`, `<svg xmlns="http://www.w3.org/2000/svg" width="${random(99)}"/>`),
  (random) => remove(`content/posts/bundle-${random(3)}`),
  () => rename('content/posts', 'content/notes'),
  () => rename('content/notes', 'content/posts'),
  () => swap('content', 'content.other'),
  () => swap('content/posts', 'content.posts'),
  () => again('content'),
  () => remove('content'),
  (random) => write('templates/404.njk', `<p>nothing ${random(9)}</p></body>`),
  () => write('templates/404.njk', '{{ site.data | dump }}{% for p in site.posts %}{{ p.excerpt }}{% endfor %}</body>'),
  (random) => write('content/_data/a.yaml', `[${random(9)}]`),
  () => write('content/_data/a.yaml', '[1'),
  () => remove('content/_data'),
  () => write('templates/404.njk', '{% if %}'),
  () => remove('templates/404.njk'),
  () => remove('templates'),
  (random) => write('templates/assets/extra.css', `p { margin: ${random(9)}px }`),
  () => write('templates/assets/extra.css', 'p {'),
  () => remove('templates/assets'),
  (random) => write('public/a/file.txt', String(random(99))),
  () => remove('public'),
  (random) => write('ruoyu.config.ts', `export default { title: '站 ${random(9)}' }\n`),
  (random) =>
    write('ruoyu.config.ts', `export default { pagination: { size: ${1 + random(4)} }, url: 'https://x.com/blog/' }\n`),
  () => write('ruoyu.config.ts', 'export default {'),
  () => remove('ruoyu.config.ts'),
]

function post(number: number, body: string): string {
  const date = `2025-0${1 + (number % 9)}-1${number % 10}`
  return `---\ntitle: 文 ${number}\ndate: ${date}\ndraft: ${number % 7 === 0}\ntags: [标签${number % 3}]\n---\n${body}\n`
}

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  return `write ${path}`
}

function writeTwice(path: string, text: string): string {
  write(path, '')
  return write(path, text)
}

function saveByRename(path: string, text: string): string {
  write(`${path}~`, text)
  return rename(`${path}~`, path)
}

function rename(from: string, to: string): string {
  if (!existsSync(join(root, from)) || !existsSync(dirname(join(root, to)))) return 'no rename'
  rmSync(join(root, to), { recursive: true, force: true })
  renameSync(join(root, from), join(root, to))
  return `rename ${from} to ${to}`
}

function remove(path: string): string {
  rmSync(join(root, path), { recursive: true, force: true })
  return `remove ${path}`
}

function touch(path: string): string {
  if (existsSync(join(root, path))) utimesSync(join(root, path), new Date(), new Date())
  return `touch ${path}`
}

/** The folder gives way to another by two renames; the one that is put away comes back at the next swap. */
function swap(folder: string, other: string): string {
  if (!existsSync(join(root, other)))
    write(`${other}/${folder === 'content' ? 'posts/' : ''}other.md`, post(1, '另一个'))
  if (!existsSync(join(root, folder))) return rename(other, folder)
  renameSync(join(root, folder), join(root, `${other}.away`))
  rename(other, folder)
  renameSync(join(root, `${other}.away`), join(root, other))
  return `swap ${folder}`
}

/** `rm -rf` and back. */
function again(folder: string): string {
  if (!existsSync(join(root, folder))) return write(`${folder}/posts/first.md`, post(1, '第一篇'))
  cpSync(join(root, folder), join(root, 'backup'), { recursive: true })
  remove(folder)
  rename('backup', folder)
  return `${folder} again`
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)] as T
}

function pickFile(folder: string, random: Random): string {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : []
  return names.length > 0 ? `${folder}/${pick(names, random)}` : `${folder}/none`
}
