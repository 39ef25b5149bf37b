import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import creator from '../../src/create-ruoyu/package.json' with { type: 'json' }
import { hosts } from '../../src/starter/hosts.ts'
import { ruoyu } from '../clients/command.ts'
import { tempFolder } from '../io/temp.ts'

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8')
const quiet = ['--yes', '--no-install']

describe('ruoyu init', () => {
  test('begins a blog that has its name and address in every page and feed', () => {
    const root = tempFolder()
    const { status } = ruoyu([
      'init',
      root,
      '--title',
      '我的博客',
      '--url',
      'https://x.example/blog',
      '--author',
      '某人',
      ...quiet,
    ])
    expect(status).toBe(0)
    expect(JSON.parse(read(root, 'package.json')).allowScripts).toEqual({ esbuild: false })
    const built = ruoyu(['build', '--root', root, '--strict'])
    expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: '' })
    expect(read(root, 'dist/index.html')).toMatch(/<title>我的博客<\/title>/)
    expect(read(root, 'dist/index.xml')).toMatch(/<link>https:\/\/x\.example\/blog\/<\/link>/)
    expect(read(root, 'dist/posts/hello/index.html')).toMatch(/href="\/blog\/about\/"/)
    for (const page of ['index.html', 'posts/hello/index.html', 'index.xml', 'sitemap.xml'])
      expect(read(root, `dist/${page}`)).not.toMatch(/localhost/)
  })

  test('never changes what is there, but for scripts and packages that a package.json lacks', () => {
    const mine = { name: 'mine', scripts: { build: 'mine' }, dependencies: { sharp: '1.0.0' } }
    const root = tempFolder({
      'package.json': JSON.stringify(mine),
      'content/about.md': 'mine',
      'ruoyu.config.js': 'export default { title: "mine" }',
      '.gitignore': 'mine',
    })
    expect(ruoyu(['init', root, ...quiet]).status).toBe(0)
    expect(JSON.parse(read(root, 'package.json'))).toEqual({
      name: 'mine',
      scripts: { dev: 'ruoyu dev', build: 'mine', new: 'ruoyu new', check: 'ruoyu check' },
      dependencies: { ruoyu: `^${manifest.version}`, sharp: '1.0.0' },
    })
    expect(read(root, 'content/about.md')).toBe('mine')
    expect(read(root, '.gitignore')).toBe('mine')
    expect(existsSync(join(root, 'ruoyu.config.ts'))).toBe(false)
    const before = read(root, 'package.json')
    expect(ruoyu(['init', root, ...quiet]).status).toBe(0)
    expect(read(root, 'package.json')).toBe(before)
  })

  test('a package.json that is no JSON is left and told', () => {
    const root = tempFolder({ 'package.json': '{ "name": ' })
    const { status, stderr } = ruoyu(['init', root, ...quiet, '--language', 'zh-CN'])
    expect(stderr).toMatch(/package\.json 不是正确的 JSON/)
    expect({ status, text: read(root, 'package.json') }).toEqual({ status: 0, text: '{ "name": ' })
  })

  test.each([
    ['git@github.com:Name/my.blog.git', 'https://name.github.io/my.blog/'],
    ['https://github.com/name/Name.github.io', 'https://name.github.io/'],
    ['https://gitlab.com/name/blog.git', undefined],
  ])('takes the address from the remote %s', (remote, url) => {
    const root = tempFolder()
    execFileSync('git', ['init', '-q', root])
    execFileSync('git', ['-C', root, 'remote', 'add', 'origin', remote])
    expect(ruoyu(['init', root, ...quiet]).status).toBe(0)
    expect(/^ {2}url: '(.*)'/m.exec(read(root, 'ruoyu.config.ts'))?.[1]).toBe(url)
  })

  test('without sharp where it is not wanted', () => {
    const root = tempFolder()
    ruoyu(['init', root, '--no-images', ...quiet])
    expect(Object.keys(JSON.parse(read(root, 'package.json')).dependencies)).toEqual(['ruoyu'])
  })

  test.each(hosts.filter((host) => host !== 'none'))('writes what %s reads', (host) => {
    const root = tempFolder()
    const { stdout } = ruoyu(['init', root, '--deploy', host, ...quiet])
    const file = {
      'github-pages': '.github/workflows/deploy.yml',
      'cloudflare-pages': 'wrangler.toml',
      netlify: 'netlify.toml',
      vercel: 'vercel.json',
      rsync: 'deploy.sh',
    }[host]
    expect(stdout).toContain(`+ ${file}`)
    expect(read(root, file)).toMatch(/dist/)
  })

  test('goes on to bring an old blog over', () => {
    const old = tempFolder({
      'hugo.toml': 'title = "旧博客"\nbaseURL = "https://old.example/"\nlanguageCode = "zh-cn"\n',
      'content/posts/a.md': '---\ntitle: 甲\ndate: 2024-01-01\n---\n文。\n',
    })
    const root = tempFolder()
    const { status, stdout } = ruoyu(['init', root, '--from', 'hugo', old, ...quiet])
    expect({ status, stdout }).toMatchObject({ status: 0 })
    expect(read(root, 'ruoyu.config.ts')).toMatch(/title: '旧博客'/)
    expect(existsSync(join(root, 'content/posts/a.md'))).toBe(true)
    expect(existsSync(join(root, 'content/posts/hello.md'))).toBe(false)
    expect(JSON.parse(read(root, 'package.json')).scripts.build).toBe('ruoyu build')
  })

  test.each([
    [['--from', 'jekyll', '../old'], /jekyll/],
    [['--deploy', 'heroku'], /--deploy 不能是“heroku”：应为github-pages/],
    [['--url', 'x'], /--url 不能是“x”：应为完整的网址/],
    [['--language', '中文'], /--language 不能是“中文”：应为语言代码/],
  ])('%j is wrong use', (args, sentence) => {
    const { status, stderr } = ruoyu(['init', tempFolder(), ...quiet, ...args], { LC_ALL: 'zh_CN.UTF-8' })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(sentence) })
  })
})

test('npm create ruoyu is ruoyu init, of the same version', () => {
  const modules = tempFolder({ 'node_modules/x': '' })
  symlinkSync(join(import.meta.dirname, '../..'), join(modules, 'node_modules/ruoyu'))
  symlinkSync(join(import.meta.dirname, '../../src/create-ruoyu'), join(modules, 'node_modules/create-ruoyu'))
  const root = tempFolder()
  execFileSync(process.execPath, [
    '--preserve-symlinks',
    '--preserve-symlinks-main',
    join(modules, 'node_modules/create-ruoyu/index.js'),
    root,
    ...quiet,
  ])
  expect(existsSync(join(root, 'ruoyu.config.ts'))).toBe(true)
  expect([creator.version, creator.dependencies.ruoyu]).toEqual([manifest.version, `^${manifest.version}`])
})

describe('ruoyu new', () => {
  test.each([
    [{ 'archetypes/posts.md': 'a: {{ .Name }}\n', 'archetypes/default.md': 'b\n' }, 'a: walk\n'],
    [{ 'archetypes/default.md': 'title: "{{ .Title }}"\ndraft: true\n' }, 'title: "Walk"\ndraft: true\n'],
    [{ 'scaffolds/post.md': '---\ntitle: {{ title }}\ntags:\n---\n' }, '---\ntitle: Walk\ntags:\n---\n'],
  ])('begins a post as its archetype does: %j', (files, text) => {
    const root = tempFolder(files)
    const { stdout } = ruoyu(['new', 'Walk', '--root', root])
    expect(read(root, 'content/posts/walk.md')).toBe(text)
    expect(/草稿|draft/.test(stdout)).toBe(text.includes('draft: true'))
  })
})
