import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { recordFaults, tellLink } from '../../src/commands/checkExternal.ts'
import { compare } from '../../src/commands/verify.ts'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { createSession } from '../../src/dev/session.ts'
import { type Code, catalogue } from '../../src/diagnostics/catalogue.ts'
import { diagnose, place } from '../../src/diagnostics/diagnose.ts'
import { announcedFile, readAnnounced } from '../../src/io/announced.ts'
import { loadConfig } from '../../src/io/config.ts'
import { eject } from '../../src/io/ejected.ts'
import { heapFault } from '../../src/io/heap.ts'
import { refuseNewPost } from '../../src/io/newPost.ts'
import { openPublisher } from '../../src/io/output/publish.ts'
import { endWithin, stopAfter } from '../../src/io/stopAfter.ts'
import { nameFault } from '../../src/io/walk.ts'
import { remotePlaces } from '../../src/keep/places.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { reportSlips } from '../../src/parse/slips.ts'
import { switchHints } from '../../src/parse/switchHints.ts'
import { build } from '../../src/site/build.ts'
import { fillArchetype } from '../../src/starter/archetype.ts'
import type { Diagnostic } from '../../src/types.ts'
import { config as defaults, forgetLock, ownOf, publish } from '../io/site.ts'
import { asNobody, tempFolder, writeIn } from '../io/temp.ts'
import { site } from '../site.ts'

const hook = vi.hoisted(() => ({
  beforeOpen: (_path: string): void => {},
  beforeBundling: (): void => {},
  hasEncoder: true,
}))

vi.mock('../../src/io/images/encoder.ts', async (original) => {
  const encoder = await original<typeof import('../../src/io/images/encoder.ts')>()
  const findEncoder: typeof encoder.findEncoder = (root) => (hook.hasEncoder ? encoder.findEncoder(root) : undefined)
  const findPackage: typeof encoder.findPackage = (...of) => (hook.hasEncoder ? encoder.findPackage(...of) : undefined)
  return { ...encoder, findEncoder, findPackage }
})

vi.mock('esbuild', async (original) => {
  const esbuild = await original<typeof import('esbuild')>()
  const build: typeof esbuild.build = async (options) => {
    hook.beforeBundling()
    return esbuild.build(options)
  }
  return { ...esbuild, build }
})

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const openSync: typeof fs.openSync = (path, ...rest) => {
    hook.beforeOpen(String(path))
    return fs.openSync(path, ...rest)
  }
  return { ...fs, openSync }
})

/** The smallest sample of every message that Ruoyu has, and where it points: `file:line:column`, as far as there is one. */

type Found = readonly Diagnostic[] | Promise<readonly Diagnostic[]>
type Sample = readonly [where: string, provoke: () => Found]

const one = 'content/a.md'

/** Diagnostics of a build of a text archive in memory, rendering included. */
async function archive(text: string, config: UserConfig = {}): Promise<readonly Diagnostic[]> {
  return (await site(text, { config })).diagnostics
}

/** A file that begins with this text. */
const file = (text: string) => () => archive(`-- ${one} --\n${text}`)

/** A page with these lines of front matter; the first is the file's second. */
const front = (lines: string) => file(`---\n${lines}\n---\n`)

/** A page with this body, which begins on the file's fourth line. */
const body = (text: string, config?: UserConfig) => () =>
  archive(`-- ${one} --\n---\ntitle: 文\n---\n${text}\n`, config)

/** Diagnostics of `check` on the slips in a body. */
const slip = (text: string) => async () => {
  const { entries } = await site(`-- ${one} --\n---\ntitle: 文\n---\n${text}\n`)
  return entries.flatMap((entry) => reportSlips(entry, entry.source.text ?? '').diagnostics)
}

/** The message of `check --external` for a link with this status. */
const external = (status: string) => async () => {
  const { entries, bodyOf } = await site(`-- ${one} --\n---\ntitle: 文\n---\n[页](https://a.test/)\n`)
  const [places = []] = remotePlaces(entries, bodyOf).values()
  const row = {
    address: 'https://a.test/',
    status,
    to: 'https://b.test/',
    date: '2026-11-27',
    since: '2026-11-01',
    where: '',
  }
  return places.flatMap((place) => tellLink(row, place))
}

/** The message of `check` for a picture with this status and file in the record. */
const recorded = (status: string) => async () => {
  const row = `https://a.test/x.png\t\t\t\t2026-11-27\tcontent/a.md:4\t${status}\n`
  const made = await site(
    `-- ${one} --\n---\ntitle: 文\n---\n![图](https://a.test/x.png)\n-- content/kept/record.tsv --\n${row}`,
  )
  return recordFaults({ sources: made.sources, compilation: made })
}

const hint = (text: string) => async () => {
  const { entries, site: model } = await site(`-- ${one} --\n---\ntitle: 文\n---\n${text}\n`)
  return switchHints(entries, ({ text = '' }) => text, model.config.markdown)
}

/** The finding of `announce`, whose messages go to the terminal. */
const damagedRecord = async () => {
  const root = tempFolder({ '.ruoyu/announced.json': '{' })
  return readAnnounced(root) ? [] : [diagnose('announced-damaged', { file: announcedFile }, {})]
}

const leavesFunction = () => (_tree: unknown, file: { readonly data: Record<string, unknown> }) => {
  file.data.now = () => 1
}

const thrower = {
  name: 'thrower',
  shortcodes: {
    x: () => {
      throw new Error('oh')
    },
  },
}

const loops = () => () => {
  for (;;) if (Math.random() > 2) return
}

/** Findings of a body whose plugin never ends. */
const endlessPlugin = async () => {
  const { value } = completeConfig({ limits: { templateTime: 20 }, markdown: { plugins: [loops] } }, '')
  const render = createMarkdown(markdownOptions(value), {}, endWithin)
  const both = [await render('文', one), await render('章', one)]
  return both.flatMap(({ findings }) => findings.map((finding) => place(finding, one, 4)))
}

/** Diagnostics of a build with an extension that never ends. */
const endless = async () => {
  const html = (text: string, { kind }: { readonly kind: string }): string => {
    for (;;) if (kind !== 'page') return text
  }
  const text = `-- ${one} --\n---\ntitle: 文\n---\n`
  const compiled = await site(text, {
    config: { extensions: [{ name: 'a', html }], limits: { templateTime: 50 } },
    stopAfter,
  })
  return compiled.diagnostics
}

/** Pages by their path, each with its lines of front matter. */
const pages = (all: Readonly<Record<string, string>>, config?: UserConfig) => () =>
  archive(
    Object.entries(all)
      .map(([path, lines]) => `-- ${path} --\n---\n${lines}\n---\n`)
      .join(''),
    config,
  )

/** A config that waits for ever while something else keeps the program alive. */
async function unfinishedConfig(): Promise<readonly Diagnostic[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const loading = loadConfig(tempFolder({ 'ruoyu.config.ts': 'await new Promise(() => {})' }))
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  return (await loading).diagnostics
}

const page = `-- ${one} --\n---\ntitle: 文\n---\n`

/** A template of the user's. */
const template = (text: string, config?: UserConfig) => () =>
  archive(`${page}-- templates/page.njk --\n${text}`, config)

/** Diagnostics of a build of files on the disk, after `prepare` has made what no text can. */
const disk =
  (files: Readonly<Record<string, string | Uint8Array>>, prepare: (root: string) => void = () => {}) =>
  async () => {
    const root = tempFolder({ [one]: '---\ntitle: 文\n---\n', ...files })
    prepare(root)
    return (await build({ root, now: () => '2026-11-23T00:00:00Z', tellsSetup: true })).diagnostics
  }

/** The head of a JPEG of 1000 × 1000 pixels, and nothing of its body. */
const jpeg = () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b0803e803e801011100', 'hex')

/** A build of a post that shows this file; what stands in the way of no picture does not count. */
async function picture(bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) {
  const root = tempFolder({ [one]: '---\ntitle: 甲\n---\n图 ![图](a.jpg)\n', 'content/a.jpg': bytes, ...more })
  const found = await build({ root, now: () => '2026-11-23T00:00:00Z', tellsSetup: true })
  return found.diagnostics.filter(({ code }) => /^(?:picture|encoder)-/.test(code))
}

/** A blog with a card, drawn with a font of the file `a.ttf`, of `setting` where that names another. */
async function card(title: string, font: string | Uint8Array, setting = 'a.ttf', files = {}) {
  const root = tempFolder({
    'ruoyu.config.ts': `export default { theme: { cards: { font: '${setting}' } } }`,
    [one]: `---\ntitle: ${title}\n---\n文\n`,
    ...{ 'a.ttf': font, ...files },
  })
  return (await build({ root, now: () => '2026-11-23T00:00:00Z' })).diagnostics
}

const mainFont = () => readFileSync('node_modules/katex/dist/fonts/KaTeX_Main-Regular.ttf')

const settings = (text: string) => disk({ 'ruoyu.config.ts': text })

const samples: Readonly<Record<Code, Sample>> = {
  'shortcode-unclosed': ['content/a.md:4:3', body('文 {{< figure')],
  'shortcode-string': ['content/a.md:4:16', body('{{< figure src="a >}}')],
  'shortcode-character': ['content/a.md:4:12', body('{{< figure ？ >}}')],
  'shortcode-arguments': ['content/a.md:4:14', body('{{< figure a b="c" >}}')],
  'shortcode-not-open': ['content/a.md:4:3', body('文 {{< /notice >}}')],
  'bare-link-doubtful': ['content/a.md:4:3', body('见 https://example.com/a后文')],
  'slip-link': ['content/a.md:4:5', slip('见[文]（https://example.com/）')],
  'slip-image': ['content/a.md:4:1', slip('！[文](https://example.com/a.png)')],
  'slip-heading': ['content/a.md:4:1', slip('#标题')],
  'slip-list': ['content/a.md:4:1', slip('-项目')],
  'slip-link-blank': ['content/a.md:4:6', slip('![图](我的 图.png)')],
  'slip-link-apart': ['content/a.md:4:5', slip('[文字] (https://example.com/)')],
  'slip-link-quote': ['content/a.md:4:19', slip('[文](https://a.cn/ "题"")')],
  'slip-link-open': ['content/a.md:4:5', slip('[文](https://a.cn/')],
  'slip-indent': ['content/a.md:4:1', slip('    段落。')],
  'slip-container': ['content/a.md:4:1', slip(':::tip')],
  'slip-contents': ['content/a.md:4:1', slip('[TOC]')],
  'slip-fence': ['content/a.md:4:1', slip('```js\na()\n\n正文。')],
  'slip-fence-within': ['content/a.md:4:1', slip('```js\na()\n\n正文。\n```js\nb()\n```')],
  'slip-link-brackets': ['content/a.md:4:2', slip('看【文】(https://example.com/)')],
  'slip-reference': ['content/a.md:4:2', slip('看[文][甲]')],
  'slip-footnote': ['content/a.md:4:1', slip('[^1]：注')],
  'slip-stars': ['content/a.md:4:1', slip('＊＊粗＊＊')],
  'slip-bold': ['content/a.md:4:1', slip('** 粗 **')],
  'slip-bold-edge': ['content/a.md:4:2', slip('a**（注)**b')],
  'switch-off': ['content/a.md:4:3', hint('文 ==标==')],
  'slip-blank': ['content/a.md:4:1', slip('#　标题')],

  'config-key-unknown': ['ruoyu.config.ts:2:15', settings('export default {\n  markdown: { emojis: true },\n}')],
  'config-invalid': ['ruoyu.config.ts:2:3', settings('export default {\n  related: "a",\n}')],
  'config-key-missing': [
    'ruoyu.config.ts:2:35',
    settings('export default {\n  menu: [{ name: "a", url: "/" }, { name: "b" }],\n}'),
  ],
  'theme-setting-idle': [
    'ruoyu.config.ts:2:12',
    settings("export default {\n  theme: { edit: 'https://github.com/a/b/' },\n}"),
  ],
  'config-not-plain': ['ruoyu.config.ts:2:13', settings('export default {\n  params: { n: 10n },\n}')],
  'config-missing': ['ruoyu.config.ts', disk({})],
  'config-misnamed': ['ruoyu.config.yaml', disk({ 'ruoyu.config.yaml': 'title: a' })],
  'url-missing': ['ruoyu.config.ts', settings('export default {}')],
  'hexo-no-posts': [
    'ruoyu.config.ts',
    disk({
      'ruoyu.config.ts': "export default { url: 'https://e.org/', hexo: {} }",
      'content/a.md': '---\ntitle: 甲\n---\n',
    }),
  ],
  'template-misnamed': ['templates/partials/foter.njk', disk({ 'templates/partials/foter.njk': '' })],
  'config-plugin-kind': [
    'ruoyu.config.ts:3:15',
    settings('const rehypeSlug = () => {}\nexport default { markdown:\n  { plugins: [rehypeSlug] } }'),
  ],
  'extension-key-unknown': [
    'ruoyu.config.ts:3:34',
    settings(
      "export default {\n  extensions: [[], [{ name: 'a',\n  version: '1', filters: {} }, { fliters: {}, name: 'b' }]] }",
    ),
  ],
  'extension-twice': [
    'ruoyu.config.ts:2:24',
    settings("export default { extensions: [{ name: 'a' },\n                       { name: 'a' }] }"),
  ],
  'extension-name-taken': [
    'ruoyu.config.ts:3:26',
    settings(
      "const up = String\nexport default { extensions: [{ name: 'a', filters: { up } },\n { name: 'b', filters: { up: up } }] }",
    ),
  ],
  'extension-global-hidden': [
    'ruoyu.config.ts:2:14',
    settings("export default { extensions: [{ name: 'a', globals: {\n             site: 1 } }] }"),
  ],
  'extension-failed': ['content/a.md:5:1', body('文\n{{< x >}}', { extensions: [thrower] })],
  'extension-found': [
    'content/a.md:3',
    () =>
      archive(`-- ${one} --\n---\ntitle: 文\n---\n`, {
        extensions: [
          {
            name: 'spelling',
            checks: () => [
              { code: '', level: 'warning', file: one, line: 3, params: { message: '错字', hint: '改掉' } },
            ],
          },
        ],
      }),
  ],
  // A word on the terminal while the program waits.
  'extension-late': [
    'ruoyu.config.ts',
    async () => [diagnose('extension-late', { file: 'ruoyu.config.ts' }, { name: 'a', part: 'data', seconds: 60 })],
  ],
  'config-late': [
    'ruoyu.config.ts',
    async () => [diagnose('config-late', { file: 'ruoyu.config.ts' }, { seconds: 60 })],
  ],
  'extension-endless': ['content/a.md', endless],
  'config-plugin-included': [
    'ruoyu.config.ts:3:15',
    settings(
      'const remarkGfm = () => {}\nexport default { markdown:\n  { plugins: [[remarkGfm, { singleTilde: false }]] } }',
    ),
  ],
  'theme-missing': ['ruoyu.config.ts:2:12', settings("export default {\n  theme: { use: 'ruoyu-theme-none' },\n}")],
  'extension-folder-missing': [
    'ruoyu.config.ts:2:33',
    settings("export default {\n  extensions: [{ name: 'notes', templates: 'no/where' }],\n}"),
  ],
  'extension-folder-unfit': [
    'ruoyu.config.ts:2:32',
    disk({}, (root) => {
      const beyond = tempFolder({})
      for (const name of ['a', 'b']) symlinkSync('/etc/hostname', join(beyond, name))
      const extension = { name: 'notes', templates: beyond }
      writeFileSync(join(root, 'ruoyu.config.ts'), `export default {\n  extensions: [${JSON.stringify(extension)}],\n}`)
    }),
  ],
  'template-outdated': [
    'templates/404.njk',
    disk({ 'templates/404.njk': 'x', 'templates/.ejected/404.njk': 'as it was' }),
  ],
  'template-conflict': [
    'templates/404.njk:2:1',
    disk({ 'templates/404.njk': '\n<<<<<<< templates/404.njk\n', 'templates/.ejected/404.njk': '' }),
  ],
  'eject-unknown': ['templates/pots.njk', () => eject(tempFolder(), defaults, 'pots.njk').diagnostics],
  'eject-exists': [
    'templates/post.njk',
    () => eject(tempFolder({ 'templates/post.njk': '' }), defaults, 'post.njk').diagnostics,
  ],
  'slot-unknown': ['templates/slots/hed.njk', disk({ 'templates/slots/hed.njk': 'x' })],
  'slot-not-offered': [
    'templates/slots/footer.njk',
    disk({ 'templates/slots/footer.njk': 'x', 'templates/partials/footer.njk': '' }),
  ],
  'config-two': ['ruoyu.config.ts', disk({ 'ruoyu.config.ts': 'export default {}', 'ruoyu.config.json': '{}' })],
  'config-unfinished': ['ruoyu.config.ts', unfinishedConfig],
  'config-broken': ['ruoyu.config.ts:2:10', settings('export default {\n  title: = 1\n}')],
  'config-no-file': ['ruoyu.config.ts', disk({}, (root) => mkdirSync(join(root, 'ruoyu.config.ts')))],
  'config-no-default': ['ruoyu.config.ts', settings('export const title = 1')],
  'ignore-invalid': ['ruoyu.config.ts:2:12', settings('export default {\n  ignore: ["/(/"],\n}')],
  'bundler-missing': [
    'templates/assets',
    () => {
      hook.beforeBundling = () => {
        hook.beforeBundling = () => {}
        throw new Error('The package "@esbuild/linux-x64" could not be found, and is needed by esbuild.')
      }
      return disk({ 'templates/assets/theme.ts': 'const a = 1\n' })()
    },
  ],
  'asset-broken': ['templates/assets/theme.ts:1:10', disk({ 'templates/assets/theme.ts': 'const a: = 1\n' })],
  'refresh-failed': ['ruoyu', failedRefresh],

  'front-matter-language': ['content/a.md:1:1', file('---js\n{}\n---\n')],
  'front-matter-unclosed': ['content/a.md:1:1', file('---\ntitle: 文\n')],
  'publish-key-unheeded': [
    'content/a.md:3:1',
    () => archive('-- content/a.md --\n---\ntitle: 文\nstatus: draft\n---\n'),
  ],
  'page-protected': ['content/a.md:3:1', front('title: 文\npassword: x')],
  'body-encrypted': ['content/a.md:4:1', body('{{% hugo-encryptor %}}\n密\n{{% /hugo-encryptor %}}')],
  'terms-joined': ['content/a.md:3:7', front('title: 文\ntags: a, b')],
  'front-matter-tag': ['content/a.md:2:19', front('title: !important 用法')],
  'front-matter-comment': ['content/a.md:2:10', front('title: 甲 # 乙')],
  'front-matter-too-deep': ['content/a.md:2:54', front(`a: ${'['.repeat(200)}${']'.repeat(200)}`)],
  'front-matter-too-many': ['content/a.md:7:25', front(bomb())],
  'front-matter-alias': ['content/a.md:3:4', front('title: 文\na: *b')],
  'front-matter-key': ['content/a.md:3:1', front('title: 文\n[a]: b')],
  'front-matter-key-forbidden': ['content/a.md:3:1', front('title: 文\n__proto__: b')],
  'front-matter-duplicate': ['content/a.md:3:1', front('title: 文\ntitle: 章')],
  'front-matter-full-width-colon': ['content/a.md:2:6', front('title： 文')],
  'front-matter-colon': ['content/a.md:2:8', front('title: Foo: bar')],
  'front-matter-quote': ['content/a.md:2:8', front('title: "文')],
  'front-matter-tab': ['content/a.md:3:1', front('title: 文\n\tdraft: true')],
  'front-matter-syntax': ['content/a.md:3:4', front('title: 文\na: [')],
  'front-matter-no-map': ['content/a.md:2:1', front('- 文')],
  'front-matter-unopened': ['content/a.md:1:1', file('title: 文\ndate: 2024-04-03\n---\n文\n')],
  'front-matter-missing': ['content/a.md:1:1', file('文\n')],
  'front-matter-idle': ['content/a.md:3:1', front('title: 文\ncomments: flase')],
  'front-matter-misspelled': ['content/a.md:3:1', front('title: 文\ntgas: [a]')],
  'file-empty': ['content/a.md', file('')],
  'title-missing': ['content/a.md:2:1', front('date: 2024-04-03')],
  'path-case': [
    'content/_posts/a.md:4:7',
    pages(
      {
        'content/_posts/a.md': 'title: 甲\ndate: 2020-01-01\ntags: Java',
        'content/_posts/b.md': 'title: 乙\ndate: 2020-01-02\ntags: java',
      },
      { hexo: {} },
    ),
  ],
  'hexo-date-missing': ['content/_posts/a.md:2:1', pages({ 'content/_posts/a.md': 'title: 文' }, { hexo: {} })],
  'hexo-date-unread': [
    'content/_posts/a.md:3:7',
    pages({ 'content/_posts/a.md': 'title: 文\ndate: soon' }, { hexo: {} }),
  ],
  'hexo-date-impossible': [
    'content/_posts/a.md:3:7',
    pages({ 'content/_posts/a.md': 'title: 文\ndate: 2017-16-26' }, { hexo: {} }),
  ],
  'date-invalid': ['content/a.md:3:7', front('title: 文\ndate: 2024-13-45')],
  'flag-invalid': ['content/a.md:3:8', front('title: 文\ndraft: ture')],
  'value-ignored': ['content/a.md:3:9', front('title: 文\nweight: 重')],
  'terms-full-width-comma': ['content/a.md:3:8', front('title: 文\ntags: [人工智能，技术]')],

  'content-folder-missing': ['posts', settings('export default { content: ["posts"] }')],
  'folder-is-file': ['public', disk({ public: 'x' })],
  'file-unreadable': ['content/b.md', unreadable],
  'heap-small': [
    'content',
    () => [heapFault(Object.assign(new Error(), { code: 'RUOYU_HEAP' }), 'content')].flatMap((fault) => fault ?? []),
  ],
  'file-vanished': ['content/b.md', vanishing],
  'file-too-large': [
    'content/b.md',
    disk({
      'content/b.md': '文'.repeat(50_000),
      'ruoyu.config.ts': 'export default { limits: { fileSize: 100_000 } }',
    }),
  ],
  'announced-damaged': ['.ruoyu/announced.json', damagedRecord],
  'data-file-unread': ['content/_data/a.csv', disk({ 'content/_data/a.csv': 'a,b' })],
  'data-twice': ['content/_data/a.yml', disk({ 'content/_data/a.json': '{}', 'content/_data/a.yml': 'b: 1' })],
  'file-special': ['content/b.md', disk({}, (root) => execFileSync('mkfifo', [join(root, 'content/b.md')]))],
  'file-not-utf8': ['content/b.md:2:8', disk({ 'content/b.md': Buffer.from('---\ntitle: \xff\n---\n', 'latin1') })],
  'name-not-utf8': [
    'content/\\xff.md',
    disk({}, (root) => writeFileSync(Buffer.from(`${root}/content/\xff.md`, 'latin1'), '')),
  ],
  'name-too-long': [
    `content/${'a'.repeat(256)}`,
    () => [nameFault(Buffer.alloc(256, 'a'), 'content')].filter((one) => one !== undefined),
  ],
  'link-outside': ['content/b.md', disk({}, (root) => symlinkSync('/etc/hostname', join(root, 'content/b.md')))],
  'link-unpublished': [
    'public/x.txt',
    disk(
      { 'content/d/index.md': '---\ntitle: 文\ndraft: true\n---\n', 'content/d/x.txt': '', 'public/y': '' },
      (root) => symlinkSync('../content/d/x.txt', join(root, 'public/x.txt')),
    ),
  ],
  'link-dangling': ['content/b.md', disk({}, (root) => symlinkSync('none.md', join(root, 'content/b.md')))],
  'link-loop': ['content/b.md', disk({}, (root) => symlinkSync('b.md', join(root, 'content/b.md')))],
  'post-path-refused': [
    'content',
    async () => [refuseNewPost('/site', 'content', { section: '../..', slug: 'x' })].filter((one) => one !== undefined),
  ],
  'archetype-expression': [
    'archetypes/default.md:2:9',
    async () =>
      fillArchetype(
        { path: 'archetypes/default.md', text: '---\nsource: {{ .Site.Title }}\n---\n' },
        { title: 't', name: 't', section: 'posts', date: '2026-01-01T00:00:00+08:00' },
      ).diagnostics,
  ],
  'hexo-tag-stray': [`${one}:4:1`, body('{% endnote %}\n', { hexo: {} })],
  'hexo-expression': [`${one}:4:3`, body('甲 {{ page.title }}\n', { hexo: {} })],
  'git-dates': ['ruoyu.config.ts', settings("export default { frontMatter: { lastmod: [':git'] } }")],
  'output-refused': ['content', settings('export default { output: "content" }')],
  'output-foreign': ['dist', disk({ 'dist/thesis.docx': '' })],
  'output-in-the-way': ['dist/b.html', inTheWay],
  'output-path-unsafe': ['dist', async () => (await publish(tempFolder(), { '../x': '' })).diagnostics],
  'output-differs': ['dist/a.html', () => compare({ 'a.html': '1' }, { 'a.html': '2' }, 'dist').diagnostics],
  'output-locked': ['dist', locked],
  'output-recovered': ['dist', recovered],
  'output-taken-over': [
    'dist',
    disk({ 'dist/index.html': '<meta name="generator" content="Ruoyu">', 'dist/notes.txt': '' }),
  ],
  'picture-not-encoded': ['content/a.md:4:3', () => picture(Buffer.concat([jpeg(), Buffer.alloc(50_000)]))],
  'picture-unreadable': ['content/a.md:4:3', () => picture(Buffer.from('<!doctype html>'))],
  'encoder-broken': [
    'ruoyu.config.ts',
    () =>
      picture(jpeg(), {
        'node_modules/sharp/package.json': '{ "version": "1.0.0", "main": "index.js" }',
        'node_modules/sharp/index.js': 'throw new Error("no native part")',
      }),
  ],
  'encoder-missing': [
    'content/a.jpg',
    async () => {
      hook.hasEncoder = false
      return picture(Buffer.concat([jpeg(), Buffer.alloc(300_000)])).finally(() => {
        hook.hasEncoder = true
      })
    },
  ],
  'font-missing': ['ruoyu.config.ts:1:36', () => card('A', '', 'b.ttf')],
  'font-several': [
    'ruoyu.config.ts:1:36',
    () =>
      card('A', '', 'faces', {
        'node_modules/faces/package.json': '{ "version": "1.0.0" }',
        'node_modules/faces/a.ttf': '',
        'node_modules/faces/b.ttf': '',
      }),
  ],
  'drawers-missing': [
    'ruoyu.config.ts:1:27',
    () => {
      hook.hasEncoder = false
      return card('A', mainFont()).finally(() => {
        hook.hasEncoder = true
      })
    },
  ],
  'drawing-failed': ['ruoyu.config.ts:1:27', () => card('A', 'no font')],
  'glyphs-missing': ['ruoyu.config.ts:1:27', () => card('甲', mainFont())],
  'write-failed': ['dist', unwritable],

  'path-clash': [
    'content/b.md:3:6',
    pages({ [one]: 'title: 文\nurl: /x/', 'content/b.md': 'title: 文\nurl: /x/' }, { duplicateUrls: 'error' }),
  ],
  'path-twin': ['public/A.png', () => archive('-- public/a.png --\n-- public/A.png --\n', { duplicateUrls: 'error' })],
  'path-numbered': ['public/a/index.html', () => archive(`${page}-- public/a/index.html --\n`)],
  'path-folder': ['public/a/b', () => archive('-- public/a --\n-- public/a/b --\n')],
  'path-shared': [
    'public/a/index.html',
    () => archive(`${page}-- public/a/index.html --\n`, { duplicateUrls: 'warn' }),
  ],
  'content-foreign': ['content/b.org', () => archive(`${page}-- content/b.org --\n#+title: 文\n-- content/c.rst --\n`)],
  'redirect-shadowed': ['content/b.md:3:1', pages({ [one]: 'title: 文', 'content/b.md': 'title: 文\naliases: [/a/]' })],
  'redirect-dead': ['ruoyu.config.ts:2:16', settings('export default {\n  redirects: { "/old/": "/none/" },\n}')],
  'menu-dead': ['ruoyu.config.ts:2:28', settings("export default {\n  menu: [{ name: '无', url: '/none/' }],\n}")],
  'picture-dead': ['content/a.md:4:1', recorded('dead 404\t')],
  'picture-copy-missing': ['content/a.md:4:1', recorded('kept\tcontent/kept/x.png')],
  'external-dead': ['content/a.md:4:1', external('dead 404')],
  'external-moved': ['content/a.md:4:1', external('moved')],
  'external-unsure': ['content/a.md:4:1', external('unsure timeout')],
  'friend-away': ['content/a.md:4:1', external('away timeout')],
  'link-dead': ['content/a.md:4:2', body('见[文](/none/)')],
  'link-left-out': [
    'content/a.md:4:1',
    () => archive(`${page}[草稿](b.md)\n-- content/b.md --\n---\ntitle: 文\ndraft: true\n---\n`),
  ],
  'fragment-dead': ['content/a.md:4:2', body('见[文](#none)')],
  'image-missing': ['content/a.md:4:3', body('见 ![文](none.png)')],
  'shortcode-unknown': ['content/a.md:4:3', body('文 {{< none >}}')],
  'shortcode-end-missing': ['content/a.md:4:1', body('{{< notice >}}\n\n文')],
  'ref-missing': ['content/a.md:4:3', body('文 {{< ref "none.md" >}}')],
  'ref-ambiguous': [
    'content/a.md:4:1',
    () =>
      archive(
        `${page}{{< ref "x.md" >}}\n${['b', 'c'].map((dir) => `-- content/${dir}/x.md --\n---\ntitle: 文\n---\n`).join('')}`,
      ),
  ],

  'body-control-character': ['content/a.md:4:2', body('前\b后')],
  'body-too-deep': ['content/a.md:4:1', body('>'.repeat(200))],
  'body-table-too-wide': ['content/a.md:5:1', body(`a\n${'|-'.repeat(600)}|`)],
  'body-too-dense': ['content/a.md:4:1', body('*a'.repeat(5000))],
  'heading-id-taken': ['content/a.md:6:1', body('# 甲 {#a}\n\n# 乙 {#a}')],
  'id-taken': ['content/a.md:6:3', body('# 文\n\n又 <b id="文">文</b>')],
  'table-cell-lost': ['content/a.md:6:6', body('|a|b|\n|-|-|\n|1|2|3|')],
  'footnote-uncalled': ['content/a.md:4:1', body('[^1]: 注')],
  'footnote-undefined': ['content/a.md:4:2', body('文[^1]')],
  'html-unclosed': ['content/a.md:4:3', body('文 <div>')],
  'html-shown-as-text': ['content/a.md:4:3', body('用 <title> 标签')],
  'html-unopened': ['content/a.md:4:2', body('文</div>')],
  'table-columns': ['content/a.md:5:1', body('a | b\n---|---|---\nc | d')],
  'html-stars': ['content/a.md:4:6', body('<div>**b**</div>')],
  'link-scheme-dangerous': ['content/a.md:4:2', body('见[文](javascript:alert(1))')],
  'math-invalid': ['content/a.md:4:3', body('式 $\\frac$', { markdown: { math: true } })],
  'math-label-twice': ['content/a.md:5:4', body('$$a\\label{甲}$$\n$$b\\label{甲}$$', { markdown: { math: true } })],
  'math-label-second': ['content/a.md:4:13', body('$$a\\label{甲}\\label{乙}$$', { markdown: { math: true } })],
  'math-label-missing': ['content/a.md:4:4', body('式 $\\ref{甲}$', { markdown: { math: true } })],
  'plugin-message': ['content/a.md:4:1', body('文', { markdown: { plugins: [() => messenger(false)] } })],
  'plugin-emptied': [
    'content/a.md',
    async () => {
      const { value } = completeConfig({ markdown: { plugins: [() => () => ({ type: 'nonsense' })] } }, '')
      const { findings } = await createMarkdown(markdownOptions(value), {}, endWithin)('文', one)
      return findings.map((finding) => place(finding, one, 4))
    },
  ],
  'plugin-endless': ['content/a.md', endlessPlugin],
  'plugin-compiler': [
    'content/a.md',
    () =>
      archive(page, {
        markdown: {
          plugins: [
            function own(this: { compiler?: unknown }) {
              this.compiler = () => ''
            },
          ],
        },
      }),
  ],
  'plugin-files-none': [
    'ruoyu.config.ts:1:68',
    settings("export default { markdown: { plugins: [{ plugin: () => {}, files: ['nope/*.json'] }] } }"),
  ],
  'plugin-data': ['content/a.md', body('文', { markdown: { plugins: [leavesFunction] } })],
  'plugin-skipped': ['content/a.md', endlessPlugin],
  'plugin-failed': ['content/a.md:4:1', body('文', { markdown: { plugins: [() => messenger(true)] } })],

  'path-refused': ['content/a.md:3:7', front('title: 文\nslug: ../x')],
  'path-odd': ['content/a.md:3:6', front('title: 文\nurl: "/what?/"')],
  'url-host': ['content/a.md:3:6', front('title: 文\nurl: https://example.com/x/')],
  'url-extension': ['content/a.md:3:6', front('title: 文\nurl: /v1.2')],
  'alias-query': ['content/a.md:3:11', front('title: 文\naliases: ["/?p=1"]')],
  'url-shared': ['content/b.md:3:6', pages({ [one]: 'title: 文\nurl: /x/', 'content/b.md': 'title: 文\nurl: /x/' })],
  'term-clash': ['content/a.md:3:8', pages({ [one]: 'title: 文\ntags: [a·b, ab]' })],
  'term-spelling': ['content/a.md:3:13', pages({ [one]: 'title: 文\ntags: [a b, a-b]' })],
  'permalink-token': [
    'ruoyu.config.ts:2:32',
    settings('export default {\n  permalinks: { page: { posts: "/:none/" } },\n}'),
  ],

  'id-repeated': ['templates/page.njk', template('<b id="a"></b><i id="a"></i>')],
  'layout-missing': ['content/a.md:3:9', () => archive('-- content/a.md --\n---\ntitle: 文\nlayout: nope\n---\n')],
  'template-syntax': ['templates/page.njk:1:7', template('{% if %}')],
  'template-unclosed': ['templates/page.njk:1:4', template('{% if page %}')],
  'template-missing': ['templates/page.njk:2:12', template('\n{% include "none.njk" %}')],
  'template-filter-unknown': ['templates/page.njk:1:17', template('{{ page.title | nothing }}')],
  'template-test-unknown': ['templates/page.njk:1:15', template('{% if page is nothing %}{% endif %}')],
  'template-field-unknown': ['templates/page.njk:1:7', template('{% if page.nothing %}{% endif %}')],
  'template-undefined': ['templates/page.njk:1:4', template('{{ page.nothing }}')],
  'template-unknown-name': ['templates/page.njk:1:4', template('{{ nothing }}')],
  'template-failed': ['templates/page.njk:1:4', template('{{ page.title() }}')],
  'template-endless': [
    'templates/page.njk:1:19',
    template('{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}', { limits: { templateTime: 200 } }),
  ],
}

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, n) => `${'bcdefghij'[n]}: &x${n + 1} [${Array(10).fill(`*x${n}`)}]`)
  return ['title: 文', 'a: &x0 [1]', ...lines].join('\n')
}

/** A user's remark plugin that says something of the first node. */
function messenger(fatal: boolean) {
  return (
    tree: { children: never[] },
    vfile: { message: (...args: unknown[]) => void; fail: (...args: unknown[]) => void },
  ) => {
    if (fatal) vfile.fail('坏', tree.children[0])
    else vfile.message('小心', tree.children[0])
  }
}

async function unreadable(): Promise<readonly Diagnostic[]> {
  const provoke = disk({ 'content/b.md': '' }, (root) => {
    chmodSync(root, 0o777)
    chmodSync(join(root, 'content/b.md'), 0)
  })
  return asNobody(provoke)
}

async function inTheWay(): Promise<readonly Diagnostic[]> {
  const root = tempFolder()
  await publish(root, { 'a.html': '' })
  writeIn(root, 'dist/b.html', 'mine')
  return (await publish(root, { 'b.html': '' })).diagnostics
}

async function locked(): Promise<readonly Diagnostic[]> {
  const root = tempFolder()
  const { value: first } = await openPublisher(root, defaults)
  const { diagnostics } = await publish(root, { 'a.html': '' })
  first?.abandon()
  return diagnostics
}

async function unwritable(): Promise<readonly Diagnostic[]> {
  const root = tempFolder()
  return asNobody(async () => (await publish(root, { 'a.html': '' })).diagnostics)
}

/** A file that is gone when it is opened, both times. */
async function vanishing(): Promise<readonly Diagnostic[]> {
  hook.beforeOpen = (path) => {
    if (path.endsWith('b.md')) throw Object.assign(new Error(path), { code: 'ENOENT' })
  }
  try {
    return await disk({ 'content/b.md': '' })()
  } finally {
    hook.beforeOpen = () => {}
  }
}

/** A publish that was broken off while it moved files into place. */
async function recovered(): Promise<readonly Diagnostic[]> {
  const root = tempFolder()
  const journal = join(ownOf(root), 'journal.json')
  const onStep = () => {
    if (existsSync(journal)) throw new Error('stop')
  }
  await expect(publish(root, { 'a.html': 'a', 'b.html': 'b' }, { onStep })).rejects.toThrow('stop')
  forgetLock(root)
  return (await publish(root, { 'a.html': 'a' })).diagnostics
}

async function failedRefresh(): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = []
  const { refresh } = createSession({
    root: '/site',
    load: () => Promise.reject(new Error('oh')),
    textOf: () => undefined,
    onChange: ({ diagnostics }) => found.push(...diagnostics),
  })
  await refresh()
  return found
}

const whereOf = ({ file, line, column }: Diagnostic): string => [file, line, column].filter(Boolean).join(':')

describe('every message of the catalogue', () => {
  test.each(Object.entries(samples))('%s', async (code, [where, provoke]) => {
    const found = (await provoke()).filter((diagnostic) => diagnostic.code === code)
    expect(found.map(whereOf)).toContain(where)
    expect(found[0]?.level).toBe(catalogue[code as Code].level)
  })

  test('has its sample', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(catalogue).sort())
  })
})
