import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { standing } from '../io/site.ts'
import { random, runs, seed } from '../runs.ts'
import { ruoyu } from './command.ts'

const steps = runs(8, 100)

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-extensions-'))
  for (let index = 0; index < 10; index++) write(`content/posts/${index}.md`, post(index, '正文'))
  write('ruoyu.config.ts', config('1'))
  write('answer.json', '{"n":1}')
  write(
    'templates/partials/post-end.njk',
    '<i>{{ post.data.stars.length }}，{{ post.data.shout }}，{{ site.data.stars.n }}</i>{% for each in post.data.links.from %}{{ each }} {% endfor %}',
  )
  build()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** An extension of each kind, one of which keeps what it saw of all posts. */
const config = (version: string) => `import { readFileSync } from 'node:fs'
let texts
export default {
  extensions: [
    {
      name: 'stars', version: '${version}',
      data: async () => JSON.parse(readFileSync(${JSON.stringify('ANSWER')}, 'utf8')),
      posts: (post) => ({ length: post.content.length }),
    },
    { name: 'remark', remark: [() => (_tree, file) => { file.data.shout = String(file).slice(0, 6) + '！' }] },
    {
      name: 'links',
      posts(post, site) {
        texts ??= site.posts.map(({ title, content }) => ({ title, content }))
        return { from: texts.filter(({ content }) => content.includes(post.url)).map(({ title }) => title) }
      },
    },
    { name: 'all', outputs: (site) => [{ path: 'all.txt', text: () => site.posts.map(({ title }) => title).join('、') }] },
    { name: 'whole', outputs: (site) => [{ path: 'whole.txt', text: () => site.posts.map(({ excerpt }) => excerpt).join('\\n') }] },
    { name: 'less', html: (html, page) => html.replace('</body>', '<!-- ' + page.url + ' --></body>') },
    { name: 'check', checks: (site) => site.posts.filter(({ title }) => title === '坏').map(({ id }) => ({
      code: '', level: 'warning', file: 'content/' + id, params: { message: '坏' } })) },
  ],
}
`

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text.replace('ANSWER', join(root, 'answer.json')))
}

function post(index: number, body: string, title = `第${index}篇`): string {
  return `---\ntitle: ${title}\ndate: 2025-01-${String(1 + index).padStart(2, '0')}\n---\n${body}，见[别篇](/posts/${(index * 7) % 10}/)。\n`
}

function build(out = 'dist') {
  const { status, stdout, stderr } = ruoyu(['build', '--root', root, '--out', out, '--json'])
  expect(status, stdout + stderr).toBe(0)
  const { outputs, diagnostics } = JSON.parse(stdout)
  return { rendered: outputs.rendered as number, diagnostics: diagnostics as readonly object[] }
}

/** The site as a build without output and cache makes it, and what it says. */
function clean() {
  renameSync(join(root, '.ruoyu'), join(root, '.kept'))
  const { diagnostics } = build('clean')
  const files = standing(root, 'clean')
  for (const name of ['clean', '.ruoyu']) rmSync(join(root, name), { recursive: true })
  renameSync(join(root, '.kept'), join(root, '.ruoyu'))
  return { diagnostics, files }
}

it('asks for data in every build, and makes nothing anew where the answer is the same', () => {
  expect(build().rendered).toBe(0)
  write('answer.json', '{"n":2}')
  expect(build().rendered).toBeGreaterThan(10)
  expect(readFileSync(join(root, 'dist/posts/3/index.html'), 'utf8')).toContain('，2</i>')
  write('answer.json', '{')
  const { status, stdout } = ruoyu(['build', '--root', root, '--json'])
  expect(status).toBe(1)
  expect(stdout).toContain('extension-failed')
})

it(`gives the bytes and the messages of a clean build after each of ${steps} random edits (seed ${seed})`, {
  timeout: steps * 60_000,
}, () => {
  const next = random(seed)
  const index = () => next(10)
  const edits = [
    () => write(`content/posts/${index()}.md`, post(index(), `新的正文 ${next(1e6)}`)),
    () => write(`content/posts/${index()}.md`, post(index(), `又一段 ${next(1e6)}`)),
    () => write(`content/posts/${index()}.md`, post(index(), '正文', next(3) === 0 ? '坏' : `题 ${next(99)}`)),
    () => write('answer.json', `{"n":${next(5)}}`),
    () => write('ruoyu.config.ts', config(String(next(5)))),
  ]
  for (let step = 0; step < steps; step++) {
    edits[next(edits.length)]?.()
    const { diagnostics } = build()
    expect({ diagnostics, files: standing(root) }, `step ${step}`).toEqual(clean())
  }
})
