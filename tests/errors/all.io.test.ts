import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruoyu } from '../clients/command.ts'
import { tempFolder } from '../io/temp.ts'
import { site } from '../site.ts'

/** A post's front matter or body, and the code, line and column of what is wrong with it. */
const broken: readonly (readonly [text: string, where: string])[] = [
  ['---\ntitle: a\ndate: 2024-13-45\n---\n', 'date-invalid:3:7'],
  ['---\ntitle: a\ndate: 2024-02-30\n---\n', 'date-invalid:3:7'],
  ['---\ntitle： a\n---\n', 'front-matter-full-width-colon:2:6'],
  ['---\ntitle: Foo: bar\n---\n', 'front-matter-colon:2:8'],
  ['---\ntitle: a\n\tdraft: true\n---\n', 'front-matter-tab:3:1'],
  ['---\ntitle: a\n', 'front-matter-unclosed:1:1'],
  ['---js\n{ title: 1 }\n---\n', 'front-matter-language:1:1'],
  ['---\ntitle: a\ndraft: ture\n---\n', 'flag-invalid:3:8'],
  ['---\ntitle: a\nslug: ../../x\n---\n', 'path-refused:3:7'],
  ['---\ntitle: a\n---\n\n正文 {{< ref "none.md" >}}\n', 'ref-missing:5:4'],
]

test.each(broken)('%j is an error at its line and column', async (text, where) => {
  const { diagnostics } = await site(`-- content/posts/a.md --\n${text}`)
  const errors = diagnostics.filter(({ level }) => level === 'error')
  expect(errors.map(({ code, line, column, file }) => `${file} ${code}:${line}:${column}`)).toEqual([
    `content/posts/a.md ${where}`,
  ])
})

test('ten broken files are shown at once, and nothing is written', () => {
  const root = tempFolder(Object.fromEntries(broken.map(([text], index) => [`content/posts/${index}.md`, text])))
  const { status, stdout } = ruoyu(['build', '--root', root, '--json'])
  const { ok, diagnostics } = JSON.parse(stdout) as { ok: boolean; diagnostics: { file: string; level: string }[] }
  expect([status, ok]).toEqual([1, false])
  const files = diagnostics.filter(({ level }) => level === 'error').map(({ file }) => file)
  expect(new Set(files).size).toBe(10)
  expect(existsSync(join(root, 'dist'))).toBe(false)
})

test.each([
  ['！[图](x.png)', 'slip-image'],
  ['#标题', 'slip-heading'],
  ['-项目', 'slip-list'],
  ['[^1]：注', 'slip-footnote'],
  ['＊＊粗＊＊', 'slip-stars'],
])('check finds the slip in %s', (body, code) => {
  const root = tempFolder({ 'content/posts/a.md': `---\ntitle: 文\n---\n\n${body}\n` })
  const { diagnostics } = JSON.parse(ruoyu(['check', '--root', root, '--json']).stdout) as {
    diagnostics: { code: string; line: number; column: number }[]
  }
  expect(diagnostics.filter((one) => one.code === code)).toMatchObject([{ line: 5, column: 1 }])
})

test('a loop in a template that does not end is stopped', async () => {
  const endless = '{% macro again(n) %}{{ again(n) }}{{ again(n) }}{% endmacro %}{{ again(1) }}'
  const archive = `-- content/posts/a.md --\n---\ntitle: 文\n---\n-- templates/post.njk --\n${endless}`
  const { diagnostics } = await site(archive, { config: { limits: { templateTime: 200 } } })
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    [expect.stringMatching(/^template-(?:endless|failed)$/), 'templates/post.njk'],
  ])
})

test('a broken stylesheet of the theme is an error at its place', () => {
  const root = tempFolder({ 'content/a.md': '---\ntitle: 文\n---\n', 'templates/assets/theme.ts': 'const a: = 1\n' })
  const { status, stdout } = ruoyu(['build', '--root', root, '--json'])
  expect(status).toBe(1)
  expect(JSON.parse(stdout).diagnostics[0]).toMatchObject({
    code: 'asset-broken',
    file: 'templates/assets/theme.ts',
    line: 1,
    column: 10,
  })
})

test('an output that would overwrite the site itself is refused', () => {
  const root = tempFolder({ 'content/a.md': '---\ntitle: 文\n---\n' })
  const { status, stdout } = ruoyu(['build', '--root', root, '--out', '.', '--json'])
  expect(status).toBe(1)
  expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'output-refused' }])
})
