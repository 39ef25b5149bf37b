import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/io/config.ts'
import { inputsPrint } from '../../src/io/inputs.ts'
import { scanSources } from '../../src/io/scan.ts'
import { build } from '../../src/site/build.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

const now = () => '2026-11-27T00:00:00Z'

const paper = {
  'node_modules/paper/package.json':
    '{ "name": "paper", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'node_modules/paper/index.js': `export default {
    name: 'paper', api: 1, templates: import.meta.dirname + '/templates', public: new URL('public', import.meta.url).href }`,
  'node_modules/paper/templates/post.njk': 'paper {% include "partials/part.njk" %}{% include "partials/rest.njk" %}',
  'node_modules/paper/templates/partials/part.njk': 'part of paper ',
  'node_modules/paper/templates/partials/rest.njk': 'rest of paper ',
  'node_modules/paper/templates/assets/paper.css': 'a { color: red }',
  'node_modules/paper/public/a.txt': 'paper',
  'node_modules/paper/public/b.txt': 'paper',
}

const files = {
  ...paper,
  'ruoyu.config.js': `export default { url: 'https://example.com/', theme: { use: 'paper' },
    extensions: [{ name: 'notes', templates: './notes', assets: 'notes/css', public: 'notes/public' }] }`,
  'content/posts/a.md': '---\ntitle: 文\ndate: 2025-01-01\n---\n文\n',
  'notes/post.njk': 'notes',
  'notes/page.njk': 'notes {% include "partials/note.njk" %}',
  'notes/partials/note.njk': 'note',
  'notes/css/notes.css': 'a { color: blue }',
  'notes/public/b.txt': 'notes',
  'notes/public/c.txt': 'notes',
  'content/about.md': '---\ntitle: 关于\n---\n',
  'templates/partials/part.njk': 'part of the site ',
  'public/a.txt': 'site',
}

test('folders of the site come before those of the theme, then of extensions, then ours, file by file', async () => {
  const root = tempFolder(files)
  const { diagnostics, ok } = await build({ root, now })
  expect([diagnostics, ok]).toEqual([[], true])
  const text = (path: string) => readFileSync(join(root, 'dist', path), 'utf8').trim()
  expect(text('posts/a/index.html')).toBe('paper part of the site rest of paper')
  expect(text('about/index.html')).toBe('notes note')
  // The home page is ours.
  expect(text('index.html')).toContain('class="masthead"')
  expect([text('a.txt'), text('b.txt'), text('c.txt')]).toEqual(['site', 'paper', 'notes'])
})

test('a change in any of them is a change of what the build reads', async () => {
  const root = tempFolder(files)
  const { value } = await loadConfig(root)
  // A file written a moment ago could be written again and show the same time.
  const print = () => inputsPrint(root, { ...scanSources(root, value.config), time: Date.now() + 60_000 }, [], {})
  const changed = [
    ...['node_modules/paper/templates/partials/rest.njk', 'node_modules/paper/templates/assets/paper.css'],
    ...['node_modules/paper/public/b.txt', 'notes/page.njk', 'notes/css/notes.css', 'notes/public/c.txt'],
  ]
  const prints = [print(), ...changed.map((path) => writeIn(root, path, 'changed') ?? print())]
  expect(prints).not.toContain(undefined)
  expect(new Set(prints).size).toBe(changed.length + 1)
})

test('a link in a folder of an extension leads to nothing outside', async () => {
  const root = tempFolder({ ...files, 'private/a.txt': 'private' })
  symlinkSync('../../private/a.txt', join(root, 'notes/public/link.txt'))
  symlinkSync('../private/a.txt', join(root, 'notes/link.njk'))
  const { diagnostics } = await build({ root, now })
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['link-outside', 'notes/public/link.txt'],
    ['link-outside', 'notes/link.njk'],
  ])
})

test('a folder of an extension that is a link leads to nothing hidden', async () => {
  for (const hidden of ['.git', '.git/hooks', '.private']) {
    const root = tempFolder({ ...files, [`${hidden}/a.txt`]: 'private' })
    rmSync(join(root, 'notes/public'), { recursive: true })
    symlinkSync(join('..', hidden), join(root, 'notes/public'))
    const { diagnostics } = await build({ root, now })
    expect(diagnostics).toMatchObject([
      { code: 'extension-folder-missing', line: 2, params: { field: 'public', fault: 'hidden' } },
    ])
  }
})

test('a package that is itself a link is read where it lies', async () => {
  const root = tempFolder({ ...files, 'node_modules/paper/x': '' })
  const store = tempFolder({ 'templates/page.njk': 'stored' })
  mkdirSync(join(root, 'node_modules/stored'))
  symlinkSync(join(store, 'templates'), join(root, 'node_modules/stored/templates'))
  writeIn(
    root,
    'ruoyu.config.js',
    `export default { url: 'https://example.com/', extensions: [{ name: 's', templates: 'node_modules/stored/templates' }] }`,
  )
  const { diagnostics } = await build({ root, now })
  expect(diagnostics).toEqual([])
  expect(readFileSync(join(root, 'dist/about/index.html'), 'utf8').trim()).toBe('stored')
})

test('a folder elsewhere that is none of templates is one error, however many files of it lead away', async () => {
  const above = tempFolder({ 'site/content/a.md': '---\ntitle: 文\n---\n', 'beyond/x.njk': '' })
  const root = join(above, 'site')
  for (const name of ['a', 'b', 'c']) symlinkSync('/etc/hostname', join(above, 'beyond', name))
  writeIn(root, 'ruoyu.config.js', "export default { extensions: [{ name: 'notes', templates: '../beyond' }] }")
  const { diagnostics } = await build({ root, now })
  expect(diagnostics).toMatchObject([
    { code: 'extension-folder-unfit', params: { folder: '../beyond', count: 3, first: '../beyond/a' } },
  ])
})
