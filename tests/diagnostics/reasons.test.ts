import { expect, test } from 'vitest'
import { describe } from '../../src/diagnostics/describe.ts'
import { inChinese, missingPackage } from '../../src/diagnostics/messages/reasons.ts'
import { site } from '../site.ts'

/** The places and Chinese sentences of the errors and formulas of a post, markup left aside. */
async function sentences(post: string): Promise<readonly string[]> {
  const options = { render: () => false, config: { markdown: { math: true } } } as const
  const { diagnostics } = await site(`-- content/a.md --\n${post}`, options)
  return diagnostics
    .filter(({ code }) => /^(?:front-matter|math)-/.test(code))
    .map((one) => `${one.line}:${one.column} ${describe(one, 'zh-CN').message}`)
}

/** Words of English that are no file's, no value's and no command's. */
const english = /(?<![\\\w“{])[a-z]{3,} [a-z]{2,}(?!”)/

test.each([
  ['tags: [甲, 乙', '2:7'],
  ['tags: [甲, 乙\ndate: 2024-01-01', '2:7'],
  ['a: {b: [1, 2}\ntitle: 甲', '2:8'],
  ['title: "甲\ndate: 1', '2:8'],
  ['title: 甲\n\tdate: 1', '3:1'],
  ['title: 甲\n date: 1', '2:8'],
  ['title 甲\ndate: 1', '2:1'],
  ['date:2024-01-01\ntitle: 文', '2:1'],
  ['title: 甲: 乙', '2:8'],
  ['title: @甲', '2:8'],
  ['title: `甲`', '2:8'],
  ['title: %甲', '2:8'],
  ['tags: [a b]]', '2:12'],
  ['tags: [a,, b]', '2:10'],
  ['tags: [a]b', '2:10'],
  ['tags:\n  - a\n - b', '4:1'],
  ['tags: - a', '2:7'],
  ['title: "甲" 乙', '2:12'],
  ['a: |x\n b', '2:5'],
  ['title: "\\q"', '2:9'],
  ['title：甲', '2:6'],
  ['a:\n  b: 1\n c: 2', '4:1'],
  ['title: }', '2:8'],
])('YAML %j is explained in Chinese at its place', async (text, place) => {
  const [told = ''] = await sentences(`---\n${text}\n---\n文\n`)
  expect(told).toMatch(/\p{sc=Han}/u)
  expect(told).not.toMatch(english)
  expect(told.split(' ')[0]).toBe(place)
})

test.each([
  'title = 甲',
  'title = “甲”',
  'title: 甲',
  'title = "甲',
  'title = "甲"\ntitle = "乙"',
  'tags = ["a"',
  'tags = ["a" "b"]',
  'tags = ["a"，"b"]',
  'date = 2024-13-01',
  'date = 2024/01/01',
  '标题 = "a"',
  'a = 1 b',
  'a = 01',
  'a = "\\q"',
  'a = ',
])('TOML %j is explained in Chinese', async (text) => {
  const [told = ''] = await sentences(`+++\n${text}\n+++\n文\n`)
  expect(told).toMatch(/不是正确的 TOML：.*\p{sc=Han}/u)
  expect(told).not.toMatch(english)
})

test.each(['"a": 甲', '"a" "b"', '"a": 1,', '"a": [1', '"a": 1 "b": 2', 'a: 1', '"a": "x', '“a”: 1', '"a"： 1'])(
  'JSON %j is explained in Chinese',
  async (text) => {
    const [told = ''] = await sentences(`{\n${text}\n}\n文\n`)
    expect(told).toMatch(/不是正确的 JSON：.*\p{sc=Han}/u)
    expect(told).not.toMatch(english)
  },
)

test.each([
  ['\\foo', '没有 \\foo 这个命令'],
  ['\\frac{a', '缺少收尾的 }'],
  ['a^b^c', '连着写了两个上标'],
  ['a_b_c', '连着写了两个下标'],
  ['\\left( a', '\\left 没有对应的 \\right'],
  ['\\begin{x} a \\end{x}', '没有 x 这个环境'],
  ['\\begin{cases} a', '没有 \\end'],
  ['a & b', '不能写 &'],
  ['a }', '多了一个 }'],
  ['{a', '缺少收尾的 }'],
  ['\\tag{1}', '只能用在单独成行'],
  ['x^', '^ 后面缺少内容'],
  ['\\begin{aligned} a \\end{align}', '不是一对'],
  ['\\begin{align} a \\end{align}', '只能用在单独成行'],
  ['\\hspace{a}', '不是长度'],
])('formula %s: %s', async (tex, right) => {
  const [told = ''] = await sentences(`---\ntitle: 文\n---\n文 $${tex}$ 后\n`)
  expect(told).toContain(right)
  expect(told.replace(/（.*）/, '')).not.toMatch(english)
})

test.each([
  ...['{{ a', '{{ a b }}', '{{ a. }}', '{{ (1 }}', '{{ [1 2] }}', '{{ {a 1} }}', '{{ "a }}', '{% if a %}', '{% if %}'],
  ...[
    '{% for a %}{% endfor %}',
    '{% for in a %}{% endfor %}',
    '{% set a %}',
    '{% foo %}',
    '{% block %}',
    '{% block a %}',
  ],
  ...[
    '{% import "a.njk" %}',
    '{% from "a.njk" %}',
    '{# a',
    '{% include %}',
    '{{ 1 is foo }}',
    '{{ 1() }}',
    '{% endif %}',
  ],
  ...['{% block a %}{% endblock %}{% block a %}{% endblock %}', '{% macro %}{% endmacro %}', '{{ a | }}', '{% %}'],
  ...['{{ asset("x.css") }}', '{{ super() }}', '{{ 5 | date }}', '{% call %}{% endcall %}', '{{ a ? }}', '{{ }}'],
])('template %j is explained in Chinese', async (text) => {
  const { diagnostics } = await site(`-- content/a.md --\n---\ntitle: 文\n---\n-- templates/page.njk --\n${text}`)
  const told = diagnostics
    .filter(({ code }) => code.startsWith('template-'))
    .map((one) => describe(one, 'zh-CN').message)
  expect(told).not.toEqual([])
  for (const message of told) expect(message).not.toMatch(english)
})

test.each([
  ['Unterminated string literal', '引号没有收尾'],
  ['Expected "}" but found "："', '“：”是全角的，这里要用半角的'],
  ['Unexpected "“"', '“““是全角的，这里要用半角的'.replace('“““', '““”')],
  ['Expected "}" but found "url"', '“url”前面缺少逗号、冒号或括号'],
  ['Expected ")" but found end of file', '文件结束了，还缺少 )'],
  ['Could not resolve "remark-x"', '没有安装“remark-x”这个包'],
  ['Could not resolve "./a.ts"', '没有“./a.ts”这个文件'],
  ['x is not defined', '没有定义 x'],
  ['Expected "}" to go with "{"', '{ 没有收尾的 }'],
  ['Input buffer contains unsupported image format', '这不是能读的图片格式'],
  ['Invalid regular expression: /(/: Unterminated group', '括号 ( 没有收尾'],
  ['it gave no text, but number', '它应该给出文字，实际给的是 number'],
  ['"../../x.txt" is no path of the site', '"../../x.txt" 不是网站里的路径'],
  ['"old/" is a folder, whose page is "old/index.html"', '"old/" 是文件夹，它的网页是 "old/index.html"'],
  ['x.txt has `yeilds` where `yields` is meant', 'x.txt 写的是 `yeilds`，应该是 `yields`'],
  [
    "Cannot assign to read only property 'title' of object '#<Object>'",
    '不能改动“title”：网站的数据是共用的，请先复制一份',
  ],
  ["Cannot find package 'remark-x' imported from /a/b", '没有安装“remark-x”这个包'],
  ["Cannot read properties of undefined (reading 'a')", '要读“a”的那个值是 undefined'],
  ['JSON does not support comments', 'JSON 里不能写注释'],
  ['something else', 'something else'],
])('%s: %s', (reason, chinese) => {
  expect(inChinese(reason)).toBe(chinese)
})

test.each([
  ['Could not resolve "remark-x"', 'remark-x'],
  ['Could not resolve "@a/b/c.js"', '@a/b'],
  ["Cannot find package 'remark-x' imported from /a/b", 'remark-x'],
  ['Could not resolve "./a.ts"', ''],
  ['Unterminated string literal', ''],
])('%s: the package %j is missing', (reason, name) => {
  expect(missingPackage(reason)).toBe(name)
})
