import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { build } from '../../src/site/build.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

test('code that a post includes is shown anew once its file is another, and a missing one is a dead link', async () => {
  const root = tempFolder()
  writeIn(root, 'ruoyu.config.ts', "export default { url: 'https://example.com/', content: ['source'], hexo: {} }\n")
  writeIn(root, 'source/_posts/a.md', '---\ntitle: 甲\ndate: 2020-01-01\n---\n{% include_code 包 a.js %}\n')
  const built = async (code: string) => {
    writeIn(root, 'source/downloads/code/a.js', code)
    return build({ root, now: () => '2026-01-01T00:00:00+08:00' })
  }
  const shown = () => readFileSync(join(root, 'dist/2020/01/01/a/index.html'), 'utf8')
  expect((await built('// 一\n')).diagnostics.filter(({ level }) => level !== 'info')).toEqual([])
  expect(shown()).toContain('// 一')
  const { outputs } = await built('// 二二\n')
  expect(shown()).toContain('// 二二')
  expect(outputs.written).toBeGreaterThan(0)
  writeIn(root, 'source/_posts/a.md', '---\ntitle: 甲\ndate: 2020-01-01\n---\n\n{% include_code 包 b.js %}\n')
  const { diagnostics } = await build({ root, now: () => '2026-01-01T00:00:00+08:00' })
  expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toContain('link-dead 6')
})
