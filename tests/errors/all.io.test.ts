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

test('a loop in a template that does not end is stopped', async () => {
  const endless = '{% macro again(n) %}{{ again(n) }}{{ again(n) }}{% endmacro %}{{ again(1) }}'
  const archive = `-- content/posts/a.md --\n---\ntitle: 文\n---\n-- templates/post.njk --\n${endless}`
  const { diagnostics } = await site(archive, { config: { limits: { templateTime: 200 } } })
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    [expect.stringMatching(/^template-(?:endless|failed)$/), 'templates/post.njk'],
  ])
})
