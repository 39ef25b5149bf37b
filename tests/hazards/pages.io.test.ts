import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDev } from '../../src/dev/dev.ts'
import { indexOutputs, type Snapshot } from '../../src/dev/snapshot.ts'
import { createLoader } from '../../src/site/load.ts'
import { repository } from '../clients/built.ts'
import { standing } from '../io/site.ts'
import { accepted, at, blog, good, post, problems, refused } from './blog.ts'

/** Hazards of pages, templates and the dev server: rows 35 to 43 of the table, each through the real build. */

const a = 'content/posts/a.md'
const page = 'posts/a/index.html'
const dated = 'title: 文\ndate: 2025-01-01'
const article = (html: string) => /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? ''

describe('row 35: a link', () => {
  test.each([
    ['[文](javascript:alert(1))', 2],
    ['[文](JaVaScRiPt:alert(1))', 2],
    ['[文](&#106;avascript:alert(1))', 2],
    ['[文](data:text/html,<script>)', 2],
    ['[文](vbscript:x)', 2],
    ['<a href="javascript:alert(1)">文</a>', 1],
    ['<a href=" java\tscript:alert(1)">文</a>', 1],
    ['<form action="javascript:alert(1)"></form>', 1],
    ['<iframe src="javascript:alert(1)"></iframe>', 1],
  ])('to %s is removed, with a warning', async (link, column) => {
    const text = column === 2 ? `见${link}` : link
    const built = await accepted({ [a]: post(dated, text) }, [`warning link-scheme-dangerous ${a}:5:${column}`])
    expect(article(built.page(page))).not.toMatch(/script:|data:text/i)
  })
  test.each([
    ['{{< figure src="javascript:alert(1)" >}}', 'link-scheme-dangerous'],
    ['{{< figure src="a.png" link="java\tscript:alert(1)" >}}', 'link-scheme-dangerous'],
    ['{{< link "vbscript:x" "文" >}}', 'link-scheme-dangerous'],
    ['{{< video src="data:text/html,x" >}}', 'link-scheme-dangerous'],
    ['{{< audio "JAVASCRIPT:x" >}}', 'link-scheme-dangerous'],
  ])('of a shortcode leads nowhere: %s', async (text, code) => {
    const one = blog({ [a]: post(dated, text), 'content/posts/a.png': '' })
    expect(problems(await one.build())).toContain(`warning ${code} ${a}:5:1`)
    expect(article(one.page(page))).not.toMatch(/(?:href|src)="[^"]*(?:script:|data:text)/i)
  })
  test('to a cover is removed from the page and its cards', async () => {
    const built = await accepted({ [a]: post(`${dated}\nimage: "javascript:alert(1)"`) }, [
      `warning link-scheme-dangerous ${a}:4:8`,
    ])
    expect(Object.values(built.published()).join()).not.toContain('javascript:')
  })
  test.each(['tel:+86100', 'sms:100', 'mailto:a@b.cn', 'ftp://a.cn/b', 'magnet:?xt=1', 'https://a.cn/'])(
    'to %s stays',
    async (url) => {
      const built = await accepted({ [a]: post(dated, `见[文](${url})`) })
      expect(article(built.page(page))).toContain(`href="${url}"`)
    },
  )
})

test.each(['<div>', '<section><div>', '<table><tr><td>', '<!-- ', '</article></main></body>'])(
  'row 36: after %s in a post the footer stays whole, with a warning',
  async (html) => {
    const one = blog({ [a]: post(dated, `${html}\n\n正文`) })
    const report = await one.build()
    expect(report.ok).toBe(true)
    if (html !== '<!-- ')
      expect(problems(report)[0]).toMatch(/^warning html-un(?:closed|opened) content\/posts\/a\.md:5:/)
    const built = one.page(page)
    for (const tag of ['article', 'main', 'footer', 'body', 'html', 'div', 'section'])
      expect([tag, built.split(new RegExp(`<${tag}\\b`)).length]).toEqual([tag, built.split(`</${tag}>`).length])
    expect(built.indexOf('</article>')).toBeLessThan(built.lastIndexOf('<footer'))
  },
)

test('row 37: special characters are escaped once: in pages, feeds, JSON-LD, the sitemap and the search', async () => {
  const hostile = '</script><b>&amp;"\'<!--<script>]]>\u2028文'
  const built = await accepted({
    [a]: post(
      `title: ${JSON.stringify(hostile)}\ndate: 2025-01-01\ndescription: ${JSON.stringify(hostile)}\nslug: a`,
      '正文',
    ),
    'ruoyu.config.ts': `export default { title: ${JSON.stringify(hostile)}, url: 'https://example.com/' }`,
  })
  const html = built.page(page)
  expect(html).not.toMatch(/<b>|&amp;amp;amp;|<!--<script/)
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  expect(JSON.parse(json)).toMatchObject({ headline: hostile })
  expect(parseRssFeed(built.page('index.xml')).items?.map(({ title }) => title)).toContain(hostile)
  expect(parseAtomFeed(built.page('atom.xml')).entries?.map(({ title }) => title?.value ?? title)).toContain(hostile)
  expect(parseJsonFeed(built.page('feed.json')).items?.map(({ title }) => title)).toContain(hostile)
})

test('row 38: ids of headings and footnotes are unique on a page, also where a list shows several posts', async () => {
  const body = '## 背景\n\n脚注[^1]\n\n## 背景\n\n<!--more-->\n\n后文\n\n[^1]: 注'
  const built = await accepted({
    [a]: post(dated, body),
    'content/posts/b.md': post('title: 乙\ndate: 2025-01-02', body),
    'templates/home.njk':
      '{% extends "base.njk" %}{% block main %}{% for post in posts %}{{ post.more | safe }}{% endfor %}{% endblock %}',
  })
  for (const path of [page, 'index.html', 'posts/index.html']) {
    const ids = [...built.page(path).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  }
})

describe('row 39: a broken link, fragment or image', () => {
  const files = { [a]: post(dated, '[一](/none/)\n\n[二](#none)\n\n![三](none.png)\n\n[四](good.md#none)') }
  const found = [`link-dead ${a}:6:1`, `fragment-dead ${a}:8:1`, `image-missing ${a}:10:1`, `fragment-dead ${a}:12:1`]
  test('is a warning at its line', async () => {
    const text = files[a]?.replace('正文', '') ?? ''
    await accepted(
      { [a]: text },
      ['link-dead', 'fragment-dead', 'image-missing', 'fragment-dead'].map(
        (code, n) => `warning ${code} ${a}:${5 + n * 2}:1`,
      ),
    )
    expect(found).toHaveLength(4)
  })
  test('stops a strict build, and nothing is written', async () => {
    const one = blog({ ...good, ...files })
    expect((await one.build({ strict: true })).ok).toBe(false)
    expect(() => one.published()).toThrow()
  })
})

describe('row 40: what a template gets wrong has its file and line:', () => {
  test.each([
    ['a missing include', '\n{% include "none.njk" %}', 'template-missing', 2],
    ['an unclosed block', '\n\n{% if page %}', 'template-unclosed', 3],
    ['an unknown filter', '{{ page.title | nothing }}', 'template-filter-unknown', 1],
    ['an undefined value', '\n{{ page.nothing }}', 'template-undefined', 2],
    ['an error of its own code', '{{ page.title() }}', 'template-failed', 1],
    ['a constructor', '{{ range.constructor("return process")() }}', 'template-', 1],
    ['a path out of the templates', '{% include "../secret.njk" %}', 'template-missing', 1],
  ])('%s', async (_, text, code, line) => {
    const path = 'templates/post.njk'
    const one = blog({ ...good, [path]: text, 'secret.njk': 'secret' })
    const [first = ''] = problems(await one.build())
    expect(first).toMatch(new RegExp(`^error ${code}\\S* ${path}:${line}:`))
    expect(() => one.published()).toThrow()
  })
})

test.each([
  '{% for a in range(1e9) %}{% for b in range(1e9) %}x{% endfor %}{% endfor %}',
  '{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}',
  '{% include "post.njk" %}',
])('row 41: a template that would not end is an error: %s', async (text) => {
  const one = blog({
    ...good,
    'templates/post.njk': text,
    'ruoyu.config.ts': 'export default { limits: { templateTime: 500 } }',
  })
  const report = await one.build()
  expect(problems(report)[0]).toMatch(/^error template-\S+ templates\/post\.njk:1:/)
})

test('row 42: content removed and back, moved, and 5,000 files at once under dev end as a clean build does', async () => {
  const one = blog({ ...good, [a]: post(dated) })
  const options = { root: one.root, drafts: true, now: () => '2026-11-23T00:00:00Z' }
  let newest: Snapshot | undefined
  const dev = await startDev({
    root: one.root,
    port: 0,
    load: createLoader(options),
    textOf: () => undefined,
    onChange: (snapshot) => {
      newest = snapshot
    },
  })
  onTestFinished(() => dev.close())
  /** Waits until the server's outputs are those of a first reading of the folder, text by text. */
  const settles = async (posts: number) => {
    const { compilation } = await createLoader(options)()
    expect(compilation.site.posts).toHaveLength(posts)
    const clean = indexOutputs(compilation.outputs)
    await expect
      .poll(() => [...(newest?.outputs.keys() ?? [])].sort(), { timeout: 60_000 })
      .toEqual([...clean.keys()].sort())
    for (const [path, output] of [...clean].slice(0, 200)) {
      const shown = newest?.outputs.get(path)
      expect(shown && (await newest?.render(shown))).toEqual(await compilation.render(output))
    }
  }
  await settles(2)
  cpSync(at(one.root, 'content'), at(one.root, 'backup'), { recursive: true })
  rmSync(at(one.root, 'content'), { recursive: true })
  await expect.poll(() => newest?.diagnostics.length).toBeGreaterThan(0)
  renameSync(at(one.root, 'backup'), at(one.root, 'content'))
  await settles(2)
  mkdirSync(at(one.root, 'content/many'))
  one.write(
    Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [`content/many/${n}.md`, post(`title: 文${n}\ndate: 2025-01-01`)]),
    ),
  )
  await settles(5002)
  rmSync(at(one.root, 'content/many'), { recursive: true })
  await settles(2)
})

test('row 43: time zone, locale, order of files, working folder and umask change no byte; no clock is in a feed', async () => {
  const one = await accepted({ [a]: post('title: 文\ndate: 2025-01-01\ntags: [甲, 乙, a, B]') })
  const run = (out: string, cwd: string, env: NodeJS.ProcessEnv, umask: string) => {
    const build = [
      process.execPath,
      join(repository, 'lib/cli.js'),
      'build',
      '--root',
      one.root,
      '--out',
      at(one.root, out),
    ]
    execFileSync('sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', ...build], { cwd, env: { ...process.env, ...env } })
    return standing(one.root, out)
  }
  const first = run('one', '/', { TZ: 'Pacific/Kiritimati', LC_ALL: 'C', RUOYU_READDIR: 'forwards' }, '022')
  rmSync(at(one.root, '.ruoyu'), { recursive: true })
  const second = run(
    'two',
    one.root,
    { TZ: 'America/St_Johns', LC_ALL: 'ar_EG.UTF-8', RUOYU_READDIR: 'backwards' },
    '077',
  )
  expect(second).toEqual(first)
  expect(first['index.xml']).not.toContain('2026')
  expect(first['sitemap.xml']).not.toContain('2026')
})

test('the earlier site stays where a template breaks', async () => {
  await refused({ 'templates/post.njk': '{% if %}' }, ['error template-syntax templates/post.njk:1:7'])
})
