import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { standing } from '../io/site.ts'
import { random, runs, seed } from '../runs.ts'
import { ruoyu } from './command.ts'

const steps = runs(8, 500)

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-incremental-'))
  for (let index = 0; index < 12; index++) write(`content/posts/${index}.md`, post(index, '正文'))
  write('content/about.md', '---\ntitle: 关于\n---\n我')
  write('public/a.txt', 'a')
  build()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function post(index: number, body: string, title = `第${index}篇`): string {
  return `---\ntitle: ${title}\ndate: 2025-01-${String(1 + (index % 28)).padStart(2, '0')}\ntags: [标签${index % 3}]\n---\n${body}，见[别篇](/posts/1/)。\n\n## 节\n`
}

interface Counts {
  readonly rendered: number
  readonly written: number
}

function build(out = 'dist'): Counts {
  const { status, stdout, stderr } = ruoyu(['build', '--root', root, '--out', out, '--json'])
  expect(status, stdout + stderr).toBe(0)
  return (JSON.parse(stdout) as { readonly outputs: Counts }).outputs
}

/** The site as a build without output and cache makes it. */
function clean(): ReturnType<typeof standing> {
  renameSync(join(root, '.ruoyu'), join(root, '.kept'))
  build('clean')
  const files = standing(root, 'clean')
  for (const name of ['clean', '.ruoyu']) rmSync(join(root, name), { recursive: true })
  renameSync(join(root, '.kept'), join(root, '.ruoyu'))
  return files
}

const operations: readonly ((random: (below: number) => number) => string)[] = [
  (random) =>
    said(`body of ${random(12)}`, () =>
      write(`content/posts/${random(12)}.md`, post(random(12), `新的正文 ${random(1e6)}`)),
    ),
  (random) =>
    said('title', () => write(`content/posts/${random(12)}.md`, post(random(12), '正文', `新题 ${random(1e6)}`))),
  (random) => said('front matter', () => wordsOf(pickPost(random), random)),
  (random) => said('new post', () => write(`content/posts/new${random(5)}.md`, post(random(40), '新文'))),
  (random) => said('no post', () => rmSync(join(root, `content/posts/${pickPost(random)}`))),
  (random) =>
    said('rename', () =>
      renameSync(join(root, 'content/posts', pickPost(random)), join(root, `content/posts/r${random(9)}.md`)),
    ),
  (random) => said('list', () => write('content/posts/_index.md', `---\ntitle: 文章\n---\n列表 ${random(100)}`)),
  (random) =>
    said('cascade', () =>
      write('content/posts/_index.md', `---\ntitle: 文章\ncascade:\n  author: 某人 ${random(3)}\n---\n列表`),
    ),
  (random) => said('template', () => write('templates/partials/footer.njk', `<footer>${random(100)}</footer>`)),
  (random) =>
    said('sidebar', () =>
      sidebar(pick(['title', 'excerpt', 'content | length', 'section.title', 'description', 'params.mood'], random)),
    ),
  (random) => said('data', () => write(`content/_data/${pick(['a.yaml', 'b/c.json'], random)}`, `[${random(9)}]`)),
  () =>
    said('data on all pages', () => write('templates/partials/footer.njk', '<footer>{{ site.data | dump }}</footer>')),
  () => said('our template', () => rmSync(join(root, 'templates'), { recursive: true, force: true })),
  (random) => said('style', () => write('templates/assets/extra.css', `p { order: ${random(100)} }`)),
  (random) => said('public', () => write(`public/${random(3)}.txt`, `${random(100)}`)),
  (random) =>
    said('config', () =>
      write('ruoyu.config.ts', `export default { title: '站 ${random(100)}', pagination: { size: ${2 + random(9)} } }`),
    ),
  (random) => said('touch', () => utimesSync(join(root, 'content/posts', pickPost(random)), new Date(), new Date())),
]

/** A template that shows a field of every post on every page. */
function sidebar(field: string): void {
  write(
    'templates/partials/footer.njk',
    `<footer>{% for each in site.posts %}{{ each.${field} }}、{% endfor %}</footer>`,
  )
}

/** Gives a post a line of front matter, and leaves its address, date and text as they are. */
function wordsOf(file: string, random: (below: number) => number): void {
  const line = pick(
    ['description: 说', 'summary: 略', 'author: 人', 'mood: 好', 'image: /', 'lastmod: 2025-02-1'],
    random,
  )
  const text = readFileSync(join(root, 'content/posts', file), 'utf8')
  write(`content/posts/${file}`, text.replace(/^(?=date:)/m, `${line}${random(9)}\n`))
}

function pick<T>(items: readonly T[], random: (below: number) => number): T {
  return items[random(items.length)] as T
}

function pickPost(random: (below: number) => number): string {
  const files = readdirSync(join(root, 'content/posts'))
  return files[random(files.length)] ?? ''
}

function said(name: string, operation: () => void): string {
  operation()
  return name
}

it('renders what a new body reaches, and writes what differs', () => {
  write('content/about.md', '---\ntitle: 关于\n---\n我们')
  // The page itself and the search index.
  expect(build()).toMatchObject({ rendered: 2, written: 2 })
  expect(standing(root)).toEqual(clean())
  write('content/posts/3.md', readFileSync(join(root, 'content/posts/3.md'), 'utf8'))
  expect(build()).toMatchObject({ written: 0 })
})

it('renders for a page’s new front matter what shows it', () => {
  for (const front of ['title: 我', 'title: 我\ndescription: 说明', 'title: 我\ndescription: 说明\nmood: 好']) {
    write('content/about.md', `---\n${front}\n---\n我`)
    // The page itself, the search index and the sitemap.
    expect(build().rendered, front).toBe(3)
  }
  expect(standing(root)).toEqual(clean())
})

it('renders for a post’s new front matter the pages and feeds that have the post, beside a list of titles all', () => {
  const about = () => statSync(join(root, 'dist/about/index.html')).mtimeMs
  const kept = about()
  for (const edited of [post(3, '正文', '新题'), post(3, '正文').replace('date:', 'lastmod: 2025-09-01\ndate:')]) {
    write('content/posts/3.md', edited)
    // All are 49.
    expect(build().rendered).toBeLessThan(25)
  }
  expect([about(), standing(root)]).toEqual([kept, clean()])
  sidebar('title')
  build()
  write('content/posts/3.md', post(3, '正文', '再新题'))
  build()
  expect(readFileSync(join(root, 'dist/about/index.html'), 'utf8')).toContain('再新题')
  expect(standing(root)).toEqual(clean())
})

it.each([
  ['title', 'just so many'],
  ['excerpt', 'all'],
  ['toc[0].html', 'all'],
])('a sidebar that shows each %s of all posts makes a new body render %s pages', (field, which) => {
  write('content/posts/3.md', post(3, '新的正文'))
  const usual = build().rendered
  sidebar(field)
  const all = build().rendered
  write('content/posts/3.md', post(3, '又一段正文'))
  // The index of the search and the feeds of other terms have no sidebar.
  if (which === 'all') expect(build().rendered).toBeGreaterThan(all / 2)
  else expect(build().rendered).toBe(usual)
  expect(standing(root)).toEqual(clean())
  write('content/posts/3.md', post(3, '又一段正文', '新题'))
  build()
  expect(standing(root)).toEqual(clean())
})

it('renders all again where something of all pages changed', () => {
  write('ruoyu.config.ts', "export default { title: '别的名字' }")
  expect(build().rendered).toBeGreaterThan(30)
  expect(standing(root)).toEqual(clean())
})

it('renders again what somebody touched in the output', () => {
  writeFileSync(join(root, 'dist/posts/3/index.html'), 'mine')
  write('content/posts/5.md', post(5, '另一段正文'))
  build()
  expect(standing(root)).toEqual(clean())
})

it.each(['见<a', '<p>我'])('begins anew where the cache turns out to be damaged, at %s', (text) => {
  const folder = join(root, '.ruoyu/bodies')
  let damages = 0
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name), 'latin1')
    const damaged = bytes.replaceAll(Buffer.from(text).toString('latin1'), 'X'.repeat(Buffer.byteLength(text)))
    if (damaged !== bytes) damages++
    writeFileSync(join(folder, name), damaged, 'latin1')
  }
  expect(damages).toBeGreaterThan(0)
  // All pages are rendered, of bodies that are not.
  write('templates/partials/footer.njk', '<footer>一</footer>')
  build()
  expect(standing(root)).toEqual(clean())
})

it.each<readonly [what: string, path: string, broken: string]>([
  ['front matter', 'content/posts/3.md', '---\ntitle: [题\n---\n'],
  ['a reference', 'content/posts/3.md', post(3, '{{< ref "none.md" >}}')],
  ['a template', 'templates/partials/footer.njk', '{% if %}'],
  ['the config', 'ruoyu.config.ts', 'export default {'],
])('parses nothing again where an error in %s has ended the build before', (_what, path, broken) => {
  const old = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
  const seats = () => {
    const { status, stdout } = ruoyu(['build', '--root', root, '--json'])
    const { seats } = JSON.parse(stdout) as { readonly seats: Readonly<Record<string, number>> }
    return { status, parsed: Object.values(seats).reduce((sum, count) => sum + count, 0) }
  }
  const kept = () => statSync(join(root, '.ruoyu/files')).mtimeMs
  for (const isBuilt of [true, false]) {
    if (!isBuilt) for (const name of ['.ruoyu', 'dist']) rmSync(join(root, name), { recursive: true })
    write(path, broken)
    expect(seats().status).toBe(1)
    if (old === undefined) rmSync(join(root, path))
    else write(path, old)
    const isConfig = path.endsWith('.ts')
    const before = isConfig && isBuilt ? kept() : 0
    // At most the mended file is parsed, where the first of all builds met it broken; a broken config lets none be read.
    const most = isConfig && !isBuilt ? Number.POSITIVE_INFINITY : 1
    expect(seats()).toEqual({ status: 0, parsed: expect.toSatisfy((count: number) => count <= most) })
    if (isConfig && isBuilt) expect(kept()).toBe(before)
  }
})

it('makes of a large search index only what a new body reaches', () => {
  const long = (index: number, body: string) => post(index, `${'很长的一篇，说了许多。'.repeat(999)}\n\n${body}`)
  for (let index = 0; index < 95; index++) write(`content/posts/long${index}.md`, long(index, `第${index}篇`))
  build()
  const shards = readdirSync(join(root, 'dist/search/grams')).length
  for (const body of ['改了一个字', '又改，more words', '第7篇']) {
    write('content/posts/long7.md', long(7, body))
    // Pages and feeds, the post's text and the shards that differ.
    expect(build().rendered).toBeLessThan(shards / 2)
    expect(standing(root)).toEqual(clean())
  }
})

it(`gives the bytes of a clean build after each of ${steps} random edits (seed ${seed})`, {
  timeout: steps * 20_000,
}, () => {
  const next = random(seed)
  for (let step = 0; step < steps; step++) {
    const done = Array.from({ length: 1 + next(2) }, () => operations[next(operations.length)]?.(next))
    build()
    expect(standing(root), `step ${step}: ${done.join(', ')}`).toEqual(clean())
  }
})
