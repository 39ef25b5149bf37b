import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { repository } from '../clients/built.ts'
import { ruoyu } from '../clients/command.ts'
import { tempFolder } from '../io/temp.ts'

const chinese = { LC_ALL: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' }
const english = { LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }
const site = (language: string) => tempFolder({ 'ruoyu.config.ts': `export default { language: '${language}' }` })
const isHan = /\p{Script=Han}/u

describe('the help', () => {
  test('is in the site’s language, whatever the system’s', () => {
    const help = ruoyu(['build', '--help', '--root', site('zh-CN')], english)
    expect(help.status).toBe(0)
    expect(help.stdout).toMatch(/用法： ruoyu build[\s\S]*选项：[\s\S]*--strict +警告也算错误/)
    expect(ruoyu(['build', '--help', '--root', site('en')], chinese).stdout).not.toMatch(isHan)
  })

  test.each([...['build', 'dev', 'preview', 'new', 'check', 'keep', 'plan', 'clean', 'migrate'], 'migrate hugo'])(
    'says in Chinese what %s and each of its options does',
    (command) => {
      const { stdout } = ruoyu([...command.split(' '), '--help', '--root', site('zh-CN')])
      const rows = stdout.split('\n').filter((line) => /^ {2}\S/.test(line))
      expect(rows.length).toBeGreaterThan(1)
      expect(rows.filter((line) => !isHan.test(line))).toEqual([])
    },
  )
})

test.each(['build', 'check', 'dev', 'preview', 'new 文', 'plan', 'clean'])(
  '%s of a folder that is not there says so and makes none',
  (command) => {
    const { status, stderr } = ruoyu([...command.split(' '), '--root', '/nonexistent/blog'], chinese, 20_000)
    expect(stderr).toMatch(/--root 不能是“\/nonexistent\/blog”：应为网站所在的文件夹，而那里没有文件夹/)
    expect(status).toBe(2)
  },
)

test.each([
  ["export default Promise.reject(new Error('不行'))", /ruoyu\.config\.mjs:1:31 错误 配置无法加载：不行/],
  ["Promise.reject(new Error('不行'))\nexport default {}", /ruoyu\.config\.mjs:1:16 错误 配置无法加载：不行/],
])('a promise of the config that fails is told of: %s', (text, sentence) => {
  const root = tempFolder({ 'ruoyu.config.mjs': text, 'content/a.md': '---\ntitle: 文\n---\n' })
  const { status, stderr } = ruoyu(['build', '--root', root])
  expect(stderr).toMatch(sentence)
  expect(status).toBe(1)
})

test('a loop without an end in the config is told of while it runs', async () => {
  const root = tempFolder({ 'ruoyu.config.ts': `let n: number = 0\nwhile (true) n++\nexport default {}` })
  const command = spawn(process.execPath, [join(repository, 'lib/cli.js'), 'build', '--root', root])
  onTestFinished(() => void command.kill('SIGKILL'))
  const said = await new Promise((resolve) => command.stderr.once('data', resolve))
  expect(String(said)).toContain('ruoyu.config.ts 配置还没有运行完')
})

test('a promise of settings is a config', () => {
  const root = tempFolder({
    'ruoyu.config.mjs': "export default Promise.resolve({ url: 'https://a.example/' })",
    'content/a.md': '---\ntitle: 文\n---\n',
  })
  expect(ruoyu(['build', '--strict', '--root', root])).toMatchObject({ status: 0, stderr: '' })
})

test('a title that makes no file name is said to be too long', () => {
  const { status, stderr } = ruoyu(['new', '很长的标题'.repeat(20), '--slug', 'a'.repeat(300), '--root', site('zh-CN')])
  expect(stderr).toMatch(/名字太长，文件名放不下[\s\S]*请用 --slug 起一个短的/)
  expect(status).toBe(1)
})

test('migrate writes package.json and .gitignore where there are none, and changes none', () => {
  const old = tempFolder({ 'hugo.toml': 'title = "旧"', 'content/a.md': '---\ntitle: 文\n---\n' })
  const made = join(tempFolder({}), 'blog')
  expect(ruoyu(['migrate', 'hugo', old, made]).status).toBe(0)
  expect(JSON.parse(readFileSync(join(made, 'package.json'), 'utf8'))).toMatchObject({
    scripts: { build: 'ruoyu build' },
    dependencies: { ruoyu: expect.stringMatching(/^\^/) },
  })
  expect(readFileSync(join(made, '.gitignore'), 'utf8')).toContain('dist')
  const own = tempFolder({ 'package.json': '{"name":"mine"}', '.gitignore': 'x' })
  expect(ruoyu(['migrate', 'hugo', old, own, '--force']).status).toBe(0)
  expect(readFileSync(join(own, 'package.json'), 'utf8')).toBe('{"name":"mine"}')
  expect(readFileSync(join(own, '.gitignore'), 'utf8')).toBe('x')
})

test('a default value is named in the site’s language', () => {
  const { stdout } = ruoyu(['dev', '--help', '--root', site('zh-CN')])
  expect(stdout).toMatch(/\(默认：4000\)/)
  expect(stdout).not.toContain('default')
})

describe('wrong use ends with exit code 2 and a sentence in the site’s language', () => {
  test.each([
    [['biuld'], /没有 biuld 这个命令。\n是不是 build？/],
    [['build', '--strct'], /这里没有 --strct 这个选项。\n是不是 --strict？\n用 `ruoyu build --help`/],
    [['new'], /缺少 <title>/],
    [['new', '我的', '第三篇'], /参数太多了。\n标题里有空格时要加引号：ruoyu new "我的 第三篇"/],
    [['new', '   '], /文章要有标题/],
    [['new', '//'], /文章要有标题/],
    [['dev', '--port', '80x'], /--port 不能是“80x”/],
    [['dev', '--port', '65536'], /--port 不能是“65536”/],
    [['preview', '--port', '-1'], /--port 不能是“-1”|--port 后面要有一个值/],
    [['check', '--urls'], /--urls 后面要有一个值/],
    [['migrate', 'hugo', 'a'], /缺少 <dest>/],
    [['plan', 'x'], /参数太多了/],
  ])('%j', (args, sentence) => {
    const { status, stdout, stderr } = ruoyu(
      args[0] === 'migrate' ? args : [args[0] ?? '', '--root', site('zh-CN'), ...args.slice(1)],
      chinese,
    )
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/^\s+at |error:/m)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})

test('preview without a built folder says what makes one', () => {
  const { status, stdout, stderr } = ruoyu(['preview', '--root', site('zh-CN')])
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/dist\/ 还不存在，请先运行 `ruoyu build`/)
})

test.each(['dev', 'preview'])('%s on an address that is not this machine’s says so', (command) => {
  const root = tempFolder({ 'content/a.md': '---\ntitle: 文\n---\n', 'dist/index.html': '' })
  const { status, stderr } = ruoyu([command, '--host', '203.0.113.1', '--root', root], {}, 20_000)
  expect(stderr).toMatch(/不能监听 203\.0\.113\.1:4000：EADDRNOTAVAIL/)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(status).toBe(1)
})

test('memory that does not suffice is told with the option that gives more, and nothing is written', () => {
  const posts = Array.from({ length: 1000 }, (_, n) => [`content/${n}.md`, `---\ntitle: 第${n}篇\n---\n\n文\n`])
  const root = tempFolder(Object.fromEntries(posts))
  const { status, stderr } = ruoyu(['build', '--root', root], { ...chinese, NODE_OPTIONS: '--max-old-space-size=24' })
  expect(stderr).toMatch(
    /content 错误 内容太多，Node 最多能用的 24 MB 内存不够[\s\S]*NODE_OPTIONS=--max-old-space-size=1024/,
  )
  expect(status).toBe(1)
  expect(existsSync(join(root, 'dist'))).toBe(false)
})
