import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describe as sentence } from '../../src/diagnostics/describe.ts'
import { build } from '../../src/site/build.ts'
import { loadSite } from '../../src/site/load.ts'
import { tempFolder } from '../io/temp.ts'

/** Messages of a build on the config: whose file is named, what is told, and where. */

const now = () => '2026-11-28T00:00:00Z'
const post = '---\ntitle: 文\ndate: 2025-01-01\n---\n'

async function told(files: Readonly<Record<string, string>>) {
  const root = tempFolder({ 'content/posts/a.md': post, ...files })
  const { diagnostics } = await build({ root, now })
  return { root, diagnostics, brief: diagnostics.map(({ code, file, line }) => `${code} ${file}:${line ?? ''}`) }
}

const withoutErrors = `{
  url: 'https://example.com/',
  menu: [{ name: '无', url: '/none/' }],
  redirects: { '/old/': '/none/' },
  theme: { font: { text: 'no-such-font' }, card: { avatar: '/none.jpg' } },
  extensions: [{ name: 'two', checks: () => [{ params: { message: 'm' } }] }],
}`
const withErrors = `{
  taxonomies: { tags: { slugs: { '甲': '../x' } } },
  redirects: { '/../x': '/' },
  ignore: ['/(/'],
  permalinks: { page: { posts: '/:none/' } },
  extensions: [
    { name: 'one', data() { throw new Error('no') } },
    { name: 'two', outputs: () => [{ path: 'posts/index.html', text: () => { throw new Error('no') } }] },
  ],
}`

test.each([
  ['ts', 'extension-found font-missing image-missing menu-dead redirect-dead', withoutErrors],
  ['mts', 'extension-failed ignore-invalid path-numbered path-refused permalink-token', withErrors],
  ['js', 'extension-failed ignore-invalid path-numbered path-refused permalink-token', withErrors],
  ['mjs', 'extension-found font-missing image-missing menu-dead redirect-dead', withoutErrors],
])('each message on the config names ruoyu.config.%s, where that is its name: %s', async (ending, codes, settings) => {
  const name = `ruoyu.config.${ending}`
  const { diagnostics } = await told({ [name]: `export default ${settings}` })
  expect([...new Set(diagnostics.map(({ code }) => code))].sort().join(' ')).toBe(codes)
  expect(diagnostics.map(({ file }) => file)).toEqual(diagnostics.map(() => name))
  const said = JSON.stringify(diagnostics.map((each) => [each, sentence(each, 'zh')]))
  expect(said.match(/ruoyu\.config\.\w+/g)?.filter((each) => each !== name)).toEqual([])
})

test('a config in JSON is named as well', async () => {
  const config = { url: 'https://example.com/', redirects: { '/old/': '/none/' }, theme: { font: { text: 'none' } } }
  expect((await told({ 'ruoyu.config.json': JSON.stringify(config) })).brief).toEqual([
    'font-missing ruoyu.config.json:1',
    'redirect-dead ruoyu.config.json:1',
  ])
})

const extended = {
  'content/posts/b.md': `${post}{{< hello >}}\n`,
  'content/posts/c.md': '---\ntitle: 文\nlayout: special\n---\n[无](/none/)\n',
  'templates/page.njk': '{{ page.title | loud }}{% include "partials/mine.njk" %}',
  'notes/special.njk': 'x',
  'notes/partials/mine.njk': 'x',
}
const extensions = `extensions: [{ name: 'notes', templates: 'notes', shortcodes: { hello: '你好' }, filters: { loud: (a) => a } }]`

test.each([
  ["pagination: { size: 'x' }", 'config-invalid', 'pagination.size'],
  ['tilte: 1', 'config-key-unknown', 'tilte'],
  ["markdown: { html: 'no' }", 'config-invalid', 'markdown.html'],
  ["content: 'posts'", 'config-invalid', 'content'],
  ['theme: { acent: 1 }', 'config-key-unknown', 'theme.acent'],
  ["theme: { use: 'none' }", 'theme-missing', 'theme.use'],
  ["theme: { use: { name: 'paper', api: 2 } }", 'config-invalid', 'theme.use.api'],
  ['params: { a: 1n }', 'config-not-plain', 'params.a'],
])('with %s in the config this alone is told, by build and by check', async (setting, code, key) => {
  const { root, diagnostics } = await told({
    ...extended,
    'ruoyu.config.mjs': `export default {\n  language: 'en', ${extensions},\n  ${setting},\n}`,
  })
  expect(diagnostics).toMatchObject([{ code, file: 'ruoyu.config.mjs', line: 3, params: { key } }])
  const loaded = await loadSite({ root, now })
  expect(loaded.diagnostics).toEqual(diagnostics)
  for (const output of loaded.compilation.outputs)
    expect((await loaded.compilation.render(output)).diagnostics).toEqual([])
  // The other settings hold.
  expect(loaded.config.language).toBe('en')
  if (!/extensions|theme/.test(key)) expect(loaded.config.extensions.map(({ name }) => name)).toEqual(['notes'])
})

test.each([
  ["{ name: 'notes', filter: {} }", 'extension-key-unknown'],
  ["{ name: 'notes', templates: 'none' }", 'extension-folder-missing'],
  ['5', 'config-invalid'],
])('an extension that is wrong, %s, is told without what it would have brought', async (extension, code) => {
  const config = `export default { extensions: [${extension}] }`
  expect((await told({ ...extended, 'ruoyu.config.js': config })).diagnostics).toMatchObject([{ code }])
  expect((await told({ ...extended, 'ruoyu.config.js': 'export default {' })).diagnostics).toMatchObject([
    { code: 'config-broken' },
  ])
})

test.each([
  ['templates', 'none', ''],
  ['assets', 'none/deep', ''],
  ['public', 'content/posts/a.md', 'file'],
  ['templates', './content/posts/a.md', 'file'],
  ['assets', 'content/posts/a.md/deep', ''],
])('a folder of an extension is told at its own key: %s: %s', async (field, folder, fault) => {
  const { diagnostics } = await told({
    'ruoyu.config.mjs': `export default {
  extensions: [
    { name: 'one' },
    [{
      name: 'two',
      ${field}: '${folder}',
    }],
  ],
}`,
  })
  expect(diagnostics).toMatchObject([{ code: 'extension-folder-missing', line: 6, column: 7 }])
  const isFile = /写的却是一个文件/.test(sentence(diagnostics[0] as (typeof diagnostics)[0], 'zh').message)
  expect(isFile).toBe(fault === 'file')
})

test('a folder of an extension made elsewhere is told at the extension', async () => {
  const made = "const notes = () => ({ name: 'notes', public: import.meta.dirname + '/none' })"
  const { diagnostics, root } = await told({
    'ruoyu.config.mjs': `${made}\nexport default {\n  extensions: [\n    notes(),\n  ] }`,
  })
  expect(diagnostics).toMatchObject([{ line: 4, column: 5, params: { folder: join(root, 'none') } }])
})
