import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ruoyu } from '../clients/command.ts'
import { tempFolder } from '../io/temp.ts'

/**
 * Imaginary Hugo blogs, each full of what real ones seldom have together, built by the Hugo that is installed and, migrated,
 * planned by Ruoyu: the same files, and each page from the same source. Differences are named with their reasons.
 */

const hugo = spawnSync('hugo', ['version']).status === 0
if (!hugo) console.log('skipped: hugo is not installed')

interface Difference {
  /** Paths of Hugo's that we do not write. */
  readonly hugo: RegExp
  /** Sources of pages that Hugo does not build there, or not at all. */
  readonly ours: RegExp
}

const blogs: Readonly<Record<string, Difference>> = {
  // `slug: 007` is octal to Hugo's YAML; a date in a file's name is read, and a post without a title named by its file.
  split: {
    hugo: /^en\/|^zh\/sitemap\.xml$|^2024\/03\/7\/|^1\/01\/|^2020\/02\/index\.html$/,
    ours: /posts\/(?:one|2020-01-02-dated|no-title)\.md$/,
  },
  // `y` is a boolean to Hugo's YAML; an entry without a page is in no list; a headless bundle's files are
  // not published; Hugo's list of pages leaves out pages that stand in no list.
  ugly: { hugo: /^t\/true|^blog\/p\/6|無頭/, ours: /nolist\.md$/ },
  // Newer Hugos know permalinks of nested sections.
  folder: { hugo: /^en\/|^zh\/sitemap\.xml$|^zh\/archives\/2024-01-04/, ours: /sub\/z\.md$/ },
  // C and C# are one page in Hugo, two here.
  permalinks: { hugo: /^$/, ours: /^$/ },
  // Mounts lie over one another.
  mounts: { hugo: /^$/, ours: /^$/ },
  // A server decodes the address before it looks for the file; `.MD` is Markdown, too; `x/index.html` is `x/`.
  odd: { hugo: /^With%20Escape|\.MD$/, ours: /\.MD$|time3\.md$|q\.md$|hid\/p\.md$/ },
}

describe.skipIf(!hugo)('an imaginary blog keeps its addresses', () => {
  test.each(Object.entries(blogs))('%s', (name, differs) => {
    const archive = readFileSync(new URL(`blogs/${name}.txt`, import.meta.url), 'utf8')
    const root = tempFolder({ ...filesIn(archive), ...layouts })
    execFileSync('hugo', ['--quiet'], { cwd: root })
    const dest = join(tempFolder(), 'blog')
    expect(ruoyu(['migrate', 'hugo', root, dest])).toMatchObject({ status: 0 })
    const { status, stdout, stderr } = ruoyu(['plan', '--json', '--root', dest])
    expect(status, stderr).toBe(0)
    const outputs = JSON.parse(stdout) as Planned[]
    const paths = new Set(outputs.map(({ path }) => path))
    const expected = readdirSync(join(root, 'public'), { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(root, 'public', path)).isFile())
      .filter((path) => !differs.hugo.test(path) && !/^(?:categories|tags|series|people)\/index\.xml$/.test(path))
    expect(expected.filter((path) => !paths.has(path.normalize('NFC')))).toEqual([])
    expect(expected.length).toBeGreaterThan(15)

    const pages = pagesOf(join(root, 'public'))
    const origins = new Map(outputs.map(({ url, origin }) => [decodeURIComponent(url), origin]))
    const wrong = pages.filter(
      ({ file, url }) => !differs.ours.test(file) && !origins.get(decodeURIComponent(url))?.endsWith(`/${file}`),
    )
    expect(wrong).toEqual([])
    const known = new Set(pages.map(({ file }) => file))
    const more = outputs.filter(({ kind }) => kind === 'post' || kind === 'page').map(({ origin }) => origin)
    expect(
      more.filter((origin) => !differs.ours.test(origin) && ![...known].some((file) => origin.endsWith(`/${file}`))),
    ).toEqual([])
    expect(ruoyu(['build', '--root', dest])).toMatchObject({ status: 0 })
  })
})

test('content of other engines is counted in the report, and by one warning of the build', () => {
  const post = '---\ntitle: 文\n---\n文\n'
  const content = {
    'content/a.md': post,
    'content/b.org': '#+title: 文',
    'content/c/d.rst': '文',
    'content/c/e.org': '',
  }
  const root = tempFolder({
    ...content,
    'static/f.org': '文',
    'hugo.yaml': 'languageCode: zh-CN\nbaseURL: https://a.org/',
  })
  const dest = join(tempFolder(), 'blog')
  const { status, stdout: report } = ruoyu(['migrate', 'hugo', root, dest])
  expect([status, report]).toEqual([0, expect.stringContaining('有 3 个内容文件不是 Markdown（.org 2, .rst 1）')])
  const { diagnostics } = JSON.parse(ruoyu(['build', '--json', '--root', dest]).stdout) as { diagnostics: object[] }
  expect(diagnostics).toMatchObject([{ code: 'content-foreign', file: 'content/b.org', params: { count: 3 } }])
  expect(readdirSync(join(dest, 'dist'))).toEqual(expect.arrayContaining(['f.org']))
  expect(readdirSync(join(dest, 'dist'))).not.toContain('b.org')
})

test('the report names the shortcodes that are used and have no template, and no other', () => {
  const names = [
    'shortcodes/bilibili',
    'shortcodes/unused',
    'shortcodes/verse',
    '_shortcodes/figure',
    '_shortcodes/relref',
    '_shortcodes/tanka',
  ]
  const files = Object.fromEntries(names.map((name) => [`layouts/${name}.html`, 'x']))
  const post = '---\ntitle: 甲\n---\n{{< verse >}} {{< tanka >}} {{< relref "a.md" >}}\n'
  const root = tempFolder({ 'hugo.toml': 'title = "戊"', 'content/posts/a.md': post, ...files })
  const { status, stdout } = ruoyu(['migrate', 'hugo', root, join(tempFolder(), 'blog')])
  expect(status).toBe(0)
  expect([...stdout.matchAll(/shortcodes\/(\w+)\.njk/g)].map(([, name]) => name)).toEqual(['verse', 'tanka'])
})

interface Planned {
  readonly path: string
  readonly url: string
  readonly kind: string
  readonly origin: string
}

/** Home names all pages; Hugo writes no page that is empty. */
const layouts = {
  'layouts/_default/single.html': 'x',
  'layouts/_default/list.html': `x{{ if .IsHome }}{{ range .Site.Pages }}
@{{ .RelPermalink }}|{{ with .File }}{{ .Path }}{{ end }}{{ end }}{{ end }}
{{ if or .IsSection (eq .Kind "term") }}{{ with .Paginate .Pages }}{{ end }}{{ end }}`,
}

/** Pages with a file and an address, below the path of `baseURL`; from the home page of the main language. */
function pagesOf(folder: string): readonly { readonly url: string; readonly file: string }[] {
  const homes = ['zh/index.html', 'index.html'].map((path) => join(folder, path))
  const home = homes.find(
    (path) => statSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8').startsWith('x'),
  )
  const lines = readFileSync(home ?? '', 'utf8').matchAll(/^@(\S+)\|(.+)$/gm)
  return [...lines].map(([, url = '', file = '']) => ({ url: url.replace(/^\/sub(?=\/)/, ''), file }))
}

function filesIn(archive: string): Readonly<Record<string, string>> {
  const pieces = archive.split(/^-- (.+) --\n/m).slice(1)
  return Object.fromEntries(pieces.flatMap((path, at) => (at % 2 === 0 ? [[path, pieces[at + 1] ?? '']] : [])))
}
