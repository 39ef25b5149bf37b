import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listFiles } from '../../src/io/copyTree.ts'
import { readText } from '../../src/io/text.ts'
import { configSource } from '../../src/migrate/configSource.ts'
import { formats } from '../../src/migrate/formats.ts'
import type { Migration, OldSite } from '../../src/migrate/port.ts'
import { build } from '../../src/site/build.ts'
import type { Diagnostic } from '../../src/types.ts'
import { writeIn } from '../io/temp.ts'

/** A Hexo blog that was moved in and built. */
export interface MovedBlog {
  readonly migration: Migration
  readonly report: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  readonly ok: boolean
  /** Output paths, but for what every site has. */
  readonly paths: readonly string[]
  readonly file: (path: string) => string
}

export interface BlogOptions {
  readonly drafts?: boolean
  readonly language?: string
}

/** Files of a text archive: `-- source/_posts/a.md --` and then the text. */
export function filesOf(archive: string): ReadonlyMap<string, string> {
  const pieces = archive.split(/^-- (.+) --\n/m).slice(1)
  return new Map(pieces.flatMap((path, at) => (at % 2 === 0 ? [[path, pieces[at + 1] ?? '']] : [])))
}

export function oldSite(files: ReadonlyMap<string, string>): OldSite {
  return {
    files: (folder) =>
      [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
    text: (path) => files.get(path),
  }
}

export function migrated(files: ReadonlyMap<string, string>): Migration {
  const format = formats.find(({ name }) => name === 'hexo')
  if (!format?.isSource(oldSite(files))) throw new Error('no Hexo blog')
  return format.read(oldSite(files))
}

/** Moves a text archive in through `migrate hexo` and builds it on the disk, as a blogger would. */
export async function moved(
  archive: string,
  { drafts = false, language = 'zh-CN' }: BlogOptions = {},
): Promise<MovedBlog> {
  const files = filesOf(archive)
  const migration = migrated(files)
  const root = mkdtempSync(join(tmpdir(), 'ruoyu-hexo-'))
  for (const { from, to } of migration.copies)
    for (const [path, text] of files)
      if (path.startsWith(`${from}/`)) writeIn(root, join(to, path.slice(from.length + 1)), text)
  for (const { to, text } of migration.made ?? []) writeIn(root, to, text)
  const source = configSource(migration.config).replace(/^import .*/, 'const defineConfig = (config: object) => config')
  writeIn(root, 'ruoyu.config.ts', source)
  const now = () => '2026-01-01T00:00:00+08:00'
  const report = await build({ root, now, ...(drafts && { drafts }) })
  const dist = join(root, 'dist')
  const texts = new Map(listFiles(dist).map((path) => [path, readText(join(dist, path)) ?? '']))
  rmSync(root, { recursive: true, force: true })
  return {
    migration,
    report: [...(migration.became?.(language) ?? []), ...migration.report(language, { shortcodes: new Set() })],
    diagnostics: report.diagnostics,
    ok: report.ok,
    paths: [...texts.keys()].filter((path) => !/^(?:assets|search)\//.test(path)),
    file: (path) => texts.get(path) ?? '',
  }
}
