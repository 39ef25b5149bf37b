import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpora, hasShared, shared } from '../shared.ts'
import { ruoyu } from './command.ts'
import { blocksOf, missingWords, pageText } from './words.ts'

interface Planned {
  readonly path: string
  readonly url: string
  readonly kind: string
  readonly origin: string
}

/** Pages of which a part was encrypted, and is not published. */
const encrypted: ReadonlySet<string> = new Set(['content/about/index.md'])

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
    const { status, stdout, stderr } = ruoyu(['build', '--json', '--root', dest])
    expect(status, stderr + stdout.slice(-3000)).toBe(0)
  })
  afterAll(() => rmSync(join(dest, '..'), { recursive: true, force: true }))

  /** URL, source and `draft`, without what the blog's own `ignoreFiles` keeps out: owent's READMEs. */
  function expectedRows(): readonly (readonly string[])[] {
    const rows = readFileSync(shared('corpora', name, 'EXPECTED-URLS.tsv'), 'utf8')
      .trim()
      .split('\n')
    return rows
      .map((line) => line.split('\t'))
      .filter(([, file = '']) => name !== 'owent' || !file.endsWith('README.md'))
  }

  test('keeps every URL that Hugo gave, from the same file', () => {
    const origins = new Map(outputs.map(({ url, origin }) => [decodeURI(url), origin]))
    const expected = expectedRows()
    expect(expected.length).toBeGreaterThan(100)
    // Two posts of owent have one URL, which Hugo gives now to the one and now to the other; both are published here.
    const allowed = (url: string) => expected.filter(([other = '']) => other === url).map(([, file]) => file)
    const wrong = expected.filter(([url = '']) => !allowed(url).includes(origins.get(decodeURI(url))))
    expect(wrong.map(([url = '', file]) => `${url} from ${file}, not ${origins.get(decodeURI(url))}`)).toEqual([])
  })

  test('builds or redirects every page of Hugo’s', () => {
    const paths = new Set(outputs.map(({ path }) => path))
    const expected = readFileSync(shared('corpora', name, 'EXPECTED-HTML.txt'), 'utf8')
      .trim()
      .split('\n')
    const missing = expected.filter((path) => !paths.has(path.normalize('NFC')))
    expect(missing).toEqual(name === 'owent' ? ['1/readme.html'] : [])
  })

  test('publishes what Hugo publishes', () => {
    const pages = outputs.filter(({ kind }) => kind === 'post' || kind === 'page' || kind === 'section')
    const published = new Set(
      pages.filter(({ path }) => existsSync(join(dest, 'dist', path))).map(({ origin }) => origin),
    )
    const expected = expectedRows()
    const drafts = expected.filter(([, , draft]) => draft === 'draft').map(([, file]) => file)
    expect(drafts.filter((file) => published.has(file ?? ''))).toEqual([])
    const missing = expected
      .filter(([, file = '', draft]) => draft !== 'draft' && !published.has(file))
      .map(([, file = '']) => file)
    expect(missing.filter((file) => !isFuture(join(dest, file)))).toEqual([])
  })

  test('misses no word of a post on its page', () => {
    const config = readFileSync(join(dest, 'ruoyu.config.ts'), 'utf8')
    const reading = { emoji: /emoji: true/.test(config) }
    const built = outputs.filter(
      ({ kind, path }) => /^(?:post|page)$/.test(kind) && existsSync(join(dest, 'dist', path)),
    )
    let blocks = 0
    const missing = built.flatMap(({ path, origin }) => {
      const said = blocksOf(readFileSync(join(dest, origin), 'utf8'), reading)
      blocks += said.length
      const words = missingWords(said, pageText(readFileSync(join(dest, 'dist', path), 'utf8')))
      return words.length > 0 ? [`${origin}: ${words.join(' ')}`] : []
    })
    console.log(`${name}: ${built.length} posts and pages, ${blocks} blocks, ${missing.length} pages that miss words`)
    expect(missing.filter((page) => !encrypted.has(page.split(':', 1)[0] ?? ''))).toEqual([])
    expect(built.length).toBeGreaterThan(100)
    expect(blocks).toBeGreaterThan(5000)
  })

  test('migrated again, nothing changes', () => {
    const before = readFileSync(join(dest, 'ruoyu.config.ts'), 'utf8')
    const { status, stdout } = ruoyu(['migrate', 'hugo', shared('corpora', name), dest])
    expect(status).toBe(0)
    expect(stdout).toMatch(/(?:复制了 0 个文件|0 files copied)/)
    expect(readFileSync(join(dest, 'ruoyu.config.ts'), 'utf8')).toBe(before)
  })
})

/** A date after today hides a post in Hugo, too. */
function isFuture(file: string): boolean {
  const date = /^(?:date|publishDate):\s*["']?(\d{4}-\d\d-\d\d)/im.exec(readFileSync(file, 'utf8'))?.[1]
  return date !== undefined && date > new Date().toISOString().slice(0, 10)
}

test.skipIf(!hasShared).each(corpora)(
  'the bare content of %s, without a config, builds',
  (name) => {
    const root = mkdtempSync(join(tmpdir(), 'ruoyu-bare-'))
    try {
      cpSync(shared('corpora', name, name === 'owent' ? 'source' : 'content'), join(root, 'content'), {
        recursive: true,
      })
      const { status, stdout, stderr } = ruoyu(['build', '--root', root])
      expect(status, stdout + stderr).toBe(0)
      expect(existsSync(join(root, 'dist', 'index.html'))).toBe(true)
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  },
  120_000,
)
