import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { model } from '../../src/model/index.ts'
import { publish } from '../../src/model/publish.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import type { Config, Site, SourceFile } from '../../src/types.ts'
import { corpora, hasShared, shared } from '../shared.ts'

interface Blog {
  readonly config: UserConfig
  /** Files that the blog's own config ignores, though the expected list has them. */
  readonly ignored?: RegExp
}

/** The five blogs' Hugo configs as far as they decide addresses. */
const blogs: Readonly<Record<(typeof corpora)[number], Blog>> = {
  xiaowenz: { config: { permalinks: { page: { blog: '/:sections/:year/:month/:slug' } }, timeZone: 'UTC' } },
  coderzh: {
    config: { permalinks: { page: { posts: '/:year/:month/:day/:slug/' } }, lowerCasePaths: false, timeZone: 'UTC' },
  },
  lruihao: {
    config: {
      permalinks: { page: { posts: 'posts/:slugorcontentbasename', private: ':sections[1:]/:slugorcontentbasename' } },
      taxonomies: { categories: {}, tags: {}, collections: {} },
      otherLanguages: ['en', 'zh-tw'],
    },
  },
  owent: {
    config: {
      content: ['source'],
      permalinks: { page: { post: '/:year/:contentbasename' } },
      uglyUrls: true,
      timeZone: 'UTC',
    },
    ignored: /README\.md$/,
  },
  eddycjy: { config: { taxonomies: { tags: {} }, timeZone: 'UTC' } },
}

describe.skipIf(!hasShared)('the five corpora have the addresses that Hugo gives them', () => {
  for (const name of corpora) {
    const blog = blogs[name]
    const folder = shared('corpora', name)

    test(`${name}: every page is where Hugo has it, from the same file`, () => {
      const site = build(folder, blog, true)
      const urls = new Map([...site.posts, ...site.pages].map((post) => [post.file, decodeURI(post.url)]))
      const expected = rows(folder).filter(({ file }) => !blog.ignored?.test(file))
      // Two posts of owent have one URL in Hugo, which publishes either of them by chance: the older one has it here.
      const younger = ({ url, file }: Row) => file === 'source/post/2016/1209.md' && urls.get(file) === numbered(url)
      const wrong = expected.filter((row) => urls.get(row.file) !== decodeURI(row.url) && !younger(row))
      expect(wrong.map((row) => ({ ...row, ours: urls.get(row.file) }))).toEqual([])
      expect(expected.length).toBeGreaterThan(140)
    })

    test(`${name}: every list, term and redirect of Hugo's is there`, () => {
      const paths = pathsOf(build(folder, blog, true))
      const expected = readFileSync(join(folder, 'EXPECTED-HTML.txt'), 'utf8').trim().split('\n')
      expect(expected.filter((path) => !paths.has(path) && path !== readmes)).toEqual([])
    })

    test(`${name}: without drafts, exactly the drafts and the future are missing`, () => {
      const shown = build(folder, blog, false)
      const files = new Set([...shown.posts, ...shown.pages].map((post) => post.file))
      const expected = rows(folder).filter(({ file }) => !blog.ignored?.test(file))
      expect(expected.filter(({ file, draft }) => files.has(file) === draft).map(({ file }) => file)).toEqual([])
    })
  }
})

function numbered(url: string): string {
  return url.replace(/\.html$/, '-2.html')
}

/** owent's config ignores README.md; the list was made without that line, and all fifteen would be one page. */
const readmes = '1/readme.html'

interface Row {
  readonly url: string
  readonly file: string
  readonly draft: boolean
}

function rows(folder: string): readonly Row[] {
  const lines = readFileSync(join(folder, 'EXPECTED-URLS.tsv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [url = '', file = '', draft = ''] = line.split('\t')
    return { url, file, draft: draft.trim() === 'draft' }
  })
}

function build(folder: string, { config: user, ignored }: Blog, all: boolean): Site {
  const { value: config, diagnostics } = completeConfig(user, 'ruoyu.config.ts')
  expect(diagnostics).toEqual([])
  const files = read(folder, config).filter(({ path }) => !ignored?.test(path))
  const entries = parseEntries(files, config)
  const flags = { now: '2026-11-23T00:00:00Z', drafts: all, future: all, expired: all }
  const published = publish(entries.value, config, flags)
  const site = model({ ...published, sources: { resources: [] } }, config)
  expect(site.diagnostics.filter(({ level }) => level === 'error')).toEqual([])
  return site.value
}

function read(root: string, { content }: Config): readonly SourceFile[] {
  return content.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${folder}/${path}`)
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8'), hash: path })),
  )
}

/** Output paths of every page that the model decides on, redirects among them. */
function pathsOf(site: Site): ReadonlySet<string> {
  const terms = site.taxonomies.flatMap((taxonomy) => taxonomy.terms)
  const pages = [site.home, ...site.sections, ...site.posts, ...site.pages, ...site.taxonomies, ...terms]
  const aliases = [site.home, ...site.sections, ...site.posts, ...site.pages, ...terms].flatMap((page) => page.aliases)
  return new Set([...pages.map((page) => page.path), ...aliases])
}
