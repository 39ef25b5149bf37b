import { expect, test } from 'vitest'
import { describe } from '../../src/diagnostics/describe.ts'
import { diagnose } from '../../src/diagnostics/diagnose.ts'

const words = (code: string, language: string) =>
  describe(diagnose('write-failed', { file: 'dist' }, { code, path: '/site/dist' }), language)

test.each([
  ['ENOSPC', 'the disk is full', '磁盘已满'],
  ['EDQUOT', 'the disk is full', '磁盘已满'],
  ['EACCES', 'permission denied', '没有权限'],
  ['EPERM', 'permission denied', '没有权限'],
  ['EROFS', 'the file system is read-only', '文件系统是只读的'],
  ['EMFILE', 'too many open files', '打开的文件太多'],
  ['ENAMETOOLONG', 'the path is too long', '路径太长'],
])('row 32: %s is told in words, with what to do', (code, english, chinese) => {
  const [en, zh] = [words(code, 'en'), words(code, 'zh-CN')]
  expect(en.message).toContain(`/site/dist: ${english}`)
  expect(zh.message).toContain(`/site/dist：${chinese}`)
  expect([en.hint, zh.hint]).not.toContain(undefined)
})

test('what the system says and we have no words for is told as it is', () => {
  expect(words('EIO', 'en')).toEqual({ message: 'the site was not published and stays as it was; /site/dist: EIO' })
})
