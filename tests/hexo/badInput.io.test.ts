import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrateCommand } from '../../src/commands/migrate.ts'
import { tempFolder } from '../io/temp.ts'
import { moved } from './archive.ts'

/** Bad input: each fault is told at its line, and none stops the rest. */

const config =
  '-- _config.yml --\ntitle: T\nurl: https://example.org\nlanguage: zh-CN\ntimezone: Asia/Shanghai\npermalink: p/:title/\n'
const good = '-- source/_posts/good.md --\n---\ntitle: 好\ndate: 2020-01-01\n---\n正文\n'

function post(path: string, text: string): string {
  return `-- source/_posts/${path} --\n${text}\n`
}

/** `code` at `file:line` of each warning. */
async function told(archive: string): Promise<readonly string[]> {
  const blog = await moved(archive)
  expect(blog.ok).toBe(true)
  expect(blog.paths.filter((path) => path.endsWith('good/index.html'))).toHaveLength(1)
  return blog.diagnostics
    .filter(({ level }) => level !== 'info')
    .map(({ code, file, line = 0 }) => `${code} ${file.replace('source/_posts/', '')}:${line}`)
}

test('without a _config.yml Hexo’s defaults hold, and the report says so', async () => {
  const blog = await moved(good)
  expect(blog.paths).toContain('2020/01/01/good/index.html')
  expect(blog.report.join('\n')).toContain('没有 _config.yml')
})

test('of a broken _config.yml the rest is read, and the report names the line', async () => {
  const blog = await moved(
    `-- _config.yml --\ntitle: T\nlanguage: zh-CN\n\tpermalink: [\nurl: https://example.org\n${good}`,
  )
  expect(blog.ok).toBe(true)
  expect(blog.report.join('\n')).toMatch(/_config\.yml:\d+/)
})

test('a theme whose config is missing is named', async () => {
  const blog = await moved(`${config}theme: gone\n${good}`)
  expect(blog.report.join('\n')).toContain('没有找到主题 gone 的配置')
})

test('of two posts at one address the one that Hexo showed keeps it, the older one', async () => {
  const blog = await moved(
    config +
      post('a.md', '---\ntitle: 新\ndate: 2021-01-01\npermalink: p/same/\n---\n') +
      post('b.md', '---\ntitle: 旧\ndate: 2020-01-01\npermalink: p/same/\n---\n') +
      post('c.md', '---\ntitle: 同日一\ndate: 2020-01-01\npermalink: p/day/\n---\n') +
      post('d.md', '---\ntitle: 同日二\ndate: 2020-01-01\npermalink: p/day/\n---\n'),
  )
  expect(blog.file('p/same/index.html')).toContain('<h1>旧</h1>')
  expect(blog.file('p/same-2/index.html')).toContain('<h1>新</h1>')
  expect(blog.file('p/day/index.html')).toContain('<h1>同日二</h1>')
  expect(blog.diagnostics.filter(({ code }) => code === 'url-shared').map(({ line }) => line)).toEqual([4, 4])
})

test('a post without a date, without a title, with an impossible date or with none that can be read', async () => {
  expect(
    await told(
      config +
        good +
        post('nodate.md', '---\ntitle: 无\n---\n') +
        post('notitle.md', '---\ndate: 2020-01-01\n---\n') +
        post('impossible.md', '---\ntitle: 错\ndate: 2017-16-26\n---\n') +
        post('hours.md', '---\ntitle: 错\ndate: 2017-06-26 soon\n---\n'),
    ),
  ).toEqual(
    expect.arrayContaining([
      ...['hexo-date-missing nodate.md:2', 'title-missing notitle.md:2', 'hexo-date-impossible impossible.md:3'],
      'hexo-date-unread hours.md:3',
    ]),
  )
})

test('a title of 300 characters, tabs for indentation and JSON between semicolons', async () => {
  const title = '长'.repeat(300)
  const blog = await moved(
    '-- _config.yml --\ntitle: T\nurl: https://example.org\nlanguage: zh-CN\npermalink: p/:post_title/\n' +
      post('a.md', `---\ntitle: ${title}\ndate: 2020-01-01\ntags:\n\t- 缩进\n---\n正文`) +
      post('b.md', ';;;\n"title": "分号",\n"date": "2020-01-01"\n;;;\n正文') +
      post('c.md', '"title": "无开头",\n"date": "2020-01-01"\n;;;\n正文'),
  )
  expect(blog.ok).toBe(true)
  expect(blog.paths.filter((path) => path.startsWith('p/'))).toHaveLength(3)
  expect(blog.file('p/无开头/index.html')).toContain('<p>正文</p>')
  expect(blog.paths).toContain('p/分号/index.html')
  expect(blog.paths).toContain('tags/缩进/index.html')
  expect(blog.diagnostics.filter(({ level }) => level !== 'info')).toEqual([])
})

test('a loop of post_links ends, and one that leads nowhere is told', async () => {
  const codes = await told(
    config +
      good +
      post('a.md', '---\ntitle: 甲\ndate: 2020-01-01\n---\n{% post_link b %}') +
      post('b.md', '---\ntitle: 乙\ndate: 2020-01-01\n---\n{% post_link a %} {% post_link none %}'),
  )
  expect(codes.filter((code) => /:5$/.test(code))).toHaveLength(1)
})

test('a link in the source folder is named, not followed, and stops nothing', async () => {
  const root = tempFolder({
    'outside/secret.txt': '绝密',
    'old/_config.yml': 'title: T\nurl: https://example.org\nlanguage: zh-CN\n',
    'old/source/_posts/good.md': '---\ntitle: 好\ndate: 2020-01-01\n---\n',
  })
  symlinkSync(join(root, 'outside'), join(root, 'old/source/out'))
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
  await migrateCommand('hexo', join(root, 'old'), join(root, 'new'), {})
  expect(log.mock.calls.flat().join('\n')).toMatch(/1 个链接没有跟过去.*out/)
  expect(existsSync(join(root, 'new/source/out'))).toBe(false)
  expect(existsSync(join(root, 'new/source/_posts/good.md'))).toBe(true)
})

test('pictures that are none are told once a page, and a page’s name ends where its question mark stands', async () => {
  const blog = await moved(
    `${config}${post('a.md', '---\ntitle: 甲\ndate: 2020-01-01\n---\n![](/p.png) ![](/q.png)')}${good}` +
      '-- source/p.png --\n\n-- source/q.png --\n\n-- source/a?b#c%20 d.md --\n---\ntitle: 问\n---\n正文\n',
  )
  const told = blog.diagnostics.filter(({ code }) => code === 'picture-unreadable')
  expect(told).toMatchObject([{ file: 'source/_posts/a.md', line: 5, params: { count: 2 } }])
  expect(blog.paths).toContain('a.html')
})
