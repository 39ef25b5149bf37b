import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Extension, Theme } from '../../src/extension.ts'
import { slotNames } from '../../src/kit/slots.ts'
import { withSlots } from '../../src/render/slots.ts'
import { site } from '../site.ts'
import { themeTemplates } from './theme.ts'

const post = '-- content/posts/a.md --\n---\ntitle: 文\ndate: 2025-01-01\n---\n文\n'
const isPost = ({ path }: { readonly path: string }) => path === 'posts/a/index.html'

const built = async (archive: string, extensions: readonly Extension[] = [], theme?: object) => {
  const config = { extensions, ...(theme && { theme: theme as { use: Theme } }) }
  const { file, diagnostics } = await site(post + archive, { config, render: isPost })
  return { html: file('posts/a/index.html'), diagnostics }
}

describe('slots', () => {
  test.each(slotNames)('%s has its place on the page of a post', async (slot) => {
    const { html, diagnostics } = await built(
      `-- templates/slots/${slot}.njk --\n<b id="filling">{{ post.title }}</b>\n`,
    )
    expect(diagnostics).toEqual([])
    expect(html.match(/<b id="filling">文<\/b>/g)).toHaveLength(1)
  })

  test('they stand in the order of the page', async () => {
    const files = slotNames.map((slot) => `-- templates/slots/${slot}.njk --\n[${slot}]\n`).join('')
    const { html } = await built(files)
    const order = Array.from(html.matchAll(/\[([a-z-]+)\]/g), ([, name]) => name)
    expect(order).toEqual([
      ...['head', 'body-start', 'header', 'post-meta', 'post-before', 'post-after', 'post-footer', 'comments'],
      ...['aside', 'footer', 'body-end'],
    ])
  })

  test('all fillings are printed: those of the theme, of each extension in order, then the files of the site', async () => {
    const { html, diagnostics } = await built(
      '-- templates/partials/head-end.njk --\n<meta name="n" content="older">\n-- templates/slots/head.njk --\n<meta name="n" content="file">\n',
      ['b', 'a'].map((name) => ({ name, slots: { head: `<meta name="n" content="${name}">\n` } })),
      { use: { name: 'paper', api: 1, slots: { head: '<meta name="n" content="{{ site.title }}">\n' } } },
    )
    expect(diagnostics).toEqual([])
    const contents = Array.from(html.matchAll(/<meta name="n" content="(.*?)">/g), ([, content]) => content)
    expect(contents).toEqual(['测试', 'b', 'a', 'older', 'file'])
  })

  test('post-end goes on standing below the text, also in a base of the site that was copied before there were slots', async () => {
    const archive = `-- templates/partials/post-end.njk --\nEND\n-- templates/post.njk --\nA {% include "partials/post-end.njk" %} B\n`
    const { html, diagnostics } = await built(archive, [{ name: 'x', slots: { 'post-after': 'X\n' } }])
    expect(html.split(/\s+/).filter(Boolean)).toEqual(['A', 'X', 'END', 'B'])
    expect(diagnostics).toEqual([])
  })

  test('a part of another theme with such a name is replaced by the file of the site', () => {
    const theme = { name: 'paper', api: 1 } as const
    const base = { name: 'base.njk', path: 'p', extension: 'paper', text: '{% include "partials/head-end.njk" %}' }
    const own = { name: 'partials/head-end.njk', path: 'templates/partials/head-end.njk', text: 'own' }
    const { value } = withSlots([base, own], [theme])
    expect(value).toContainEqual(own)
    expect(value).toContainEqual({ name: 'slots/head.njk', path: 'ruoyu/templates/slots/head.njk', text: '' })
  })

  test('a file of an extension fills a slot beside its text, and the files of our theme only where it is in use', () => {
    const files = [
      { name: 'base.njk', path: 'ruoyu/templates/base.njk', text: '{% include "slots/head.njk" %}' },
      { name: 'slots/head.njk', path: 'ruoyu/templates/slots/head.njk', text: 'ours' },
      { name: 'slots/head.njk', path: 'node_modules/x/slots/head.njk', extension: 'x', text: 'file' },
    ]
    const fillings = (extensions: readonly Extension[]) =>
      withSlots(files, extensions).value.flatMap(({ name, text }) => (/^slots\/head\.njk#/.test(name) ? [text] : []))
    const x = { name: 'x', slots: { head: 'text' } }
    expect(fillings([x])).toEqual(['ours', 'text', 'file'])
    expect(fillings([{ ...x, api: 1 } as Theme])).toEqual(['text', 'file'])
  })

  test('an unknown one is told with the nearest, or with all', async () => {
    const { diagnostics } = await built('-- templates/slots/haed.njk --\n-- templates/slots/sidebar.njk --\n')
    expect(diagnostics).toMatchObject([
      { code: 'slot-unknown', file: 'templates/slots/haed.njk', params: { suggestion: 'head' } },
      { code: 'slot-unknown', file: 'templates/slots/sidebar.njk', params: { suggestion: '' } },
    ])
  })

  test('a filling that no template has a place for is told', async () => {
    const { diagnostics } = await built('-- templates/post.njk --\n{{ post.title }}', [
      { name: 'notes', slots: { 'post-meta': 'x', footer: 'y' } },
    ])
    expect(diagnostics).toMatchObject([{ code: 'slot-not-offered', file: 'notes/slots/post-meta.njk' }])
  })

  test('a slip in a filling is told at its place', async () => {
    const { diagnostics } = await built('', [{ name: 'notes', slots: { footer: '<p>\n{{ site.titel }}</p>' } }])
    expect(diagnostics).toMatchObject([
      { code: 'template-undefined', file: 'notes/slots/footer.njk', line: 2, column: 4 },
    ])
  })

  test('an empty one is nothing in the code of a page', () => {
    const { value } = withSlots(themeTemplates, [])
    const empty = value.filter(({ name }) => name.startsWith('slots/'))
    expect(empty.map(({ text }) => text)).toEqual(slotNames.map(() => ''))
  })
})

test('the manual names every slot and every custom property of the theme', () => {
  const manual = readFileSync('content/posts/templates-and-themes.md', 'utf8')
  const listed = Array.from(manual.matchAll(/^\| `([a-z-]+)` \|/gm), ([, name]) => name)
  expect(listed).toEqual(slotNames)
  const tokens = readFileSync('templates/assets/_tokens.css', 'utf8').matchAll(/^ {2}(--[\w-]+):/gm)
  expect(
    [...new Set(Array.from(tokens, ([, name]) => name))].filter((name) => !manual.includes(`\`${name}\``)),
  ).toEqual([])
})
