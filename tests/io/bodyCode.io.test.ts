import { expect, test } from 'vitest'
import { loadConfig } from '../../src/io/config.ts'
import { tempFolder } from './temp.ts'

const plug = (word: string, version = '1.0.0') => ({
  'node_modules/plug/package.json': `{"name":"plug","version":"${version}","type":"module","exports":"./index.js"}`,
  'node_modules/plug/index.js': `export default () => (tree) => { tree.children = ['${word}'] }`,
})

const own = {
  'own/remark.js': 'import { word } from "./word.js"\nexport const own = () => () => word',
  'own/word.js': 'export const word = 1',
  'own/filter.js': 'export const up = (value) => value + "!"',
}

const config = `import plug from 'plug'
import { own } from './own/remark.js'
import { up } from './own/filter.js'
const word = 'a'
const inline = () => () => word
const year = 2025
const mine = ({ sign }) => ({ name: 'mine', filters: { sign: (value) => value + sign } })
export default defineConfig({
  title: '题',
  url: 'https://example.com/',
  markdown: { plugins: [plug] },
  extensions: [
    { name: 'both', remark: [own, inline], filters: { up, down: (value) => value + 'a' }, html: (html) => html },
    [mine({ sign: '!' })],
    { name: 'page', globals: { year } },
  ],
})
`
const plain = { ...plug('a'), ...own, 'ruoyu.config.js': `import { defineConfig } from 'ruoyu'\n${config}` }
/** The same through the bundler. */
const typed = { ...plug('a'), ...own, 'ruoyu.config.ts': `import { defineConfig } from 'ruoyu'\ntype A = 1\n${config}` }

type Files = Readonly<Record<string, string>>

async function keys(files: Files) {
  const { value, diagnostics } = await loadConfig(tempFolder(files))
  expect(diagnostics).toEqual([])
  const { markdown, extensionsKey } = value.config
  expect(markdown.pluginsKey).toBeTruthy()
  return { bodies: markdown.pluginsKey, pages: extensionsKey }
}

const replaced = (from: string, to: string) => (files: Files) => {
  const changed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(from, to)]))
  expect(changed).not.toEqual(files)
  return changed
}

const changes: Readonly<Record<string, readonly [change: (files: Files) => Files, isSeenByBodies: boolean]>> = {
  'the title': [replaced("'题'", "'新'"), false],
  'a filter in its place': [replaced("value + 'a'", "value + 'b'"), false],
  'a step over pages in its place': [replaced('(html) => html', '(html) => html + 1'), false],
  'a file that has filters alone': [replaced('value + "!"', 'value + "?"'), false],
  'an option of an extension without plugins': [replaced("sign: '!'", "sign: '?'"), false],
  'an extension without plugins that goes': [replaced("[mine({ sign: '!' })],", ''), false],
  'all extensions without plugins that go': [
    (files) => replaced("{ name: 'page', globals: { year } },", '')(replaced("[mine({ sign: '!' })],", '')(files)),
    false,
  ],
  'a value that templates see': [replaced('2025', '2026'), false],
  'the name of an extension with plugins': [replaced("'both'", "'neither'"), true],
  'a value that a plugin closes over': [replaced("word = 'a'", "word = 'b'"), true],
  'the code of a plugin in the config': [replaced('() => word\nconst', '() => word + 1\nconst'), true],
  'a file that the file of a plugin imports': [replaced('word = 1', 'word = 2'), true],
  'the version of a package of plugins': [(files) => ({ ...files, ...plug('b', '1.0.1') }), true],
  'a plugin that goes': [replaced('[own, inline]', '[own]'), true],
}

test.each(
  Object.entries(changes).flatMap(([what, [change, isSeen]]) =>
    [plain, typed].map(
      (files) => [what, 'ruoyu.config.ts' in files ? 'TypeScript' : 'JavaScript', files, change, isSeen] as const,
    ),
  ),
)('%s renders bodies anew only where plugins can see it (%s)', async (_what, _language, files, change, isSeen) => {
  const [before, after] = [await keys(files), await keys(change(files))]
  expect(after.bodies !== before.bodies).toBe(isSeen)
  expect(after.pages).not.toBe(before.pages)
})

test.each([
  [
    'is named',
    "const config = { params: { word: 'a' }, markdown: { plugins: [() => () => config.params.word] } }\nexport default config",
  ],
  [
    'is spread',
    "const base = { markdown: { plugins: [() => () => base.params.word] }, params: { word: 'a' } }\nexport default { ...base }",
  ],
  [
    'goes through a function',
    "const with_ = (given) => ({ ...given, markdown: { plugins: [() => () => given.params.word] } })\nexport default with_({ params: { word: 'a' } })",
  ],
  [
    'has a key that is worked out',
    "const key = 'markdown'\nexport default { params: { word: 'a' }, [key]: { plugins: [() => () => {}] } }",
  ],
])('a config that %s is seen as a whole', async (_what, text) => {
  const before = await keys({ 'ruoyu.config.js': text })
  expect((await keys({ 'ruoyu.config.js': text.replace("'a'", "'b'") })).bodies).not.toBe(before.bodies)
})

test('without plugins there is no key of bodies, and with none of its own no key of pages', async () => {
  const load = async (text: string) => (await loadConfig(tempFolder({ 'ruoyu.config.js': text }))).value.config
  const filters = await load("export default { extensions: [{ name: 'a', filters: { f: (value) => value } }] }")
  expect([filters.markdown.pluginsKey, typeof filters.extensionsKey]).toEqual([undefined, 'string'])
  const none = await load('export default {}')
  expect([none.markdown.pluginsKey, none.extensionsKey]).toEqual([undefined, undefined])
})

test('what is no data turns the key off, and the config can be compared all the same', async () => {
  const circular = 'const list = []\nlist.push(list)\n'
  const text = `${circular}export default { extensions: [{ name: 'a', globals: { list, big: 1n } }] }`
  const { config } = (await loadConfig(tempFolder({ 'ruoyu.config.js': text }))).value
  expect(config.extensionsKey).toBeUndefined()
  expect(JSON.parse(JSON.stringify(config)).extensions).toEqual(['a'])
})
