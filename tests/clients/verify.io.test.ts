import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../io/temp.ts'
import { ruoyu } from './command.ts'

const content = {
  'content/posts/a.md': '---\ntitle: 甲\ndate: 2025-01-01\ntags: [I, i, 文]\n---\n正文\n',
  'content/posts/b/index.md': '---\ntitle: 乙\ndate: 2025-01-01T23:30:00\n---\n![图](图.png)\n',
  'content/posts/b/图.png': '',
  'public/robots.txt': '',
}

/** A config whose one plugin gives every post a paragraph. */
const saying = (value: string) => `
const plugin = () => (tree) => { tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: ${value} }] }) }
export default { markdown: { plugins: [plugin] } }
`

function verify(config: string, ...options: readonly string[]) {
  const root = tempFolder({ ...content, 'ruoyu.config.ts': config })
  return { root, ...ruoyu(['build', '--verify', '--root', root, ...options]) }
}

test('a site that is a function of its files is built after it was built twice', () => {
  const { root, status, stdout } = verify(saying("'一样'"))
  expect(stdout).toMatch(/换时区、换语言环境构建了两次：\d\d 个文件完全一样/)
  expect(status).toBe(0)
  expect(existsSync(join(root, 'dist/posts/a/index.html'))).toBe(true)
})

test.each([
  ['the time zone', 'String(new Date(0).getHours())'],
  ['the locale', '(1234.5).toLocaleString()'],
  ['chance', 'String(Math.random())'],
])('a plugin that looks at %s is found, its pages are named and nothing is written', (_, value) => {
  const { root, status, stdout } = verify(saying(value), '--json')
  expect(status).toBe(1)
  const { ok, diagnostics } = JSON.parse(stdout)
  expect(ok).toBe(false)
  expect(diagnostics).toMatchObject([{ code: 'output-differs' }])
  expect(diagnostics[0].message).toContain('posts/a/index.html')
  expect(existsSync(join(root, 'dist'))).toBe(false)
})
