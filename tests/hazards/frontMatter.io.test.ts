import { describe, expect, test } from 'vitest'
import { isQuick } from '../runs.ts'
import { accepted, blog, post, problems, refused } from './blog.ts'

/** Hazards of front matter: rows 1 to 18 of the table of hazards, each through the real build. */

const a = 'content/posts/a.md'
const page = 'posts/a/index.html'
const title = (html: string) => /<h1[^>]*>([^<]*)/.exec(html)?.[1]

test.each(['---js', '---javascript', '---toString', '---coffee', '---json'])(
  'row 1: a front matter in another language is refused and not run: %s',
  async (opening) => {
    await refused({ [a]: `${opening}\nthrow new Error(process.exit(3))\n---\n` }, [
      `error front-matter-language ${a}:1:1`,
    ])
  },
)

test('row 2: invalid YAML has its line and column, the same the second time', async () => {
  const wrong = [`error front-matter-syntax ${a}:3:7`]
  const { build } = blog({ [a]: post('title: 文\ntags: [a, b') })
  expect(problems(await build())).toEqual(wrong)
  expect(problems(await build())).toEqual(wrong)
})

test('row 3: an unquoted colon', async () => {
  await refused({ [a]: post('title: Foo: bar') }, [`error front-matter-colon ${a}:2:8`])
})

test('row 4: an indentation by a tab', () =>
  refused({ [a]: post('title: 文\nparams:\n\tx: 1') }, [`error front-matter-tab ${a}:4:1`]))

test('row 5: of a key that stands twice the last wins, as in Hugo, with a warning', async () => {
  const built = await accepted({ [a]: post('title: 甲\ndate: 2025-01-01\ntitle: 乙') }, [
    `warning front-matter-duplicate ${a}:4:1`,
  ])
  expect(title(built.page(page))).toBe('乙')
})

test('row 6: no closing line', () =>
  refused({ [a]: '---\ntitle: 文\n\n正文\n' }, [`error front-matter-unclosed ${a}:1:1`]))

test.each(['文', '- 一\n- 二', '42'])('row 7: a front matter that is no map: %s', (lines) =>
  refused({ [a]: post(lines) }, [`error front-matter-no-map ${a}:2:1`]),
)

test.each([
  'date: 2025-01-01',
  'title: ""\ndate: 2025-01-01',
  'title:\ndate: 2025-01-01',
  'title: "  "\ndate: 2025-01-01',
])('row 8: without a title the file’s name is taken, with a warning: %s', async (lines) => {
  const built = await accepted({ [a]: post(lines) }, [`warning title-missing ${a}:2:1`])
  expect(title(built.page(page))).toBe('a')
  expect(Object.values(built.published()).join()).not.toMatch(/>(?:null|undefined)</)
})

test('row 9: numbers stay as they are written', async () => {
  const built = await accepted({ [a]: post('title: 1.10\ndate: 2025-01-01\nslug: 007\ntags: [2024, 0x1F]') })
  expect(title(built.page('posts/007/index.html'))).toBe('1.10')
  expect(built.published()).toHaveProperty(['tags/0x1f/index.html'])
})

test.each(['2024-02-30', '2024-13-45', 'foo', '05/01/2024', '2023-02-29', '2024-01-01T25:00:00'])(
  'row 10: a day that there is not: %s',
  (date) => refused({ [a]: post(`title: 文\ndate: ${date}`) }, [`error date-invalid ${a}:3:7`]),
)

test('row 11: a time without a zone is one of the site’s zone', async () => {
  const built = await accepted({
    [a]: post('title: 文\ndate: 2025-01-01 00:30:00'),
    'ruoyu.config.ts': "export default { timeZone: 'America/New_York' }\n",
  })
  expect(built.page(page)).toContain('2025-01-01T00:30:00-05:00')
})

test('row 12: a post of the future is left out, and the report says so', async () => {
  const built = await accepted({ [a]: post('title: 文\ndate: 2027-01-01') })
  expect(built.published()).not.toHaveProperty([page])
  const { leftOut } = await built.build()
  expect(leftOut).toMatchObject([{ file: a, reason: 'future' }])
})

describe('row 13: a draft', () => {
  test.each(['"false"', 'no', 'off', 'FALSE'])('%s is none', async (draft) => {
    const built = await accepted({ [a]: post(`title: 文\ndate: 2025-01-01\ndraft: ${draft}`) })
    expect(built.published()).toHaveProperty([page])
  })
  test.each(['"true"', 'yes', 'on', 'True'])('%s is one', async (draft) => {
    const built = await accepted({ [a]: post(`title: 文\ndate: 2025-01-01\ndraft: ${draft}`) })
    expect(built.published()).not.toHaveProperty([page])
  })
  test('a slip of the pen is an error', () =>
    refused({ [a]: post('title: 文\ndate: 2025-01-01\ndraft: "ture"') }, [`error flag-invalid ${a}:4:8`]))
})

test.each([
  [
    'an alias bomb',
    'front-matter-too-many',
    `a: &x0 [1]\n${Array.from({ length: 9 }, (_, n) => `b${n}: &x${n + 1} [${Array(10).fill(`*x${n}`)}]`).join('\n')}`,
  ],
  [
    'a merge chain',
    'front-matter-too-many',
    `a: &x0 {k: 1}\n${Array.from({ length: 60 }, (_, n) => `b${n}: &x${n + 1} {<<: [${Array(9).fill(`*x${n}`)}]}`).join('\n')}`,
  ],
  ['deep nesting', 'front-matter-too-deep', `a: ${'['.repeat(2000)}${']'.repeat(2000)}`],
])('row 14: %s is a fast error', async (_, code, lines) => {
  const wrong = [expect.stringContaining(`error ${code} ${a}`)]
  expect(await isQuick(() => refused({ [a]: post(`title: 文\n${lines}`) }, wrong), 3000)).toBe(true)
})

test.each(['__proto__: 1', 'constructor: {prototype: {polluted: 1}}', 'params: {__proto__: {polluted: 1}}'])(
  'row 15: a key that reaches for JavaScript’s own is harmless and an error: %s',
  async (lines) => {
    await refused({ [a]: post(`title: 文\n${lines}`) }, [
      expect.stringContaining(`error front-matter-key-forbidden ${a}:3`),
    ])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  },
)

test('row 16: with a BOM and CRLF the page is the same', async () => {
  const text = post('title: 文\ndate: 2025-01-01\ntags: [甲]', '第一行\n第二行\n\n- 一\n- 二\n\n```\ncode\n```')
  const plain = await accepted({ [a]: text })
  const marked = await accepted({ [a]: `\ufeff${text.replaceAll('\n', '\r\n')}` })
  expect(marked.published()).toEqual(plain.published())
})

test('row 17: without front matter it is a page, with a warning', async () => {
  const built = await accepted({ [a]: '# 题\n\n正文\n' }, [`warning front-matter-missing ${a}:1:1`])
  expect(built.page(page)).toContain('正文')
})

test('row 18: an empty file is a warning and no page; an empty body is a page', async () => {
  const built = await accepted({ [a]: '', 'content/posts/b.md': post('title: 空\ndate: 2025-01-01', '') }, [
    `warning file-empty ${a}`,
  ])
  expect(built.published()).not.toHaveProperty([page])
  expect(title(built.page('posts/b/index.html'))).toBe('空')
})
