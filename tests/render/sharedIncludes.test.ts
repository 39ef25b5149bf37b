import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inlineMarkdown as markdown } from '../../src/parse/inline.ts'
import { createReads, type Reads } from '../../src/plan/reads.ts'
import { createRenderer, createSharedIncludes, type Renderer } from '../../src/render/index.ts'
import { runs, seed } from '../runs.ts'
import { random } from './grammar.ts'

type Files = Readonly<Record<string, string>>

const options = { language: 'zh-CN', url: 'https://example.com/', assets: [], markdown, theme: {}, timeLimit: 300 }

function rendererOf(files: Files, more: Partial<Parameters<typeof createRenderer>[1]> = {}): Renderer {
  const templates = Object.entries(files).map(([name, text]) => ({ name, path: `templates/${name}`, text }))
  return createRenderer(templates, { ...options, ...more })
}

/** Renders pages of one build one after the other, with the files that each read. */
function build(renderer: Renderer, isShared: boolean, reads: Reads = createReads()) {
  const shared = createSharedIncludes(reads)
  const means = { params: () => new Set<string>(), takeMade: () => [], ...(isShared && { shared }) }
  return (name: string, view: object) => {
    const { value: page, files } = reads.during(() => renderer.page(name, view, means))
    return { ...page, files: files.toSorted() }
  }
}

/** A site of posts, and how often a title was asked for. */
function counted(titles: readonly string[]) {
  const counts = { looks: 0 }
  const posts = titles.map((title) => ({
    get title() {
      counts.looks++
      return title
    },
  }))
  return { counts, site: { title: '站', posts } }
}

describe('an include that reads the site alone', () => {
  const files = {
    'a.njk': '{{ page.title }}：{% include "side.njk" %}',
    'side.njk': '{% for post in site.posts %}{% include "line.njk" %}{% endfor %}{{ site.title | upper }}',
    'line.njk': '{{ loop.index }}{% set post = post %}{{ post["title"] }}',
  }

  test('is made once for all pages', () => {
    const { site, counts } = counted(['甲', '乙'])
    const page = build(rendererOf(files), true)
    const titles = ['一', '二', '三']
    expect(titles.map((title) => page('a.njk', { site, page: { title } }).value)).toEqual(
      titles.map((title) => `${title}：1甲2乙站`),
    )
    expect(counts.looks).toBe(2)
  })

  test('tells each page of the files that it read', () => {
    const reads = createReads()
    const site = {
      get posts() {
        reads.note('content/a.md')
        return []
      },
    }
    const page = build(
      rendererOf({ 'a.njk': '{% include "i.njk" %}', 'i.njk': '{{ site.posts | length }}' }),
      true,
      reads,
    )
    expect([1, 2].map((n) => page('a.njk', { site, n }).files)).toEqual([['content/a.md'], ['content/a.md']])
  })

  test('is made anew for a site with other marks, and after the build', () => {
    const [first, second] = [counted(['甲']), counted(['乙'])]
    const renderer = rendererOf(files)
    const page = build(renderer, true)
    const shown = [first, second, first, second].map(({ site }) => page('a.njk', { site, page: { title: '' } }).value)
    expect(shown).toEqual(['：1甲站', '：1乙站', '：1甲站', '：1乙站'])
    expect([first.counts.looks, second.counts.looks]).toEqual([1, 1])
    build(renderer, true)('a.njk', { site: first.site, page: { title: '' } })
    expect(first.counts.looks).toBe(2)
  })
})

const site = { title: '站', tags: ['x', 'y'], data: { list: [1] } }

/** Pages that show an include twice at least, and its text. */
type Trap = readonly [what: string, page: string, included: string, more?: Files]

const traps: readonly Trap[] = [
  ['a field of the page', '{% include "i.njk" %}', '{{ page.title }}{{ site.title }}'],
  ['a field that some pages lack', '{% include "i.njk" %}', '{{ page.extra | default("–") }}{{ page.kind }}'],
  [
    'a page that is set within',
    '{% include "i.njk" %}',
    '{% set page = site %}{% include "j.njk" %}',
    { 'j.njk': '{{ page.title }}' },
  ],
  ['a page that is set without', '{% include "i.njk" %}{% set page = site %}{% include "i.njk" %}', '{{ page.title }}'],
  ['a field by another name', '{% include "i.njk" %}', '{% set k = "title" %}{{ page[k] }}{{ page["title"] }}'],
  ['a text of the page', '{% include "i.njk" %}', '{{ title }}'],
  ['a loop', '{% for tag in site.tags %}{% include "i.njk" %}{% endfor %}', '{{ tag }}'],
  [
    'the place in a loop',
    '{% for tag in site.tags %}{% include "i.njk" %}{% endfor %}',
    '{{ loop.index }}{{ loop.last }}',
  ],
  [
    'a variable that is set in between',
    '{% set a = 1 %}{% include "i.njk" %}{% set a = 2 %}{% include "i.njk" %}',
    '{{ a }}',
  ],
  [
    'a name that is there later',
    '{% include "i.njk" %}{% set a = 1 %}{% include "i.njk" %}',
    '{{ a | default("keins") }}',
  ],
  ['a cycler', '{% set c = cycler("a", "b") %}{% include "i.njk" %}{% include "i.njk" %}', '{{ c.next() }}'],
  ['a joiner', '{% set comma = joiner() %}{% include "i.njk" %}{% include "i.njk" %}', '{{ comma() }}x'],
  [
    'a list that grows',
    '{% set l = [] %}{% include "i.njk" %}{{ l.push(1) }}{% include "i.njk" %}',
    '{{ l | length }}',
  ],
  ['a list that it lets grow', '{% set l = [] %}{% include "i.njk" %}{% include "i.njk" %}', '{{ l.push(1) }}'],
  [
    'a macro of the page',
    '{% set a = 1 %}{% macro m() %}{{ a }}{% endmacro %}{% include "j.njk" %}{% set a = 2 %}{% include "j.njk" %}',
    '{{ m() }}',
    { 'j.njk': '{% set a = 0 %}{% include "i.njk" %}' },
  ],
  ['a macro of a library', '{% import "lib.njk" as lib %}{% include "i.njk" %}', '{{ lib.g(page.title) }}'],
  [
    'a library with context',
    '{% include "i.njk" %}',
    '{% import "m.njk" as m with context %}{{ m.t() }}',
    { 'm.njk': '{% set y = page.title %}{% macro t() %}{{ y }}{{ page.title }}{% endmacro %}' },
  ],
  ['a filter that looks at the page', '{% include "i.njk" %}', '{{ ("p.png" | image).src }}{{ "p.png" | url }}'],
  [
    'an include within',
    '{% include "j.njk" %}',
    '{{ page.title }}',
    { 'j.njk': '{{ site.title }}{% include "i.njk" %}' },
  ],
  ['a name that depends', '{% include "j.njk" %}', 'i', { 'j.njk': '{% include page.other %}', 'k.njk': 'k' }],
  [
    'a parent',
    '{% include "j.njk" %}',
    '{% block b %}{% endblock %}{{ title }}',
    { 'j.njk': '{% extends "i.njk" %}{% block b %}{{ page.title }}{% endblock %}' },
  ],
  ['a field that is missing', '{% include "i.njk" %}', '{{ site.titel | default("") }}{% if site.tegs %}{% endif %}'],
  ['an error', '{% include "i.njk" %}', '{{ site.titel }}'],
  ['the words', '{% include "i.njk" %}', '{{ t.minutes(3) }}{{ t.home }}'],
  ['an extension', '{% include "i.njk" %}', '{{ 1 | next }}{{ count() }}'],
  [
    'a list that an extension lets grow',
    '{% set l = [] %}{% include "i.njk" %}{% set k = l | grow %}{% include "i.njk" %}{{ growBy(l) }}{% include "i.njk" %}',
    '{{ l | length }}',
  ],
  ...['select("odd")', 'reject("odd")', 'sort(true)', 'groupby("length") | length', 'selectattr("length")'].map(
    (filter): Trap => [`the filter ${filter}`, '{% include "i.njk" %}', `{{ [3, 1, 2] | ${filter} }}{{ title }}`],
  ),
]

test.each(traps.map(([what, ...files]) => ({ what, files })))(
  '$what is the same as without sharing',
  ({ what, files: [page, included, more] }) => {
    const files = { 'a.njk': page, 'i.njk': included, 'lib.njk': '{% macro g(p) %}<{{ p }}>{% endmacro %}', ...more }
    const pictureOf = (title: string) => (path: string) => ({ url: `/${title}/${path}`, srcset: 'x' })
    const views = ['甲', '乙', '甲', '丙'].map((title, n) => {
      const extra = n === 3 ? { extra: 'E' } : {}
      return {
        site,
        page: { title, kind: 'post', other: n % 2 ? 'i.njk' : 'k.njk', ...extra },
        title,
        pictureOf: pictureOf(title),
      }
    })
    const [alone, shared] = [false, true].map((isShared) => {
      let calls = 0
      const growBy = (list: unknown) => (list as number[]).push(0)
      const grow = (list: unknown) => (list as number[]).slice(0, growBy(list))
      const extension = {
        name: 'counts',
        filters: { next: () => ++calls, grow },
        globals: { count: () => ++calls, growBy },
      }
      const render = build(rendererOf(files, { extensions: [extension] }), isShared)
      return views.map((view) => render('a.njk', view))
    })
    expect(shared).toEqual(alone)
    if (what.startsWith('the filter')) expect(alone?.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
  },
)

const numRuns = runs(150, 20_000)

const withIncludes = fc.tuple(random.page, random.expression).map(([page, value]) => {
  if (page.startsWith('{% extends')) return page
  const each = '{% for item in xs %}{% include "i.njk" %}{% endfor %}'
  return `{% include "i.njk" %}${page}{% set x = ${value} %}{% include "i.njk" %}${each}{% include "j.njk" %}`
})

test(`pages of random templates are the same with and without sharing (seed ${seed}, ${numRuns} runs)`, {
  timeout: 3_600_000,
}, () => {
  const shared = { o: { a: 1, b: '&', deep: { c: ['z'] } }, xs: ['甲', '<i>', [1]] }
  const more = { v: 'V', w: '', item: 'I', p: 'P', q: 'Q', caller: undefined, none: null }
  const views = ['', '若', '', '<b>', '若'].map((x, n) => ({ x, n: n % 2, ...shared, ...more }) as object)
  let again = 0
  const files = fc.record({
    'a.njk': withIncludes,
    'b.njk': withIncludes,
    'i.njk': random.i,
    'j.njk': fc.tuple(random.i, random.i).map(([a, b]) => `${a}{% include "i.njk" %}${b}`),
    'lib.njk': random.lib,
    'mid.njk': random.mid,
    'base.njk': random.base,
  })
  fc.assert(
    fc.property(files, (files) => {
      const renderer = rendererOf(files)
      const [together, alone] = [build(renderer, true), build(renderer, false)]
      for (const view of views)
        for (const name of ['a.njk', 'b.njk']) {
          const expected = alone(name, view)
          // The place where the stack ends is another each time.
          if (expected.diagnostics.some(({ code }) => code === 'template-endless')) continue
          expect(together(name, view)).toEqual(expected)
          if (expected.value !== '') again++
        }
    }),
    { seed, numRuns },
  )
  expect(again).toBeGreaterThan(numRuns)
})
