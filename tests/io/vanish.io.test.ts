import { rmSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { readSources } from '../../src/io/read.ts'
import type { Diagnostic } from '../../src/types.ts'
import { tempFolder, writeIn } from './temp.ts'

const hook = vi.hoisted(() => ({ beforeOpen: (_path: string): void => {} }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const openSync: typeof fs.openSync = (path, ...rest) => {
    hook.beforeOpen(String(path))
    return fs.openSync(path, ...rest)
  }
  return { ...fs, openSync }
})

async function read(
  root: string,
  beforeOpen: (path: string) => void,
): Promise<{ texts: readonly string[]; diagnostics: readonly Diagnostic[] }> {
  const templates = tempFolder()
  hook.beforeOpen = beforeOpen
  const { value, diagnostics } = await readSources(root, completeConfig({}, '').value, { templates })
  return { texts: value.content.map(({ text = '' }) => text), diagnostics }
}

test('row 26: when a file vanishes in mid-read, all is read again and what is there then counts', async () => {
  const root = tempFolder({ 'content/a.md': 'A', 'content/b.md': 'B' })
  let done = false
  const replaceB = (path: string): void => {
    if (done || !path.endsWith('b.md')) return
    done = true
    rmSync(path)
    writeIn(root, 'content/c.md', 'C')
  }
  expect(await read(root, replaceB)).toEqual({ texts: ['A', 'C'], diagnostics: [] })
})

test('row 26: a file that grows while it is read is read again', async () => {
  const root = tempFolder({ 'content/a.md': 'A' })
  const opened: string[] = []
  const grow = (path: string): void => {
    opened.push(path)
    if (opened.length === 1) writeIn(root, 'content/a.md', 'AA')
  }
  expect(await read(root, grow)).toEqual({ texts: ['AA'], diagnostics: [] })
})

test('row 26: a file that vanishes at both reads is an error with its path', async () => {
  const root = tempFolder({ 'content/a.md': 'A', 'content/b.md': 'B' })
  const vanish = (path: string): void => {
    if (path.endsWith('a.md')) throw Object.assign(new Error(path), { code: 'ENOENT' })
  }
  const { texts, diagnostics } = await read(root, vanish)
  expect(texts).toEqual(['B'])
  expect(diagnostics).toMatchObject([{ code: 'file-vanished', file: 'content/a.md' }])
})
