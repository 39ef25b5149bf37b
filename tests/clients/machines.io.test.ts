import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasShared, shared } from '../shared.ts'
import { repository } from './built.ts'
import { ruoyu } from './command.ts'

/** `.ci/run` installs one; by hand: `npm install` in tests/bench/peers, or RUOYU_NODE=/path/to/node. */
const otherNode = [process.env.RUOYU_NODE, join(repository, 'tests/bench/peers/node_modules/node/bin/node')].find(
  (path) => path !== undefined && existsSync(path),
)
if (!otherNode) console.warn('skipped: no other Node (RUOYU_NODE, or `npm install` in tests/bench/peers)')

interface Machine {
  readonly node: string
  readonly cwd: string
  readonly TZ: string
  readonly LC_ALL: string
  readonly RUOYU_READDIR: string
  readonly umask: string
}

const zones = ['UTC', 'America/St_Johns', 'Asia/Shanghai']
const locales = ['C', 'ar_EG.UTF-8', 'zh_CN.UTF-8']
const orders = ['forwards', 'backwards']

/**
 * Every zone with every locale, or, in the short form, the first with each and each with its own; order, folder, umask and
 * Node change from one to the next.
 */
const machines = (nodes: readonly string[], folders: readonly string[]): readonly Machine[] =>
  zones
    .flatMap((TZ, row) => locales.map((LC_ALL, column) => ({ TZ, LC_ALL, isShort: row === 0 || row === column })))
    .filter(({ isShort }) => isShort || process.env.RUOYU_LONG)
    .map(({ TZ, LC_ALL }, turn) => ({
      ...{ TZ, LC_ALL, RUOYU_READDIR: orders[turn % 2] ?? '', umask: turn % 3 === 0 ? '077' : '022' },
      ...{ node: nodes[turn % nodes.length] ?? '', cwd: folders[(turn >> 1) % folders.length] ?? '' },
    }))

/** Builds `site` below the working folder of the machine; gives a hash of all that it wrote. */
function digest({ node, cwd, umask, ...env }: Machine, isQuiet: boolean): string {
  const out = join(cwd, 'dist')
  rmSync(out, { recursive: true, force: true })
  rmSync(join(cwd, 'site/.ruoyu'), { recursive: true, force: true })
  const command = `umask ${umask} && exec "$@"`
  const build = [node, join(repository, 'lib/cli.js'), 'build', '--root', 'site', '--out', out, '--future', '--drafts']
  const { status, stderr } = spawnSync('sh', ['-c', command, 'sh', ...build], {
    ...{ cwd, encoding: 'utf8' },
    env: { ...process.env, ...env, LANG: env.LC_ALL },
  })
  expect({ status, stderr: isQuiet ? stderr : '' }).toEqual({ status: 0, stderr: '' })
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.ruoyu') && statSync(join(out, path)).isFile(),
  )
  expect(files.length).toBeGreaterThan(100)
  const hash = createHash('sha256')
  for (const path of files.sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(out, path)))
      .update('\0')
  return hash.digest('hex')
}

describe.skipIf(!otherNode)('row 43: the site of this repository', () => {
  let work: string
  const folders = () => [work, join(work, '甲 乙')]

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'ruoyu-machines-'))
    for (const folder of folders()) {
      for (const part of ['content', 'public', 'ruoyu.config.ts', 'src', 'package.json'])
        cpSync(join(repository, part), join(folder, 'site', part), { recursive: true })
      // The manual's tables are made by code of ours, which imports packages.
      symlinkSync(join(repository, 'node_modules'), join(folder, 'site/node_modules'))
    }
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  test('has the same bytes in 3 time zones and 3 locales, from 2 folders, in any order of files, on 2 versions of Node', () => {
    const nodes = [process.execPath, otherNode ?? '']
    const versions = nodes.map((node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim())
    expect(new Set(versions.map((version) => version.split('.')[0])).size).toBe(2)
    const digests = machines(nodes, folders()).map((machine) => digest(machine, true))
    expect(new Set(digests).size).toBe(1)
  })

  test('is planned, checked, migrated and verified by the other Node without a complaint', () => {
    const run = (...args: readonly string[]) =>
      spawnSync(otherNode ?? '', [join(repository, 'lib/cli.js'), ...args], { cwd: work, encoding: 'utf8' })
    const hugo = join(work, 'hugo')
    mkdirSync(hugo)
    cpSync(join(repository, 'content'), join(hugo, 'content'), { recursive: true })
    for (const args of [
      ['plan', '--root', 'site'],
      ['check', '--root', 'site'],
      ['migrate', 'hugo', 'hugo', 'moved'],
      ['build', '--root', 'moved', '--verify'],
    ]) {
      const { status, stderr } = run(...args)
      expect({ args, status, stderr: stderr.includes('Error') }).toEqual({ args, status: 0, stderr: false })
    }
  })
})

describe.skipIf(!hasShared)('a blog that moved here', () => {
  let work: string
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'ruoyu-machines-'))
    const { status, stderr } = ruoyu(['migrate', 'hugo', shared('corpora/xiaowenz'), join(work, 'site')])
    expect(status, stderr).toBe(0)
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  test('has the same bytes in 3 time zones and 3 locales', () => {
    const env = ['C', 'de_DE.UTF-8', 'zh_CN.UTF-8'].map((LC_ALL, turn) => ({ LC_ALL, TZ: zones[turn] ?? '', turn }))
    const digests = env.map(({ LC_ALL, TZ, turn }) =>
      digest(
        { LC_ALL, TZ, node: process.execPath, cwd: work, RUOYU_READDIR: orders[turn % 2] ?? '', umask: '022' },
        false,
      ),
    )
    expect(new Set(digests).size).toBe(1)
  })
})
