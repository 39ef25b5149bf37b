import { completeConfig, type UserConfig } from '../../src/config.ts'
import { model } from '../../src/model/index.ts'
import { publish } from '../../src/model/publish.ts'
import { createSiteIndex } from '../../src/plan/siteIndex.ts'
import type { BuildFlags, Checked, Config, Entry, FileRef, FrontMatter, Site } from '../../src/types.ts'

/** Front matter as a test writes it; `tags` and `categories` stand for `terms`. */
export type Words = Partial<FrontMatter> & {
  readonly tags?: readonly string[]
  readonly categories?: readonly string[]
}

/** An entry as `parseEntries` would make it; the line of key number n is n + 2. */
export function entry(id: string, words: Words = {}, folder = 'content'): Entry {
  const { tags = [], categories = [], ...own } = words
  const places = Object.fromEntries(Object.keys(words).map((key, at) => [key, [at + 2, 1, 0] as const]))
  const frontMatter: FrontMatter = {
    title: id,
    draft: false,
    aliases: [],
    terms: { categories, tags },
    build: { render: true, list: true },
    params: {},
    places,
    ...own,
  }
  return {
    id,
    source: { path: `${folder}/${id}`, text: '', hash: id },
    bodyLine: 1,
    body: '',
    bodyLength: 0,
    frontMatter,
  }
}

/** Entries by content path. */
export function entries(files: Readonly<Record<string, Words>>): readonly Entry[] {
  return Object.entries(files).map(([id, words]) => entry(id, words))
}

export const now = '2026-11-23T00:00:00+08:00'
export const shut: BuildFlags = { now, drafts: false, future: false, expired: false }

export function config(user: UserConfig = {}): Config {
  const { value, diagnostics } = completeConfig(user, 'ruoyu.config.ts')
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics))
  return value
}

/** The site of some files; `resources` are paths below the root. */
export function build(
  files: Readonly<Record<string, Words>>,
  user: UserConfig = {},
  resources: readonly string[] = [],
): Checked<Site> {
  const complete = config(user)
  const published = publish(entries(files), complete, shut)
  const refs = resources.map((path): FileRef => ({ path, size: 1, mtimeMs: 0 }))
  return model({ ...published, sources: { resources: refs } }, complete)
}

/** Output path of each post and page by its id. */
export function paths(site: Site): Readonly<Record<string, string>> {
  return Object.fromEntries([...createSiteIndex(site).posts()].map(([id, { path }]) => [id, path]))
}

/** The one path of a single file, and what was said of it. */
export function pathOf(id: string, words: Words, user: UserConfig = {}): string | undefined {
  return paths(build({ [id]: words }, user).value)[id]
}
