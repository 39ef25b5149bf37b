import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSession } from '../../src/dev/session.ts'
import { createLoader } from '../../src/site/load.ts'
import type { Diagnostic } from '../../src/types.ts'
import { type Blog, blog, good, post } from '../hazards/blog.ts'

/** A fault of a blog: its files, or what else makes it; `codes` are what each start says. */
interface Sample {
  readonly files?: Readonly<Record<string, string>>
  readonly prepare?: (at: (path: string) => string) => void
  readonly codes: readonly string[]
  /** Files of a build in between, which ended with an error. */
  readonly broken?: Readonly<Record<string, string>>
}

const a = 'content/posts/a.md'
const b = 'content/posts/b.md'
const dated = (lines = '', body = '正文') => post(`title: 文\ndate: 2025-01-02\n${lines}`, body)
const config = (params: string) => ({ 'ruoyu.config.js': `${params}\nexport default { params }` })

const samples: Readonly<Record<string, Sample>> = {
  'A1: a pipe in the content': {
    prepare: (at) => execFileSync('mkfifo', [at('content/posts/a.md')]),
    codes: ['file-special'],
  },
  'A1: a pipe in public': { prepare: (at) => execFileSync('mkfifo', [at('public/a')]), codes: ['file-special'] },
  'A1: a link out of the content': { prepare: (at) => symlinkSync('/etc/hostname', at(a)), codes: ['link-outside'] },
  'A1: a link out of public': { prepare: (at) => symlinkSync('/etc', at('public/a')), codes: ['link-outside'] },
  'A1: a link to nothing': { prepare: (at) => symlinkSync('none', at('public/a')), codes: ['link-dangling'] },
  'A1: a link in a loop': { prepare: (at) => symlinkSync('..', at('content/posts/a')), codes: ['link-loop'] },
  'A2: terms that look alike': {
    files: { [a]: dated('tags: [dev]'), [b]: dated('tags: [“dev"]') },
    codes: ['term-spelling'],
  },
  'A2: NUL in a body': { files: { [a]: dated('', '前\0后') }, codes: ['body-control-character'] },
  'A2: front matter of 30 KB': {
    files: { [a]: dated(`links:\n${'  - { name: 友, url: https://friend.example/ }\n'.repeat(600)}`) },
    codes: [],
  },
  'A3: two sources of one address': {
    files: { [a]: dated('url: /x/'), [b]: dated('url: /x/') },
    codes: ['url-shared'],
  },
  'A3: addresses that differ in case': {
    files: { [a]: dated('url: /x/'), [b]: dated('url: /X/') },
    codes: ['url-shared'],
  },
  'A3: an alias at another page’s path': {
    files: { [a]: dated('url: /x/'), [b]: dated('aliases: [/x/]') },
    codes: ['redirect-shadowed'],
  },
  'A4: a tab in a list in brackets': { files: { [a]: dated('categories: [\n\t"Go"\n]') }, codes: [] },
  'A5: marks before the front matter': { files: { [a]: `\ufeff\ufeff\u200b\n\n${dated('slug: s')}` }, codes: [] },
  'A6: a broken post': { files: { [a]: '---\ntitle: [\n---\n', [b]: dated() }, codes: ['front-matter-syntax'] },
  'A6: front matter that never ends': {
    files: { [a]: '---\ntitle: 题\n正文\n' },
    codes: ['front-matter-unclosed'],
  },
  'A7: a post that was broken': { files: { [a]: dated() }, broken: { [a]: '---\ntitle: [\n---\n' }, codes: [] },
  'A7: a template that was broken': {
    files: { 'templates/partials/footer.njk': '<footer>脚</footer>' },
    broken: { 'templates/partials/footer.njk': '{% if %}' },
    codes: [],
  },
  'A8: a BigInt': { files: config('const params = { n: 10n }'), codes: ['config-not-plain'] },
  'A8: a circle': { files: config('const params = {}; params.self = params'), codes: ['config-not-plain'] },
  'A8: a Map': { files: config('const params = { map: new Map() }'), codes: ['config-not-plain'] },
  'A8: a function': { files: config('const params = { f: () => 1 }'), codes: ['config-not-plain'] },
}

const now = () => '2026-11-23T00:00:00Z'

/** All that a start says, and the files that it makes; none where something is wrong. */
interface Start {
  readonly said: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

const sentences = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map((diagnostic) => JSON.stringify(diagnostic)).sort()

async function built(site: Blog): Promise<Start> {
  const { ok, diagnostics } = await site.build()
  return { said: sentences(diagnostics), files: ok ? site.published() : {} }
}

/** A server that starts over the folder; a copied file is the path that it is copied from. */
async function served({ root, published }: Blog): Promise<Start> {
  const load = createLoader({ root, now })
  const { current, refresh } = createSession({ root, load, textOf: () => undefined, onChange: () => {} })
  await refresh()
  const { diagnostics, outputs, render } = await current()
  const files: Record<string, string> = {}
  const isBroken = diagnostics.some(({ level }) => level === 'error')
  for (const output of isBroken ? [] : new Set(outputs.values())) {
    const { value } = await render(output)
    files[output.path] = 'text' in value ? value.text : (published()[output.path] ?? '')
  }
  return { said: sentences(diagnostics), files: Object.fromEntries(Object.entries(files).sort()) }
}

function start({ files = {}, prepare }: Sample, site = blog({ ...good, 'public/x.txt': 'x' })): Blog {
  site.write(files)
  prepare?.((path) => join(site.root, path))
  return site
}

describe('a clean build, a second one and a server that starts again say and make the same:', () => {
  test.each(Object.entries(samples))('%s', async (_, sample) => {
    const clean = await built(start(sample))
    expect(clean.said.map((said) => (JSON.parse(said) as Diagnostic).code)).toEqual(sample.codes)
    const site = blog({ ...good, 'public/x.txt': 'x' })
    await site.build()
    await served(site)
    if (sample.broken) {
      site.write(sample.broken)
      expect((await site.build()).ok).toBe(false)
    }
    start(sample, site)
    expect(await built(site)).toEqual(clean)
    expect(await built(site)).toEqual(clean)
    expect(await served(site)).toEqual(clean)
  })
})
