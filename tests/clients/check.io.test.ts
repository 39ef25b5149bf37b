import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ruoyu } from './command.ts'

const slips = `看[链接]（https://example.com/a），
！[图](https://example.com/b.png)

#标题

##小标题

-项目一
-项目二

脚注[^1]，颜色 #fff，温度 -5℃，这里的**定期保存: **有空格。

[^1]：注

\`[代码]（https://example.com）\`
`

const mended = slips
  .replace('（https://example.com/a）', '(https://example.com/a)')
  .replace('！[图]', '![图]')
  .replace('##小', '## 小')
  .replace('-项目一\n-项目二', '- 项目一\n- 项目二')
  .replace('[^1]：', '[^1]: ')
  .replace('保存: **有', '保存:** 有')

describe('ruoyu check', () => {
  let root: string
  const file = (path: string) => join(root, path)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(file(path)), { recursive: true })
    writeFileSync(file(path), text)
  }
  const check = (...args: readonly string[]) => ruoyu(['check', '--root', root, ...args])

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ruoyu-check-'))
    write('ruoyu.config.ts', `export default { title: '博客', url: 'https://blog.example/', language: 'zh-CN' }\n`)
    write('content/posts/a.md', `---\ntitle: 甲\ndate: 2025-01-01\n---\n${slips}`)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test('row 53: gives the line of each slip and its mend, and changes nothing', () => {
    const { status, stdout, stderr } = check()
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const at = (line: number, column: number, right: string) =>
      expect(stdout).toMatch(
        new RegExp(`a\\.md:${line}:${column} 警告 [\\s\\S]{1,200}→ 改成 ${right.replace(/[()[\]^]/g, '\\$&')}`),
      )
    at(5, 6, '(https://example.com/a)')
    at(6, 1, '!')
    at(8, 1, '# ')
    at(10, 1, '## ')
    at(12, 1, '- ')
    at(17, 1, '[^1]: ')
    expect(readFileSync(file('content/posts/a.md'), 'utf8')).toContain(slips)
  })

  test('--fix shows what it mends, mends what can’t change a meaning, and leaves nothing for a second time', () => {
    const { stdout, status } = check('--fix')
    expect(status).toBe(0)
    expect(stdout).toContain('有 7 处笔误可以放心改正')
    expect(stdout).toMatch(/已改正 7 处，共 1 个文件。\n上面还有 2 条没有改：/)
    expect(readFileSync(file('content/posts/a.md'), 'utf8').split('---\n')[2]).toBe(mended)
    expect(check('--fix').stdout).toMatch(/slip-heading[\s\S]*没有可以放心改正的笔误/)
    expect(readFileSync(file('content/posts/a.md'), 'utf8').split('---\n')[2]).toBe(mended)
  })

  test('an error in one post does not keep the slips of the others from being told', () => {
    write('content/posts/b.md', '---\ntitle： 乙\ndate: 2025-01-01\n---\n正文\n')
    const { stdout, status } = check()
    expect(status).toBe(1)
    expect(stdout).toContain('b.md:2:6 错误')
    expect(stdout).toContain('a.md:5:6 警告')
  })
})
