import { expect, test } from 'vitest'
import { describe, withFailuresJoined } from '../../src/diagnostics/describe.ts'
import { diagnose } from '../../src/diagnostics/diagnose.ts'

test('a plugin that fails on every post is told once, with the count, at the first place', () => {
  const failed = (file: string, text: string) => diagnose('plugin-failed', { file }, { plugin: 'own', text })
  const told = withFailuresJoined([
    failed('content/b.md', 'Error: no'),
    failed('content/a.md', 'Error: no'),
    failed('content/c.md', 'Error: in content/c.md'),
    failed('content/d.md', 'Error: in content/d.md'),
    diagnose('file-empty', { file: 'content/e.md' }, {}),
  ])
  expect(told.map(({ file, params }) => [file, params.count])).toEqual([
    ['content/a.md', 2],
    ['content/c.md', 2],
    ['content/e.md', undefined],
  ])
  expect(told.slice(0, 1).map((each) => describe(each, 'zh-CN').hint)).toEqual(['插件在 2 处出错，这是第一处'])
})
