import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { standing } from '../io/site.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { random, runs, seed } from '../runs.ts'
import { ruoyu } from './command.ts'

interface Report {
  readonly outputs: { readonly rendered: number; readonly written: number }
  readonly seats: Readonly<Record<string, number>>
}

function build(root: string, ...options: readonly string[]) {
  const { status, stdout, stderr } = ruoyu(['build', '--root', root, '--json', ...options])
  expect(status, stdout + stderr).toBe(0)
  const { outputs, seats } = JSON.parse(stdout) as Report
  return { ...outputs, parsed: Object.values(seats).reduce((sum, count) => sum + count, 0) }
}

const config = ({ up = '!', step = '甲', word = '字' } = {}) => `
const replaceWord = () => (tree) => {
  const visit = (node) => {
    if (node.type === 'text') node.value = node.value.replace('WORD', '${word}')
    node.children?.forEach(visit)
  }
  visit(tree)
}
const mark = () => (tree) => void tree.children.push({ type: 'comment', value: '尾' })
export default {
  url: 'https://example.com/',
  extensions: [
    { name: 'words', remark: [replaceWord], rehype: [mark] },
    [
      {
        name: 'shout',
        version: '1',
        filters: { shout: (value) => value + '${up}' },
        shortcodes: { hi: ({ args }) => '<b>' + args['0'] + '</b>' },
      },
    ],
    {
      name: 'step',
      html: (html) => html.replace('</body>', '<!-- ${step} --></body>'),
      checks: (site) => site.posts.flatMap(({ characters }) => (characters > 0 ? [] : [{ params: { message: '空' } }])),
    },
    { name: 'all', outputs: (site) => [{ path: 'all.txt', text: () => site.posts.map(({ content }) => content).join() }] },
  ],
}
`
const text = (index: number, body: string, title = `第${index}篇`) =>
  `---\ntitle: ${title}\ndate: 2025-01-${String(1 + (index % 28)).padStart(2, '0')}\n---\n${body} WORD {{< hi ${index} >}}\n`
const posts = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`content/posts/${index}.md`, text(index, '正文')]))
const template = { 'templates/partials/footer.njk': '<footer>{{ site.title | shout }}</footer>\n' }

const many = runs(120, 1000)

test(`one save at ${many} posts with extensions parses one; another filter or step renders pages and parses none`, () => {
  const root = tempFolder({ ...posts(many), ...template, 'ruoyu.config.js': config() })
  expect(build(root)).toMatchObject({ parsed: many })
  expect(build(root)).toMatchObject({ parsed: 0, rendered: 0 })
  writeIn(root, 'content/posts/7.md', text(7, '新的正文'))
  const saved = build(root)
  expect(saved.parsed).toBe(1)
  expect(saved.rendered).toBeLessThan(30)
  writeIn(root, 'ruoyu.config.js', config({ up: '?' }))
  const filtered = build(root)
  expect(filtered.parsed).toBe(0)
  expect(filtered.written).toBeGreaterThan(many)
})

test('a loop behind an await ends the program with the name of the extension', () => {
  const data = 'async () => { await null; for (;;); }'
  const root = tempFolder({
    'content/a.md': '---\ntitle: 甲\n---\n',
    'ruoyu.config.js': `export default { limits: { templateTime: 20 }, extensions: [{ name: 'weather', data: ${data} }] }`,
  })
  const { status, stderr } = ruoyu(['build', '--root', root], {}, 60_000)
  expect([status, stderr]).toEqual([
    null,
    expect.stringContaining('ruoyu.config.js 扩展“weather”的 `data` 运行超过 0.12 秒'),
  ])
})

test(`an incremental build with extensions is a clean one, whatever was edited (seed ${seed})`, () => {
  const next = random(seed)
  const root = tempFolder({ ...posts(8), ...template, 'ruoyu.config.js': config() })
  const pick = <T>(...all: readonly T[]) => all[next(all.length)] as T
  const edits = [
    () => writeIn(root, `content/posts/${next(8)}.md`, text(next(8), `改 ${next(100)}`)),
    () => writeIn(root, `content/posts/${next(8)}.md`, text(next(8), '正文', `新题 ${next(100)}`)),
    () => writeIn(root, 'ruoyu.config.js', config({ up: pick('!', '?'), step: pick('甲', '乙') })),
    () => writeIn(root, 'ruoyu.config.js', config({ word: pick('字', '词') })),
    () => writeIn(root, 'templates/partials/footer.njk', `<footer>{{ "${next(100)}" | shout }}</footer>\n`),
  ]
  for (let step = 0; step < runs(4, 100); step++) {
    pick(...edits)()
    build(root)
    renameSync(join(root, '.ruoyu'), join(root, '.kept'))
    build(root, '--out', 'clean')
    expect(standing(root, 'dist'), `step ${step}`).toEqual(standing(root, 'clean'))
    for (const name of ['clean', '.ruoyu']) rmSync(join(root, name), { recursive: true })
    renameSync(join(root, '.kept'), join(root, '.ruoyu'))
  }
})
