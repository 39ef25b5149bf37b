import { expect, test } from 'vitest'
import { readData } from '../../src/parse/data.ts'
import { site, sourceFile } from '../site.ts'

function read(files: Readonly<Record<string, string>>) {
  const sources = Object.entries(files).map(([name, text]) => sourceFile(`content/_data/${name}`, text))
  const { value, diagnostics } = readData(sources, ['content'])
  return { value, found: diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`) }
}

test.each<[string, string, unknown]>([
  [
    'a.yaml',
    '- name: 甲\n  url: https://a.example/\n- name: 乙\n',
    [{ name: '甲', url: 'https://a.example/' }, { name: '乙' }],
  ],
  ['a.yml', '\uFEFFon: yes\r\nn: 3\r\nzip: 007\r\nnothing: ~\r\n', { on: true, n: 3, zip: '007', nothing: null }],
  [
    'a.json',
    '{ "n": 1.0, "list": [1e3, "二", null, true], "constructor": 1 }',
    { n: 1, list: [1000, '二', null, true], constructor: 1 },
  ],
  ['a.json', '["a"]', ['a']],
  [
    'a.toml',
    'n = 1.5\n[[friends]]\nname = "甲"\n[[friends]]\nname = "乙"\n',
    { n: 1.5, friends: [{ name: '甲' }, { name: '乙' }] },
  ],
  ['a.yaml', '', {}],
  ['a.yaml', 'text', 'text'],
])('%s %j', (name, text, value) => {
  expect(read({ [name]: text })).toEqual({ value: { a: value }, found: [] })
})

test('folders nest, over the file of their name', () => {
  const files = {
    'links/tools.yaml': '- 1',
    'links/更多/b.json': '{}',
    'links.toml': 'title = "链接"',
    'x.y.yaml': 'a: 1',
  }
  expect(read(files)).toEqual({
    value: { links: { title: '链接', tools: [1], 更多: { b: {} } }, 'x.y': { a: 1 } },
    found: [],
  })
})

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['YAML', { 'a.yaml': 'a: 1\nb: [1\nc: 2\n' }, ['front-matter-syntax content/_data/a.yaml:2:4']],
  ['a tab', { 'a.yaml': 'a:\n\tb: 1\n' }, ['front-matter-tab content/_data/a.yaml:2:1']],
  ['JSON', { 'a.json': '{\n  "a": 1,\n}' }, ['front-matter-syntax content/_data/a.json:3:1']],
  ['TOML', { 'a.toml': 'a = 1\nb = \n' }, ['front-matter-syntax content/_data/a.toml:2:5']],
  ['two of a name', { 'a.yml': '', 'a.json': '{}' }, ['data-twice content/_data/a.yml:undefined:undefined']],
])('%s is told at its place', (_what, files, found) => {
  expect(read(files).found).toEqual(found)
})

test('templates and shortcodes see it, and a missing name of it is no warning', async () => {
  const built = await site(`-- content/_data/friends.yaml --
- name: 甲
-- content/_data/note.md --
---
title: 不是文章
---
-- content/a.md --
---
title: 文
---
{{< friends >}}
-- templates/shortcodes/friends.njk --
{% for each in site.data.friends %}{{ each.name }}{{ each.url or '' }}{% endfor %}{{ site.data.missing or '无' }}。
`)
  expect(built.diagnostics).toEqual([])
  expect(built.file('a/index.html')).toContain('甲无。')
  expect(built.diagnostics).toEqual([])
  expect(built.paths.filter((path) => /data|friends|note/.test(path))).toEqual([])
})

test('a file in a folder over a list is there by its path', () => {
  const { value, found } = read({ 'a.json': '[1]', 'a/b.json': '{"c":2}' })
  expect([value, found]).toEqual([{ a: [1], 'a/b': { c: 2 } }, []])
})
