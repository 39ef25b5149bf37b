import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { median, type Run, run } from './measure.ts'
import { chart, table } from './output.ts'
import { benchPosts } from './posts.ts'

/**
 * `npm run bench -- --sizes 100,1000 --rounds 5 --code`: whole processes, the peers in turn in each round, on a tmpfs
 * where there is one. Ruoyu builds with its whole theme, feeds, search and highlighting; the peers with minimal templates.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000' },
    rounds: { type: 'string', default: '5' },
    code: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    dir: { type: 'string', default: existsSync('/dev/shm') ? '/dev/shm' : tmpdir() },
    svg: { type: 'string', default: '' },
  },
})

interface Contender {
  readonly name: string
  readonly command: readonly string[]
  /** Template of the site's folder, which it needs besides posts. */
  readonly template?: string
  readonly posts: string
  /** Folders that a cold build must not find. */
  readonly made: readonly string[]
  readonly installed: boolean
}

const here = resolve('tests/bench')
const peers = join(here, 'peers')
const modules = join(peers, 'node_modules')
const bin = (file: string) => join(modules, file)

const contenders: readonly Contender[] = [
  {
    name: 'Ruoyu',
    command: [process.execPath, resolve('lib/cli.js'), 'build', '--root', '.'],
    template: 'ruoyu',
    posts: 'content/posts',
    made: ['dist', '.ruoyu'],
    installed: true,
  },
  {
    name: 'Hugo',
    command: ['hugo', '--quiet'],
    template: 'hugo',
    posts: 'content/posts',
    made: ['public', 'resources'],
    installed: (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'hugo'))),
  },
  {
    name: 'Eleventy',
    command: [process.execPath, bin('@11ty/eleventy/cmd.cjs'), '--quiet'],
    template: 'eleventy',
    posts: 'content/posts',
    made: ['_site'],
    installed: existsSync(bin('@11ty/eleventy')),
  },
  {
    name: 'Hexo',
    command: [process.execPath, bin('hexo/bin/hexo'), 'generate', '--silent'],
    template: 'hexo',
    posts: 'source/_posts',
    made: ['public', 'db.json'],
    installed: existsSync(bin('hexo')),
  },
  {
    name: 'Astro',
    command: [bin('node/bin/node'), bin('astro/bin/astro.mjs'), 'build', '--silent'],
    template: 'astro',
    posts: 'content/posts',
    made: ['dist', '.astro', 'node_modules/.astro'],
    installed: existsSync(bin('astro')) && existsSync(bin('node/bin/node')),
  },
]

const unchanged = 'Ruoyu, nothing changed'
const edited = 'Ruoyu, one post edited'

const wanted = options.only.split(',').filter(Boolean)
const chosen = contenders.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
for (const { name } of chosen.filter(({ installed }) => !installed)) console.log(`${name} is not installed: skipped`)

const work = mkdtempSync(join(options.dir, 'ruoyu-bench-'))
try {
  for (const size of options.sizes.split(',').map(Number)) await benchSize(size)
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function benchSize(size: number): Promise<void> {
  const sites = chosen
    .filter(({ installed }) => installed)
    .map((contender) => ({ contender, folder: prepare(contender, size) }))
  const results = new Map<string, Run[]>(
    sites.flatMap(({ contender: { name } }) => cases(name).map((label) => [label, []])),
  )
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const { contender, folder } of sites) {
      for (const made of contender.made) rmSync(join(folder, made), { recursive: true, force: true })
      results.get(contender.name)?.push(await run(contender.command, folder))
      if (contender.name !== 'Ruoyu') continue
      results.get(unchanged)?.push(await run(contender.command, folder))
      edit(join(folder, contender.posts), size, round)
      results.get(edited)?.push(await run(contender.command, folder))
    }
  }
  const hugo = results.get('Hugo')
  const rows = [...results].map(([name, runs]) => ({
    name,
    seconds: median(runs.map(({ seconds }) => seconds)),
    memory: median(runs.map(({ memory }) => memory)),
    ratio: hugo && median(runs.map(({ seconds }, round) => seconds / (hugo[round]?.seconds ?? Number.NaN))),
  }))
  console.log(`\n${size} posts${options.code ? ' with code' : ''}, ${options.rounds} rounds\n\n${table(rows)}`)
  if (options.svg) writeFileSync(options.svg, chart(rows, `${size} posts`))
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true })
}

function cases(name: string): readonly string[] {
  return name === 'Ruoyu' ? [name, unchanged, edited] : [name]
}

function prepare({ name, template, posts }: Contender, size: number): string {
  const folder = join(work, `${name}-${size}`)
  mkdirSync(join(folder, posts), { recursive: true })
  if (template) cpSync(join(peers, template), folder, { recursive: true })
  if (template && existsSync(modules)) symlinkSync(modules, join(folder, 'node_modules'))
  for (const { path, text } of benchPosts(size, { code: options.code }))
    writeFileSync(join(folder, posts, path.slice('posts/'.length)), text)
  return folder
}

function edit(posts: string, size: number, round: number): void {
  const { path, text } = benchPosts(size, { code: options.code })[round] ?? { path: '', text: '' }
  writeFileSync(join(posts, path.slice('posts/'.length)), `${text}\n第${round}次修改。\n`)
}
