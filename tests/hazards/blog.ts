import { join } from 'node:path'
import { expect } from 'vitest'
import { type BuildOptions, type BuildReport, build } from '../../src/site/build.ts'
import type { Diagnostic } from '../../src/types.ts'
import { type Files, standing } from '../io/site.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

type Input = Readonly<Record<string, string | Uint8Array>>

export interface Blog {
  readonly root: string
  /** A whole build of the folder. */
  readonly build: (options?: Partial<BuildOptions>) => Promise<BuildReport>
  readonly write: (files: Input) => void
  /** Published files by path. */
  readonly published: () => Files
  readonly page: (path: string) => string
}

/** A folder with these files, always of one name: a site without a title is named after it. */
export function blog(files: Input): Blog {
  const root = join(tempFolder({ 'blog/.keep': '' }), 'blog')
  for (const [path, content] of Object.entries(files)) writeIn(root, path, content)
  const published = () => standing(root)
  return {
    root,
    published,
    build: (options) => build({ root, now: () => '2026-11-23T00:00:00Z', ...options }),
    write: (more) => {
      for (const [path, content] of Object.entries(more)) writeIn(root, path, content)
    },
    page: (path) => {
      const text = published()[path]
      if (text === undefined) throw new Error(`no ${path} among ${Object.keys(published()).join(', ')}`)
      return text
    },
  }
}

export const good = { 'content/posts/good.md': '---\ntitle: 好\ndate: 2025-01-01\n---\n正文。\n' }

/** Front matter of a post, the first line of which is the file's second. */
export const post = (lines: string, body = '正文。') => `---\n${lines}\n---\n${body}\n`

/** `level code file:line:column`, infos left out. */
export function problems({ diagnostics }: Pick<BuildReport, 'diagnostics'>): readonly string[] {
  return diagnostics.filter(({ level }) => level !== 'info').map(shown)
}

function shown({ level, code, file, line, column }: Diagnostic): string {
  return `${level} ${code} ${[file, line, column].filter((part) => part !== undefined).join(':')}`
}

/** Builds a good site, then adds what is wrong: the build fails with these problems, and the site stays byte for byte. */
export async function refused(files: Input, wrong: readonly string[], prepare?: (root: string) => void): Promise<void> {
  const one = blog(good)
  expect(problems(await one.build())).toEqual([])
  const before = one.published()
  one.write(files)
  prepare?.(one.root)
  const report = await one.build()
  expect(problems(report)).toEqual(wrong)
  expect(report.ok).toBe(false)
  expect(one.published()).toEqual(before)
}

/** Builds a site with these files: it is published, with these warnings. */
export async function accepted(files: Input, warnings: readonly string[] = []): Promise<Blog> {
  const one = blog({ ...good, ...files })
  const report = await one.build()
  expect(problems(report)).toEqual(warnings)
  expect(report.ok).toBe(true)
  return one
}

export const at = (root: string, path: string): string => join(root, path)
