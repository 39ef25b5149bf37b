import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpora, hasShared, shared } from '../shared.ts'
import { ruoyu } from './command.ts'

interface Planned {
  readonly path: string
  readonly url: string
  readonly kind: string
  readonly origin: string
}

describe.skipIf(!hasShared).each(corpora)('%s, migrated from Hugo', (name) => {
  let dest: string
  let outputs: readonly Planned[]

  beforeAll(() => {
    dest = join(mkdtempSync(join(tmpdir(), 'ruoyu-migrated-')), name)
    const migrated = ruoyu(['migrate', 'hugo', shared('corpora', name), dest])
    expect(migrated.status, migrated.stderr).toBe(0)
    const planned = ruoyu(['plan', '--json', '--drafts', '--future', '--expired', '--root', dest])
    expect(planned.status, planned.stderr).toBe(0)
    outputs = JSON.parse(planned.stdout)
  }, 120_000)
  afterAll(() => rmSync(join(dest, '..'), { recursive: true, force: true }))

  test('keeps every URL that Hugo gave, from the same file', () => {
    const origins = new Map(outputs.map(({ url, origin }) => [decodeURI(url), origin]))
    const expected = readFileSync(shared('corpora', name, 'EXPECTED-URLS.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(expected.length).toBeGreaterThan(100)
    const wrong = expected.filter(([url = '', file]) => origins.get(decodeURI(url)) !== file)
    expect(wrong.map(([url = '', file]) => `${url} from ${file}, not ${origins.get(decodeURI(url))}`)).toEqual([])
  })

  test('builds or redirects every page of Hugo’s', () => {
    const paths = new Set(outputs.map(({ path }) => path))
    const expected = readFileSync(shared('corpora', name, 'EXPECTED-HTML.txt'), 'utf8')
      .trim()
      .split('\n')
    expect(expected.filter((path) => !paths.has(path.normalize('NFC')))).toEqual([])
  })

  test('publishes what Hugo publishes', () => {
    const { status, stdout, stderr } = ruoyu(['plan', '--json', '--root', dest])
    expect(status, stderr).toBe(0)
    const published = new Set((JSON.parse(stdout) as Planned[]).map(({ origin }) => origin))
    const expected = readFileSync(shared('corpora', name, 'EXPECTED-URLS.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
    const drafts = expected.filter(([, , draft]) => draft === 'draft').map(([, file]) => file)
    expect(drafts.filter((file) => published.has(file ?? ''))).toEqual([])
    const missing = expected
      .filter(([, file = '', draft]) => draft !== 'draft' && !published.has(file))
      .map(([, file = '']) => file)
    expect(missing.filter((file) => !isFuture(join(dest, file)))).toEqual([])
  })

  test('builds with exit code 0, and each post’s page has its title', () => {
    const { status, stdout, stderr } = ruoyu(['build', '--json', '--root', dest])
    expect(status, stderr + stdout.slice(-3000)).toBe(0)
  }, 120_000)

  test('migrated again, nothing changes', () => {
    const before = readFileSync(join(dest, 'ruoyu.config.ts'), 'utf8')
    const { status, stdout } = ruoyu(['migrate', 'hugo', shared('corpora', name), dest])
    expect(status).toBe(0)
    expect(stdout).toMatch(/(?:复制了 0 个文件|0 files copied)/)
    expect(readFileSync(join(dest, 'ruoyu.config.ts'), 'utf8')).toBe(before)
  }, 60_000)
})

/** A date after today hides a post in Hugo, too. */
function isFuture(file: string): boolean {
  const date = /^(?:date|publishDate):\s*["']?(\d{4}-\d\d-\d\d)/im.exec(readFileSync(file, 'utf8'))?.[1]
  return date !== undefined && date > new Date().toISOString().slice(0, 10)
}
