import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/io/config.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { repository } from './built.ts'
import { ruoyu } from './command.ts'

interface Report {
  readonly outputs: { readonly rendered: number; readonly written: number }
  readonly seats: Readonly<Record<string, number>>
}

function build(root: string, env: NodeJS.ProcessEnv = {}): Report & { readonly parsed: number } {
  const { status, stdout, stderr } = ruoyu(['build', '--root', root, '--json'], env)
  expect(status, stdout + stderr).toBe(0)
  const report = JSON.parse(stdout) as Report
  return { ...report, parsed: Object.values(report.seats).reduce((sum, count) => sum + count, 0) }
}

const posts = Object.fromEntries(
  ['甲', '乙', '丙', '丁'].map((name) => [
    `content/posts/${name}.md`,
    `---\ntitle: ${name}\n---\n文${name} :dog: WORD\n`,
  ]),
)

/** A package whose plugin puts `word` for WORD. */
const plug = (word: string, version = '1.0.0') => ({
  'package.json': JSON.stringify({ name: 'plug', version, type: 'module', exports: './index.js' }),
  'index.js': `import { readFileSync } from 'node:fs'
    ${word.startsWith('import') ? word : `const word = ${word}`}
    const change = (node) => {
      if (node.type === 'text') node.value = node.value.replace('WORD', word)
      node.children?.forEach(change)
    }
    export default () => change`,
})

const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

const config = (imports: string, plugins: string) => ({
  'ruoyu.config.ts': `${imports}\nexport default { url: 'https://example.com/', markdown: { plugins: [${plugins}] } }`,
})
const usesPlug = config(`import plug from 'plug'`, 'plug')

const page = (root: string, name = '甲') => readFileSync(join(root, `dist/posts/${name}/index.html`), 'utf8')

test('one save with a remark plugin parses one post, and without a save nothing is done', () => {
  const root = tempFolder({
    ...posts,
    ...config(`import emoji from 'remark-gemoji'`, 'emoji'),
    'node_modules/.keep': '',
  })
  symlinkSync(join(repository, 'node_modules/remark-gemoji'), join(root, 'node_modules/remark-gemoji'))
  expect(build(root)).toMatchObject({ parsed: 4 })
  expect(page(root)).toContain('🐶')
  expect(build(root)).toMatchObject({ parsed: 0, outputs: { rendered: 0, written: 0 } })
  writeIn(root, 'content/posts/甲.md', '---\ntitle: 甲\n---\n改 :cat:\n')
  expect(build(root)).toMatchObject({ parsed: 1 })
  expect(page(root)).toContain('🐱')
  expect(page(root, '乙')).toContain('🐶')
})

test.each([
  ['ends the program', '() => () => process.exit(0)'],
  ['ends the program when it is attached', '() => process.exit()'],
])('a plugin that %s ends the command with exit code 1 and a sentence', (_what, plugin) => {
  const root = tempFolder({ ...posts, ...config('', plugin) })
  for (const name of ['build', 'check']) {
    const { status, stdout, stderr } = ruoyu([name, '--root', root])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^程序没有运行到底/)
  }
})

interface Case {
  readonly files: Readonly<Record<string, string>>
  readonly change: Readonly<Record<string, string>>
  /** Folder of the site in these files. */
  readonly site?: string
  readonly link?: readonly [from: string, to: string]
}

const rehype = (word: string) => ({
  'ruoyu.config.ts': `const plug = () => (tree) => { tree.children[0].children[0].value = '${word}' }
    export default { url: 'https://example.com/', markdown: { rehype: [plug] } }`,
})

const extension = (word: string) => ({
  'ruoyu.config.ts': `import { words } from './words.js'
    export default { url: 'https://example.com/', extensions: [[words({ word: '${word}' })]] }`,
  'words.js': `export const words = ({ word }) => ({
    name: 'words',
    remark: [() => (tree) => { tree.children[0].children[0].value = word }],
  })`,
})

const cases: Readonly<Record<string, Case>> = {
  'an installed package of another version': {
    files: { ...usesPlug, ...below('node_modules/plug', plug('"old"')) },
    change: below('node_modules/plug', plug('"new"', '1.0.1')),
  },
  'an installed package that was patched in its place': {
    files: { ...usesPlug, ...below('node_modules/plug', plug('"old"')) },
    change: below('node_modules/plug', plug('"new"')),
  },
  'a package that the plugin depends on': {
    files: {
      ...usesPlug,
      ...below('node_modules/plug', {
        ...plug(`import { word } from 'deep'`),
        'package.json':
          '{"name":"plug","version":"1.0.0","type":"module","exports":"./index.js","dependencies":{"deep":"1"}}',
      }),
      ...below('node_modules/deep', {
        'package.json': '{"name":"deep","version":"1.0.0","type":"module","exports":"./index.js"}',
        'index.js': 'export const word = "old"',
      }),
    },
    change: below('node_modules/deep', {
      'package.json': '{"name":"deep","version":"1.0.1","type":"module","exports":"./index.js"}',
      'index.js': 'export const word = "new"',
    }),
  },
  ...Object.fromEntries(
    ['package-lock.json', 'bun.lock', 'pnpm-lock.yaml', 'yarn.lock'].map((lock): [string, Case] => [
      `packages of a parent folder whose ${lock} has changed`,
      {
        site: 'sites/blog',
        files: {
          ...below('sites/blog', { ...posts, ...usesPlug }),
          ...below('node_modules/plug', {
            ...plug(`import { word } from './lib.js'`),
            'lib.js': 'export const word = "old"',
          }),
          [lock]: 'old',
        },
        change: { 'node_modules/plug/lib.js': 'export const word = "new"', [lock]: 'new' },
      },
    ]),
  ),
  'a linked package': {
    site: 'blog',
    files: {
      ...below('blog', { ...posts, ...usesPlug, 'node_modules/.keep': '' }),
      ...below('plug', { ...plug(`import { word } from './lib.js'`), 'lib.js': 'export const word = "old"' }),
    },
    link: ['plug', 'blog/node_modules/plug'],
    change: { 'plug/lib.js': 'export const word = "new"' },
  },
  'a file that a linked package reads': {
    site: 'blog',
    files: {
      ...below('blog', { ...posts, ...usesPlug, 'node_modules/.keep': '' }),
      ...below('plug', { ...plug(`readFileSync(new URL('./word.txt', import.meta.url), 'utf8')`), 'word.txt': 'old' }),
    },
    link: ['plug', 'blog/node_modules/plug'],
    change: { 'plug/word.txt': 'new' },
  },
  'a workspace in the site': {
    files: { ...posts, ...usesPlug, 'node_modules/.keep': '', ...below('packages/plug', plug('"old"')) },
    link: ['packages/plug', 'node_modules/plug'],
    change: below('packages/plug', plug('"new"')),
  },
  'a file of the site that the config imports': {
    files: { ...config(`import plug from './plug/index.js'`, 'plug'), ...below('plug', plug('"old"')) },
    change: below('plug', plug('"new"')),
  },
  'the settings of a plugin': {
    files: {
      ...config(
        `const plug = ({ word }) => (tree) => { tree.children[0].children[0].value = word }`,
        `[plug, { word: 'old' }]`,
      ),
    },
    change: config(
      `const plug = ({ word }) => (tree) => { tree.children[0].children[0].value = word }`,
      `[plug, { word: 'new' }]`,
    ),
  },
  'a picture that the plugin embeds and declares': {
    files: {
      ...config(
        `import { readFileSync } from 'node:fs'
         import { join } from 'node:path'
         const embed = () => (tree, file) => {
           const bytes = readFileSync(join(file.cwd, 'content/posts/a.png'))
           tree.children[0].children[0] = { type: 'image', url: 'data:image/png;base64,' + bytes.toString('base64'), alt: bytes.toString() }
         }`,
        `{ plugin: embed, files: ['content/**/*.png'] }`,
      ),
      'content/posts/a.png': 'old',
    },
    change: { 'content/posts/a.png': 'new' },
  },
  'a rehype plugin': {
    files: rehype('old'),
    change: rehype('new'),
  },
  'the settings that an extension closes over': {
    files: extension('old'),
    change: extension('new'),
  },
  'what a plugin that may not be kept reads': {
    files: {
      ...config(
        `import { readFileSync } from 'node:fs'
         const plug = () => (tree, file) => { tree.children[0].children[0].value = readFileSync(file.cwd + '/word.txt', 'utf8') }`,
        `{ plugin: [plug], cache: false }`,
      ),
      'word.txt': 'old',
    },
    change: { 'word.txt': 'new' },
  },
}

test.each(Object.entries(cases))('a change of %s is seen', (_what, { files, change, site = '.', link }) => {
  const folder = tempFolder({ ...(site === '.' && posts), ...files })
  if (link) symlinkSync(join(folder, link[0]), join(folder, link[1]))
  const root = join(folder, site)
  build(root)
  expect(page(root)).toContain('old')
  for (const [path, text] of Object.entries(change)) writeIn(folder, path, text)
  build(root)
  expect(page(root)).toContain('new')
  rmSync(folder, { recursive: true })
})

test.each([
  [`process.env.WORD`, ''],
  [`process.env['WORD']`, ''],
  ['WORD', 'const { WORD } = process.env'],
  ['env.WORD', `import { env } from 'node:process'`],
])('a change of the environment that a plugin reads as %s is seen', (word, imports) => {
  const plugin = `const plug = () => (tree) => { tree.children[0].children[0].value = ${word} }`
  const root = tempFolder({ ...posts, ...config(`${imports}\n${plugin}`, 'plug') })
  build(root, { WORD: 'old' })
  expect(page(root)).toContain('old')
  build(root, { WORD: 'new' })
  expect(page(root)).toContain('new')
})

test('a change of the environment that a file of the site reads is seen', () => {
  const own = `export default () => (tree) => { tree.children[0].children[0].value = process.env.WORD }`
  const root = tempFolder({ ...posts, ...config(`import plug from './own.js'`, 'plug'), 'own.js': own })
  build(root, { WORD: 'old' })
  expect(page(root)).toContain('old')
  build(root, { WORD: 'new' })
  expect(page(root)).toContain('new')
})

test('the key of plugins is the same wherever the site lies', async () => {
  const files = {
    ...config(`import plug from './own.js'\nimport other from 'plug'`, 'plug, other'),
    'own.js': `import other from 'plug'\nexport default other`,
    ...below('node_modules/plug', plug('"a"')),
  }
  const keyIn = async (more: Readonly<Record<string, string>>) =>
    (await loadConfig(tempFolder({ ...files, ...more }))).value.config.markdown.pluginsKey
  const typed = { 'own.js': `import other from 'plug'\nexport default import.meta.url ? other : other` }
  for (const more of [{}, typed]) expect(await keyIn(more)).toBe(await keyIn(more))
})

test('copies in the output are no files that a plugin reads', () => {
  const root = tempFolder({ ...posts, ...config('', `{ plugin: () => {}, files: ['**/*.png'] }`), 'public/a.png': 'a' })
  expect([build(root).parsed, build(root).parsed]).toEqual([4, 0])
  writeIn(root, 'public/a.png', 'b')
  expect(build(root).parsed).toBe(4)
})

test('two posts with the same text are two for a plugin, which may look at their paths', () => {
  const plugin = 'const plug = () => (tree, file) => { tree.children[0].children[0].value = file.path }'
  const same = (folder: string) => ({ [`content/posts/${folder}/index.md`]: `---\ntitle: ${folder}\n---\n同样的话\n` })
  const root = tempFolder({ ...same('a'), ...same('b'), ...config(plugin, 'plug') })
  for (const _build of [1, 2]) {
    build(root)
    for (const name of ['a', 'b']) expect(page(root, name)).toContain(`content/posts/${name}/index.md`)
    writeIn(root, 'content/posts/c.md', '---\ntitle: c\n---\n另外')
  }
})

test.runIf(availableParallelism() > 1)('plugins run on other threads too, and give the same pages', () => {
  // A thread may take seconds to start: this one goes slowly until the other has had a post.
  const plugin = `import { existsSync, writeFileSync } from 'node:fs'
    import { isMainThread } from 'node:worker_threads'
    const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    const plug = ({ word }) => (tree, file) => {
      const seen = file.cwd + '/seen.txt'
      if (!isMainThread) writeFileSync(seen, '')
      else if (!existsSync(seen)) wait()
      tree.children[0].children[0].value = word + (isMainThread ? ' here' : ' there')
    }`
  const many = Array.from({ length: 150 }, (_, index) => `content/posts/${index}.md`)
  const root = tempFolder({
    ...Object.fromEntries(many.map((path, index) => [path, `---\ntitle: ${index}\n---\n文${index}\n`])),
    ...config(plugin, `[plug, { word: 'WORD' }]`),
  })
  build(root)
  const places = many.map((_, index) => /WORD (here|there)/.exec(page(root, String(index)))?.[1])
  expect(new Set(places)).toEqual(new Set(['here', 'there']))
})
