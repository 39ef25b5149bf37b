import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median, run } from './measure.ts'

/**
 * `npm run bench:corpora`: the real blogs in `../shared/corpora`, built by Hugo with templates that print a post's title
 * and text, and, migrated, by Ruoyu with its whole theme. Prints Markdown: posts, seconds, warnings by code.
 */
const rounds = 3
Object.assign(process.env, { HUGO_REFLINKSERRORLEVEL: 'WARNING', HUGO_ENABLEGITINFO: 'false' })
const corpora = resolve(process.env.RUOYU_SHARED ?? '../shared', 'corpora')
const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ruoyu-corpora-'))
const ruoyu = (...args: string[]) => [process.execPath, resolve('lib/cli.js'), ...args]

try {
  console.log(
    '| blog | posts | Ruoyu, s | unchanged, s | Hugo, s | warnings |\n| --- | ---: | ---: | ---: | ---: | --- |',
  )
  for (const name of readdirSync(corpora).filter((name) => isWanted(name))) console.log(await row(name))
  console.log(
    `\nMedians of ${rounds} rounds; load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}.`,
  )
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** All blogs, or those that the command line names. */
function isWanted(name: string): boolean {
  const names = process.argv.slice(2)
  return existsSync(join(corpora, name, 'EXPECTED-URLS.tsv')) && (names.length === 0 || names.includes(name))
}

async function row(name: string): Promise<string> {
  const blog = join(work, name)
  await run(ruoyu('migrate', 'hugo', join(corpora, name), blog), work)
  const hugo = prepareHugo(name)
  const times = { cold: [] as number[], warm: [] as number[], hugo: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    for (const made of ['dist', '.ruoyu']) rmSync(join(blog, made), { recursive: true, force: true })
    times.cold.push((await run(ruoyu('build', '--root', '.'), blog)).seconds)
    times.warm.push((await run(ruoyu('build', '--root', '.'), blog)).seconds)
    rmSync(join(hugo, 'public'), { recursive: true, force: true })
    times.hugo.push(await run(['hugo', '--quiet'], hugo).then(({ seconds }) => seconds, failed))
  }
  await run(['sh', '-c', `"$0" "$@" > report.json`, ...ruoyu('build', '--json', '--root', '.')], blog)
  const { diagnostics } = JSON.parse(readFileSync(join(blog, 'report.json'), 'utf8')) as Report
  const posts = readFileSync(join(corpora, name, 'EXPECTED-URLS.tsv'), 'utf8')
    .trim()
    .split('\n').length
  const seconds = Object.values(times).map((list) => median(list).toFixed(2))
  return `| ${[name, posts, ...seconds, byCode(diagnostics)].join(' | ')} |`
}

/** A blog that needs more of its theme than there is has no time. */
function failed(error: Error): number {
  console.error(error.message)
  return Number.NaN
}

interface Report {
  readonly diagnostics: readonly { readonly code: string }[]
}

function byCode(diagnostics: Report['diagnostics']): string {
  const counts = new Map<string, number>()
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1)
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  return sorted.map(([code, count]) => `${count} ${code}`).join(', ')
}

/**
 * The blog without its theme, which is not there, and without the modules and output formats of one; each shortcode
 * prints its inner text. Tokens of permalinks that Debian's Hugo does not have become those that it has.
 */
function prepareHugo(name: string): string {
  const folder = join(work, `${name}-hugo`)
  cpSync(join(corpora, name), folder, { recursive: true })
  for (const path of configFiles(folder)) {
    const text = readFileSync(path, 'utf8')
    const known = text.replace(/:(slugor)?contentbasename/g, ':$1filename').replace(/:sections\[.*?\]/g, ':sections')
    // An empty text on a line of its own, in xiaowenz, is more than Debian's Hugo can read.
    const readable = known.replace(/:\n\s+""$/gm, ': ""')
    writeFileSync(path, readable.replace(/^(?:theme|themesDir)\s*[:=].*$/gm, ''))
  }
  for (const file of ['module.toml', 'outputs.toml']) rmSync(join(folder, 'config/_default', file), { force: true })
  const layouts = {
    'single.html': '<h1>{{ .Title }}</h1>{{ .Content }}',
    'list.html': '{{ range .Pages }}{{ .RelPermalink }}{{ end }}',
  }
  mkdirSync(join(folder, 'layouts/_default'), { recursive: true })
  mkdirSync(join(folder, 'layouts/shortcodes'), { recursive: true })
  for (const [file, text] of Object.entries(layouts)) writeFileSync(join(folder, 'layouts/_default', file), text)
  for (const [shortcode, closed] of shortcodesIn(folder))
    writeFileSync(join(folder, 'layouts/shortcodes', `${shortcode}.html`), closed ? '{{ .Inner }}' : 'x')
  return folder
}

function configFiles(folder: string): readonly string[] {
  const below = join(folder, 'config/_default')
  const split = existsSync(below) ? readdirSync(below).map((file) => join(below, file)) : []
  const roots = ['config.yaml', 'config.toml', 'hugo.toml', 'hugo.yaml'].map((file) => join(folder, file))
  return [...roots.filter((path) => existsSync(path)), ...split]
}

/** Names in use, and whether they are closed anywhere; Hugo's own stay Hugo's, but for those that ask the network. */
function shortcodesIn(folder: string): ReadonlyMap<string, boolean> {
  const own = new Set(['figure', 'highlight', 'param', 'ref', 'relref'])
  const names = new Map<string, boolean>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')))
    for (const [, slash, name = ''] of readFileSync(join(folder, path), 'utf8').matchAll(/\{\{[<%]\s*(\/?)([\w-]+)/g))
      if (!own.has(name)) names.set(name, names.get(name) === true || slash === '/')
  return names
}
