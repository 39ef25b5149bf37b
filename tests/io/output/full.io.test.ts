import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundled } from '../child.ts'
import { type Files, ownOf, publish, standing } from '../site.ts'
import { tempFolder } from '../temp.ts'

/** A folder on a disk of its own, or undefined where this process may not mount one. */
function smallDisk(options: string): string | undefined {
  const root = tempFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', root], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', [root]))
  return root
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0
if (!mayMount) console.info('skipped: a full disk can only be made by root')

/** 60 pages of 8 KB in folders of their own; a third of them the same in all versions. */
function site(version: string): Files {
  const pages = Array.from({ length: 60 }, (_, n): [string, string] => {
    const folder = n % 4 === 0 ? `${version}/${n}` : `posts/${n}`
    return [`${folder}/index.html`, (n % 3 === 0 ? 'same' : version).repeat(2000).slice(0, 8000)]
  })
  return { ...Object.fromEntries(pages), 'index.html': version }
}

/** Leaves just so many bytes free. */
function fill(root: string, free: number, size: number): void {
  rmSync(join(root, 'filler'), { force: true })
  const used = Number(execFileSync('df', ['--output=used', '-B1', root]).toString().split('\n')[1])
  writeFileSync(join(root, 'filler'), Buffer.alloc(Math.max(0, size - used - free)))
}

test.runIf(mayMount)(
  'row 32: on a disk that is full at any tenth write the earlier site stays byte for byte',
  async ({ skip }) => {
    const size = 4 * 1024 * 1024
    const root = smallDisk(`size=${size}`) ?? skip('mounting is not allowed here')
    await publish(root, site('one'))
    let refused = 0
    for (let free = 0; free <= 60 * 8192; free += 5 * 8192) {
      fill(root, free, size)
      const { diagnostics } = await publish(root, site('two'))
      if (diagnostics.length === 0) break
      refused++
      expect(diagnostics).toMatchObject([{ code: 'write-failed', params: { code: 'ENOSPC' } }])
      expect(standing(root)).toEqual(site('one'))
      expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
    }
    expect(refused).toBeGreaterThan(3)
    expect(standing(root)).toEqual(site('two'))
  },
)

test.runIf(mayMount)(
  'row 32: on a disk with no room for another name the earlier site stays as well',
  async ({ skip }) => {
    let refused = 0
    for (let names = 160; ; names += 7) {
      const root = smallDisk(`size=8m,nr_inodes=${names}`) ?? skip('mounting is not allowed here')
      await publish(root, site('one'))
      const before = standing(root)
      const { diagnostics } = await publish(root, site('two'))
      expect(standing(root)).toEqual(diagnostics.length > 0 ? before : site('two'))
      if (diagnostics.length === 0) break
      refused++
    }
    expect(refused).toBeGreaterThan(10)
  },
)

test.runIf(mayMount)('row 32: where there is not even room for a lock, no trace is left', async ({ skip }) => {
  const size = 1024 * 1024
  const root = smallDisk(`size=${size}`) ?? skip('mounting is not allowed here')
  fill(root, 0, size)
  expect((await publish(root, site('one'))).diagnostics).toMatchObject([{ code: 'write-failed' }])
  expect(readdirSync(root)).toEqual(['filler'])
})

test.runIf(process.platform !== 'win32')('a handful of file handles is enough', async () => {
  const root = tempFolder()
  const script = await bundled('output/publisherChild', root)
  const shell = spawn('sh', ['-c', `ulimit -n 40; exec "${process.execPath}" "${script}" "${root}" 1`], {
    stdio: 'ignore',
  })
  onTestFinished(() => void shell.kill('SIGKILL'))
  await expect.poll(() => existsSync(join(root, 'dist/terms/0/9.html'))).toBe(true)
  expect(shell.exitCode).toBeNull()
})
