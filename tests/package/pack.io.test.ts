import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repository } from '../clients/built.ts'
import { recipes, recipesConfig } from '../extensions/recipesConfig.ts'
import { writeIn } from '../io/temp.ts'

/** A blogger's folder, with the package as npm would bring it. It lies where the packages that stay outside are found. */
const site = resolve('node_modules/.packed')
const installed = join(site, 'node_modules/ruoyu')

beforeAll(() => {
  rmSync(site, { recursive: true, force: true })
  mkdirSync(installed, { recursive: true })
  execFileSync('npm', ['run', '--silent', 'types'], { cwd: repository })
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', site], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
  execFileSync('tar', ['-xzf', join(site, filename), '-C', installed, '--strip-components=1'])
})

afterAll(() => rmSync(site, { recursive: true, force: true }))

describe('the packed package', () => {
  test('brings the program, the theme and no sources but the browser’s, nor a draft', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(
      expect.arrayContaining(['lib/cli.js', 'lib/types/index.d.ts', 'templates/post.njk', 'LICENSE']),
    )
    expect(files).not.toContain('content/posts/half-written.md')
    for (const readme of ['README.md', 'README.zh-CN.md'])
      for (const [, link = ''] of readFileSync(join(installed, readme), 'utf8').matchAll(/\]\(([^)]+)\)/g))
        if (!/^(?:https?:|#)/.test(link)) expect(files, `${readme} links to it`).toContain(link.replace(/#.*/, ''))
    expect(files.filter((file) => /\.ts$/.test(file) && !/\.d\.ts$|^src\/(client|search)\//.test(file))).toEqual([])
  })

  test('gives a config its types, in every way of resolving modules, without an error inside the package', () => {
    writeIn(
      site,
      'ruoyu.config.ts',
      `import { type Config, defineConfig, type Extension } from 'ruoyu'
export const site: Partial<Config> = { title: '文' }
const small: Extension = { name: 'small', filters: { up: String }, html: (html, page) => html + page.title }
const theme = { name: 'paper', api: 1, settings: { tone: { type: 'text', about: '' } } } as const
export default defineConfig({
  title: '文',
  markdown: { math: true, rehype: [] },
  menu: [{ name: '关于', url: '/about/' }],
  extensions: [small, [{ name: 'b', shortcodes: { hi: ({ args, post }) => args.who ?? post.title } }]],
  theme: { use: theme, tone: '#333' },
})
// @ts-expect-error: a field that extensions have not
export const odd: Extension = { name: 'odd', fliters: {} }
// @ts-expect-error: a key that there is none of
export const wrong = defineConfig({ titel: '文' })
`,
    )
    writeIn(site, 'package.json', '{ "type": "module" }')
    const tsc = join(repository, 'node_modules/typescript/bin/tsc')
    for (const way of [{ module: 'nodenext' }, { module: 'preserve', moduleResolution: 'bundler' }]) {
      const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [], ...way }
      writeIn(site, 'tsconfig.json', JSON.stringify({ compilerOptions, files: ['ruoyu.config.ts'] }))
      expect(spawnSync(process.execPath, [tsc], { cwd: site, encoding: 'utf8' }).stdout).toBe('')
    }
  })

  test('builds a site whose first page needs no bundler', () => {
    writeIn(site, 'bare/content/a.md', '---\ntitle: 题\ndate: 2024-04-03\n---\n\n文\n')
    const cli = join(installed, 'lib/cli.js')
    execFileSync(process.execPath, [cli, 'build', '--root', join(site, 'bare')], {
      env: { ...process.env, ESBUILD_BINARY_PATH: '/nowhere' },
    })
    expect(readFileSync(join(site, 'bare/dist/a/index.html'), 'utf8')).toContain('题')
  })

  test('takes the two themes of the tests, which compile against its types', () => {
    const names = ['minimal', 'magazine']
    const files = names.map((name) => `themes/${name}/index.ts`)
    cpSync(join(repository, 'tests/themes'), join(site, 'themes'), { recursive: true })
    writeIn(site, 'package.json', '{ "type": "module" }')
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', types: ['node'], skipLibCheck: true }
    writeIn(site, 'tsconfig.json', JSON.stringify({ compilerOptions, files }))
    const tsc = join(repository, 'node_modules/typescript/bin/tsc')
    expect(spawnSync(process.execPath, [tsc], { cwd: site, encoding: 'utf8' }).stdout).toBe('')
    writeIn(site, 'content/a.md', '---\ntitle: 题\ndate: 2024-04-03\n---\n\n文\n')
    for (const [index, use] of files.entries()) {
      const config = { url: 'https://example.com/', theme: { use: `./${use}` } }
      writeIn(site, 'ruoyu.config.ts', `export default ${JSON.stringify(config)}`)
      execFileSync(process.execPath, [join(installed, 'lib/cli.js'), 'build', '--strict', '--root', site])
      const html = readFileSync(join(site, 'dist/a/index.html'), 'utf8')
      expect(html).toContain(index === 0 ? '--width:36em' : '<p class="facts">')
    }
  })

  test('takes the ten extensions of the tests, which compile against its types', () => {
    const root = join(site, 'ten')
    cpSync(join(repository, 'tests/extensions/recipes'), join(root, 'extensions'), { recursive: true })
    writeIn(root, 'ruoyu.config.ts', recipesConfig(recipes, 'example.com'))
    writeIn(site, 'package.json', '{ "type": "module" }')
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', types: ['node'], skipLibCheck: true }
    const config = { ...compilerOptions, allowImportingTsExtensions: true }
    writeIn(root, 'tsconfig.json', JSON.stringify({ compilerOptions: config, files: ['ruoyu.config.ts'] }))
    const tsc = join(repository, 'node_modules/typescript/bin/tsc')
    expect(spawnSync(process.execPath, [tsc], { cwd: root, encoding: 'utf8' }).stdout).toBe('')
    writeIn(
      root,
      'content/_data/friends.yaml',
      "- { name: 友, url: 'https://a.example/', feed: 'https://a.example/x' }\n",
    )
    writeIn(root, 'content/count.md', '---\ntitle: 统计\n---\n{{< statistics >}}\n')
    writeIn(root, 'mermaid/mermaid.min.js', '// Mermaid\n')
    const post = (title: string, body: string) => `---\ntitle: ${title}\ndate: 2025-01-02\n---\n${body}\n`
    writeIn(
      root,
      'content/posts/a.md',
      post('后面', '见[[b]]、[外](https://a.example/)。\n\n{{< countdown 2027-02-06 >}}'),
    )
    writeIn(root, 'content/posts/b.md', post('图', '```mermaid\ngraph LR; A-->B\n```'))
    for (const command of [['build', '--strict'], ['announce']])
      execFileSync(process.execPath, [join(installed, 'lib/cli.js'), ...command, '--root', root])
    const read = (path: string) => readFileSync(join(root, 'dist', path), 'utf8')
    expect(read('posts/a/index.html')).toContain('rel="nofollow noopener">外</a>')
    expect(read('posts/a/index.html')).toContain('<time datetime="2027-02-06" data-countdown>')
    expect(read('posts/b/index.html')).toContain('提到这里的：<a href="/posts/a/">后面</a>')
    expect(read('posts/b/index.html')).toContain('<script src="/mermaid.min.js"></script>')
    expect(read('zh-hant/posts/a/index.html')).toContain('<h1>後面</h1>')
    expect(read('count/index.html')).toContain('<p>2 篇，')
    expect(['mermaid.min.js', 'key.txt', 'friends.opml', 'llms.txt', 'posts/a/index.md'].map(read)).not.toContain('')
  })

  test('holds the licence text of every package whose code it brings', async () => {
    const { metafile } = await bundle({
      absWorkingDir: repository,
      entryPoints: ['src/cli.ts', 'src/threads/worker.ts', 'src/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      outdir: 'out',
      format: 'esm',
      platform: 'node',
      external: ['esbuild', '*.node'],
    })
    const folders = new Set(
      Object.keys(metafile.inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
    )
    const texts = readFileSync(join(installed, 'lib/THIRD-PARTY-LICENSES'), 'utf8').split(/^─+$/m)
    const named = new Map(texts.map((text) => [text.trim().split('\n')[0], text]))
    expect(folders.size).toBeGreaterThan(100)
    for (const folder of folders) {
      const { name, version } = JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8'))
      expect(named.get(`${name} ${version}`), `${name} ${version}`).toMatch(/copyright|permission/i)
    }
  })
})

// npm makes it so when it first runs the command, and not again for a command that was bundled since.
test('the bundled command may be run', () => {
  accessSync(join(repository, 'lib/cli.js'), constants.X_OK)
})

test('the lock names no package that this Node is too old for', () => {
  const copy = join(site, 'locked')
  for (const file of ['package.json', 'package-lock.json']) {
    writeIn(copy, file, readFileSync(join(repository, file), 'utf8'))
  }
  const flags = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--include=dev', '--engine-strict']
  expect(spawnSync('npm', flags, { cwd: copy, encoding: 'utf8' }).stderr).not.toContain('EBADENGINE')
})
