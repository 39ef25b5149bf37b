import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listFiles } from '../../src/io/copyTree.ts'
import { tempFolder } from './temp.ts'

test('the files of a folder come in order, without links, what lies behind them, and git’s own', () => {
  const secret = tempFolder({ 'secret.md': '' })
  const root = tempFolder({ 'b.md': '', 'a/z.md': '', 'a.md': '', '.git/config': '', 'x/.git': '' })
  symlinkSync(secret, join(root, 'folder'))
  symlinkSync(join(secret, 'secret.md'), join(root, 'file.md'))
  symlinkSync('..', join(root, 'a/loop'))
  expect(listFiles(root)).toEqual(['a.md', 'a/z.md', 'b.md'])
})
